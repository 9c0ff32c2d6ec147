"""Scores relations: triples between entities, events, times and offences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hkgraph.evaluation.ours import EntityKey
from hkgraph.evaluation.score import Finding, Outcome, Row, Section, Tally
from hkgraph.model import Kind, Predicate
from hkgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hkgraph.evaluation.align import Alignment
    from hkgraph.evaluation.events import EventPairs
    from hkgraph.evaluation.gold import Gold, GoldEvent, GoldRelation
    from hkgraph.evaluation.ours import Ours, OurStatement

RULE = (
    "A triple is right if subject, predicate, object and polarity agree. Each counts once, however "
    "many articles state it. Not counted: what is said of an event that is wrong itself; and "
    "triples that the annotation holds elsewhere (participants, times and reasons of events, "
    "places of offices, membership by a role), unless they are wrong."
)
RelationPairs = list[tuple["GoldRelation", "OurStatement"]]
Triple = tuple[str, Predicate, str]


class Relations:
    """Our statements beside the annotated triples.

    Attributes:
        pairs: Right ones.
        wrong: One statement for each wrong triple, as spelled.
    """

    def __init__(self, gold: Gold, ours: Ours, events: EventPairs, alignment: Alignment) -> None:
        self._gold = gold
        self._ours = ours
        self._alignment = alignment
        self._scored: frozenset[Predicate] = frozenset().union(*gold.predicates.values())
        self._events = {other.key: one.id for one, other in events}
        self._all_events = {event.key for event in ours.events}
        implied = _implied(gold)
        self.pairs: RelationPairs = []
        self.wrong: dict[str, OurStatement] = {}
        for statement in ours.statements:
            if statement.predicate not in self._scored or self._about_wrong_event(statement):
                continue
            one = next((r for r in gold.relations if self._is(r, statement)), None)
            if one:
                self.pairs.append((one, statement))
            elif not (statement.polarity and self._triple(statement) in implied):
                self.wrong.setdefault(self.spell(statement), statement)

    def section(self) -> Section:
        """Give the score over all predicates and one by one."""
        rows = [Row(label="all", score=self._tally(None))]
        for name in sorted(self._gold.predicates):
            tally = self._tally(name)
            if tally.f1 is not None:
                rows.append(Row(label=name, score=tally))
        return Section(
            title="Relations", rule=RULE, rows=tuple(rows), findings=tuple(self._findings())
        )

    def spell(self, statement: OurStatement) -> str:
        """Spell a statement, with annotated ids where we have them."""
        sign = "" if statement.polarity else " not"
        words = [self._spell(statement.subject), statement.predicate.value + sign]
        return " ".join([*words, self._spell(statement.object)])

    def _tally(self, name: str | None) -> Tally:
        predicates = self._gold.predicates[name] if name else self._scored
        theirs = {r.id for r in self._gold.relations if r.predicates & predicates}
        found = {one.id for one, _ in self.pairs if one.predicates & predicates}
        wrong = sum(s.predicate in predicates for s in self.wrong.values())
        return Tally(found=len(found), missed=len(theirs - found), spurious=wrong)

    def _is(self, one: GoldRelation, other: OurStatement) -> bool:
        return (
            other.predicate in one.predicates
            and other.polarity is one.polarity
            and self._name(other.subject) == one.subject
            and self._same_object(one.object, other.object)
        )

    def _same_object(self, theirs: str, ours: EntityKey | str) -> bool:
        if self._name(ours) == theirs:
            return True
        entity = self._ours.entities.get(ours) if isinstance(ours, EntityKey) else None
        if entity is None or entity.kind is not Kind.OFFENCE:
            return False
        return any(same_offence(theirs, name) for name in entity.names)

    def _name(self, value: EntityKey | str) -> str | None:
        if isinstance(value, str):
            return value
        return self._events.get(value) or self._alignment.find(value)

    def _spell(self, value: EntityKey | str) -> str:
        if isinstance(value, str):
            return value
        return self._events.get(value) or self._alignment.name(value)

    def _triple(self, statement: OurStatement) -> tuple[str | None, Predicate, str | None]:
        return (self._name(statement.subject), statement.predicate, self._name(statement.object))

    def _about_wrong_event(self, statement: OurStatement) -> bool:
        ends = (statement.subject, statement.object)
        return any(end in self._all_events and end not in self._events for end in ends)

    def _findings(self) -> Iterable[Finding]:
        found = {one.id for one, _ in self.pairs}
        for one in self._gold.relations:
            outcome = Outcome.FOUND if one.id in found else Outcome.MISSED
            at = one.evidence[0] if one.evidence else None
            yield Finding(outcome=outcome, label=spell_relation(one), at=at)
        for spelled, other in self.wrong.items():
            at = other.evidence[0] if other.evidence else None
            yield Finding(outcome=Outcome.SPURIOUS, label=spelled, at=at)


def spell_relation(one: GoldRelation) -> str:
    """Spell an annotated triple."""
    sign = "" if one.polarity else " not"
    return f"{one.subject} {'/'.join(sorted(one.predicates))}{sign} {one.object}"


def same_offence(theirs: str, ours: str) -> bool:
    """Compare names of offences by the stem of their first word.

    >>> same_offence("terrorism", "terrorist activities")
    True
    """
    one, other = (re.findall(r"\w+", fold(name)) for name in (theirs, ours))
    return bool(one and other) and one[0][:7] == other[0][:7]


#: Type of event → what its time says of whom it affected.
DATES_OF: Mapping[str, Predicate] = {
    "founding": Predicate.FOUNDING_DATE,
    "dissolution": Predicate.DISSOLUTION_DATE,
    "closure": Predicate.DISSOLUTION_DATE,
    "lawmaking": Predicate.LEGISLATION_DATE,
}


def _made_by(event: GoldEvent) -> Iterable[Triple]:
    """Give what a founding, an end or the making of a law says of what it affected."""
    parts = event.parts or {}
    for who in parts.get(Predicate.AFFECTS, ()):
        for predicate in (DATES_OF[slug] for slug in event.types if slug in DATES_OF):
            if event.time:
                yield (who, predicate, event.time.edtf)
        if "lawmaking" in event.types:
            for maker in parts.get(Predicate.AGENT, ()):
                yield (who, Predicate.LEGISLATION_PASSED_BY, maker)


def _implied(gold: Gold) -> set[Triple]:
    """Give the triples that roles, events and offices of the annotation hold."""
    offices = {entity.id: entity.parent for entity in gold.entities if entity.parent}
    triples: set[Triple] = {
        (role.person, Predicate.MEMBER_OF, role.organisation)
        for role in gold.roles
        if role.organisation
    }
    for event in gold.events:
        triples |= set(_made_by(event))
        if event.time:
            triples.add((event.id, Predicate.HAS_TIME, event.time.edtf))
        triples |= {(event.id, Predicate.AFFECTS, who) for who in event.participants | event.others}
        triples |= {(event.id, Predicate.CAUSED_BY, reason) for reason in event.reasons}
        for office in event.participants & offices.keys():
            if event.place:
                triples.add((office, Predicate.BASED_IN, event.place))
                triples.add((offices[office], Predicate.HAS_OFFICE_IN, event.place))
    return triples
