"""The bundled knowledge base: two tables in ``data/wikidata``."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from hkgraph.resources import resource
from hkgraph.text import fold
from hkgraph.wikidata.entities import Entry
from hkgraph.wikidata.filling import Origin, finish, insert_entry, insert_rivals
from hkgraph.wikidata.names import short_forms

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

_ORIGIN = Origin(title="bundled table", source="data/wikidata")


def fill_bundled(db: sqlite3.Connection) -> None:
    """Fill a database that has its tables, and finish it."""
    folder = resource("data") / "wikidata"
    for row in _read(folder / "hk-wikidata.tsv"):
        insert_entry(db, _entry(row))
    insert_known_rivals(db)
    finish(db, _ORIGIN)


def insert_known_rivals(db: sqlite3.Connection) -> None:
    """Note whoever is known without an id."""
    for row in _rivals():
        insert_rivals(db, _names(row), row["type"])


def drop_answered_rivals(db: sqlite3.Connection) -> None:
    """Forget those of whom an id is known now: something bears their Chinese name.

    An English name would not do: that it may be a namesake's is why they are noted.
    """
    for row in _rivals():
        name = fold(row["label_zh"])
        if name and db.execute("SELECT 1 FROM alias WHERE folded = ?", (name,)).fetchone():
            gone = [(one, row["type"]) for one in _names(row)]
            db.executemany("DELETE FROM rival WHERE folded = ? AND type = ?", gone)


def _rivals() -> Iterator[dict[str, str]]:
    return _read(resource("data") / "wikidata" / "rivals.tsv")


def _names(row: dict[str, str]) -> set[str]:
    full = {fold(row["label_en"]), fold(row["label_zh"])} - {""}
    return full | set(short_forms(row["label_en"], row["type"]))


def _entry(row: dict[str, str]) -> Entry:
    return Entry(
        qid=row["qid"],
        label=row["label_en"],
        label_zh=row["label_zh"],
        type=row["type"],
        description=row["description"],
        verified=row["status"] == "verified",
        aliases=tuple(filter(None, row["aliases"].split("|"))),
    )


def _read(path: Path) -> Iterator[dict[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
