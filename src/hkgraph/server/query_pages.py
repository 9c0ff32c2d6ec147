"""``/query``, where people write queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from hkgraph.queries import by_folder
from hkgraph.server.hardening import EDITOR_POLICY
from hkgraph.server.outcomes import outcome
from hkgraph.server.rendering import HERE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hkgraph.queries import StoredQuery
    from hkgraph.server.outcomes import Outcomes
    from hkgraph.server.rendering import Pages

# Made from web/ by make; without it the page has its plain form.
EDITOR = HERE / "static" / "editor" / "editor.js"

_START = """
SELECT ?thing ?label
WHERE {
  ?thing a schema:Organization ; skos:prefLabel ?label .
}
ORDER BY ?label
LIMIT 50
"""
_START_PREFIXES = ("schema", "skos")


class QueryPages:
    """Runs what people ask and shows it.

    Args:
        queries: The stored queries, by name.
        prefixes: Offered in the editor.
    """

    def __init__(
        self,
        pages: Pages,
        outcomes: Outcomes,
        *,
        queries: Mapping[str, StoredQuery],
        prefixes: Mapping[str, str],
    ) -> None:
        self._pages = pages
        self._outcomes = outcomes
        self._queries = queries
        self._prefixes = prefixes

    async def editor(self, query: str) -> Response:
        """Show the editor, with the result if there is a query."""
        values = await self._outcomes.fetch(query) if query.strip() else outcome()
        return self._pages.render(
            "query.html",
            headers={"Content-Security-Policy": EDITOR_POLICY},
            **values,
            built=EDITOR.exists(),
            query=query or _start_text(self._prefixes),
            queries=by_folder(self._queries),
            prefixes=self._prefixes,
        )


def query_router(query_pages: QueryPages) -> APIRouter:
    """Make the routes of queries for people."""
    router = APIRouter(tags=["Pages"])

    @router.head("/query", include_in_schema=False)
    @router.get("/query", response_class=HTMLResponse, summary="Write and run a query")
    async def editor(query: str = "") -> Response:
        """Show the editor, and the result of the query if there is one."""
        return await query_pages.editor(query)

    return router


def _start_text(prefixes: Mapping[str, str]) -> str:
    lines = [f"PREFIX {p}: <{prefixes[p]}>" for p in _START_PREFIXES if p in prefixes]
    return "\n".join(lines) + "\n" + _START
