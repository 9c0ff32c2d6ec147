"""Bodies that an article names in full and then short, against places of the short name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words
from hkgraph.extraction.names.candidates import Candidate, Trust
from hkgraph.extraction.names.gazetteer import load_gazetteer
from hkgraph.extraction.names.phrases import PhraseTable
from hkgraph.extraction.names.short_forms import stem
from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.names.surface import Surface

_BODIES = frozenset([Kind.ORGANISATION, Kind.MEDIA])
#: Places so well known that a body there is hardly ever called by their name alone.
_WIDE = frozenset(["hong-kong", "hong-kong-island", "new-territories"])
_ABROAD = "world-places"
_PLACING = frozenset(
    "in at near around outside inside on up atop above below beneath under behind".split()
)


def shortened_bodies(surface: Surface, found: list[Candidate]) -> Iterator[Candidate]:
    """Find firms by their names without trade and legal form ("Lion Rock" of Lion Rock Airways)."""
    names: dict[str, Kind] = {}
    for name in found:
        if name.kind in _BODIES and name.gazetteer is None:
            short = stem(surface.text(name.first, name.last))
            if short and not _is_wide_place(short):
                names.setdefault(short, name.kind)
    for match in PhraseTable(names.items()).matches(surface.words):
        if not _is_place(surface, match.first, match.last):
            yield Candidate(
                first=match.first, last=match.last, kind=match.payload, trust=Trust.GAZETTEER
            )


def _is_wide_place(name: str) -> bool:
    row = load_gazetteer().find(name)
    if row is None or row.kind is not Kind.PLACE:
        return row is not None
    is_district = any(alias.endswith(" District") for alias in row.aliases)
    return row.topic == _ABROAD or row.id in _WIDE or is_district


def _is_place(surface: Surface, first: int, last: int) -> bool:
    """Say whether the place of that name is meant ("at the foot of Lion Rock")."""
    if load_gazetteer().find(surface.text(first, last)) is None:
        return False
    before, behind = surface.lower(first - 1), surface.lower(last)
    if before in _PLACING or behind in words("place-parts"):
        return True
    return before == "of" and surface.lower(first - 2) in words("place-parts")
