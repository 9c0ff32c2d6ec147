"""Reading frames: those of ``data/frames``, and those of a user's own words before them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import yaml
from pydantic import ValidationError

from hkgraph.errors import DataError
from hkgraph.extraction.events.frames import EventFrame, FrameIndex, FrameType, RelationFrame
from hkgraph.own_words.in_use import own_words
from hkgraph.resources import resource

if TYPE_CHECKING:
    from pathlib import Path

    from hkgraph.own_words.records import OwnFrame, OwnWords


def event_frames() -> FrameIndex[EventFrame]:
    """Give the frames of events with those of the own words in use."""
    return _event_frames(own_words())


@cache
def _event_frames(own: OwnWords) -> FrameIndex[EventFrame]:
    bundled = _read(resource("data") / "frames" / "events", EventFrame)
    return FrameIndex([*(own_frame(one) for one in own.frames), *bundled])


def own_frame(own: OwnFrame) -> EventFrame:
    """Read a user's frame.

    Raises:
        DataError: It is wrong; the message tells the file and the line.
    """
    try:
        return EventFrame.model_validate(own.keys)
    except ValidationError as exc:
        fault = exc.errors()[0]
        where = "".join(f"{part}: " for part in fault["loc"])
        raise DataError(
            f"{own.place}: {where}{fault['msg']}",
            hint="Compare it with data/frames/README.md.",
        ) from exc


@cache
def relation_frames() -> FrameIndex[RelationFrame]:
    """Read the frames of relations between entities."""
    return FrameIndex(frame for frame in _relations() if not frame.deed)


@cache
def deed_frames() -> FrameIndex[RelationFrame]:
    """Read the frames of relations to whoever did something."""
    return FrameIndex(frame for frame in _relations() if frame.deed)


@cache
def _relations() -> tuple[RelationFrame, ...]:
    return tuple(_read(resource("data") / "frames" / "relations", RelationFrame))


def _read(folder: Path, kind: type[FrameType]) -> list[FrameType]:
    rows: list[FrameType] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            rows += [kind(**row) for row in yaml.safe_load(path.read_text(encoding="utf-8"))]
        except (ValidationError, yaml.YAMLError, TypeError) as exc:
            raise DataError(
                f"{path.name} holds a frame that cannot be read: {exc}",
                hint="Compare it with data/frames/README.md.",
            ) from exc
    return rows
