"""What stands around capitals and shows that they name a body: a company, a union, a shop."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import table, words
from hkgraph.model import Kind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.names.surface import Surface

_QUOTES = frozenset("“‘\"'’")
_MARKS = frozenset([",", "(", "–", "—"])
_DETERMINERS = frozenset(["a", "an", "the", "one", "another", "its"])
_NAMED = frozenset(["called", "named", "dubbed", "as"])
_FURTHEST = 10
_LONGEST_OWNED = 3
_PARTS = frozenset(["shares", "stake", "shareholder", "stakes", "shareholders"])
_LINKS = frozenset(["of", "at", "for"])
_BEGUN = frozenset(["founded", "established", "formed", "launched"])
_JOINED = frozenset(["joined", "quit"])
_FOUNDED = frozenset(["found", "dissolve", "disband", "delist", "liquidate", "acquire"])
_DESCRIBED, _BESIDE = 4, 3


def described_kind(surface: Surface, first: int, last: int) -> Kind | None:
    """Say what a description beside a name makes of it: a medium, another body, or nothing."""
    noun = _noun_behind(surface, last) or _noun_before(surface, first)
    if noun is None:
        return None
    return Kind.MEDIA if _nouns()[noun] == "media" else Kind.ORGANISATION


def body_points(surface: Surface, first: int, last: int) -> int:
    """Weigh what stands around a name as a sign that it is a body's."""
    points = _DESCRIBED * (described_kind(surface, first, last) is not None)
    points += _BESIDE * (_owns(surface, last) or _is_led(surface, last))
    points += _BESIDE * (_is_shared_in(surface, first) or _has_people(surface, first))
    return points + _BESIDE * (_acts(surface, first, last) or _is_founded(surface, last))


def _noun_behind(surface: Surface, last: int) -> str | None:
    """Give the noun in ", a volunteer canteen in Tai Po"."""
    if surface.lower(last) not in _MARKS or surface.lower(last + 1) not in _DETERMINERS:
        return None
    for index in range(last + 2, last + 2 + _FURTHEST):
        # "Singapore-based": the hyphen shows that the phrase goes on.
        if surface.lower(index + 1) in words("description-ends") and surface.lower(index) != "-":
            return _known_noun(surface, index)
    return None


def _noun_before(surface: Surface, first: int) -> str | None:
    """Give the noun in "law firm Withering", "a daily, the Beacon" or "a group called Lantern"."""
    before = first - 1
    if surface.lower(before) in {"“", "‘", '"', "'"}:
        before -= 1
    if surface.lower(before) in _NAMED:
        return _known_noun(surface, before - 1)
    if surface.lower(before) == "the" and surface.lower(before - 1) == ",":
        return _known_noun(surface, before - 2)
    if surface.lower(before) == ",":
        # "the organisers, Big Kite Live,"
        is_told = "the" in {surface.lower(before - 2), surface.lower(before - 3)}
        return _known_noun(surface, before - 1) if is_told else None
    if first in surface.sentence_starts:
        return None
    return _known_noun(surface, before)


def _known_noun(surface: Surface, index: int) -> str | None:
    for first in (index - 1, index):
        noun = " ".join(surface.lower(i) for i in range(first, index + 1))
        if noun in _nouns() and surface.words[index].text.islower():
            return noun
    return "NGO" if surface.lower(index) == "ngo" else None


@cache
def _nouns() -> dict[str, str]:
    known = dict(table("body-nouns")) | dict(table("body-descriptions"))
    return known | {"NGO": "any"}


def _owns(surface: Surface, last: int) -> bool:
    """Say whether what only bodies have follows ("Crestline's chairman")."""
    if surface.lower(last) not in {"'", "’"}:
        return False
    opening = last + 2 if surface.lower(last + 1) == "s" else last + 1
    return _holds(surface, opening, words("owned-by-bodies"), _LONGEST_OWNED)


def _is_led(surface: Surface, last: int) -> bool:
    """Say whether a noun of those who lead follows ("Tolo chairman Ng", "Weibo users")."""
    if _holds(surface, last, words("led-by-name"), 1):
        return True
    # "France president" would be a place's, "ACHU president" is a body's.
    return surface.words[last - 1].text.isupper() and surface.lower(last) == "president"


def _holds(surface: Surface, opening: int, nouns: frozenset[str], furthest: int) -> bool:
    """Say whether one of the nouns begins among the next lower-case words."""
    for index in range(opening, opening + furthest):
        if any(_phrase(surface, index, size) in nouns for size in (1, 2, 3)):
            return True
        if not surface.lower(index).isalpha() or not surface.words[index].text.islower():
            return False
    return False


def _phrase(surface: Surface, index: int, size: int) -> str:
    last = index + size
    return surface.text(index, last) if last <= len(surface.words) else ""


def _is_shared_in(surface: Surface, first: int) -> bool:
    """Say whether shares in it stand before ("a stake in Tolo")."""
    return surface.lower(first - 1) == "in" and surface.lower(first - 2) in _PARTS


def _has_people(surface: Surface, first: int) -> bool:
    """Say whether its people stand before ("the founder of Tolo"), or somebody joins it."""
    before = first - 2 if surface.lower(first - 1) == "the" else first - 1
    if surface.lower(before) in _LINKS:
        return surface.lower(before - 1) in words("body-people")
    return surface.lower(before) in _JOINED


def _is_founded(surface: Surface, last: int) -> bool:
    """Say whether ", founded in 2001" or ", which makes drones" stands behind."""
    if surface.lower(last) != ",":
        return False
    token = surface.tokens[last - 1]
    is_thing = token is not None and token.ent_type_ not in {"GPE", "LOC", "FAC"}
    return surface.lower(last + 1) in _BEGUN or (is_thing and surface.lower(last + 1) == "which")


def _holds_its(subject: Token) -> bool:
    """Say whether the object of a name's verb is its own ("sacked its coach")."""
    held = (noun for noun in subject.head.rights if noun.dep_ == "dobj")
    return any(t.lower_ == "its" for noun in held for t in noun.lefts)


def _acts(surface: Surface, first: int, last: int) -> bool:
    """Say whether the name is the subject of what bodies do ("Lumen unveiled …").

    A verb of speech tells of a body only where the model takes the name for no person.
    """
    token = surface.tokens[last - 1]
    if surface.lower(first - 1) in _QUOTES or surface.lower(last - 1) in words(
        "role-titles"
    ) | words("role-nouns"):
        return False
    if token is None or token.tag_ != "NNP" or token.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    if _holds_its(token):
        return True
    verb = token.head.lemma_
    if verb in words("body-verbs"):
        return token.dep_ == "nsubj" and token.ent_type_ != "PERSON"
    founded = verb in _FOUNDED and token.dep_ == "nsubjpass"
    speaks = verb in table("speech-verbs") and token.ent_type_ in {"ORG", "GPE", "PRODUCT"}
    return founded or (speaks and token.dep_ == "nsubj")
