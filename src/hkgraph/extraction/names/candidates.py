"""Stretches of text that may be names, and choosing between those that overlap."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hkgraph.model import Kind


class Trust(IntEnum):
    """How much a source of candidates is worth where two of the same length overlap."""

    MODEL = 1
    SHAPE = 2
    CONTEXT = 3
    GAZETTEER = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A possible name.

    Attributes:
        first: Number of its first word; ``last`` is one past the last.
        kind: None for a title, which only keeps others out.
        gazetteer: Id of the row that it matched.
        is_demonym: True for "Chinese", which names a place but is no name of it.
    """

    first: int
    last: int
    kind: Kind | None
    trust: Trust
    gazetteer: str | None = None
    is_demonym: bool = False

    def overlaps(self, other: Candidate) -> bool:
        """Say whether the two share a word."""
        return self.first < other.last and other.first < self.last


def choose(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Keep the longest, then the most trusted, of those that overlap; in order of the text."""
    ranked = sorted(candidates, key=lambda c: (c.first - c.last, -c.trust, c.first))
    taken: set[int] = set()
    kept: list[Candidate] = []
    for candidate in ranked:
        place = range(candidate.first, candidate.last)
        if taken.isdisjoint(place):
            taken.update(place)
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.first)
