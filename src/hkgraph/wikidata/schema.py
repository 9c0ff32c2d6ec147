"""The tables of a knowledge base, whatever it was filled from.

An entity is kept by the number of its id. Names are kept folded; the index of trigrams has one row
for each entity, with all its names. ``meta`` says what the facts came from and what they hash to.
"""

from __future__ import annotations

import hashlib
import json
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

#: Told by the file's header, so that no other SQLite file is taken for one ("hkKB").
APPLICATION_ID = 0x686B4B42
VERSION = 1

TABLES = """
CREATE TABLE entity (
  id INTEGER PRIMARY KEY, label TEXT NOT NULL, label_zh TEXT NOT NULL, type TEXT NOT NULL,
  description TEXT NOT NULL, verified INTEGER NOT NULL, sitelinks INTEGER NOT NULL,
  claims TEXT NOT NULL);
CREATE TABLE alias (
  entity INTEGER NOT NULL REFERENCES entity, folded TEXT NOT NULL, kind INTEGER NOT NULL,
  PRIMARY KEY (entity, folded)) WITHOUT ROWID;
CREATE TABLE rival (
  folded TEXT NOT NULL, type TEXT NOT NULL, PRIMARY KEY (folded, type)) WITHOUT ROWID;
CREATE TABLE unanswered (
  folded TEXT NOT NULL, type TEXT NOT NULL, PRIMARY KEY (folded, type)) WITHOUT ROWID;
CREATE TABLE redirect (id INTEGER PRIMARY KEY, target INTEGER NOT NULL);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

#: Made when all rows are in, which is several times as fast.
INDEXES = """
CREATE INDEX alias_folded ON alias (folded);
CREATE VIRTUAL TABLE similar USING fts5 (
  names, content = '', detail = none, columnsize = 0, tokenize = 'trigram');
INSERT INTO similar (rowid, names)
  SELECT entity, group_concat(folded, char(10)) FROM alias GROUP BY entity;
"""


def create_tables(db: sqlite3.Connection) -> None:
    """Make the tables in an empty database."""
    db.executescript(
        f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION}; {TABLES}"
    )


def is_current(db: sqlite3.Connection) -> bool:
    """Say whether a database is a knowledge base of this version.

    Raises:
        sqlite3.DatabaseError: It is no database at all.
    """
    found = [
        db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    ]
    return found == [APPLICATION_ID, VERSION]


def content_digest(db: sqlite3.Connection) -> str:
    """Hash what a knowledge base says: equal facts, equal digest, however they came in.

    It reads every row once, in order.
    """
    digest = hashlib.sha256(f"hkgraph knowledge base {VERSION}\n".encode())
    for row in _rows(db):
        digest.update(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    return digest.hexdigest()


def _rows(db: sqlite3.Connection) -> Iterator[list[object]]:
    aliases = groupby(
        db.execute("SELECT entity, folded, kind FROM alias ORDER BY entity, folded"), itemgetter(0)
    )
    names = ((entity, [name[1:] for name in group]) for entity, group in aliases)
    entities = db.execute("SELECT * FROM entity ORDER BY id")
    for row, (_, own) in zip(entities, names, strict=True):
        yield ["entity", *row, own]
    for table in ("rival", "redirect", "unanswered"):
        for row in db.execute(f"SELECT * FROM {table} ORDER BY 1, 2"):  # noqa: S608 - three names
            yield [table, *row]
