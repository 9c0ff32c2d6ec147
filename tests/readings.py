"""What a reading says, in words: for tests that do not care for its numbers and records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.steps import STEPS
from hkgraph.model import Concept, Modality, TextValue, TimeValue

if TYPE_CHECKING:
    from hkgraph.extraction.reading import Reading

#: All steps, in order.
RUNS = tuple(step.run for step in STEPS)


def names_of(reading: Reading) -> dict:
    """Name entities by their names and events by their types."""
    entities = {e.id: e.name for e in reading.entities.values()}
    return entities | {event.id: event.type for event in reading.events}


def word_of(value, names):
    """Give the object of a statement in words; numbers stay numbers."""
    match value:
        case TimeValue(edtf=text) | TextValue(text=text) | Concept(slug=text):
            return text
        case _:
            return names.get(value, value)


def said_of_events(reading: Reading) -> set:
    """Give what is said of events and not denied: type, predicate, object in words, modality."""
    names = names_of(reading)
    events = {event.id for event in reading.events}
    return {
        (names[s.subject], s.predicate, word_of(s.object, names), s.modality)
        for s in reading.statements
        if s.subject in events and s.polarity
    }


def asserted(rows) -> set:
    """Keep what the article itself says happened, without its modality."""
    return {row[:3] for row in rows if row[3] is Modality.ASSERTED}


def relations_told(reading: Reading, *, plainly: bool = False) -> set:
    """Give what relations say: subject, predicate, object in words, polarity.

    Args:
        plainly: Leave out what is denied, not asserted, or credited to somebody.
    """
    names = names_of(reading)
    return {
        (names[s.subject], s.predicate.value, word_of(s.object, names), s.polarity)
        for s in reading.statements
        if s.rule.startswith("relation:")
        and (
            not plainly
            or (s.polarity, s.modality, s.attributed_to) == (True, Modality.ASSERTED, None)
        )
    }
