"""Which events are one: two articles on one arrest tell one event.

Tellings that share somebody, or a place and a day, are compared, and what is surely one is put
together; what may be one is left to people.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from hkgraph.identity.event_tellings import NOT, OF_PLACES, SURE, UNSURE, compare
from hkgraph.identity.grouping import Groups, Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from hkgraph.identity.event_tellings import Told
    from hkgraph.identity.judgements import Judgements
    from hkgraph.identity.keys import NodeKey

#: Pairs with at least this score are one event.
ENOUGH = 0.8


def same_events(
    tellings: Iterable[Told], named_alike: Iterable[tuple[NodeKey, NodeKey]], judgements: Judgements
) -> tuple[dict[NodeKey, NodeKey], list[Pair]]:
    """Give the canonical key of every event, and the pairs that a person should look at.

    Args:
        named_alike: Keys that consist of the same under canonical names.
    """
    by_key: defaultdict[NodeKey, list[Told]] = defaultdict(list)
    for told in tellings:
        by_key[told.key].append(told)
    pairs = [_pair(left, right, SURE, "one name") for left, right in named_alike]
    pairs += _compared(by_key)

    def apart(one: NodeKey, other: NodeKey) -> bool:
        return _score(by_key[one], by_key[other])[0] == NOT

    pairs = list(_without_choices(pairs, apart))
    groups = Groups(by_key, judgements, apart)
    groups.join(pair for pair in pairs if pair.score >= ENOUGH)
    canonical = groups.canonical()
    open_pairs = [p for p in pairs if p.score < ENOUGH and canonical[p.left] != canonical[p.right]]
    return canonical, sorted(set(open_pairs))


def _compared(by_key: Mapping[NodeKey, list[Told]]) -> Iterator[Pair]:
    """Compare the events of one type that share whom they are about, or place and day."""
    blocks: defaultdict[tuple[object, ...], set[NodeKey]] = defaultdict(set)
    for key, tellings in by_key.items():
        for told in tellings:
            for shared in _blocks(told):
                blocks[shared].add(key)
    seen: set[tuple[NodeKey, NodeKey]] = set()
    for block in blocks.values():
        for left, right in combinations(sorted(block), 2):
            if (left, right) not in seen:
                seen.add((left, right))
                score, reason = _score(by_key[left], by_key[right])
                if score > NOT:
                    yield _pair(left, right, score, reason)


def _without_choices(
    pairs: list[Pair], apart: Callable[[NodeKey, NodeKey], bool]
) -> Iterator[Pair]:
    """Leave open which of several events is meant: a month has two days on which laws were made."""
    likely: defaultdict[NodeKey, set[NodeKey]] = defaultdict(set)
    for pair in pairs:
        if pair.score >= ENOUGH:
            likely[pair.left].add(pair.right)
            likely[pair.right].add(pair.left)
    torn = {
        key
        for key, others in likely.items()
        if any(apart(one, other) for one, other in combinations(sorted(others), 2))
    }
    for pair in pairs:
        is_choice = pair.score < SURE and not torn.isdisjoint((pair.left, pair.right))
        yield replace(pair, score=UNSURE, reasons=("one of several",)) if is_choice else pair


def _blocks(told: Told) -> Iterator[tuple[object, ...]]:
    if not told.certain:
        return
    for somebody in told.main:
        yield told.type, somebody
    if told.main or told.type in OF_PLACES:
        yield from ((told.type, place, day) for place in told.places for day in told.days)


def _pair(left: NodeKey, right: NodeKey, score: float, reason: str) -> Pair:
    return Pair(score, min(left, right), max(left, right), (reason,))


def _score(left: list[Told], right: list[Told]) -> tuple[float, str]:
    """Compare all tellings of two keys: one that cannot be outweighs the rest."""
    found = [compare(one, other) for one in left for other in right]
    return min(found) if any(score == NOT for score, _ in found) else max(found)
