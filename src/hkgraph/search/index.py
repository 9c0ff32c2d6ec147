"""The index of one generation: an SQLite file, written once and never changed.

Names are numbered in the order in which they are to be found: by role, then by how much is said
of the thing, then by label. FTS5 gives matches by number, so the best ones come first and the
rest is never read, however many there are. Text is folded before it gets here; the tokenizer has
only to part it at blanks.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from hkgraph.errors import SettingsError
from hkgraph.search.folding import fold, joined
from hkgraph.search.roles import Role
from hkgraph.search.spelling import SPELLINGS, write_spellings

if TYPE_CHECKING:
    from pathlib import Path

    from hkgraph.search.reading import Contents

#: Changes whenever an index of before cannot be read any more, or would find other things.
FORMAT = 1

# Nobody reads the file before it is whole, and a half one is thrown away.
_SETTINGS = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000;
"""
_TABLES = """
CREATE TABLE things (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, label TEXT NOT NULL,
  weight INTEGER NOT NULL, article TEXT
);
CREATE TABLE names (
  id INTEGER PRIMARY KEY, thing INTEGER NOT NULL, role INTEGER NOT NULL, text TEXT NOT NULL,
  language TEXT NOT NULL, folded TEXT
);
CREATE VIEW hits AS
  SELECT names.id AS place, iri, kind, label, role, text, language, article, folded
  FROM names JOIN things ON things.id = thing;
CREATE VIRTUAL TABLE words USING fts5(
  name, joined, kind, content='', columnsize=0, tokenize='ascii', prefix='1 2 3 4 5'
);
CREATE TEMP TABLE gathered (
  iri TEXT NOT NULL, role INTEGER NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL
);
CREATE TEMP TABLE wholes (part TEXT PRIMARY KEY, whole TEXT NOT NULL);
"""
# English before no language before others, and of one language the longest text.
_THINGS = """
INSERT INTO things (iri, kind, label, weight, article)
SELECT iri, kind(iri), text, weight(iri), (SELECT whole FROM wholes WHERE part = iri) FROM (
  SELECT iri, text, row_number() OVER (
    PARTITION BY iri
    ORDER BY role, CASE WHEN language LIKE 'en%' THEN 0 WHEN language = '' THEN 1 ELSE 2 END,
      length(text) DESC, text
  ) AS place FROM gathered
) WHERE place = 1 ORDER BY iri
"""
_NAMES = """
INSERT INTO names (thing, role, text, language, folded)
SELECT things.id, role, text, language, iif(role < ?, fold(text), NULL)
FROM gathered JOIN things USING (iri)
ORDER BY role, weight DESC, label, iri, text, language
"""
_WORDS = """
INSERT INTO words (rowid, name, joined, kind)
SELECT names.id, coalesce(folded, fold(text)), joined(text), replace(kind, '-', '')
FROM names JOIN things ON things.id = names.thing ORDER BY names.id
"""
_END = """
CREATE INDEX names_folded ON names (folded) WHERE folded IS NOT NULL;
INSERT INTO words (words) VALUES ('optimize');
DROP TABLE temp.gathered;
DROP TABLE temp.wholes;
"""


def write_index(path: Path, contents: Contents) -> None:
    """Write the index of what a generation holds into an empty file.

    Raises:
        SettingsError: This Python's SQLite has no full-text search.
        sqlite3.Error: The file cannot be written.
    """
    with closing(sqlite3.connect(path)) as file:
        file.executescript(_SETTINGS)
        _make_tables(file)
        weights = contents.weights()
        file.create_function("fold", 1, fold, deterministic=True)
        file.create_function("joined", 1, joined, deterministic=True)
        file.create_function("weight", 1, lambda iri: weights[iri], deterministic=True)
        file.create_function("kind", 1, contents.kind, deterministic=True)
        file.executemany("INSERT INTO gathered VALUES (?, ?, ?, ?)", contents.names())
        file.executemany("INSERT OR IGNORE INTO wholes VALUES (?, ?)", contents.articles())
        file.execute(_THINGS)
        file.execute(_NAMES, (Role.QUOTATION,))
        file.execute(_WORDS)
        write_spellings(file)
        file.commit()
        file.executescript(_END)
        file.execute(f"PRAGMA user_version = {FORMAT}")
        file.commit()


def _make_tables(file: sqlite3.Connection) -> None:
    try:
        file.executescript(_TABLES + SPELLINGS)
    except sqlite3.OperationalError as exc:
        if "fts5" not in str(exc):
            raise
        raise SettingsError(
            f"this Python's SQLite ({sqlite3.sqlite_version}) has no full-text search",
            hint="Use a Python whose sqlite3 module has FTS5; those of python.org and Debian have.",
        ) from exc
