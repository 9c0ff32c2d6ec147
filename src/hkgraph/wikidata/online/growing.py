"""A knowledge base that takes in what Wikidata knows of names that it does not."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

from hkgraph.text import fold
from hkgraph.wikidata.files import writing
from hkgraph.wikidata.filling import Origin, finish, insert_entry
from hkgraph.wikidata.knowledge_base import KnowledgeBase
from hkgraph.wikidata.online.source import LookUpState
from hkgraph.wikidata.seed import drop_answered_rivals

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from hkgraph.model import Kind
    from hkgraph.wikidata.online.source import LookUp, OnlineSource

_ADDED = " with look-ups"
_COPIED = ("entity", "alias", "rival", "redirect")


def grow(
    path: Path,
    names: Iterable[tuple[str, Kind]],
    source: OnlineSource,
    date: str,
    report: Callable[[str, LookUp], None],
) -> Counter[LookUpState]:
    """Look names up, and write the file anew with what bears them.

    Names of which the look-up failed are noted too, so that nobody takes them for unknown.

    Args:
        path: A knowledge base.
        date: Today, as an ISO date.
        report: Called with each name and what came of it.

    Returns:
        How many names came to what.
    """
    asked: list[tuple[str, Kind, LookUp]] = []
    for name, kind in names:
        asked.append((name, kind, source.search(name, kind)))
        report(name, asked[-1][2])
    with closing(KnowledgeBase.open(path)) as base:
        title = base.meta["title"].removesuffix(_ADDED) + _ADDED
        origin = Origin(title=title, source=base.meta["source"], date=date)
    with writing(path) as db:
        _copy(db, path)
        for name, kind, found in asked:
            for entry in found.entries:
                insert_entry(db, entry)
            if found.state is LookUpState.FAILED:
                row = (fold(name), kind.value)
                db.execute("INSERT OR IGNORE INTO unanswered VALUES (?, ?)", row)
        drop_answered_rivals(db)
        finish(db, origin)
    return Counter(found.state for _, _, found in asked)


def _copy(db: sqlite3.Connection, path: Path) -> None:
    db.execute("ATTACH ? AS former", (str(path),))
    for table in _COPIED:
        db.execute(f"INSERT INTO main.{table} SELECT * FROM former.{table}")  # noqa: S608 - four names
    db.commit()
    db.execute("DETACH former")
