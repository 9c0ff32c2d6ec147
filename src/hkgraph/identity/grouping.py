"""Sets of keys that mean one thing: pairs join the surest first, and a veto keeps sets apart.

What comes out is a function of the keys, the pairs and the vetoes of one connected component, and
of no order in which they were found.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.identity.judgements import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hkgraph.identity.judgements import Judgements
    from hkgraph.identity.keys import NodeKey


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two keys that may mean one thing; ``left`` is the smaller by code point.

    Attributes:
        score: 0 to 1, how surely they do.
        reasons: What speaks for and against it, in a few words each.
    """

    score: float
    left: NodeKey
    right: NodeKey
    reasons: tuple[str, ...] = ()


class Groups:
    """Disjoint sets of keys.

    Args:
        apart: Says whether two keys cannot mean one thing, whatever else speaks for it.
    """

    def __init__(
        self,
        keys: Iterable[NodeKey],
        judgements: Judgements,
        apart: Callable[[NodeKey, NodeKey], bool],
    ) -> None:
        self._members: dict[NodeKey, tuple[NodeKey, ...]] = {key: (key,) for key in keys}
        self._judgements = judgements
        self._apart = apart

    def join(self, pairs: Iterable[Pair]) -> None:
        """Put pairs into one set each: what people judged, then the surest, then the smallest."""
        for (left, right), judged in sorted(self._judgements.pairs.items()):
            left_set, right_set = self._known(left), self._known(right)
            if judged.verdict is Verdict.YES and left_set and right_set:
                self._unite(left_set, right_set)
        for pair in sorted(pairs, key=lambda one: (-one.score, one.left, one.right)):
            ours, theirs = self._members[pair.left], self._members[pair.right]
            if ours is not theirs and not self._are_apart(ours, theirs):
                self._unite(ours, theirs)

    def canonical(self) -> dict[NodeKey, NodeKey]:
        """Give each key the one that names its set: the smallest of those pinned, else of all."""
        pinned = self._judgements.pinned
        return {
            key: min(members, key=lambda one: (one not in pinned, one))
            for key, members in self._members.items()
        }

    def _known(self, node: str) -> tuple[NodeKey, ...] | None:
        return self._members.get(node)  # type: ignore[call-overload,no-any-return]

    def _are_apart(self, left: tuple[NodeKey, ...], right: tuple[NodeKey, ...]) -> bool:
        return any(self._must_part(one, other) for one in left for other in right)

    def _must_part(self, one: NodeKey, other: NodeKey) -> bool:
        verdict = self._judgements.verdict_on(one, other)
        if verdict is None:
            return self._apart(one, other)
        return verdict is not Verdict.YES

    def _unite(self, left: tuple[NodeKey, ...], right: tuple[NodeKey, ...]) -> None:
        united = tuple(sorted({*left, *right}))
        for key in united:
            self._members[key] = united
