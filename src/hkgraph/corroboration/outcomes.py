"""What came of a charge, a conviction or a sentence, told by whatever article told it later.

Only steps against one and the same named person are put together, and only where one step can be
meant: with two charges that nothing tells apart, neither has an outcome.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hkgraph.model import Modality, Predicate, TimeValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from hkgraph.identity.keys import NodeKey
    from hkgraph.model import ArticleKey, LocalId, Statement, Telling

    Nodes = Mapping[ArticleKey, Mapping[LocalId, NodeKey]]

#: By step: what may come of it.
OUTCOMES: dict[str, frozenset[str]] = {
    "charge": frozenset(["conviction", "acquittal", "quashing", "release"]),
    "conviction": frozenset(["sentencing", "appeal", "quashing", "acquittal"]),
    "sentencing": frozenset(["appeal", "quashing", "acquittal", "release"]),
}
_STEPS = frozenset(OUTCOMES).union(*OUTCOMES.values())
_GROUNDS = (Predicate.OFFENCE, Predicate.UNDER_LAW)
_AHEAD = (Modality.PLANNED, Modality.POSSIBLE)


@dataclass(slots=True, kw_only=True)
class _Step:
    """One step of justice, by all that articles tell of it.

    Attributes:
        people: Those it is done to, by canonical key.
        grounds: Offences and laws.
        counts: Of people, where an article gives no names ("all three convictions").
        first_told: Day of the earliest article; None if nothing tells it.
        happened: Whether an article tells that it has been.
    """

    key: NodeKey
    type: str
    people: set[NodeKey] = field(default_factory=set)
    grounds: set[NodeKey] = field(default_factory=set)
    counts: set[int] = field(default_factory=set)
    times: set[TimeValue] = field(default_factory=set)
    articles: set[ArticleKey] = field(default_factory=set)
    first_told: date | None = None
    happened: bool = False

    def take(self, telling: Telling, said: Statement, names: Mapping[LocalId, NodeKey]) -> None:
        """Take up one statement."""
        article, value = telling.article, said.object
        self.articles.add(article.key)
        days = [day for day in (self.first_told, article.published_day) if day]
        self.first_told = min(days, default=None)
        self.happened |= said.predicate is Predicate.EVENT_TYPE and said.modality not in _AHEAD
        if isinstance(value, TimeValue) and said.predicate is Predicate.HAS_TIME:
            self.times.add(value)
        elif isinstance(value, int):
            self.counts.add(value)
        elif isinstance(value, str) and value in names:
            if said.predicate is Predicate.AFFECTS or self.is_of_agent(said):
                self.people.add(names[value])
            elif said.predicate in _GROUNDS:
                self.grounds.add(names[value])

    def is_of_agent(self, said: Statement) -> bool:
        """Say whether a statement names somebody who takes the step himself."""
        return self.type == "appeal" and said.predicate is Predicate.AGENT


def find_outcomes(
    tellings: Iterable[Telling], nodes: Nodes, named: Iterable[NodeKey]
) -> Iterator[tuple[NodeKey, NodeKey]]:
    """Give steps with what came of them, by canonical key.

    Args:
        nodes: Canonical keys of what each article names.
        named: People whom several articles may mean; nobody else is the same in two of them.
    """
    happened = [step for step in _steps(tellings, nodes) if step.happened]
    by_person: defaultdict[NodeKey, list[_Step]] = defaultdict(list)
    for step in happened:
        for person in step.people:
            by_person[person].append(step)
    known = frozenset(named)
    found: set[tuple[NodeKey, NodeKey]] = set()
    for person, steps in by_person.items():
        for later in steps:
            near = [s for s in steps if person in known or s.articles & later.articles]
            found.update((earlier.key, later.key) for earlier in _origins(later, near))
    for later in happened:
        found.update((earlier.key, later.key) for earlier in _counted_origins(later, happened))
    types = {step.key: step.type for step in happened}
    passed_on = {
        (one, last)
        for one, between in found
        for origin, last in found
        if between == origin and types[last] in OUTCOMES[types[one]]
    }
    yield from sorted(found | passed_on)


def _steps(tellings: Iterable[Telling], nodes: Nodes) -> list[_Step]:
    steps: dict[NodeKey, _Step] = {}
    for telling in tellings:
        names = nodes[telling.article.key]
        types = {event.id: event.type for event in telling.extract.events}
        for said in telling.extract.statements:
            kind = types.get(said.subject)
            if kind in _STEPS and said.polarity:
                key = names[said.subject]
                step = steps.setdefault(key, _Step(key=key, type=str(kind)))
                step.take(telling, said, names)
    return [steps[key] for key in sorted(steps)]


def _origins(later: _Step, steps: list[_Step]) -> Iterator[_Step]:
    """Give the steps that a later one may be the outcome of: of each type the only one."""
    for kind, outcomes in OUTCOMES.items():
        if later.type in outcomes:
            fitting = [one for one in steps if one.type == kind and _fits(one, later)]
            if len(fitting) == 1:
                yield fitting[0]


def _counted_origins(later: _Step, steps: list[_Step]) -> Iterator[_Step]:
    """Give the steps that "all three" means: told in its article, of as many people by name."""
    if later.people or len(later.counts) != 1:
        return
    for kind, outcomes in OUTCOMES.items():
        if later.type in outcomes:
            near = [s for s in steps if s.type == kind and s.articles & later.articles and s.people]
            people = set[str]().union(*(step.people for step in near))
            if {len(people)} == later.counts:
                yield from (step for step in near if _fits(step, later))


def _fits(earlier: _Step, later: _Step) -> bool:
    if earlier.grounds and later.grounds and earlier.grounds.isdisjoint(later.grounds):
        return False
    pairs = [(a, b) for a in earlier.times for b in later.times]
    if any(b.not_after and a.not_before and b.not_after < a.not_before for a, b in pairs):
        return False
    if pairs or earlier.articles & later.articles:
        return True
    told = earlier.first_told, later.first_told
    return told[0] is not None and told[1] is not None and told[0] <= told[1]
