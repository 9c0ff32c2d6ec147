"""From a dump to a knowledge base, in one pass over the dump.

The tree of classes is whole only at the end, so what may be kept is put aside first, in a database
beside the one that is built; then each thing whose classes tell its type goes in, by its id.
"""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from hkgraph.wikidata.classes import type_of
from hkgraph.wikidata.dump.lines import iter_lines
from hkgraph.wikidata.dump.parsing import LineParser, MalformedLineError
from hkgraph.wikidata.entities import Entry, number_of, qids
from hkgraph.wikidata.filling import Origin, insert_entry, pack_claims, unpack_claims

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_TABLES = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE aside (id INTEGER PRIMARY KEY, entry TEXT NOT NULL);
CREATE TABLE subclass (
  class INTEGER NOT NULL, parent INTEGER NOT NULL, PRIMARY KEY (class, parent)) WITHOUT ROWID;
"""
_REPORTED = 50_000
_KEPT_CLASSES = 200_000
#: wikidata-20261116-all.json.gz
_DATE = re.compile(r"(20\d\d)-?([01]\d)-?([0-3]\d)")


@dataclass(slots=True)
class Progress:
    """How far the reading of a dump is.

    Attributes:
        lines: Entities read.
        bytes: Their JSON, unpacked.
        aside: Those that may be kept.
        kept: Those that are.
        malformed: Lines that hold no entity.
        first_malformed: Number of the first of them, from 1; 0 if there is none.
    """

    lines: int = 0
    bytes: int = 0
    aside: int = 0
    kept: int = 0
    malformed: int = 0
    first_malformed: int = 0


def fill_from_dump(
    db: sqlite3.Connection, dump: Path, aside: Path, report: Callable[[Progress], None]
) -> Progress:
    """Fill a database that has its tables; ``finish`` is left to the caller.

    Args:
        dump: As Wikidata publishes it: ``.json``, or that packed as ``.json.gz`` or ``.json.bz2``.
        aside: Where to put what may be kept; removed at the end.
        report: Called from time to time.

    Raises:
        SourceError: The dump is broken, or ends before its end.
    """
    progress = Progress()
    aside.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(aside)) as beside:
            beside.executescript(_TABLES)
            _put_aside(beside, dump, progress, report)
            for entry in _typed(beside):
                insert_entry(db, entry)
                progress.kept += 1
    finally:
        aside.unlink(missing_ok=True)
    report(progress)
    return progress


def origin_of(dump: Path, date: str) -> Origin:
    """Say where the facts come from; the date stands in the names of Wikidata's dumps.

    Args:
        date: ISO date that wins over the name; may be empty.
    """
    found = _DATE.search(dump.name)
    named = "-".join(found.groups()) if found else ""
    return Origin(title="Wikidata dump", source=dump.name, date=date or named)


def _put_aside(
    beside: sqlite3.Connection,
    dump: Path,
    progress: Progress,
    report: Callable[[Progress], None],
) -> None:
    parser = LineParser()
    for line in iter_lines(dump):
        progress.lines += 1
        progress.bytes += len(line)
        try:
            parsed = parser.parse(line)
        except MalformedLineError:
            progress.malformed += 1
            progress.first_malformed = progress.first_malformed or progress.lines
            continue
        if parsed.parents:
            edges = [(number_of(parsed.qid), number_of(one)) for one in parsed.parents]
            beside.executemany("INSERT OR IGNORE INTO subclass VALUES (?, ?)", edges)
        if parsed.entry:
            row = (number_of(parsed.entry.qid), _pack(parsed.entry))
            beside.execute("INSERT OR REPLACE INTO aside VALUES (?, ?)", row)
            progress.aside += 1
        if progress.lines % _REPORTED == 0:
            report(progress)


def _typed(beside: sqlite3.Connection) -> Iterator[Entry]:
    """Give what is kept, by id, each with its type."""

    @lru_cache(_KEPT_CLASSES)
    def above(qid: str) -> tuple[str, ...]:
        rows = beside.execute("SELECT parent FROM subclass WHERE class = ?", (number_of(qid),))
        return qids(number for (number,) in rows.fetchall())

    @lru_cache(_KEPT_CLASSES)
    def typed(classes: tuple[str, ...]) -> str | None:
        return type_of(classes, lambda level: {qid: above(qid) for qid in level})

    for number, packed in beside.execute("SELECT id, entry FROM aside ORDER BY id"):
        entry = _unpack(number, packed)
        type_ = typed(entry.claims.instance_of)
        if type_:
            yield replace(entry, type=type_)


def _pack(entry: Entry) -> str:
    return json.dumps(
        [
            entry.label,
            entry.label_zh,
            entry.description,
            entry.sitelinks,
            entry.aliases,
            pack_claims(entry.claims),
        ],
        ensure_ascii=False,
    )


def _unpack(number: int, packed: str) -> Entry:
    label, label_zh, description, sitelinks, aliases, claims = json.loads(packed)
    return Entry(
        qid=f"Q{number}",
        label=label,
        label_zh=label_zh,
        type="",
        description=description,
        sitelinks=sitelinks,
        aliases=tuple(aliases),
        claims=unpack_claims(claims),
    )
