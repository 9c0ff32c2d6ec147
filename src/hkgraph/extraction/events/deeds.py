"""Stances on what somebody did: "condemned the arrests" is said of the police."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.events.frame_files import deed_frames
from hkgraph.extraction.events.relations import relations_told, said_of
from hkgraph.extraction.events.statements import joined
from hkgraph.extraction.grammar.slots import follow
from hkgraph.model import LocalId, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from hkgraph.extraction.events.frames import Match, RelationFrame
    from hkgraph.extraction.reading import Reading

#: What is welcomed or condemned with its making is the law, not its makers.
_OF_A_LAW = frozenset({"lawmaking", "amendment"})


def find_stances_on_deeds(reading: Reading) -> None:
    """Add to ``reading.statements`` the stances on those who did what is praised or blamed."""
    known = {(s.subject, s.predicate, s.object) for s in reading.statements}
    answerable = _answerable(reading)
    found = (
        said
        for match in relations_told(reading, deed_frames())
        for said in said_of(reading, match, tuple(_blamed(reading, match, answerable)))
    )
    reading.statements += joined(
        said
        for said in found
        if said.subject != said.object and (said.subject, said.predicate, said.object) not in known
    )


def _answerable(reading: Reading) -> dict[LocalId, list[LocalId]]:
    """Give for each event whom a stance on it is about: who did it, or the law that it made."""
    types = {event.id: event.type for event in reading.events}
    found: dict[LocalId, list[LocalId]] = {}
    for said in reading.statements:
        kind = types.get(said.subject)
        if kind is None:
            continue
        wanted = Predicate.AFFECTS if kind in _OF_A_LAW else Predicate.AGENT
        if said.predicate is wanted and said.polarity and said.object in reading.entities:
            found.setdefault(said.subject, []).append(LocalId(str(said.object)))
    return found


def _blamed(
    reading: Reading, match: Match[RelationFrame], answerable: dict[LocalId, list[LocalId]]
) -> Iterator[tuple[LocalId, tuple[Token, ...]]]:
    """Iterate over those who answer for the deeds in the slots of a frame, with the deeds."""
    for token in follow(match.clause, match.frame.deed):
        event = reading.triggers.get(token.i)
        for entity in answerable.get(event, []) if event is not None else []:
            if reading.entities[entity].kind in match.frame.kinds_of("object"):
                yield entity, (token,)
