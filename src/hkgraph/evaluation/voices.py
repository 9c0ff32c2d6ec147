"""Scores modality and attribution of what was found: as fact, plan or hearsay, and whose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.evaluation.score import Finding, Outcome, Row, Section, Share

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hkgraph.evaluation.align import Alignment
    from hkgraph.evaluation.events import EventPairs
    from hkgraph.evaluation.gold import FileSpan, GoldEvent, GoldRelation, GoldRole
    from hkgraph.evaluation.ours import EntityKey, OurEvent, OurRole, OurStatement
    from hkgraph.evaluation.relations import RelationPairs
    from hkgraph.evaluation.roles import RolePairs
    from hkgraph.model import Modality

RULE = (
    "Over all events, roles and relations that are right, once for each article that tells them. "
    "Attribution of an event is compared only where the annotation tells it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How one right thing is told.

    Attributes:
        modalities: Those that are right.
        credited: Whether attribution is compared.
    """

    label: str
    at: FileSpan | None
    modalities: frozenset[Modality]
    modality: Modality
    credited: bool
    attributed_to: str | None
    our_attribution: str | None


def score_voices(
    events: EventPairs, roles: RolePairs, relations: RelationPairs, alignment: Alignment
) -> Section:
    """Give the shares of right modalities and right attributions."""
    told = [_of_event(one, other, alignment) for one, other in events]
    held = [_of_other(one, other, alignment) for one, other in roles]
    held += [_of_other(one, other, alignment) for one, other in relations]
    credited = [voice for voice in (*told, *held) if voice.credited]
    return Section(
        title="Modality and attribution",
        rule=RULE,
        rows=(
            Row(label="modality of events", score=_modality(told)),
            Row(label="modality of roles and relations", score=_modality(held)),
            Row(label="modality", score=_modality([*told, *held])),
            Row(label="attribution", score=_attribution(credited)),
        ),
        findings=tuple(_wrong([*told, *held])),
    )


def _of_event(one: GoldEvent, other: OurEvent, alignment: Alignment) -> Voice:
    return Voice(
        label=one.id,
        at=other.evidence[0] if other.evidence else None,
        modalities=one.modalities,
        modality=other.modality,
        credited=one.credit_known or one.attributed_to is not None,
        attributed_to=one.attributed_to,
        our_attribution=_credited(other.attributed_to, alignment),
    )


def _of_other(
    one: GoldRole | GoldRelation, other: OurRole | OurStatement, alignment: Alignment
) -> Voice:
    return Voice(
        label=one.id,
        at=other.evidence[0] if other.evidence else None,
        modalities=frozenset({one.modality}),
        modality=other.modality,
        credited=True,
        attributed_to=one.attributed_to,
        our_attribution=_credited(other.attributed_to, alignment),
    )


def _credited(key: EntityKey | None, alignment: Alignment) -> str | None:
    return None if key is None else alignment.name(key)


def _modality(voices: list[Voice]) -> Share:
    right = sum(voice.modality in voice.modalities for voice in voices)
    return Share(right=right, total=len(voices))


def _attribution(voices: list[Voice]) -> Share:
    right = sum(voice.our_attribution == voice.attributed_to for voice in voices)
    return Share(right=right, total=len(voices))


def _wrong(voices: list[Voice]) -> Iterable[Finding]:
    for voice in voices:
        if voice.modality not in voice.modalities:
            note = f"{voice.modality}, should be {' or '.join(sorted(voice.modalities))}"
            yield Finding(outcome=Outcome.WRONG, label=voice.label, at=voice.at, note=note)
        if voice.credited and voice.our_attribution != voice.attributed_to:
            note = f"credited to {voice.our_attribution}, should be {voice.attributed_to}"
            yield Finding(outcome=Outcome.WRONG, label=voice.label, at=voice.at, note=note)
