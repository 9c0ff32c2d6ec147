"""One label for one name: bare surnames, short forms and headings follow the fuller names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words
from hkgraph.extraction.names.candidates import Candidate, Trust
from hkgraph.extraction.names.forms import is_chinese_given, is_given, parse_name
from hkgraph.extraction.names.phrases import PhraseTable
from hkgraph.extraction.names.short_forms import initials
from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.names.phrases import Match
    from hkgraph.extraction.names.surface import Surface


_NAMED_SHORT = frozenset([Kind.ORGANISATION, Kind.MEDIA, Kind.LAW])
_QUOTES = frozenset(["“", "”", '"', "‘", "’", "'"])
_DECLARING = _QUOTES | {"or", "and", "the", ",", "collectively", "hereinafter", "together", "/"}
_LONGEST = 14
#: What may stand between a name and its acronym ("Victoria Radio News, or VRN").
_JOINING = frozenset([",", "or", "–", "—", "-", "known", "as", "the", "abbreviated", "to"])
_FURTHEST = 4


def repeated_names(surface: Surface, found: list[Candidate]) -> Iterator[Candidate]:
    """Look for the names once more, and for the surnames of the people among them."""
    names: dict[str, Candidate] = {}
    settled = {(c.first, c.last, c.kind) for c in found}
    for candidate in found:
        text = surface.text(candidate.first, candidate.last)
        if candidate.kind is None or candidate.is_demonym or not text[0].isupper():
            continue
        known = names.setdefault(text, candidate)
        if known.trust < candidate.trust and candidate.gazetteer is None:
            names[text] = candidate
        if candidate.kind is Kind.PERSON and " " in text:
            names.setdefault(parse_name(text).surname, candidate)
    firsts = _first_names(surface, found)
    # The model takes "Jasper" alone for a body.
    names = firsts | {
        text: c for text, c in names.items() if text not in firsts or c.trust > Trust.MODEL
    }
    for match in PhraseTable(names.items()).matches(surface.words):
        is_settled = (match.first, match.last, match.payload.kind) in settled
        if is_settled or _is_of_firm(surface, match):
            continue
        if surface.words[match.first].text in firsts and _is_in_longer(surface, match):
            continue
        if _stands_alone(surface, match.first, match.last):
            yield Candidate(
                first=match.first,
                last=match.last,
                kind=match.payload.kind,
                trust=Trust.CONTEXT if match.payload.gazetteer else match.payload.trust,
                gazetteer=match.payload.gazetteer,
            )


def _first_names(surface: Surface, found: list[Candidate]) -> dict[str, Candidate]:
    """Give the given names by which the article may call those whom it names in full."""
    people = [c for c in found if c.kind is Kind.PERSON and c.last - c.first > 1]
    parsed = [(parse_name(surface.text(c.first, c.last)), c) for c in people]
    called = [(part, c) for name, c in parsed for part in (name.western, name.chinese)]
    return {part: c for part, c in called if is_given(part) or is_chinese_given(part)}


def _is_of_firm(surface: Surface, match: Match[Candidate]) -> bool:
    """Say whether "&" ties a surname into the name of a firm ("Pinnock & Soong")."""
    if match.payload.kind is not Kind.PERSON:
        return False
    return "&" in {surface.lower(match.first - 1), surface.lower(match.last)}


def _is_in_longer(surface: Surface, match: Match[Candidate]) -> bool:
    """Say whether capitals before or behind make a given name part of another's full name."""
    behind = surface.words[match.last] if match.last < len(surface.words) else None
    if behind is not None and behind.is_capitalised and surface.same_block(match.last):
        return match.last not in surface.sentence_starts
    before = match.first - 1
    if before < 0 or not surface.same_block(match.first):
        return False
    return surface.words[before].is_capitalised and before not in surface.sentence_starts


def short_bodies(surface: Surface, found: list[Candidate]) -> Iterator[Candidate]:
    """Find "the Alliance" and "the Post" where a fuller name of the article ends or begins so."""
    bodies = [c for c in found if c.kind in {Kind.ORGANISATION, Kind.MEDIA}]
    names = [surface.text(c.first, c.last) for c in bodies]
    names += [surface.article.publisher] if surface.article.publisher else []
    heads = words("organisation-heads") | words("media-heads")
    short = {word for name in names if " " in name for word in name.split() if word in heads}
    for index, word in enumerate(surface.words):
        if word.text in short and surface.lower(index - 1) == "the":
            yield Candidate(
                first=index, last=index + 1, kind=Kind.ORGANISATION, trust=Trust.CONTEXT
            )


def declared_short_names(surface: Surface, found: list[Candidate]) -> Iterator[Candidate]:
    """Find short names right behind a name ("(TCT)", "(“Tolo” or the “Group”)", ", or TCT")."""
    for name in found:
        if name.kind not in _NAMED_SHORT:
            continue
        for first, last in _declared_behind(surface, name):
            yield Candidate(
                first=first,
                last=last,
                kind=name.kind,
                trust=Trust.GAZETTEER,
                gazetteer=name.gazetteer,
            )


def _declared_behind(surface: Surface, name: Candidate) -> Iterator[tuple[int, int]]:
    if surface.lower(name.last) == "(":
        yield from _declared_in(surface, name.last + 1)
        return
    opening = name.last
    while opening < name.last + _FURTHEST and surface.lower(opening) in _JOINING:
        opening += 1
    if opening > name.last and opening < len(surface.words):
        acronym = surface.words[opening].text
        letters = "".join(initials(surface.text(name.first, name.last)))
        if acronym.isupper() and len(acronym) > 1 and acronym in {letters, letters + "S"}:
            yield opening, opening + 1


def _declared_in(surface: Surface, opening: int) -> Iterator[tuple[int, int]]:
    """Give the capitals of a bracket that holds nothing but short names."""
    closing = next((i for i in range(opening, opening + _LONGEST) if surface.lower(i) == ")"), 0)
    if surface.lower(opening) == "cap" and closing:
        # The chapter of the laws that it is ("Cap. 169").
        yield opening, closing
        return
    inside = [i for i in range(opening, closing) if surface.lower(i) not in _DECLARING]
    if not inside or not all(surface.words[i].is_capitalised for i in inside):
        return
    is_quoted = surface.lower(opening) in _QUOTES or surface.lower(opening + 1) in _QUOTES
    for first, last in _stretches(inside):
        capitals = sum(character.isupper() for character in surface.words[first].text)
        if is_quoted or (capitals >= 2 and last - first == 1):
            yield first, last


def _stretches(indices: list[int]) -> Iterator[tuple[int, int]]:
    first = indices[0]
    for index, following in zip(indices, [*indices[1:], 0], strict=True):
        if following != index + 1:
            yield first, index + 1
            first = following


def _stands_alone(surface: Surface, first: int, last: int) -> bool:
    """Refuse an ordinary word that only begins a sentence ("Law enforcement actions")."""
    if last - first > 1 or first not in surface.sentence_starts:
        return True
    token = surface.tokens[first]
    if token is None:
        return True
    modifies = token.dep_ in {"compound", "amod", "nmod"} and token.head.pos_ == "NOUN"
    return not modifies or surface.lower(first + 1) in {"'", "’"}
