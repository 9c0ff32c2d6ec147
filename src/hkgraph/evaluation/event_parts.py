"""Scores what is said of the events that were found: who, where, when, for what and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.evaluation.relations import same_offence
from hkgraph.evaluation.scope import EVENT_PARTS
from hkgraph.evaluation.score import Finding, Outcome, Row, Section, Tally, add
from hkgraph.model import Kind, Predicate
from hkgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hkgraph.evaluation.align import Alignment
    from hkgraph.evaluation.events import EventPairs
    from hkgraph.evaluation.gold import GoldEvent
    from hkgraph.evaluation.ours import EntityKey, OurEvent, Ours

RULE = (
    "Of the events that are found: each value that the annotation gives, and each of ours. "
    "Offences agree as in relations; terms and counts as printed."
)
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

    def _values(self, event: OurEvent, predicate: Predicate, theirs: set[str]) -> set[str]:
        """Give our values, spelled as the annotation does where they are the same."""
        return {
            self._spell(s.object, predicate, theirs)
            for s in self._ours.statements
            if s.subject == event.key and s.predicate is predicate and s.polarity
        }

    def _spell(self, value: EntityKey | str, predicate: Predicate, theirs: set[str]) -> str:
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
