"""Bodies of other states, named by country and kind ("the Indonesian navy", "US Treasury")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words
from hkgraph.extraction.names.candidates import Candidate, Trust
from hkgraph.extraction.names.gazetteer import load_gazetteer
from hkgraph.extraction.names.phrases import PhraseTable
from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hkgraph.extraction.names.surface import Surface

_ABROAD = "world-places"


def state_bodies(surface: Surface, known: Sequence[Candidate]) -> Iterator[Candidate]:
    """Find what belongs to a state other than that of Hong Kong.

    Args:
        surface: The words.
        known: Names of the gazetteer, adjectives of places among them.
    """
    countries = {name.last: name for name in known if _is_abroad(name)}
    nouns = PhraseTable((noun, None) for noun in sorted(words("state-bodies")))
    for match in nouns.matches(surface.words):
        country = countries.get(match.first)
        if country is None or not surface.same_block(match.first) or _goes_on(surface, match.last):
            continue
        row = f"government-of-{country.gazetteer}"
        is_known = surface.lower(match.first) == "government" and row in load_gazetteer().rows
        yield Candidate(
            first=country.first,
            last=match.last,
            kind=Kind.ORGANISATION,
            trust=Trust.CONTEXT,
            gazetteer=row if is_known else None,
        )


def _is_abroad(name: Candidate) -> bool:
    row = load_gazetteer().rows.get(name.gazetteer or "")
    return row is not None and row.kind is Kind.PLACE and row.topic == _ABROAD


def _goes_on(surface: Surface, last: int) -> bool:
    """Say whether the noun is part of a longer name or word ("Navy Pier", "army-style")."""
    if last >= len(surface.words) or not surface.same_block(last):
        return False
    follows = surface.lower(last) == "-" and surface.adjoins(last)
    is_named = surface.words[last - 1].is_capitalised and surface.words[last].is_capitalised
    return follows or is_named
