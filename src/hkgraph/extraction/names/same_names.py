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


def repeated_names(surface: Surface, found: list[Candidate]) -> Iterator[Candidate]:
    """Look for the names once more, and for the surnames of the people among them."""
    names: dict[str, Candidate] = {}
    settled = {(c.first, c.last, c.kind) for c in found}
    for candidate in found:
        text = surface.text(candidate.first, candidate.last)
        if candidate.kind is None or candidate.is_demonym or not text[0].isupper():
            continue
        names.setdefault(text, candidate)
        if candidate.kind is Kind.PERSON and " " in text:
            names.setdefault(parse_name(text).surname, candidate)
    for match in PhraseTable(names.items()).matches(surface.words):
        is_settled = (match.first, match.last, match.payload.kind) in settled
        if not is_settled and _stands_alone(surface, match.first, match.last):
            yield Candidate(
                first=match.first,
                last=match.last,
                kind=match.payload.kind,
                trust=Trust.CONTEXT,
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


def declared_acronyms(surface: Surface, found: list[Candidate]) -> Iterator[Candidate]:
    """Find the short name in brackets right behind a name ("Tolo Chamber of Traders (TCT)")."""
    size = len(surface.words)
    for name in found:
        inside = name.last + 1
        if name.kind not in _NAMED_SHORT or inside + 1 >= size or surface.lower(name.last) != "(":
            continue
        capitals = sum(character.isupper() for character in surface.words[inside].text)
        if capitals >= 2 and surface.lower(inside + 1) == ")":
            yield Candidate(
                first=inside,
                last=inside + 1,
                kind=name.kind,
                trust=Trust.GAZETTEER,
                gazetteer=name.gazetteer,
            )


def _stands_alone(surface: Surface, first: int, last: int) -> bool:
    """Refuse an ordinary word that only begins a sentence ("Law enforcement actions")."""
    if last - first > 1 or first not in surface.sentence_starts:
        return True
    token = surface.tokens[first]
    if token is None:
        return True
    modifies = token.dep_ in {"compound", "amod", "nmod"} and token.head.pos_ == "NOUN"
    return not modifies or surface.lower(first + 1) in {"'", "’"}
