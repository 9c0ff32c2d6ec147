"""The numbers and headlines of the start page, worked out once for each generation."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, QuerySolutions

from hkgraph.server.claims import Claims, Source
from hkgraph.server.reader import Reader

if TYPE_CHECKING:
    from hkgraph.server.library import Snapshot
    from hkgraph.server.wording import Wording

NEWEST = 8
_PREFIXES = """
PREFIX hk: <https://w3id.org/hkgraph/ns#>
PREFIX schema: <https://schema.org/>
"""
_COUNTS = {
    "articles": "?x a schema:NewsArticle",
    "statements": "?x a hk:Statement",
    "people": "?x a schema:Person",
    "organisations": "?x a schema:Organization",
    "laws": "?x a schema:Legislation",
    "places": "?x a schema:Place",
    "events": "{ ?x a hk:Event } UNION { ?x a hk:ReportedEvent }",
    "quotations": "?x a schema:Quotation",
}
_NEWEST = """
SELECT ?article WHERE {
  ?article a schema:NewsArticle . OPTIONAL { ?article schema:datePublished ?day }
} ORDER BY DESC(?day) ?article LIMIT %d
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
    articles = _column(snapshot, _NEWEST % NEWEST)
    return Overview(
        generation=snapshot.number,
        counts={name: _number(snapshot, pattern) for name, pattern in _COUNTS.items()},
        newest=tuple(claims.source(a) for a in articles if isinstance(a, NamedNode)),
    )


def _number(snapshot: Snapshot, pattern: str) -> int:
    found = _column(snapshot, f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}")
    return int(found[0].value) if found and isinstance(found[0], Literal) else 0


def _column(snapshot: Snapshot, query: str) -> list[object]:
    results = snapshot.store.query(_PREFIXES + query, use_default_graph_as_union=True)
    return [row[0] for row in results] if isinstance(results, QuerySolutions) else []
