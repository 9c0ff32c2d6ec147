"""Tellings that say nothing new: "the crash" takes up what was told, "ferries stopped" is bare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.events.merging import Cluster
from hkgraph.extraction.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hkgraph.extraction.events.links import EventLink
    from hkgraph.extraction.events.tellings import EventTelling

_DEFINITE = frozenset({"the", "this", "that"})
#: So many sentences back a word may take up an event where several could be meant.
_NEAR = 2


def may_take_up(telling: EventTelling) -> bool:
    """Say whether a telling without particulars may still serve: as a cause, or by its cause."""
    is_definite = any(
        c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in _DEFINITE)
        for c in telling.trigger.children
    )
    is_verb = telling.trigger.pos_ == "VERB"
    listed = telling.type in words("mishap-events") and telling.voice.is_plain
    return listed and (is_verb or is_definite)


def settle(
    bare: Iterable[int],
    found: list[Cluster],
    tellings: list[EventTelling],
    links: list[EventLink],
) -> list[Cluster]:
    """Give bare tellings a home: the event that a noun takes up, else their own if a cause is told.

    Args:
        bare: The numbers of the tellings without particulars, which are in no cluster yet.
        found: The clusters of the others, which gain members.
    """
    alone: list[int] = []
    for index in bare:
        home = _home(index, found, tellings)
        if home is not None:
            home.members.append(index)
        elif tellings[index].trigger.pos_ == "VERB":
            alone.append(index)
    housed = {index for home in found for index in home.members}
    caused = {link.telling for link in links if link.other in housed}
    return [*found, *(Cluster(members=[index]) for index in alone if index in caused)]


def _home(index: int, found: list[Cluster], tellings: list[EventTelling]) -> Cluster | None:
    """Find the event of the type told before, of several the nearest; none for a verb."""
    telling = tellings[index]
    if telling.trigger.pos_ == "VERB":
        return None
    fitting = [home for home in found if _may_be_meant(telling, tellings[home.members[0]])]
    if len(fitting) > 1:
        near = [home for home in fitting if _is_near(telling, home, tellings)]
        return near[-1] if near else None
    return fitting[0] if fitting else None


def _may_be_meant(telling: EventTelling, other: EventTelling) -> bool:
    is_before = other.trigger.i < telling.trigger.i
    return telling.type == other.type and other.voice.is_plain and is_before


def _is_near(telling: EventTelling, home: Cluster, tellings: list[EventTelling]) -> bool:
    """Say whether an event was told in the sentence or in one of those right before it."""
    doc, start = telling.trigger.doc, telling.trigger.i
    for index in home.members:
        earlier = tellings[index].trigger
        between = sum(bool(t.is_sent_start) for t in doc[earlier.i + 1 : start + 1])
        if earlier.i < start and between <= _NEAR:
            return True
    return False
