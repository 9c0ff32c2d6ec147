"""The start page, the page of the API, and the sign of life."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse

from hkgraph.errors import EmptyStoreError
from hkgraph.queries import by_folder
from hkgraph.server.location import site_url

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hkgraph.queries import StoredQuery
    from hkgraph.server.overview import Overviews
    from hkgraph.server.rendering import Pages
    from hkgraph.server.snapshots import Snapshots


def start_router(
    snapshots: Snapshots, pages: Pages, overviews: Overviews, queries: Mapping[str, StoredQuery]
) -> APIRouter:
    """Make the routes of the start page, ``/health`` and ``/docs``."""
    router = APIRouter()

    @router.head("/", include_in_schema=False)
    @router.get("/", response_class=HTMLResponse, tags=["Pages"], summary="Start page")
    def start(request: Request) -> Response:
        """Show what the graph holds and how to ask it."""
        endpoint = f"{site_url(request)}sparql"
        try:
            overview = overviews.of(snapshots.current())
        except EmptyStoreError:
            overview = None
        return pages.render(
            "start.html", overview=overview, queries=by_folder(queries), endpoint=endpoint
        )

    @router.head("/health", include_in_schema=False)
    @router.get("/health", tags=["Operation"], summary="Say whether the server can answer")
    def health() -> Response:
        """Give the number of the generation that answers; 503 before the first."""
        snapshot = snapshots.current()
        return JSONResponse(
            {"status": "ok", "generation": snapshot.number, "digest": snapshot.digest},
            headers={"Cache-Control": "no-store"},
        )

    @router.head("/docs", include_in_schema=False)
    @router.get("/docs", response_class=HTMLResponse, include_in_schema=False)
    def docs(request: Request) -> Response:
        """Show the API from its own OpenAPI document; nothing is loaded from elsewhere."""
        return pages.render("docs.html", operations=_operations(request.app.openapi()))

    return router


def _operations(openapi: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {"path": path, "method": method.upper(), **operation}
        for path, methods in openapi["paths"].items()
        for method, operation in methods.items()
    ]
