"""What a judgement speaks of: a key, or what one article alone means by it."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING

from hkgraph.identity.judgements import SCOPE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hkgraph.identity.homonyms import Member, Names


class Scopes:
    """Finds the units that a node of a judgement stands for.

    Args:
        names: As they are before anybody judged.
    """

    def __init__(self, units: Sequence[Sequence[Member]], names: Names) -> None:
        self._plain: defaultdict[str, set[int]] = defaultdict(set)
        self._scoped: defaultdict[str, set[int]] = defaultdict(set)
        self._alone: defaultdict[str, set[int]] = defaultdict(set)
        for number, unit in enumerate(units):
            for one in unit:
                own = names.own[one.place]
                self._plain[own].add(number)
                self._alone[one.keyed.alone].add(number)
                for key in {own, one.keyed.key, names.canonical[own]}:
                    self._scoped[f"{key}{SCOPE}{one.keyed.article}"].add(number)

    def pairs(self, left: str, right: str) -> Iterator[tuple[int, int]]:
        """Pair all that one node stands for with all of the other.

        Where one article's member is set against a key that it bears itself, the key stands for
        the rest.
        """
        ours, theirs = self._units(left), self._units(right)
        if SCOPE in left:
            theirs = theirs - ours
        else:
            ours = ours - theirs
        return product(sorted(ours), sorted(theirs))

    def _units(self, node: str) -> set[int]:
        if SCOPE in node:
            return self._scoped.get(node, set())
        return self._plain.get(node) or self._alone.get(node, set())
