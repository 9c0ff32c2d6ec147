"""From findings to statements: the same thing said twice in one way is one statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.extraction.confidence import earned
from hkgraph.model import Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hkgraph.extraction.events.voice import Voice
    from hkgraph.model import LocalId, Object, Predicate, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One finding: a triple, how it is said and where."""

    subject: LocalId
    predicate: Predicate
    object: Object
    evidence: Span
    voice: Voice
    rule: str


def joined(findings: Iterable[Said]) -> list[Statement]:
    """Make one statement of the findings that say the same in the same voice, best first."""
    groups: dict[tuple[LocalId, Predicate, Object, Voice], list[Said]] = {}
    for said in findings:
        groups.setdefault((said.subject, said.predicate, said.object, said.voice), []).append(said)
    return [_statement(group) for group in groups.values()]


def _statement(group: list[Said]) -> Statement:
    best = max(group, key=_confidence)
    return Statement(
        subject=best.subject,
        predicate=best.predicate,
        object=best.object,
        evidence=tuple(sorted({said.evidence for said in group})),
        modality=best.voice.modality,
        polarity=best.voice.polarity,
        attributed_to=best.voice.attributed_to,
        confidence=_confidence(best),
        rule=best.rule,
    )


def _confidence(said: Said) -> float:
    return earned(said.rule, said.predicate.value)
