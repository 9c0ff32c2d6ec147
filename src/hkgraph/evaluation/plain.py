"""Scores what would become plain facts: told in the article's own voice as being so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hkgraph.evaluation.event_parts import PARTICIPATION
from hkgraph.evaluation.events import tells, wrong_events
from hkgraph.evaluation.gold import GoldEvent
from hkgraph.evaluation.ours import EntityKey, OurStatement
from hkgraph.evaluation.relations import spell_relation
from hkgraph.evaluation.reliability import judged
from hkgraph.evaluation.roles import half_told
from hkgraph.evaluation.score import Finding, Outcome, Row, Section, Share, Tally, add
from hkgraph.model import Modality

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hkgraph.evaluation.align import Alignment
    from hkgraph.evaluation.events import EventPairs
    from hkgraph.evaluation.gold import FileSpan, Gold, GoldRelation, GoldRole
    from hkgraph.evaluation.ours import OurEvent, OurRole, Ours
    from hkgraph.evaluation.relations import Relations
    from hkgraph.evaluation.reliability import Judged
    from hkgraph.evaluation.roles import RolePairs

RULE = (
    "Only what is asserted, not denied and credited to nobody, on either side. An event is its "
    "type with a main participant; where the annotation tells agents from affected, each of them "
    "counts once more. Ours is wrong, too, if the annotation has it as a plan, a denial, an "
    "allegation or somebody's words; the last line gives the share of ours that is free of that."
)
PARTICIPANTS = "participants of events"


class PlainFact(NamedTuple):
    """One fact of ours or theirs, spelled so that equal facts are equal."""

    what: str
    spelled: str


class PlainFacts:
    """Plain facts of both sides, and how each of ours ended.

    Attributes:
        ours: With the stretch that tells each.
        contested: Those of ours that the annotation tells, but not as fact.
        statements: Our statements with the facts that they tell.
    """

    def __init__(self, gold: Gold, ours: Ours, alignment: Alignment) -> None:
        self._gold = gold
        self._gathered = ours
        self._alignment = alignment
        self.theirs: dict[PlainFact, FileSpan | None] = {}
        self.ours: dict[PlainFact, FileSpan | None] = {}
        self.contested: set[PlainFact] = set()
        self.statements: list[tuple[OurStatement, PlainFact]] = []

    def add_roles(self, pairs: RolePairs) -> None:
        """Add roles and occupations."""
        matched = {id(other): one for one, other in pairs}
        for role in self._gold.roles:
            self._add_theirs(role, "roles", _spell_role(role))
        half = half_told(self._gold, self._gathered, self._alignment)
        left_out = {id(other) for other in half}
        for other in self._gathered.roles:
            one = matched.get(id(other))
            if _plain(other) and other.polarity and id(other) not in left_out:
                spelled = _spell_role(one) if one else self._spell_our_role(other)
                self._add_ours(PlainFact("roles", spelled), one, other)

    def add_relations(self, relations: Relations) -> None:
        """Add relations."""
        for one in self._gold.relations:
            if one.polarity:
                self._add_theirs(one, "relations", spell_relation(one))
        for one, other in relations.pairs:
            if _plain(other) and other.polarity:
                self._add_ours(PlainFact("relations", spell_relation(one)), one, other)
        for spelled, other in relations.wrong.items():
            if _plain(other) and other.polarity:
                self._add_ours(PlainFact("relations", spelled), None, other)

    def add_events(self, pairs: EventPairs) -> None:
        """Add events, and who took part in them."""
        matched = {other.key: one for one, other in pairs}
        for event in self._gold.events:
            if event.polarity and event.types:
                self._add_theirs(event, "events", _spell_event(event))
                for who in _participations(event):
                    self._add_theirs(event, PARTICIPANTS, f"{_spell_event(event)} {who}")
        wrong = {other.key for other in wrong_events(self._gold, self._gathered, pairs)}
        for other in self._gathered.events:
            one = matched.get(other.key)
            if _plain(other) and (one or other.key in wrong):
                spelled = _spell_event(one) if one else self._spell_our_event(other)
                there = one or self._told_there(other)
                self._add_ours(PlainFact("events", spelled), there, other)
                self._add_participants(other, spelled, there)

    def _told_there(self, other: OurEvent) -> GoldEvent | None:
        """Give an annotated event of the same type and sentence that is no fact."""
        same = (
            event
            for event in self._gold.events
            if other.type in event.types and not _is_fact(event) and tells(event, other)
        )
        return next(same, None)

    def _add_participants(self, other: OurEvent, event: str, one: GoldEvent | None) -> None:
        if not self._gold.complete:
            return
        for statement in self._gathered.statements:
            inside = statement.subject == other.key and statement.predicate in PARTICIPATION
            if inside and statement.is_plain:
                who = statement.object
                name = self._name(who) if isinstance(who, EntityKey) else who
                spelled = f"{event} {statement.predicate.value} {name}"
                self._add_ours(PlainFact(PARTICIPANTS, spelled), one, statement)

    def _spell_our_role(self, role: OurRole) -> str:
        where = self._name(role.organisation) if role.organisation else "no body"
        return f"{self._name(role.person)}: {role.title} @ {where}"

    def _spell_our_event(self, event: OurEvent) -> str:
        who = ", ".join(sorted(map(self._name, event.participants))) or "nobody"
        return f"{event.type} of {who}"

    def section(self) -> Section:
        """Give precision and recall kind by kind, and the share that is no fact."""
        whats = ("roles", "relations", "events", PARTICIPANTS)
        tallies = {what: self._tally(what) for what in whats}
        rows = [Row(label=what, score=tally) for what, tally in tallies.items()]
        rows.append(Row(label="all", score=add(tallies.values())))
        clean = Share(right=len(self.ours) - len(self.contested), total=len(self.ours))
        rows.append(Row(label="no plan, denial or hearsay", score=clean))
        return Section(
            title="Plain facts", rule=RULE, rows=tuple(rows), findings=tuple(self._findings())
        )

    def judged(self) -> Iterable[Judged]:
        """Say of each of our statements that tells a plain fact whether it is right."""
        for statement, fact in self.statements:
            yield judged(statement, is_right=fact in self.theirs and fact not in self.contested)

    def _tally(self, what: str) -> Tally:
        theirs = {fact for fact in self.theirs if fact.what == what}
        ours = {fact for fact in self.ours if fact.what == what}
        return Tally(
            found=len(theirs & ours), missed=len(theirs - ours), spurious=len(ours - theirs)
        )

    def _findings(self) -> Iterable[Finding]:
        for fact in self.theirs.keys() - self.ours.keys():
            at = self.theirs[fact]
            yield Finding(outcome=Outcome.MISSED, label=f"{fact.what}: {fact.spelled}", at=at)
        for fact in self.ours.keys() - self.theirs.keys():
            outcome = Outcome.WRONG if fact in self.contested else Outcome.SPURIOUS
            note = "the annotation has it, but not as a fact" if fact in self.contested else ""
            label = f"{fact.what}: {fact.spelled}"
            yield Finding(outcome=outcome, label=label, at=self.ours[fact], note=note)

    def _add_theirs(
        self, one: GoldRole | GoldRelation | GoldEvent, what: str, spelled: str
    ) -> None:
        if _is_fact(one):
            at = one.evidence[0] if one.evidence else None
            self.theirs.setdefault(PlainFact(what, spelled), at)

    def _add_ours(
        self,
        fact: PlainFact,
        one: GoldRole | GoldRelation | GoldEvent | None,
        other: OurRole | OurStatement | OurEvent,
    ) -> None:
        self.ours.setdefault(fact, other.evidence[0] if other.evidence else None)
        statement = other if isinstance(other, OurStatement) else other.told
        if statement is not None:
            self.statements.append((statement, fact))
        if one is not None and not _is_fact(one):
            self.contested.add(fact)

    def _name(self, key: EntityKey) -> str:
        return self._alignment.name(key)


def _participations(event: GoldEvent) -> Iterable[str]:
    for predicate in PARTICIPATION:
        for who in sorted((event.parts or {}).get(predicate, ())):
            yield f"{predicate.value} {who}"


def _spell_role(role: GoldRole) -> str:
    return f"{role.person}: {role.title} @ {role.organisation or 'no body'}"


def _spell_event(event: GoldEvent) -> str:
    return f"{event.types[0]} {event.id}"


def _plain(other: OurRole | OurStatement | OurEvent) -> bool:
    return other.modality is Modality.ASSERTED and other.attributed_to is None


def _is_fact(one: GoldRole | GoldRelation | GoldEvent) -> bool:
    if isinstance(one, GoldEvent):
        asserted = one.polarity and Modality.ASSERTED in one.modalities
    else:
        asserted = one.modality is Modality.ASSERTED
    return asserted and one.attributed_to is None
