"""One label for one name: bare surnames, short forms and headings follow the fuller names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words
from hkgraph.extraction.names.candidates import Candidate, Trust
from hkgraph.extraction.names.forms import parse_name
from hkgraph.extraction.names.phrases import PhraseTable
from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.names.surface import Surface


_NAMED_SHORT = frozenset([Kind.ORGANISATION, Kind.MEDIA, Kind.LAW])
_QUOTES = frozenset(["“", "”", '"', "‘", "’", "'"])
_DECLARING = _QUOTES | {"or", "and", "the", ",", "collectively", "hereinafter", "together", "/"}
_LONGEST = 14


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
    for match in PhraseTable(names.items()).matches(surface.words):
        is_settled = (match.first, match.last, match.payload.kind) in settled
        if not is_settled and _stands_alone(surface, match.first, match.last):
            yield Candidate(
                first=match.first,
                last=match.last,
                kind=match.payload.kind,
                trust=Trust.CONTEXT if match.payload.gazetteer else match.payload.trust,
                gazetteer=match.payload.gazetteer,
            )


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
    """Find short names in brackets right behind a name ("(TCT)", "(“Tolo” or the “Group”)")."""
    for name in found:
        if name.kind not in _NAMED_SHORT or surface.lower(name.last) != "(":
            continue
        for first, last in _declared_in(surface, name.last + 1):
            yield Candidate(
                first=first,
                last=last,
                kind=name.kind,
                trust=Trust.GAZETTEER,
                gazetteer=name.gazetteer,
            )


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
