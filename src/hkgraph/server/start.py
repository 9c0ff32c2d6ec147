"""The start page, the search, the page of the API, and the sign of life."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse
from pyoxigraph import NamedNode

from hkgraph.errors import EmptyStoreError
from hkgraph.server.reader import Reader
from hkgraph.server.searching import find

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hkgraph.queries import StoredQuery
    from hkgraph.server.engine import Engine
    from hkgraph.server.library import Library
    from hkgraph.server.overview import Overviews
    from hkgraph.server.rendering import Pages
    from hkgraph.server.searching import Hit
    from hkgraph.server.wording import Wording

MOST_HITS = 50


def start_router(
    library: Library, pages: Pages, overviews: Overviews, queries: Mapping[str, StoredQuery]
) -> APIRouter:
    """Make the routes of the start page, ``/health`` and ``/docs``."""
    router = APIRouter()

    @router.get("/", response_class=HTMLResponse, tags=["Pages"], summary="Start page")
    def start(request: Request) -> Response:
        """Show what the graph holds and how to ask it."""
        examples = [q for q in queries.values() if q.folder == "examples"]
        endpoint = f"{str(request.base_url).rstrip('/')}/sparql"
        try:
            overview = overviews.of(library.snapshot())
        except EmptyStoreError:
            overview = None
        return pages.render("start.html", overview=overview, examples=examples, endpoint=endpoint)

    @router.get("/health", tags=["Operation"], summary="Say whether the server can answer")
    def health() -> Response:
        """Give the number of the generation that answers; 503 before the first."""
        snapshot = library.snapshot()
        return JSONResponse(
            {"status": "ok", "generation": snapshot.number, "digest": snapshot.digest},
            headers={"Cache-Control": "no-store"},
        )

    @router.get("/docs", response_class=HTMLResponse, include_in_schema=False)
    def docs(request: Request) -> Response:
        """Show the API from its own OpenAPI document; nothing is loaded from elsewhere."""
        return pages.render("docs.html", operations=_operations(request.app.openapi()))

    return router


def search_router(library: Library, engine: Engine, pages: Pages, *, wording: Wording) -> APIRouter:
    """Make the route of the search."""
    router = APIRouter(tags=["Pages"])

    @router.get("/search", response_class=HTMLResponse, summary="Search by name or headline")
    async def search(q: Annotated[str, Query(max_length=200)] = "") -> Response:
        """Find people, organisations, places, laws and articles by their names."""
        hits = await find(engine, q, limit=MOST_HITS)
        groups = await run_in_threadpool(_grouped, library, wording, hits)
        return pages.render("search.html", words=q, groups=groups, number=len(hits))

    return router


def _grouped(
    library: Library, wording: Wording, hits: list[Hit]
) -> dict[str, list[tuple[str, Hit]]]:
    reader = Reader(library.snapshot().store, wording)
    groups: dict[str, list[tuple[str, Hit]]] = {}
    for hit in hits:
        node = NamedNode(hit.iri)
        kind = reader.class_of(node)
        groups.setdefault(kind.plural if kind else "others", []).append((reader.label(node), hit))
    return groups


def _operations(openapi: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {"path": path, "method": method.upper(), **operation}
        for path, methods in openapi["paths"].items()
        for method, operation in methods.items()
    ]
