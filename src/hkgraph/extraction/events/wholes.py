"""Events that are part of another: the offices that a body closes when it leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.events.statements import Said
from hkgraph.model import Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hkgraph.extraction.events.tellings import EventTelling
    from hkgraph.extraction.reading import Reading
    from hkgraph.model import LocalId

_WHOLE, _PART = "departure", "closure"
_RULE = "closures-of-a-departure"


def parts_of_departures(
    reading: Reading, tellings: list[EventTelling], ids: Mapping[int, LocalId]
) -> Iterator[Said]:
    """Say that an office's closure is part of the one departure that its body is told to make.

    The evidence is both sentences: one tells of the office, the other of the body.
    """
    departures = [index for index in ids if tellings[index].type == _WHOLE]
    for index, event in ids.items():
        closing = tellings[index]
        if closing.type != _PART or closing.in_headline:
            continue
        bodies = set(_bodies_of(reading, closing))
        leaving = [
            i for i in departures if bodies & tellings[i].main and _is_alike(closing, tellings[i])
        ]
        wholes = {ids[i] for i in leaving}
        if len(wholes) == 1:
            for evidence in (closing.evidence, tellings[leaving[0]].evidence):
                yield Said(
                    subject=event,
                    predicate=Predicate.SUB_EVENT_OF,
                    object=wholes.copy().pop(),
                    evidence=evidence,
                    voice=closing.voice,
                    rule=_RULE,
                )


def _bodies_of(reading: Reading, closing: EventTelling) -> Iterator[object]:
    """Give whose office is closed: who closes "its office", or what a named one belongs to."""
    offices = closing.objects(Predicate.AFFECTS)
    if not offices:
        yield from closing.objects(Predicate.AGENT)
    for office in offices:
        held = reading.entities.get(office) if isinstance(office, str) else None
        if held is not None and held.kind is Kind.OFFICE and held.parent:
            yield held.parent


def _is_alike(one: EventTelling, other: EventTelling) -> bool:
    """Say whether both are told as planned, or both as done."""
    return one.voice.modality is other.voice.modality and one.voice.polarity is other.voice.polarity
