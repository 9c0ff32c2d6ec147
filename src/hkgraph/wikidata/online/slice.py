"""The part of Wikidata that has to do with Hong Kong, fetched entity by entity.

A SPARQL service says which entities these are, the API what is stated of them. Each answer stays in
a file, so that a slice that broke off goes on where it was.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from hkgraph.wikidata.entities import number_of
from hkgraph.wikidata.filling import insert_entry
from hkgraph.wikidata.seed import drop_answered_rivals, insert_known_rivals

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from hkgraph.wikidata.online.source import OnlineSource
    from hkgraph.wikidata.online.sparql import Sparql

_HONG_KONG, _BRITISH_HONG_KONG = "Q8646", "Q1054923"
#: Property and value: country, citizenship, place, seat, jurisdiction, place of work, of birth.
TIES = (
    *((name, _HONG_KONG) for name in ("P17", "P27", "P131", "P159", "P1001", "P937", "P19")),
    *((name, _BRITISH_HONG_KONG) for name in ("P17", "P27", "P19")),
)
_BATCH = 50


def fill_from_slice(
    db: sqlite3.Connection,
    sparql: Sparql,
    source: OnlineSource,
    report: Callable[[int, int], None],
) -> int:
    """Fill a database that has its tables with what is tied to Hong Kong.

    Args:
        report: Called after each batch with how many of how many ids are done.

    Returns:
        How many entities are in.

    Raises:
        OutgoingError: A service does not answer; what it answered before is kept.
    """
    found = {qid for property_, value in TIES for qid in sparql.iter_with(property_, value)}
    ids = iter(sorted(found, key=number_of))
    done, kept = 0, set[str]()
    while batch := list(islice(ids, _BATCH)):
        for asked, entry in source.get(batch).items():
            insert_entry(db, entry)
            kept.add(entry.qid)
            if asked != entry.qid:
                row = (number_of(asked), number_of(entry.qid))
                db.execute("INSERT OR REPLACE INTO redirect VALUES (?, ?)", row)
        done += len(batch)
        report(done, len(found))
    insert_known_rivals(db)
    drop_answered_rivals(db)
    return len(kept)
