"""What rows of own words must be to each other: ids once only, types that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.own_words.event_types import bundled_types
from hkgraph.own_words.records import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hkgraph.own_words.records import OwnType, OwnWords, Place


def check(words: OwnWords) -> Iterator[Fault]:
    """Give what is wrong between rows that are right by themselves."""
    yield from _doubled((row.cells["id"], row.place) for row in words.names)
    yield from _doubled((row.cells["qid"], row.place) for row in words.entities)
    yield from _doubled((one.id, one.place) for one in words.types)
    own = {one.id: one for one in words.types}
    for one in words.types:
        yield from _wrong_type(one, own)
    for frame in words.frames:
        kind = frame.keys.get("type")
        if kind not in own and kind not in bundled_types():
            yield Fault(
                place=frame.place,
                message=f"no event type is called {kind!r}",
                mend="Give the frame a type: one that comes with hkgraph, or your own.",
            )


def _doubled(rows: Iterable[tuple[str, Place]]) -> Iterator[Fault]:
    first: dict[str, Place] = {}
    for key, place in rows:
        if key in first:
            message = f"{key} stands in {first[key]} already"
            yield Fault(place=place, message=message, mend="Put both rows into one.")
        first.setdefault(key, place)


def _wrong_type(one: OwnType, own: dict[str, OwnType]) -> Iterator[Fault]:
    if one.id in bundled_types():
        yield Fault(
            place=one.place,
            message=f"{one.id} is an event type that comes with hkgraph",
            mend="Choose another id; frames may use that type as it is.",
        )
        return
    above, passed = one, {one.id}
    while above.broader in own:
        above = own[above.broader]
        if above.id in passed:
            message = f"{one.id} is broader than itself"
            yield Fault(place=one.place, message=message, mend="Let broader lead to a group.")
            return
        passed.add(above.id)
    if above.broader not in bundled_types() and above is one:
        yield Fault(
            place=one.place,
            message=f"no event type is called {one.broader!r}",
            mend="Let broader be a type or group of ontology/event-types.ttl, or your own.",
        )
