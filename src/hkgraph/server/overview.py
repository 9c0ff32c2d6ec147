"""The numbers and headlines of the start page, worked out once for each generation."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, QuerySolutions

from hkgraph.graph import vocab
from hkgraph.server.graph_reader import Reader
from hkgraph.server.statements import Claims, Source

if TYPE_CHECKING:
    from hkgraph.server.snapshots import Snapshot
    from hkgraph.server.wording import Wording

NEWEST = 8
# An event is of one class or the other; see contract.md section 4.
_COUNTED = {
    "articles": (vocab.NEWS_ARTICLE,),
    "statements": (vocab.STATEMENT,),
    "people": (vocab.PERSON,),
    "organisations": (vocab.ORGANIZATION,),
    "laws": (vocab.LEGISLATION,),
    "places": (vocab.PLACE,),
    "events": (vocab.EVENT, vocab.REPORTED_EVENT),
    "quotations": (vocab.QUOTATION,),
}
_NEWEST = f"""
SELECT ?article WHERE {{
  ?article a {vocab.NEWS_ARTICLE} . OPTIONAL {{ ?article {vocab.DATE_PUBLISHED} ?day }}
}} ORDER BY DESC(?day) ?article LIMIT {NEWEST}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the graph has in it.

    Attributes:
        counts: How many things of each kind, in the order in which they are shown.
        newest: The newest articles, newest first.
    """

    generation: int
    counts: dict[str, int]
    newest: tuple[Source, ...]


class Overviews:
    """Keeps the overview of the generation that was asked for last."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._lock = threading.Lock()
        self._kept: Overview | None = None

    def of(self, snapshot: Snapshot) -> Overview:
        """Give the overview of a snapshot."""
        with self._lock:
            if self._kept is None or self._kept.generation != snapshot.number:
                self._kept = _read(snapshot, self._wording)
            return self._kept


def _read(snapshot: Snapshot, wording: Wording) -> Overview:
    claims = Claims(Reader(snapshot.store, wording))
    rows = snapshot.store.query(_NEWEST, use_default_graph_as_union=True)
    articles = [row["article"] for row in rows] if isinstance(rows, QuerySolutions) else []
    return Overview(
        generation=snapshot.number,
        counts={
            name: sum(snapshot.counts.get(one.value, 0) for one in classes)
            for name, classes in _COUNTED.items()
        },
        newest=tuple(claims.source(a) for a in articles if isinstance(a, NamedNode)),
    )
