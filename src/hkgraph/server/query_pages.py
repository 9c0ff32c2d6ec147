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
from hkgraph.server.hardening import EDITOR_POLICY
from hkgraph.server.negotiation import prefers_html
from hkgraph.server.problems import problem
from hkgraph.server.protocol import wanted_formats
from hkgraph.server.refusals import Refused
from hkgraph.server.rendering import HERE
from hkgraph.server.sparql import send
from hkgraph.server.tables import Shown, fetch_shown, with_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pyoxigraph import Literal, NamedNode

    from hkgraph.server.engine import Engine
    from hkgraph.server.rendering import Pages

    Bindings = dict[str, NamedNode | Literal]

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
        name_things: Puts names in place of IRIs; looks into the store.
    """

    def __init__(
        self,
        engine: Engine,
        pages: Pages,
        *,
        queries: Mapping[str, StoredQuery],
        prefixes: Mapping[str, str],
        name_things: Callable[[Shown], Shown],
    ) -> None:
        self._engine = engine
        self._pages = pages
        self._queries = queries
        self._prefixes = prefixes
        self._name_things = name_things

    async def editor(self, query: str) -> Response:
        """Show the editor, with the result if there is a query."""
        outcome = await self._run(query) if query.strip() else _outcome()
        return self._pages.render(
            "query.html",
            headers={"Content-Security-Policy": EDITOR_POLICY},
            **outcome,
            built=EDITOR.exists(),
            query=query or _start_text(self._prefixes),
            queries=by_folder(self._queries),
            prefixes=self._prefixes,
        )

    def listing(self) -> Response:
        """Show the stored queries with what they answer."""
        return self._pages.render("queries.html", queries=by_folder(self._queries))

    async def stored(self, name: str, request: Request) -> Response:
        """Run a stored query; parameters that are not given have their examples."""
        query = get_query(self._queries, name)
        parameters = request.query_params
        given = {k: v for k, v in parameters.items() if k not in ("format", "download")}
        values = {**query.example_values(), **given}
        accept = request.headers.get("accept")
        if "format" not in parameters and prefers_html(accept):
            outcome = await self._run(query.text, lambda: query.bind(values))
            if outcome["shown"]:
                outcome["shown"] = with_words(outcome["shown"])
            return self._pages.render("stored_query.html", **outcome, query=query, values=values)
        wanted = wanted_formats(parameters.get("format"), accept)
        answer = await self._engine.answer(
            Question(
                text=query.text,
                bindings=query.bind(values),
                solutions=wanted.solutions,
                triples=wanted.triples,
            )
        )
        return send(answer, request, filename=name if "download" in parameters else None)

    async def _run(self, text: str, bind: Callable[[], Bindings] = dict) -> dict[str, Any]:
        """Run a query for a page that shows the fault beside what was typed."""
        try:
            shown = await fetch_shown(self._engine, text, bind())
            return _outcome(await run_in_threadpool(self._name_things, shown))
        except Refused as exc:
            return _outcome(fault=problem(exc.status_code, exc.detail, exc.hint, **exc.details))
        except HkgraphError as exc:
            return _outcome(fault=problem(exc.http_status, str(exc), exc.hint))


def query_router(query_pages: QueryPages) -> APIRouter:
    """Make the routes of queries for people."""
    router = APIRouter(tags=["Pages"])

    @router.get("/query", response_class=HTMLResponse, summary="Write and run a query")
    async def editor(query: str = "") -> Response:
        """Show the editor, and the result of the query if there is one."""
        return await query_pages.editor(query)

    @router.get("/queries", response_class=HTMLResponse, summary="List the stored queries")
    def listing() -> Response:
        """Show the stored queries with what they answer."""
        return query_pages.listing()

    @router.get("/queries/{name}", response_class=Response, summary="Run a stored query")
    async def stored(name: str, request: Request) -> Response:
        """Run a stored query; its parameters are bound as terms from the query string."""
        return await query_pages.stored(name, request)

    return router


def _outcome(shown: Shown | None = None, fault: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "shown": shown,
        "fault": fault,
        "status": fault["status"] if fault else 200,
        "formats": _formats(shown),
    }


def _formats(shown: Shown | None) -> tuple[Format, ...]:
    if shown is None:
        return ()
    return SOLUTIONS if shown.text is None else TRIPLES


def by_folder(queries: Mapping[str, StoredQuery]) -> dict[str, list[StoredQuery]]:
    """Sort stored queries into those to start with, those of users, and checks."""
    folders: dict[str, list[StoredQuery]] = {}
    for query in queries.values():
        folders.setdefault(query.folder, []).append(query)
    order = ["competency", "examples", "checks"]
    order += sorted(set(folders) - set(order))
    return {name: folders[name] for name in order if name in folders}


def _start_text(prefixes: Mapping[str, str]) -> str:
    lines = [f"PREFIX {p}: <{prefixes[p]}>" for p in _START_PREFIXES if p in prefixes]
    return "\n".join(lines) + "\n" + _START
