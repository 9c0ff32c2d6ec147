"""From scored pairs to clusters, by one rule that knows no order of arrival.

Pairs join the surest first, ties by place in the list. Two clusters join only where their compared
pairs are sure enough on average and none is ruled out; and what fits two that are not one another,
about as well, joins neither, unless it fits them so well that the doubt lies between those two.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

Two = tuple[int, int]
#: Doubt has to be so many times smaller for a score to tell which of two is meant.
MARGIN = 3
#: Scores are rounded: none is without doubt.
_ROUNDING = 0.005
#: From here on a score holds against a doubt between others, though not against a veto.
SURE = 0.9


def agglomerate(
    count: int,
    scores: Mapping[Two, float],
    *,
    enough: float,
    same: Collection[Two] = (),
    apart: Collection[Two] = (),
) -> list[tuple[int, ...]]:
    """Give the clusters of the numbers below ``count``.

    Args:
        scores: Of the pairs that were compared, the smaller number first; 0 rules one out.
        enough: Score from which on two are one.
        same: Pairs that people judged to be one; these join first.
        apart: Pairs that people keep apart.
    """
    judged = {*same, *apart}
    weak = _torn({pair: s for pair, s in scores.items() if pair not in judged}, enough)
    clusters = _Clusters(count)
    for pair, score in scores.items():
        if pair not in judged:
            clusters.weigh(pair, 0.5 if pair in weak and score else score)
    for pair in apart:
        clusters.weigh(pair, 0.0)
    for pair in sorted(same):
        clusters.unite(*pair)
    likely = [pair for pair, s in scores.items() if s >= enough and pair not in judged | weak]
    for pair in sorted(likely, key=lambda pair: (-scores[pair], pair)):
        clusters.join(pair, enough)
    return clusters.all()


def _torn(scores: Mapping[Two, float], enough: float) -> frozenset[Two]:
    """Find the pairs of what fits two others about as well that are not one another."""
    fits: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for (one, other), score in scores.items():
        if score >= enough:
            fits[one][other] = fits[other][one] = score
    found: set[Two] = set()
    for (one, other), score in scores.items():
        if score < enough:
            for between in fits[one].keys() & fits[other].keys():
                low, high = sorted((fits[one][between], fits[other][between]))
                if _are_near(low, high) and not (score and low >= SURE):
                    found |= {_pair(one, between), _pair(other, between)}
    return frozenset(found)


def _are_near(low: float, high: float) -> bool:
    return 1 - low + _ROUNDING < MARGIN * (1 - high + _ROUNDING)


def _pair(one: int, other: int) -> Two:
    return min(one, other), max(one, other)


class _Clusters:
    """Disjoint sets, with the sum and the number of the scores between each two."""

    def __init__(self, count: int) -> None:
        self._root = list(range(count))
        self._members: dict[int, tuple[int, ...]] = {n: (n,) for n in range(count)}
        self._between: defaultdict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
        self._vetoes: defaultdict[int, set[int]] = defaultdict(set)

    def weigh(self, pair: Two, score: float) -> None:
        """Take note of a score; 0 is a veto."""
        one, other = pair
        self._between[one][other] = self._between[other][one] = (score, 1)
        if not score:
            self._vetoes[one].add(other)
            self._vetoes[other].add(one)

    def join(self, pair: Two, enough: float) -> None:
        """Join the clusters of two, if they fit as wholes."""
        one, other = (self._root[number] for number in pair)
        if one == other or other in self._vetoes[one]:
            return
        total, number = self._between[one][other]
        if round(total / number, 6) >= enough:
            self.unite(one, other)

    def unite(self, one: int, other: int) -> None:
        """Make one cluster of those of two."""
        kept, lost = sorted((self._root[one], self._root[other]))
        if kept == lost:
            return
        members = self._members.pop(lost)
        self._members[kept] += members
        for number in members:
            self._root[number] = kept
        self._move(kept, lost)

    def all(self) -> list[tuple[int, ...]]:
        """Give the clusters, each in order, by their first."""
        return [tuple(sorted(self._members[root])) for root in sorted(self._members)]

    def _move(self, kept: int, lost: int) -> None:
        """Put what stands between the lost cluster and others to the one that is kept."""
        for third, (total, number) in self._between.pop(lost, {}).items():
            del self._between[third][lost]
            if third != kept:
                before, times = self._between[kept].get(third, (0.0, 0))
                united = (before + total, times + number)
                self._between[kept][third] = self._between[third][kept] = united
        for third in self._vetoes.pop(lost, set()):
            self._vetoes[third].discard(lost)
            if third != kept:
                self._vetoes[kept].add(third)
                self._vetoes[third].add(kept)


def gather(pairs: Iterable[Two]) -> set[Two]:
    """Put the smaller number of each pair first, and drop what is paired with itself."""
    return {_pair(one, other) for one, other in pairs if one != other}
