"""A user's own words, read and checked one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """Where a row stands.

    Attributes:
        line: Counted from 1.
    """

    file: str
    line: int

    def __str__(self) -> str:
        """Spell it for people."""
        return f"{self.file}, line {self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong, or doubtful, with a row.

    Attributes:
        mend: What to do about it.
        is_error: False where the words can be used all the same.
    """

    place: Place
    message: str
    mend: str
    is_error: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRow:
    """A row of a table.

    Attributes:
        cells: By column; every column of its kind of table is there.
    """

    place: Place
    cells: Mapping[str, str]

    @property
    def topic(self) -> str:
        """Name of its file without the ending; rows of one topic are neighbours."""
        return self.place.file.removesuffix(".tsv")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnType:
    """A kind of event.

    Attributes:
        id: Last part of its IRI.
        broader: Id of the kind above it.
    """

    place: Place
    id: str
    label: str
    broader: str
    label_zh: str = ""
    definition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFrame:
    """Words that tell of an event, as ``data/frames/README.md`` explains.

    Attributes:
        keys: As written.
    """

    place: Place
    keys: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OwnWords:
    """All of a user's own words; equal where the files are.

    Attributes:
        names: Rows like those of the gazetteer.
        aliases: Names for what the gazetteer or Wikidata has.
        entities: Rows like those of the knowledge base's table.
        digest: Of the files; empty where there are none.
    """

    names: tuple[OwnRow, ...] = ()
    aliases: tuple[OwnRow, ...] = ()
    entities: tuple[OwnRow, ...] = ()
    types: tuple[OwnType, ...] = ()
    frames: tuple[OwnFrame, ...] = ()
    digest: str = ""

    def __eq__(self, other: object) -> bool:
        """Compare the files, which is quick enough to be asked at each word."""
        return isinstance(other, OwnWords) and self.digest == other.digest

    def __hash__(self) -> int:
        """Hash the files' digest."""
        return hash(self.digest)


NO_WORDS = OwnWords()
