"""Tables of own words: what kind each is, which its first line tells, and what a cell may hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hkgraph.model import Kind
from hkgraph.own_words.records import Fault, OwnRow, Place
from hkgraph.wikidata.entities import TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_QID = re.compile(r"Q[1-9]\d*")
#: People are found by their names' form; which of them is meant, Wikidata's table tells.
_KINDS = tuple(kind.value for kind in Kind if kind is not Kind.PERSON)


class TableKind(StrEnum):
    """What a table holds."""

    NAMES = "names"
    ALIASES = "aliases"
    ENTITIES = "entities"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """The columns of a kind of table.

    Attributes:
        mark: The column that no other kind has.
        must: Columns that must be there and filled, the mark among them.
        may: Columns that may be missing or empty.
    """

    mark: str
    must: tuple[str, ...]
    may: tuple[str, ...] = ()


FORMS: Mapping[TableKind, _Form] = {
    TableKind.NAMES: _Form(
        mark="kind", must=("id", "kind", "name"), may=("aliases", "name_zh", "note")
    ),
    TableKind.ENTITIES: _Form(
        mark="qid",
        must=("qid", "label_en", "type"),
        may=("label_zh", "aliases", "description", "status"),
    ),
    TableKind.ALIASES: _Form(mark="alias", must=("id", "alias"), may=("note",)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table that was read; rows with faults are left out."""

    kind: TableKind | None
    rows: tuple[OwnRow, ...]
    faults: tuple[Fault, ...]


def read_table(text: str, file: str) -> Table:
    """Read a table.

    Args:
        file: Its name, for messages.
    """
    head, *lines = [line.rstrip("\r") for line in text.split("\n")]
    columns = [name.strip() for name in head.split("\t")]
    kind = next((kind for kind, form in FORMS.items() if form.mark in columns), None)
    fault = _wrong_head(columns, FORMS[kind], file) if kind else _no_table(file)
    if kind is None or fault:
        return Table(kind=None, rows=(), faults=(fault,) if fault else ())
    rows: list[OwnRow] = []
    faults: list[Fault] = []
    for number, line in enumerate(lines, 2):
        if line.strip():
            place = Place(file=file, line=number)
            cells = [cell.strip() for cell in line.split("\t")]
            found = list(_wrong_row(cells, columns, kind, place))
            faults += found
            if not found:
                given = dict(zip(columns, cells, strict=True))
                every = (*FORMS[kind].must, *FORMS[kind].may)
                rows.append(
                    OwnRow(place=place, cells={name: given.get(name, "") for name in every})
                )
    return Table(kind=kind, rows=tuple(rows), faults=tuple(faults))


def _no_table(file: str) -> Fault:
    columns = " or ".join("\\t".join(form.must) for form in FORMS.values())
    return Fault(
        place=Place(file=file, line=1),
        message="the first line does not tell what the table holds",
        mend=f"Begin it with the columns {columns}, parted by tabs.",
    )


def _wrong_head(columns: list[str], form: _Form, file: str) -> Fault | None:
    missing = [name for name in form.must if name not in columns]
    unknown = [name for name in columns if name not in (*form.must, *form.may)]
    doubled = [name for name in dict.fromkeys(columns) if columns.count(name) > 1]
    place = Place(file=file, line=1)
    for words, names in (("lacks", missing), ("has", unknown), ("has twice", doubled)):
        if names:
            known = ", ".join((*form.must, *form.may))
            message = f"the first line {words} the column {names[0]!r}"
            return Fault(place=place, message=message, mend=f"Its columns are: {known}.")
    return None


def _wrong_row(
    cells: list[str], columns: list[str], kind: TableKind, place: Place
) -> Iterator[Fault]:
    if len(cells) != len(columns):
        yield Fault(
            place=place,
            message=f"it has {len(cells)} cells where the first line has {len(columns)} columns",
            mend="Part cells by one tab each, also around empty ones.",
        )
        return
    row = dict(zip(columns, cells, strict=True))
    for name in FORMS[kind].must:
        if not row[name]:
            yield Fault(place=place, message=f"{name} is empty", mend="Fill it.")
        elif fault := _wrong_cell(kind, name, row[name], place):
            yield fault
    if "||" in row.get("aliases", "") or row.get("aliases", "").strip("|") != row.get(
        "aliases", ""
    ):
        message = "aliases has an empty one"
        yield Fault(place=place, message=message, mend="Put | only between two aliases.")


def _wrong_cell(kind: TableKind, name: str, cell: str, place: Place) -> Fault | None:
    for table, column, is_right, mend in _CELLS:
        if (kind, name) == (table, column) and not is_right(cell):
            return Fault(place=place, message=f"{name} cannot be {cell!r}", mend=mend)
    return None


def _is_slug(cell: str) -> bool:
    return bool(_SLUG.fullmatch(cell))


def _is_qid(cell: str) -> bool:
    return bool(_QID.fullmatch(cell))


_SLUGS = "Write it in small letters, digits and hyphens, such as hong-kong-free-press."
_CELLS: tuple[tuple[TableKind, str, Callable[[str], bool], str], ...] = (
    (TableKind.NAMES, "id", _is_slug, _SLUGS),
    (TableKind.NAMES, "kind", _KINDS.__contains__, f"Take one of: {', '.join(_KINDS)}."),
    (TableKind.ENTITIES, "qid", _is_qid, "Write an id of Wikidata, such as Q8646."),
    (TableKind.ENTITIES, "type", TYPES.__contains__, f"Take one of: {', '.join(TYPES)}."),
    (
        TableKind.ALIASES,
        "id",
        lambda cell: _is_slug(cell) or _is_qid(cell),
        "Write an id of the gazetteer, or of Wikidata, such as Q8646.",
    ),
)
