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
    for row in _read(folder / "rivals.tsv"):
        names = {fold(row["label_en"]), fold(row["label_zh"])} - {""}
        insert_rivals(db, names | set(short_forms(row["label_en"], row["type"])), row["type"])
    finish(db, _ORIGIN)


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
