"""Lists of own words in YAML: kinds of event, and the frames that find them in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from hkgraph.own_words.records import Fault, OwnFrame, OwnType, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARTS = ("event_types", "frames")
_MEND = "See docs/how-to/your-own-words.md for an example."
Slug = Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$")]


class _TypeRow(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    id: Slug
    label: Annotated[str, Field(min_length=1)]
    broader: Slug
    label_zh: str = ""
    definition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """What one file holds; entries with faults are left out."""

    types: tuple[OwnType, ...] = ()
    frames: tuple[OwnFrame, ...] = ()
    faults: tuple[Fault, ...] = ()


def read_lists(text: str, file: str) -> Lists:
    """Read a file of kinds of event and frames.

    Args:
        file: Its name, for messages.
    """
    try:
        return _read(text, file)
    except yaml.YAMLError as exc:
        mark = getattr(exc, "problem_mark", None)
        place = Place(file=file, line=mark.line + 1 if mark else 1)
        problem = getattr(exc, "problem", None) or "it cannot be read"
        return Lists(faults=(Fault(place=place, message=f"no YAML: {problem}", mend=_MEND),))


def _read(text: str, file: str) -> Lists:
    types: list[OwnType] = []
    frames: list[OwnFrame] = []
    faults: list[Fault] = []
    for part, place, entry in _entries(text, file):
        if isinstance(entry, Fault):
            faults.append(entry)
        elif part == "frames" and isinstance(entry, dict):
            frames.append(OwnFrame(place=place, keys=entry))
        else:
            found = _type(place, entry)
            if isinstance(found, OwnType):
                types.append(found)
            else:
                faults.append(found)
    return Lists(types=tuple(types), frames=tuple(frames), faults=tuple(faults))


def _entries(text: str, file: str) -> Iterator[tuple[str, Place, object]]:
    """Give each entry with the list that it is in and its place, or a fault in its stead."""
    loader = yaml.SafeLoader(text)
    try:
        root = loader.get_single_node()
        if root is None:
            return
        if not isinstance(root, yaml.MappingNode):
            yield "", Place(file=file, line=1), _no_parts(Place(file=file, line=1))
            return
        for key, value in root.value:
            place = Place(file=file, line=key.start_mark.line + 1)
            if key.value not in _PARTS or not isinstance(value, yaml.SequenceNode):
                yield "", place, _no_parts(place)
                continue
            for node in value.value:
                line = Place(file=file, line=node.start_mark.line + 1)
                yield key.value, line, loader.construct_object(node, deep=True)
    finally:
        loader.dispose()


def _no_parts(place: Place) -> Fault:
    message = f"a file of words holds lists called {' and '.join(_PARTS)}"
    return Fault(place=place, message=message, mend=_MEND)


def _type(place: Place, entry: object) -> OwnType | Fault:
    try:
        row = _TypeRow.model_validate(entry)
    except ValidationError as exc:
        first = exc.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        message = f"{where}: {first['msg']}" if where else first["msg"]
        return Fault(place=place, message=message, mend=_MEND)
    return OwnType(place=place, **row.model_dump())
