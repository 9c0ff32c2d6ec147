"""Memberships and events, which are named by what they consist of."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from hkgraph.identity.event_tellings import tell
from hkgraph.identity.events import same_events
from hkgraph.identity.keys import NodeKey, event_key, membership_key
from hkgraph.model import Predicate, TimeValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from hkgraph.identity.event_tellings import Told
    from hkgraph.identity.grouping import Pair
    from hkgraph.identity.judgements import Judgements
    from hkgraph.model import ArticleKey, Event, LocalId, Telling

_DAY_OR_MONTH = re.compile(r"\d{4}-\d\d(-\d\d)?")

Keys = dict["ArticleKey", dict["LocalId", NodeKey]]


class Structures:
    """Names the memberships and events of a set of articles.

    Their own keys are made from own keys alone. Memberships whose canonical participants agree are
    one, and so are events; for events, what articles tell of them is compared as well.

    Args:
        own: Keys of entities that each article mints itself; those of structures are added.
        nodes: Canonical keys of entities; those of structures are added.
        shared: Own keys that several articles may mean.
    """

    def __init__(
        self, tellings: Sequence[Telling], own: Keys, nodes: Keys, shared: AbstractSet[NodeKey]
    ) -> None:
        self._tellings = tellings
        self._own = own
        self._nodes = nodes
        self._shared = shared
        self._entities = {article: dict(keys) for article, keys in own.items()}

    def resolve(self, judgements: Judgements) -> tuple[dict[NodeKey, NodeKey], list[Pair]]:
        """Give the canonical key of each, and pairs of events that a person should look at."""
        names = {t.article.key: dict(self._nodes[t.article.key]) for t in self._tellings}
        canonical = self._resolve_memberships(names)
        alike = list(self._events_alike(names))
        events, unsure = same_events(list(self._told(names)), alike, judgements)
        canonical |= events
        for telling in self._tellings:
            article = telling.article.key
            locals_ = [m.id for m in telling.extract.memberships]
            for local in locals_ + [e.id for e in telling.extract.events]:
                self._nodes[article][local] = canonical[self._own[article][local]]
        return canonical, unsure

    def _resolve_memberships(self, names: Keys) -> dict[NodeKey, NodeKey]:
        groups: defaultdict[NodeKey, set[NodeKey]] = defaultdict(set)
        for telling in self._tellings:
            article = telling.article.key
            for one in telling.extract.memberships:
                key = membership_key(one, self._entities[article])
                self._own[article][one.id] = key
                groups[membership_key(one, names[article])].add(key)
        return {key: min(keys) for keys in groups.values() for key in keys}

    def _events_alike(self, names: Keys) -> Iterator[tuple[NodeKey, NodeKey]]:
        """Name events, and pair those that would bear one name if everybody did."""
        first: dict[NodeKey, NodeKey] = {}
        for telling in self._tellings:
            article = telling.article.key
            for event in telling.extract.events:
                key = self._name(telling, event, self._entities[article])
                self._own[article][event.id] = key
                other = first.setdefault(self._name(telling, event, names[article]), key)
                if other != key:
                    yield other, key

    def _told(self, names: Keys) -> Iterator[Told]:
        for telling in self._tellings:
            article = telling.article.key
            entities = self._entities[article]
            private = (names[article][n] for n, key in entities.items() if key not in self._shared)
            unshared = frozenset(private)
            for event in telling.extract.events:
                yield tell(telling, event, self._own[article][event.id], names[article], unshared)

    def _name(self, telling: Telling, event: Event, names: Mapping[LocalId, NodeKey]) -> NodeKey:
        own = self._entities[telling.article.key]
        every = [s for s in telling.extract.statements if s.subject == event.id]
        told = [s for s in every if s.polarity] or every  # what is denied bears its own name too
        days = {
            s.object.edtf
            for s in told
            if s.predicate is Predicate.HAS_TIME
            and isinstance(s.object, TimeValue)
            and _DAY_OR_MONTH.fullmatch(s.object.edtf)
        }
        main = [s.object for s in told if s.predicate is Predicate.AFFECTS] or [
            s.object for s in told if s.predicate is Predicate.AGENT
        ]
        locals_ = {o for o in main if isinstance(o, str) and o in own}
        certain = all(own[local] in self._shared for local in locals_) and len(days) == 1
        return event_key(
            telling.article.key,
            event,
            tuple(sorted(names[local] for local in locals_)),
            next(iter(days)) if certain else None,
        )
