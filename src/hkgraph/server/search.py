"""``/search``: finding things by name; every word must stand in a label, alias or headline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse
from pyoxigraph import Literal, NamedNode

from hkgraph.server.graph_reader import Reader
from hkgraph.server.tables import fetch_shown

if TYPE_CHECKING:
    from hkgraph.server.engine import Engine
    from hkgraph.server.rendering import Pages
    from hkgraph.server.snapshots import Snapshots
    from hkgraph.server.wording import Wording

MOST_HITS = 50
MOST_WORDS = 6
MOST_MATCHES = 1_000

_SEARCH = """
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT {variables} ?node ?label WHERE {{
  VALUES ?property {{ skos:prefLabel skos:altLabel skos:hiddenLabel schema:headline }}
  ?node ?property ?label .
  BIND(LCASE(STR(?label)) AS ?folded)
  FILTER({conditions})
}} LIMIT {limit}
"""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Hit:
    """A thing that was found.

    Attributes:
        rank: 0 the whole label, 1 its beginning, 2 anywhere in it.
        matched: The label that has the words in it.
    """

    rank: int
    length: int
    matched: str
    iri: str


def search_router(
    snapshots: Snapshots, engine: Engine, pages: Pages, *, wording: Wording
) -> APIRouter:
    """Make the route of the search."""
    router = APIRouter(tags=["Pages"])

    @router.get("/search", response_class=HTMLResponse, summary="Search by name or headline")
    async def search(q: Annotated[str, Query(max_length=200)] = "") -> Response:
        """Find people, organisations, places, laws and articles by their names."""
        hits = await find(engine, q, limit=MOST_HITS)
        groups = await run_in_threadpool(_grouped, snapshots, wording, hits)
        return pages.render("search.html", words=q, groups=groups, number=len(hits))

    return router


def _grouped(
    snapshots: Snapshots, wording: Wording, hits: list[Hit]
) -> dict[str, list[tuple[str, Hit]]]:
    reader = Reader(snapshots.current().store, wording)
    groups: dict[str, list[tuple[str, Hit]]] = {}
    for hit in hits:
        node = NamedNode(hit.iri)
        kind = reader.class_of(node)
        groups.setdefault(kind.plural if kind else "others", []).append((reader.label(node), hit))
    return groups


async def find(engine: Engine, words: str, *, limit: int) -> list[Hit]:
    """Give what is called by all of the words, the closest first."""
    wanted = words.lower().split()[:MOST_WORDS]
    if not wanted:
        return []
    names = [f"w{index}" for index in range(len(wanted))]
    query = _SEARCH.format(
        variables=" ".join(f"?{name}" for name in names),
        conditions=" && ".join(f"CONTAINS(?folded, ?{name})" for name in names),
        limit=MOST_MATCHES,
    )
    bindings = dict(zip(names, map(Literal, wanted), strict=True))
    found = await fetch_shown(engine, query, bindings, most_rows=MOST_MATCHES)
    best: dict[str, Hit] = {}
    for row in found.rows:
        hit = _hit(" ".join(wanted), row[-2].value.iri, row[-1].value.text)
        if hit:
            best[hit.iri] = min(hit, best.get(hit.iri, hit))
    return sorted(best.values())[:limit]


def _hit(wanted: str, iri: str | None, label: str) -> Hit | None:
    if iri is None:
        return None
    folded = label.lower()
    rank = 0 if folded == wanted else 1 if folded.startswith(wanted) else 2
    return Hit(rank=rank, length=len(label), matched=label, iri=iri)
