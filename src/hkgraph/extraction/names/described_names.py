"""Names that end in a common noun: "the Meridian Harbour hotel", "the Khalsa Diwan temple"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import table
from hkgraph.extraction.names.candidates import Candidate, Trust
from hkgraph.extraction.names.phrases import PhraseTable
from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hkgraph.extraction.names.surface import Surface

#: Capitals before a noun that are sure to be a name, unlike those of "a Catholic school".
_FEWEST_CAPITALS = 2


def described_names(
    surface: Surface, known: Sequence[Candidate], blocked: frozenset[int]
) -> Iterator[Candidate]:
    """Find houses by capitals that nothing else knows and a common noun.

    Args:
        surface: The words.
        known: Names of the gazetteer.
        blocked: Numbers of words that no name may hold.
    """
    taken = blocked.union(i for name in known for i in range(name.first, name.last))
    for match in _nouns().matches(surface.words):
        if not surface.words[match.first].text.islower() or not surface.same_block(match.first):
            continue
        first = _first_capital(surface, match.first, taken)
        if first < match.first:
            yield Candidate(first=first, last=match.last, kind=match.payload, trust=Trust.SHAPE)


@cache
def _nouns() -> PhraseTable[Kind]:
    return PhraseTable((noun, Kind(kind)) for noun, kind in table("described-heads").items())


def _first_capital(surface: Surface, last: int, taken: frozenset[int]) -> int:
    """Give the first of at least two capitals right before ``last``, or ``last``."""
    first = last
    while first and surface.words[first - 1].is_capitalised and first - 1 not in taken:
        if not surface.same_block(first):
            break
        first -= 1
    if first in surface.sentence_starts or first in surface.in_title_case:
        return last
    return first if last - first >= _FEWEST_CAPITALS else last
