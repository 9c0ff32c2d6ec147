"""Which events are one: two articles on one arrest tell one event.

Two tellings are compared by type, participants, place and time. What merely looks alike stays
apart: other days, other people, other places, two events of one article, people without a name.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from hkgraph.identity.grouping import Groups, Pair
from hkgraph.model import Predicate, TimeValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from hkgraph.identity.judgements import Judgements
    from hkgraph.identity.keys import NodeKey
    from hkgraph.model import ArticleKey, Event, LocalId, Telling

#: What happens to one body or person once, so that no date is needed to know it again.
ONCE = frozenset(["founding", "dissolution", "death"])
#: What happens once in a long while: known again in articles of the same weeks.
SELDOM = frozenset(["departure", "closure", "merger", "repeal", "acquittal", "quashing"])
_WEEKS_DAYS = 60
#: A time that leaves open more days than this does not tell one event from the next.
_MONTH_DAYS = 31
SURE, LIKELY, UNSURE, NOT = 1.0, 0.9, 0.5, 0.0
#: Pairs with at least this score are one event.
ENOUGH = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One event as one article tells it.

    Attributes:
        agents: Who does it, by canonical key; ``affected`` likewise those it is done to.
        certain: False if a participant is one that this article alone knows.
        times: As far as told.
        published: Day of the article; None if nothing tells it.
    """

    article: ArticleKey
    key: NodeKey
    type: str
    agents: frozenset[NodeKey]
    affected: frozenset[NodeKey]
    places: frozenset[NodeKey]
    times: tuple[TimeValue, ...]
    certain: bool
    published: date | None

    @property
    def main(self) -> frozenset[NodeKey]:
        """Whom it is about."""
        return self.affected or self.agents


def tell(
    telling: Telling,
    event: Event,
    key: NodeKey,
    names: Mapping[LocalId, NodeKey],
    unshared: frozenset[NodeKey],
) -> Told:
    """Gather what an article says of an event.

    Args:
        names: Canonical keys of the article's entities.
        unshared: Those of them that no other article can mean.
    """
    every = [s for s in telling.extract.statements if s.subject == event.id]
    told = [s for s in every if s.polarity] or every

    def named(predicate: Predicate) -> frozenset[NodeKey]:
        objects = (s.object for s in told if s.predicate is predicate)
        return frozenset(names[o] for o in objects if isinstance(o, str) and o in names)

    agents, affected = named(Predicate.AGENT), named(Predicate.AFFECTS)
    return Told(
        article=telling.article.key,
        key=key,
        type=event.type,
        agents=agents,
        affected=affected,
        places=named(Predicate.HAS_PLACE),
        times=tuple(
            s.object
            for s in told
            if s.predicate is Predicate.HAS_TIME and isinstance(s.object, TimeValue)
        ),
        certain=unshared.isdisjoint(affected or agents),
        published=telling.article.published_day,
    )


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

    groups = Groups(by_key, judgements, apart)
    groups.join(pair for pair in pairs if pair.score >= ENOUGH)
    canonical = groups.canonical()
    open_pairs = [p for p in pairs if p.score < ENOUGH and canonical[p.left] != canonical[p.right]]
    return canonical, sorted(set(open_pairs))


def _compared(by_key: Mapping[NodeKey, list[Told]]) -> Iterator[Pair]:
    """Compare the events of one type that share somebody."""
    blocks: defaultdict[tuple[str, NodeKey], set[NodeKey]] = defaultdict(set)
    for key, tellings in by_key.items():
        for told in tellings:
            if told.certain:
                for somebody in told.main:
                    blocks[told.type, somebody].add(key)
    seen: set[tuple[NodeKey, NodeKey]] = set()
    for block in blocks.values():
        for left, right in combinations(sorted(block), 2):
            if (left, right) not in seen:
                seen.add((left, right))
                score, reason = _score(by_key[left], by_key[right])
                if score > NOT:
                    yield _pair(left, right, score, reason)


def _pair(left: NodeKey, right: NodeKey, score: float, reason: str) -> Pair:
    return Pair(score, min(left, right), max(left, right), (reason,))


def _score(left: list[Told], right: list[Told]) -> tuple[float, str]:
    """Compare all tellings of two keys: one that cannot be outweighs the rest."""
    found = [compare(one, other) for one in left for other in right]
    return min(found) if any(score == NOT for score, _ in found) else max(found)


def compare(one: Told, other: Told) -> tuple[float, str]:
    """Say how surely two tellings are of one event, and why."""
    for cannot, why in (
        (one.article == other.article, "one article tells them as two"),
        (one.type != other.type, "other types"),
        (not (one.certain and other.certain and one.main and other.main), "somebody unnamed"),
        (_differ(one.affected, other.affected), "done to others"),
        (_differ(one.agents, other.agents), "done by others"),
        (one.places and one.places.isdisjoint(other.places or one.places), "other places"),
    ):
        if cannot:
            return NOT, why
    if bool(one.affected) != bool(other.affected):
        return UNSURE, "one alone tells whom it was done to"
    return _compare_times(one, other)


def _differ(ours: frozenset[NodeKey], theirs: frozenset[NodeKey]) -> bool:
    """Say whether both tell of participants, and neither only leaves some out."""
    return bool(ours and theirs) and not (ours <= theirs or theirs <= ours)


def _compare_times(one: Told, other: Told) -> tuple[float, str]:
    pairs = [(a, b) for a in one.times for b in other.times]
    if any(_are_disjoint(a, b) for a, b in pairs) and one.type not in ONCE:
        return NOT, "other times"
    if any(a.edtf == b.edtf and _days(a) == 1 for a, b in pairs):
        return SURE, "one day"
    if any(max(_days(a), _days(b)) <= _MONTH_DAYS for a, b in pairs):
        return LIKELY, "a day in that month"
    if one.type in ONCE:
        return LIKELY, "what happens once"
    if one.type in SELDOM and _told_together(one, other):
        return LIKELY, "what happens seldom, told in the same weeks"
    return UNSURE, "no time tells it from another"


def _are_disjoint(one: TimeValue, other: TimeValue) -> bool:
    return _ends_before(one, other) or _ends_before(other, one)


def _ends_before(one: TimeValue, other: TimeValue) -> bool:
    return bool(one.not_after and other.not_before and one.not_after < other.not_before)


def _days(time: TimeValue) -> float:
    if time.not_before is None or time.not_after is None:
        return float("inf")
    return (time.not_after - time.not_before).days + 1


def _told_together(one: Told, other: Told) -> bool:
    if one.published is None or other.published is None:
        return False
    return abs((one.published - other.published).days) <= _WEEKS_DAYS
