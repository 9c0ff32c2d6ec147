"""Names that begin with a place and end in no telling noun ("the Sha Tin Chess Eleven")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words
from hkgraph.extraction.names.candidates import Candidate, Trust
from hkgraph.extraction.names.gazetteer import load_gazetteer
from hkgraph.extraction.names.people import shape_points
from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hkgraph.extraction.names.surface import Surface

_FEWEST_MORE = 2
_FIRMS = "companies"


def placed_names(
    surface: Surface, known: Sequence[Candidate], blocked: frozenset[int]
) -> Iterator[Candidate]:
    """Find bodies by "the", a known place and at least two more capitalised words."""
    starts = {name.first for name in known}
    for place in known:
        if place.kind is not Kind.PLACE or place.last in starts:
            continue
        if surface.lower(place.first - 1) not in {"the", "a", "an"}:
            continue
        last, more = place.last, 0
        while (step := _step(surface, last)) and last not in blocked:
            more += surface.words[last].is_capitalised
            last += step
        is_occasion = surface.words[last - 1].text in words("event-heads")
        # "in the HKSAR Luo Guangming said"
        is_person = shape_points(surface.text(place.last, last).split()) > 1 if more else False
        if more >= _FEWEST_MORE and not is_occasion and not is_person:
            yield Candidate(first=place.first, last=last, kind=Kind.ORGANISATION, trust=Trust.SHAPE)


def local_units(surface: Surface, known: Sequence[Candidate]) -> Iterator[Candidate]:
    """Find units of known firms that go by where they are ("China Mobile Hong Kong")."""
    places = {p.first: p for p in known if p.kind is Kind.PLACE and not p.is_demonym}
    rows = load_gazetteer().rows
    for firm in known:
        row, place = rows.get(firm.gazetteer or ""), places.get(firm.last)
        if row and place and row.topic == _FIRMS and surface.same_block(firm.last):
            yield Candidate(
                first=firm.first, last=place.last, kind=Kind.ORGANISATION, trust=Trust.SHAPE
            )


def _step(surface: Surface, last: int) -> int:
    """Say how many words from ``last`` on still belong to the name."""
    if last >= len(surface.words) or not surface.same_block(last):
        return 0
    word = surface.words[last]
    if word.is_capitalised:
        return 1
    plural_owner = word.text in "'’" and surface.words[last - 1].text.endswith("s")
    after = last + 1
    goes_on = after < len(surface.words) and surface.words[after].is_capitalised
    return 1 if plural_owner and surface.adjoins(last) and goes_on else 0
