"""The B³ measure of clusters: how much of the cluster of each thing is right, and how much there.

Source: Bagga and Baldwin, "Entity-Based Cross-Document Coreferencing Using the Vector Space
    Model" (1998), https://aclanthology.org/P98-1012/
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from hkgraph.evaluation.score import Coverage

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Mapping

Thing = TypeVar("Thing", bound="Hashable")


def b_cubed(
    truth: Mapping[Thing, Hashable],
    ours: Mapping[Thing, Hashable],
    over: Collection[Thing] | None = None,
) -> Coverage:
    """Score clusters.

    >>> score = b_cubed({1: "a", 2: "a", 3: "b"}, {1: "x", 2: "x", 3: "x"})
    >>> round(score.precision, 3), score.recall
    (0.556, 1.0)

    Args:
        truth: The right cluster of each thing.
        ours: The cluster that we put it in. What has none is alone; what has no truth is left out.
        over: The things to average over, if not all; the others still share clusters with them.
    """
    given = {thing: ("ours", ours[thing]) if thing in ours else ("alone", thing) for thing in truth}
    right, wanted = Counter(truth.values()), Counter(given.values())
    both = Counter((truth[thing], given[thing]) for thing in truth)
    things = truth if over is None else over
    shared = {thing: both[truth[thing], given[thing]] for thing in things}
    return Coverage(
        kept=sum(count / right[truth[thing]] for thing, count in shared.items()),
        wanted=len(shared),
        right=sum(count / wanted[given[thing]] for thing, count in shared.items()),
        given=len(shared),
    )
