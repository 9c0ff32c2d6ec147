"""Scores which mentions name the same: MUC, B³, entity-based CEAF, and their average.

Sources:
    MUC: https://aclanthology.org/M95-1005/
    B³: Bagga and Baldwin, "Algorithms for scoring coreference chains", 1998
    CEAF: https://aclanthology.org/H05-1004/
    Average and treatment of mentions of one side only: https://aclanthology.org/P14-2006/
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, TypeVar

from hkgraph.evaluation.assignment import best_total
from hkgraph.evaluation.score import Coverage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

M = TypeVar("M", bound=Hashable)


def muc(theirs: Sequence[frozenset[M]], ours: Sequence[frozenset[M]]) -> Coverage:
    """Count links: how many of each side's the other one keeps.

    >>> muc([frozenset("abcd")], [frozenset("ab"), frozenset("cd")]).recall
    0.6666666666666666
    """
    kept, wanted = _links(theirs, ours)
    right, given = _links(ours, theirs)
    return Coverage(kept=kept, wanted=wanted, right=right, given=given)


def b_cubed(theirs: Sequence[frozenset[M]], ours: Sequence[frozenset[M]]) -> Coverage:
    """Count mentions: for each, the share of its chain that the other side's chain holds.

    >>> b_cubed([frozenset("abcd")], [frozenset("ab"), frozenset("cd")]).recall
    0.5
    """
    kept, wanted = _shares(theirs, ours)
    right, given = _shares(ours, theirs)
    return Coverage(kept=kept, wanted=wanted, right=right, given=given)


def ceaf(theirs: Sequence[frozenset[M]], ours: Sequence[frozenset[M]]) -> Coverage:
    """Count chains: how alike the best one-to-one pairs are, by 2·common / (size + size).

    >>> ceaf([frozenset("ab"), frozenset("cd")], [frozenset("ab")]).recall
    0.5
    """
    alike = [[2 * len(a & b) / (len(a) + len(b)) for b in ours] for a in theirs]
    total = best_total(alike)
    return Coverage(kept=total, wanted=len(theirs), right=total, given=len(ours))


def _links(chains: Sequence[frozenset[M]], others: Sequence[frozenset[M]]) -> tuple[int, int]:
    holder = _holders(others)
    kept = wanted = 0
    for chain in chains:
        alone = sum(mention not in holder for mention in chain)
        parts = alone + len({holder[mention] for mention in chain if mention in holder})
        kept += len(chain) - parts
        wanted += len(chain) - 1
    return kept, wanted


def _shares(chains: Sequence[frozenset[M]], others: Sequence[frozenset[M]]) -> tuple[float, int]:
    kept = sum(len(chain & other) ** 2 / len(chain) for chain in chains for other in others)
    return kept, sum(map(len, chains))


def _holders(chains: Sequence[frozenset[M]]) -> Mapping[M, int]:
    return {mention: i for i, chain in enumerate(chains) for mention in chain}
