"""Scores what is said of the events that were found: who, where, when, for what and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.evaluation.relations import same_offence
from hkgraph.evaluation.reliability import judged
from hkgraph.evaluation.scope import EVENT_PARTS
from hkgraph.evaluation.score import Finding, Outcome, Row, Section, Tally, add
from hkgraph.model import Kind, Predicate
from hkgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hkgraph.evaluation.align import Alignment
    from hkgraph.evaluation.events import EventPairs
    from hkgraph.evaluation.gold import GoldEvent
    from hkgraph.evaluation.ours import EntityKey, OurEvent, Ours, OurStatement
    from hkgraph.evaluation.reliability import Judged

RULE = (
    "Of the events that are found: each value that the annotation gives, and each of ours. "
    "Offences agree as in relations; terms and counts as printed."
)
#: Who took part in an event.
PARTICIPATION = (Predicate.AGENT, Predicate.AFFECTS)
LABELS: Mapping[Predicate, str] = {
    **{predicate: name for name, predicate in EVENT_PARTS.items()},
    Predicate.HAS_TIME: "time",
}


def score_event_parts(pairs: EventPairs, ours: Ours, alignment: Alignment) -> Section:
    """Give the score part by part; for annotations that tell the parts of events apart."""
    judged = [_Judge(ours, alignment, pairs).judge(*pair) for pair in pairs]
    rows = [
        Row(label=label, score=add(tallies[predicate] for tallies, _ in judged))
        for predicate, label in LABELS.items()
    ]
    return Section(
        title="Parts of events",
        rule=RULE,
        rows=(*rows, Row(label="all", score=add(t for ts, _ in judged for t in ts.values()))),
        findings=tuple(finding for _, findings in judged for finding in findings),
    )


def judge_parts(pairs: EventPairs, ours: Ours, alignment: Alignment) -> Iterable[Judged]:
    """Say of each plain statement about an event that is found, but for who took part, if it is so.

    Who took part is judged with the plain facts.
    """
    judge = _Judge(ours, alignment, pairs)
    for one, other in pairs:
        for statement in judge.about(other):
            told = statement.predicate
            if told in LABELS and told not in PARTICIPATION and statement.is_plain:
                theirs = set((one.parts or {}).get(told, ()))
                is_right = judge.spell(statement.object, told, theirs) in theirs
                yield judged(statement, is_right=is_right)


class _Judge:
    def __init__(self, ours: Ours, alignment: Alignment, pairs: EventPairs) -> None:
        self._ours = ours
        self._alignment = alignment
        self._events = {other.key: one.id for one, other in pairs}

    def judge(
        self, one: GoldEvent, other: OurEvent
    ) -> tuple[dict[Predicate, Tally], list[Finding]]:
        tallies: dict[Predicate, Tally] = {}
        findings: list[Finding] = []
        for predicate, label in LABELS.items():
            theirs = set((one.parts or {}).get(predicate, ()))
            mine = self._values(other, predicate, theirs)
            tallies[predicate] = Tally(
                found=len(theirs & mine),
                missed=len(theirs - mine),
                spurious=len(mine - theirs),
            )
            findings += _findings(f"{one.id} {label}", other, theirs, mine)
        return tallies, findings

    def about(self, event: OurEvent) -> list[OurStatement]:
        """Give what we say of an event, and do not deny."""
        return [s for s in self._ours.statements if s.subject == event.key and s.polarity]

    def _values(self, event: OurEvent, predicate: Predicate, theirs: set[str]) -> set[str]:
        """Give our values, spelled as the annotation does where they are the same."""
        mine = (s for s in self.about(event) if s.predicate is predicate)
        return {self.spell(s.object, predicate, theirs) for s in mine}

    def spell(self, value: EntityKey | str, predicate: Predicate, theirs: set[str]) -> str:
        """Give a value as the annotation spells it, where it is the same."""
        if isinstance(value, str):
            return next((t for t in theirs if fold(t) == fold(value)), value)
        entity = self._ours.entities.get(value)
        if predicate is Predicate.OFFENCE and entity and entity.kind is Kind.OFFENCE:
            same = (t for t in theirs if any(same_offence(t, name) for name in entity.names))
            return next(same, entity.name)
        return self._events.get(value) or self._alignment.name(value)


def _findings(label: str, other: OurEvent, theirs: set[str], mine: set[str]) -> Iterable[Finding]:
    at = other.evidence[0] if other.evidence else None
    for value in sorted(theirs - mine):
        yield Finding(outcome=Outcome.MISSED, label=f"{label}: {value}", at=at)
    for value in sorted(mine - theirs):
        yield Finding(outcome=Outcome.SPURIOUS, label=f"{label}: {value}", at=at)
