"""What stands around capitals and shows that they are somebody's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import table, words
from hkgraph.extraction.names.forms import is_surname, may_be_given

if TYPE_CHECKING:
    from hkgraph.extraction.names.surface import Surface

_SPEAKING = frozenset(["said", "says", "told", "added", "asked", "wrote", "tweeted", "argued"])
_MARKS = frozenset([",", "(", "–", "-"])
_FURTHEST = 9
#: Before a month that is no given name ("last May Chan left").
_TIMING = frozenset("in since last this next by of until till from to early late mid -".split())


def follows_honorific(surface: Surface, first: int) -> bool:
    """Say whether a form of address stands before."""
    before = first - 1
    if surface.lower(before) == "." and surface.adjoins(before):
        before -= 1
    if surface.lower(before) == "justice" and before:
        # "Mr Justice Lok"
        before -= 1
    if before < 0:
        return False
    return surface.words[before].text in table("honorifics") or _shares_honorific(surface, before)


def _shares_honorific(surface: Surface, before: int) -> bool:
    """Say whether one form of address stands before two ("Lords Collins and Sumption")."""
    many = surface.words[before - 2].text if before >= 2 else ""
    return surface.lower(before) == "and" and many in words("shared-honorifics")


def begins_name(surface: Surface, first: int, last: int) -> bool:
    """Say whether a word that is a given name, too, has a surname behind it ("April Lam").

    "In April Lam" tells a time.
    """
    if last - first > 1 or last >= len(surface.words) or not surface.same_block(last):
        return False
    word, surname = surface.words[first].text, surface.words[last].text
    if not (surname[0].isupper() and is_surname(surname) and may_be_given(word)):
        return False
    before = surface.lower(first - 1)
    return word not in table("months") or not (before in _TIMING or before.isdigit())


def has_letters(surface: Surface, last: int) -> bool:
    """Say whether letters of honour stand behind ("Julian Seto SC")."""
    return last < len(surface.words) and surface.words[last].text in words("letters-of-honour")


def owns_kin(surface: Surface, last: int) -> bool:
    """Say whether somebody's kin follows ("Lai's son")."""
    if surface.lower(last) not in {"'", "’"} or surface.lower(last + 1) != "s":
        return False
    return not words("kin-nouns").isdisjoint(surface.lower(last + i) for i in (2, 3))


def follows_role(surface: Surface, first: int) -> bool:
    """Say whether a noun of a role stands before ("lawmaker Holden Chow")."""
    return _is_role(surface.lower(first - 1))


def precedes_role(surface: Surface, last: int) -> bool:
    """Say whether a role or an age stands behind ("…, secretary general of", "…, 63,", "(52)")."""
    mark = surface.lower(last)
    if mark == "who":
        return True
    if mark not in _MARKS:
        return False
    if has_age(surface, last):
        return True
    after = [surface.lower(i) for i in range(last + 1, last + _FURTHEST)]
    if after[0] in {"who", "whose"}:
        return True
    stop = next((i for i, word in enumerate(after) if word in {",", ".", ";", ")", "of", "and"}), 8)
    return any(word in words("role-nouns") for word in after[:stop])


def has_age(surface: Surface, last: int) -> bool:
    """Say whether an age follows (", 63," or "(52)" or ", a 22-year-old")."""
    if surface.lower(last) not in {",", "("}:
        return False
    opening = last + 2 if surface.lower(last + 1) in {"a", "an", "the"} else last + 1
    age = surface.lower(opening)
    if not (age.isdigit() and len(age) == 2):
        return False
    if surface.lower(last + 2) in {",", ")"}:
        return True
    return [surface.lower(opening + i) for i in (1, 2, 3, 4)] == ["-", "year", "-", "old"]


def speaks(surface: Surface, first: int, last: int) -> bool:
    """Say whether a verb of speech stands right beside ("said Anjhula Mya Singh Bais")."""
    return not {surface.lower(first - 1), surface.lower(last)}.isdisjoint(_SPEAKING)


def lives(surface: Surface, last: int) -> bool:
    """Say whether a name is the subject of what only people do, or of "kept her seat"."""
    token = surface.tokens[last - 1]
    if token is None or token.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    part = "do" if token.dep_ == "nsubj" else "undergo"
    if table("person-verbs").get(token.head.lemma_) == part:
        return True
    behind = (t for t in token.head.rights if t.dep_ in {"dobj", "prep"})
    return any(t.lower_ in {"his", "her"} for noun in behind for t in noun.subtree)


def is_called(surface: Surface, first: int) -> bool:
    """Say whether the words before tell that a name follows: "surnamed", "his surname as"."""
    before = [surface.lower(first - i) for i in (2, 1)]
    if before[1] == "surnamed":
        return True
    if before[1] == "named" and (_is_role(before[0]) or before[0] in words("person-nouns")):
        return True
    return tuple(before) in {
        ("surname", "as"),
        ("surname", "is"),
        ("surname", "was"),
        ("himself", "as"),
        ("herself", "as"),
    }


def follows_kin(surface: Surface, first: int) -> bool:
    """Say whether a noun of kinship stands before ("his son, Cedric", "her husband Ming")."""
    owner = first - 2 if surface.lower(first - 1) == "," else first - 1
    return surface.lower(owner) in words("kin-nouns")


def follows_description(surface: Surface, first: int, last: int) -> bool:
    """Say whether "a retired clerk," stands before and a mark or verb closes the name behind."""
    noun = surface.lower(first - 2)
    known = words("person-nouns") | words("occupations") | words("role-nouns")
    if surface.lower(first - 1) != "," or noun not in known:
        return False
    opened = {surface.lower(first - i) for i in range(3, 8)}
    return surface.lower(last) == "," and not opened.isdisjoint({"a", "an", "one", "another"})


def _is_role(word: str) -> bool:
    known = words("role-nouns") | words("occupations")
    return word in known or word.removesuffix("s") in known
