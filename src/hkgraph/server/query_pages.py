"""``/query``, where people write queries, and ``/queries``, where stored ones are run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse

from hkgraph.errors import HkgraphError
from hkgraph.queries import StoredQuery, get_query
from hkgraph.server.engine import Question
from hkgraph.server.formats import SOLUTIONS, TRIPLES, Format
from hkgraph.server.negotiation import prefers_html
from hkgraph.server.problems import problem
from hkgraph.server.protocol import wanted_formats
from hkgraph.server.refusals import Refused
from hkgraph.server.sparql import send
from hkgraph.server.tables import Shown, fetch_shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hkgraph.server.engine import Engine
    from hkgraph.server.rendering import Pages

_START = """
SELECT ?thing ?label
WHERE {
  ?thing a schema:Organization ; skos:prefLabel ?label .
}
ORDER BY ?label
LIMIT 50
"""
_START_PREFIXES = ("schema", "skos")


def query_router(
    engine: Engine,
    pages: Pages,
    queries: Mapping[str, StoredQuery],
    prefixes: Mapping[str, str],
    name_things: Callable[[Shown], Shown],
) -> APIRouter:
    """Make the routes of queries for people.

    Args:
        name_things: Puts names in place of IRIs; looks into the store.
    """
    router = APIRouter(tags=["Pages"])

    @router.get("/query", response_class=HTMLResponse, summary="Write and run a query")
    async def editor(query: str = "") -> Response:
        """Show the editor, and the result of the query if there is one."""
        shown, fault = await _try(engine, query) if query.strip() else (None, None)
        return pages.render(
            "query.html",
            status=fault["status"] if fault else 200,
            query=query or _start_text(prefixes),
            shown=shown,
            fault=fault,
            formats=_formats(shown),
            queries=_by_folder(queries),
            prefixes=prefixes,
        )

    @router.get("/queries", response_class=HTMLResponse, summary="List the stored queries")
    def listing() -> Response:
        """Show the stored queries with what they answer."""
        return pages.render("queries.html", queries=_by_folder(queries))

    @router.get("/queries/{name}", response_class=Response, summary="Run a stored query")
    async def run(name: str, request: Request) -> Response:
        """Run a stored query; its parameters are bound as terms from the query string."""
        query = get_query(queries, name)
        given = {k: v for k, v in request.query_params.items() if k not in ("format", "download")}
        html = "format" not in request.query_params and prefers_html(request.headers.get("accept"))
        if html:
            values = {**query.example_values(), **given}
            shown, fault = await _try(engine, query.text, query, values)
            if shown:
                shown = await run_in_threadpool(name_things, shown)
            return pages.render(
                "stored_query.html",
                status=fault["status"] if fault else 200,
                query=query,
                values=values,
                shown=shown,
                fault=fault,
                formats=_formats(shown),
            )
        wanted = wanted_formats(request.query_params.get("format"), request.headers.get("accept"))
        question = Question(
            text=query.text,
            bindings=query.bind({**query.example_values(), **given}),
            solutions=wanted.solutions,
            triples=wanted.triples,
        )
        filename = name if "download" in request.query_params else None
        return send(await engine.answer(question), filename=filename)

    return router


async def _try(
    engine: Engine,
    text: str,
    query: StoredQuery | None = None,
    values: Mapping[str, str] | None = None,
) -> tuple[Shown | None, dict[str, Any] | None]:
    """Run a query for a page that shows the fault beside what was typed."""
    try:
        bindings = query.bind(values or {}) if query else {}
        return await fetch_shown(engine, text, bindings), None
    except Refused as exc:
        return None, problem(exc.status_code, exc.detail, exc.hint, **exc.details)
    except HkgraphError as exc:
        return None, problem(exc.http_status, str(exc), exc.hint)


def _formats(shown: Shown | None) -> tuple[Format, ...]:
    if shown is None:
        return ()
    return SOLUTIONS if shown.text is None else TRIPLES


def _by_folder(queries: Mapping[str, StoredQuery]) -> dict[str, list[StoredQuery]]:
    folders: dict[str, list[StoredQuery]] = {}
    for query in queries.values():
        folders.setdefault(query.folder, []).append(query)
    order = ["examples", "competency", "checks"]
    order += sorted(set(folders) - set(order))
    return {name: folders[name] for name in order if name in folders}


def _start_text(prefixes: Mapping[str, str]) -> str:
    lines = [f"PREFIX {p}: <{prefixes[p]}>" for p in _START_PREFIXES if p in prefixes]
    return "\n".join(lines) + "\n" + _START
