"""Names with a telling noun: "… Bureau", "Democratic Alliance for the …", "… Ordinance"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import table, words
from hkgraph.extraction.names.body_clues import described_kind
from hkgraph.extraction.names.candidates import Candidate, Trust
from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.names.surface import Surface

_SURE_LINKS = frozenset(["of", "for", "against", "on", "&"])
_LINKS = _SURE_LINKS | {"in", "and"}
_LONGEST_TRADE = 2
_LONGEST_BRACKET = 8
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_ARTICLES = frozenset(["the", "a", "an"])
#: Owners whose possessive belongs to a name ("People's Party"), unlike "Hong Kong's Bar".
_OWNERS = frozenset(["people", "women", "men", "children", "king", "queen", "world", "workers"])


@dataclass(frozen=True, slots=True)
class _Head:
    """The telling noun of a name that is being looked for; ``size`` counts its words."""

    index: int
    kind: Kind
    size: int = 1


def headed_names(surface: Surface, blocked: frozenset[int]) -> Iterator[Candidate]:
    """Find names by their telling noun.

    Args:
        surface: The words.
        blocked: Numbers of words that no name may hold: titles, and known names of people.
    """
    heads = dict.fromkeys(words("organisation-heads"), Kind.ORGANISATION)
    heads |= dict.fromkeys(words("media-heads"), Kind.MEDIA)
    heads |= dict.fromkeys(words("place-heads"), Kind.PLACE)
    heads |= dict.fromkeys(words("trade-words"), Kind.ORGANISATION)
    heads |= dict.fromkeys(table("law-heads"), Kind.LAW)
    # Of two heads in one name the last tells what it is ("Harbour Press Archive Trust").
    for index, word in reversed(list(enumerate(surface.words))):
        two = _compound_kind(surface, index)
        kind = two or heads.get(word.text)
        if kind is None or index in blocked or index in surface.in_title_case:
            continue
        found = _grow(surface, _Head(index, kind, 2 if two else 1), blocked)
        if found is not None:
            yield found


def _compound_kind(surface: Surface, index: int) -> Kind | None:
    """Give what two nouns make a name where the last alone would not ("Town Hall")."""
    if index == 0 or not surface.words[index].is_capitalised:
        return None
    nouns = surface.text(index - 1, index + 1).replace("Center", "Centre")
    kind = table("compound-heads").get(nouns)
    return Kind(kind) if kind else None


def _grow(surface: Surface, head: _Head, blocked: frozenset[int]) -> Candidate | None:
    first = _grow_left(surface, head, blocked)
    last = _grow_right(surface, head, blocked)
    if last - first <= head.size or not _is_allowed(surface, head, first, last):
        return None
    if surface.words[head.index].text in words("trade-words") and _goes_on(surface, head.index + 1):
        return None
    kind = Kind.PLACE if _is_building(surface, head, first, last) else head.kind
    # "Sparrow House, a bookshop in Tai Po"
    body = described_kind(surface, first, last) if kind is Kind.PLACE else None
    trust = Trust.CONTEXT if body else Trust.SHAPE
    return Candidate(first=first, last=last, kind=body or kind, trust=trust)


def _goes_on(surface: Surface, index: int) -> bool:
    """Say whether a name goes on at a word, so that the trade before it does not end it."""
    if index >= len(surface.words) or not surface.same_block(index):
        return False
    linked = surface.lower(index) in {"and", "&", "of", "for"} or surface.lower(index) == "-"
    return _is_capital(surface, index) or (linked and _is_capital(surface, index + 1))


def _is_building(surface: Surface, head: _Head, first: int, last: int) -> bool:
    """Say whether "House" or "Court" ends the name of a building ("Wing Lok House")."""
    if surface.words[head.index].text not in {"House", "Court"} or last > head.index + 1:
        return False
    owner = head.index - 2 if surface.lower(head.index - 1) == "s" else head.index - 1
    named = {surface.words[i].text for i in range(max(first, owner), head.index)}
    marked = not {"'", "’"}.isdisjoint(surface.text(first, last))
    return not marked and named.isdisjoint(words("working-houses"))


def _is_allowed(surface: Surface, head: _Head, first: int, last: int) -> bool:
    if head.index == first and surface.words[first].text in words("plural-heads"):
        # "Residents of Choi Wan Estate"
        return False
    if surface.lower(first - 1) == "for" and _is_occasion(surface, first - 2):
        # "the Medal for Distinguished Service"
        return False
    if _is_occasion(surface, last - 1) or (
        _is_occasion(surface, last) and surface.same_block(last)
    ):
        # "the Harbour Service Medal"
        return False
    if head.kind is not Kind.LAW or table("law-heads")[surface.words[head.index].text] == "any":
        return True
    is_person = last - first == 2 and surface.words[first].text in words("given-names")
    if is_person or surface.words[first].text in words("organisation-heads"):
        # "Ryan Law" or "the Faculty of Law"
        return False
    determined = surface.lower(first - 1) in {"the", "a", "an", "s", "'", "’", "this", "under"}
    return determined or last > head.index + 1


def _is_occasion(surface: Surface, index: int) -> bool:
    inside = 0 <= index < len(surface.words)
    return inside and surface.words[index].text in words("event-heads")


def _grow_left(surface: Surface, head: _Head, blocked: frozenset[int]) -> int:
    """Take capitalised words before the head, with "and" and plural possessives."""
    first = head.index
    while first > 0:
        step = _step_left(surface, first, blocked)
        if step == 0 and head.kind is Kind.LAW:
            step = _step_left_in_law(surface, first, blocked)
        if step == 0 and first >= head.index - 1:
            step = _step_left_over_bracket(surface, head, first, blocked)
        if step and surface.words[head.index].text == "Court" and _is_rank(surface, first - 1):
            break
        if step and head.kind is Kind.PLACE and surface.lower(first - 1) == "and":
            # Places are listed ("Lo Wu and Lok Ma Chau Spur Line"), hardly ever joined.
            break
        if step == 0:
            break
        first -= step
    return _without_opening(surface, first, head.index)


def _is_rank(surface: Surface, index: int) -> bool:
    """Say whether a word is the judge's, not the court's ("Chief District Court Judge")."""
    return surface.lower(index) in words("title-modifiers") | {"chief", "principal"}


def _step_left_in_law(surface: Surface, first: int, blocked: frozenset[int]) -> int:
    """Take a link such as "of" or "against the", which names of laws have before their noun."""
    link = first - 2 if surface.lower(first - 1) == "the" else first - 1
    # "Prevention of Cruelty to Animals", but not "Changes to the Ordinance".
    is_inner = surface.lower(link) == "to" and surface.lower(link - 2) == "of"
    if not (surface.lower(link) in _SURE_LINKS or is_inner) or link - 1 in blocked:
        return 0
    return first - link + 1 if _is_capital(surface, link - 1) else 0


def _step_left_over_bracket(
    surface: Surface, head: _Head, first: int, blocked: frozenset[int]
) -> int:
    """Take a bracket inside a name ("Tolo (China) Holdings Limited", "X (Amendment) Ordinance")."""
    ends_company = surface.words[head.index].text in words("company-endings")
    if surface.lower(first - 1) != ")" or not (ends_company or head.kind is Kind.LAW):
        return 0
    before = first - 1
    while surface.lower(before) == ")":
        inside = range(before - 2, max(before - _LONGEST_BRACKET, 0), -1)
        before = next((i for i in inside if surface.lower(i) == "("), 0) - 1
    if before < 0 or before in blocked or not surface.same_block(first):
        return 0
    return first - before if _is_capital(surface, before) else 0


def _step_left(surface: Surface, first: int, blocked: frozenset[int]) -> int:
    """Say how many words before ``first`` still belong to the name."""
    before = first - 1
    if before in blocked or not surface.same_block(first):
        return 0
    if surface.words[before].is_capitalised:
        return 0 if before in surface.sentence_starts and _is_small(surface, before) else 1
    if _ends_compound(surface, before):
        return 3
    mark = surface.words[before].text
    joined = _joins_left(surface, before, mark)
    return 1 + joined if joined and before - joined not in blocked else 0


def _ends_compound(surface: Surface, index: int) -> bool:
    """Say whether a small word ends a hyphened one with a capital ("Out-patient")."""
    # Not so "the Sha Tin-based Tolo Circle".
    is_inner = surface.lower(index) not in words("hyphen-endings")
    hyphened = is_inner and surface.lower(index - 1) == "-" and surface.adjoins(index)
    return hyphened and surface.adjoins(index - 1) and _is_capital(surface, index - 2)


def _joins_left(surface: Surface, index: int, mark: str) -> int:
    """Say how many words make the link at ``index``, beyond the link itself; 0 is no link."""
    if index == 0 or not surface.same_block(index):
        return 0
    if mark in "'’s" and surface.adjoins(index):
        return _owner_words(surface, index, mark)
    if mark == "-":
        linked = surface.adjoins(index) and surface.adjoins(index + 1)
    else:
        linked = mark == "&" or (mark == "and" and _lists_on(surface, index))
    return 1 if linked and surface.words[index - 1].is_capitalised else 0


def _owner_words(surface: Surface, index: int, mark: str) -> int:
    """Count the words of a possessive that belongs to the name ("Teachers'", "People's")."""
    if mark != "s":
        owner = surface.words[index - 1]
        return 1 if owner.text.endswith("s") and owner.is_capitalised else 0
    if index < 2 or surface.words[index - 1].text not in "'’":
        return 0
    owner = surface.words[index - 2]
    if surface.lower(index - 3) in {"st", "saint"}:
        return 3
    return 2 if owner.is_capitalised and owner.text.lower() in _OWNERS else 0


def _lists_on(surface: Surface, index: int) -> bool:
    """Say whether "and" links parts of one name ("Sports and Tourism Bureau")."""
    heads = words("organisation-heads")
    return surface.words[index - 1].text not in heads and surface.words[index + 1].text not in heads


def _is_small(surface: Surface, index: int) -> bool:
    token = surface.tokens[index]
    return token is not None and (token.is_stop or token.pos_ in {"DET", "ADP", "ADV", "SCONJ"})


def _without_opening(surface: Surface, first: int, head: int) -> int:
    while first < head and surface.lower(first) in _ARTICLES:
        first += 1
    return first


def _grow_right(surface: Surface, head: _Head, blocked: frozenset[int]) -> int:
    """Take what follows the head: "of the Treasury", "for the Betterment and Progress of …"."""
    last = head.index + 1
    linked = False
    while last < len(surface.words) and last not in blocked and surface.same_block(last):
        if surface.lower(last) == "on" and surface.words[head.index].text in words("sited-heads"):
            # "New Lucky House on Nathan Road"
            break
        step = _step_right(surface, last, head.kind, linked=linked)
        if step == 0 or last + step - 1 in blocked:
            break
        linked = True
        last += step
    return last


def _step_right(surface: Surface, last: int, kind: Kind, *, linked: bool) -> int:
    """Say how many words from ``last`` on still belong to the name."""
    word = surface.words[last]
    if kind is Kind.LAW and _YEAR.fullmatch(word.text):
        return 1
    if word.is_capitalised:
        # Right behind the head a capital begins another name, unless it is one more head.
        heads = words("organisation-heads") | words("company-endings")
        again = kind is not Kind.LAW and word.text in heads
        return 1 if linked or again else 0
    if word.text == "-" and surface.adjoins(last) and surface.adjoins(last + 1):
        return 2 if linked and _is_capital(surface, last + 1) else 0
    if word.text in "'’" and surface.lower(last - 1) in _OWNERS:
        return 3 if _is_capital(surface, last + 2) else 0
    if word.text not in _LINKS or (kind is Kind.PLACE and word.text != "of"):
        return 0
    skipped = 2 if surface.lower(last + 1) == "the" and word.text != "and" else 1
    following = last + skipped
    leads_on = _is_capital(surface, following) and _leads_on(surface, word.text, following)
    return skipped + 1 if leads_on else 0


def _is_capital(surface: Surface, index: int) -> bool:
    return 0 <= index < len(surface.words) and surface.words[index].is_capitalised


def _leads_on(surface: Surface, link: str, following: int) -> bool:
    """Say whether a link goes on inside the name."""
    if link == "and":
        is_head = surface.words[following].text in words("organisation-heads")
        listed = surface.lower(following + 1) in {"of", "for", "and"}
        return not is_head and (listed or _ends_in_members(surface, following))
    return link in _SURE_LINKS or surface.lower(following) == "support"


def _ends_in_members(surface: Surface, first: int) -> bool:
    """Say whether capitals from ``first`` on are one more trade ("Carpenters and Tin Smiths")."""
    last = first
    while _is_capital(surface, last + 1) and last - first < _LONGEST_TRADE:
        last += 1
    before, trade = surface.words[first - 2].text, surface.words[last].text
    if trade in words("organisation-heads"):
        return False
    plural = all(word.endswith("s") and not word.endswith("ss") for word in (before, trade))
    field = {before, trade} <= words("portfolio-words")
    return (plural or field) and surface.lower(last + 1) not in {"'", "’"}
