"""Filling a knowledge base: rows go in one by one, then its indexes and its digest are made."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hkgraph.wikidata.entities import Claims, number_of
from hkgraph.wikidata.names import folded_names
from hkgraph.wikidata.schema import INDEXES, content_digest, create_tables

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from hkgraph.wikidata.entities import Entry

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where the facts of a knowledge base come from.

    Attributes:
        title: What it is called, in a few words: "bundled table".
        source: File or service.
        date: Day that the facts are as of, as an ISO date; empty where it is not known.
    """

    title: str
    source: str
    date: str = ""


def insert_entry(db: sqlite3.Connection, entry: Entry) -> None:
    """Put an entity in, or put it anew in place of what is known by its id."""
    number = number_of(entry.qid)
    db.execute(
        "INSERT OR REPLACE INTO entity VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            entry.label,
            entry.label_zh,
            entry.type,
            entry.description,
            entry.verified,
            entry.sitelinks,
            pack_claims(entry.claims),
        ),
    )
    db.execute("DELETE FROM alias WHERE entity = ?", (number,))
    db.executemany(
        "INSERT INTO alias VALUES (?, ?, ?)",
        [(number, name, int(kind)) for name, kind in folded_names(entry).items()],
    )


def insert_rivals(db: sqlite3.Connection, names: Iterable[str], type_: str) -> None:
    """Note folded names of somebody who is known to be there, but not under which id."""
    db.executemany("INSERT OR IGNORE INTO rival VALUES (?, ?)", [(name, type_) for name in names])


def finish(db: sqlite3.Connection, origin: Origin) -> None:
    """Make the indexes and say what the facts are; no row may follow."""
    db.executescript(INDEXES)
    counts = {
        name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608 - five names
        for name in ("entity", "alias", "rival", "redirect", "unanswered")
    }
    meta = {
        "title": origin.title,
        "source": origin.source,
        "date": origin.date,
        "licence": LICENCE,
        "counts": json.dumps(counts),
        "digest": content_digest(db),
    }
    db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta.items())
    db.commit()


def pack_claims(claims: Claims) -> str:
    """Write claims in short, nothing where there are none; ids sorted."""
    packed = {
        name: value if isinstance(value, int) else sorted(value, key=number_of)
        for name in Claims.__slots__
        if (value := getattr(claims, name)) not in (None, ())
    }
    return json.dumps(packed, separators=(",", ":"), sort_keys=True) if packed else ""


def unpack_claims(packed: str) -> Claims:
    """Read what ``pack_claims`` wrote."""
    if not packed:
        return Claims()
    values: dict[str, Any] = {
        name: value if isinstance(value, int) else tuple(value)
        for name, value in json.loads(packed).items()
    }
    return Claims(**values)


def create(db: sqlite3.Connection) -> sqlite3.Connection:
    """Make the tables in an empty database that is written once and then read."""
    db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    create_tables(db)
    return db
