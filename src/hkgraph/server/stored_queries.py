"""``/queries``: the stored queries, listed for people and programs, each run at its own address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from hkgraph.errors import NotAcceptableError
from hkgraph.queries import StoredQuery, by_folder, get_query
from hkgraph.server.describing import write
from hkgraph.server.description.executables import executables
from hkgraph.server.description.terms import PREFIXES
from hkgraph.server.formats import SOLUTIONS, TRIPLES, find_format
from hkgraph.server.incoming import Incoming
from hkgraph.server.location import site_url
from hkgraph.server.negotiation import choose, choose_encoding, parse_accept, prefers_html
from hkgraph.server.protocol import wanted_formats
from hkgraph.server.questions import Question
from hkgraph.server.tables import with_words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from hkgraph.server.answering import Answering
    from hkgraph.server.outcomes import Outcomes
    from hkgraph.server.rendering import Pages

JSON = "application/json"
# What a request says of the answer; everything else is a parameter of the query.
_MANNERS = ("format", "download")
_SCHEMAS: dict[str, dict[str, str]] = {
    "iri": {"type": "string", "format": "iri"},
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "date": {"type": "string", "format": "date"},
}


class StoredQueries:
    """Lists the stored queries and runs them.

    Args:
        queries: By name.
        prefixes: Those that the queries have in common.
    """

    def __init__(
        self,
        answering: Answering,
        pages: Pages,
        outcomes: Outcomes,
        *,
        queries: Mapping[str, StoredQuery],
        prefixes: Mapping[str, str],
    ) -> None:
        self.queries = queries
        self._answering = answering
        self._pages = pages
        self._outcomes = outcomes
        self._prefixes = prefixes

    def listing(self, request: Request, name: str | None) -> Response:
        """List the queries: a page, JSON, or RDF in terms of SHACL.

        Args:
            name: Format asked for by name; None leaves it to Accept.

        Raises:
            NotAcceptableError: It comes in none of the formats that are asked for.
        """
        accept = request.headers.get("accept")
        if name == "html" or (name is None and prefers_html(accept)):
            return self._pages.render("queries.html", queries=by_folder(self.queries))
        site = site_url(request)
        if name == "json" or (name is None and _wants_json(accept)):
            found = [_as_json(query, site) for query in self.queries.values()]
            return JSONResponse({"queries": found}, headers={"Vary": "Accept"})
        form = find_format(TRIPLES, name) if name else choose(parse_accept(accept), TRIPLES)
        if form is None:
            hint = f"Accept text/html, {JSON} or {', '.join(f.media_type for f in TRIPLES)}."
            raise NotAcceptableError("the list of queries has no such format", hint=hint)
        triples = executables(self.queries.values(), self._prefixes, site)
        content = write(sorted(triples, key=str), form, **PREFIXES)
        return Response(content, media_type=form.content_type, headers={"Vary": "Accept"})

    async def run(self, name: str, request: Request) -> Response:
        """Run a stored query; parameters that are not given have their examples.

        Raises:
            QueryNotFoundError: No query has the name.
            QueryError: A parameter is unknown, or its value of another type.
        """
        query = get_query(self.queries, name)
        parameters = request.query_params
        given = {k: v for k, v in parameters.items() if k not in _MANNERS}
        values = {**query.example_values(), **given}
        accept = request.headers.get("accept")
        if "format" not in parameters and prefers_html(accept):
            return await self._page(query, values)
        wanted = wanted_formats(parameters.get("format"), accept)
        question = Question(
            text=query.text,
            bindings=query.bind(values),
            solutions=wanted.solutions,
            triples=wanted.triples,
            encoding=choose_encoding(request.headers.get("accept-encoding")),
            head_only=request.method == "HEAD",
        )
        filename = name if "download" in parameters else None
        incoming = Incoming(request.scope, request.receive)
        return await self._answering.respond(question, incoming, filename=filename)

    async def _page(self, query: StoredQuery, values: Mapping[str, str]) -> Response:
        outcome = await self._outcomes.fetch(query.text, lambda: query.bind(values))
        if outcome["shown"]:
            outcome["shown"] = with_words(outcome["shown"])
        return self._pages.render("stored_query.html", **outcome, query=query, values=values)


def stored_query_router(stored: StoredQueries) -> APIRouter:
    """Make the routes: the list, and one for each query, so that OpenAPI has its parameters."""
    router = APIRouter(tags=["Stored queries"])

    @router.head("/queries", include_in_schema=False)
    @router.get(
        "/queries",
        response_class=Response,
        summary="List the stored queries",
        responses={200: _contents("text/html", JSON, *(f.media_type for f in TRIPLES))},
    )
    def listing(request: Request, format: str | None = None) -> Response:  # noqa: A002  # its name
        """Show the stored queries with what they answer and what they take."""
        return stored.listing(request, format)

    for query in stored.queries.values():
        router.add_api_route(
            f"/queries/{query.name}",
            _runner(stored, query.name),
            response_class=Response,
            summary=query.head.title,
            description=query.head.description,
            operation_id=query.name,
            responses={200: _contents("text/html", *_media_types(query))},
            openapi_extra={"parameters": _parameters(query)},
        )

    @router.head("/queries/{name}", include_in_schema=False)
    @router.get("/queries/{name}", response_class=Response, include_in_schema=False)
    async def run(name: str, request: Request) -> Response:
        """Run any query; says which there are if there is none of that name."""
        return await stored.run(name, request)

    return router


_FORMAT = {
    "name": "format",
    "in": "query",
    "description": "Format of the result, in place of the Accept header.",
    "schema": {"type": "string"},
}


def _runner(stored: StoredQueries, name: str) -> Callable[[Request], Awaitable[Response]]:
    async def run(request: Request) -> Response:
        return await stored.run(name, request)

    return run


def _media_types(query: StoredQuery) -> list[str]:
    solutions = query.head.form in ("select", "ask")
    return [form.media_type for form in (SOLUTIONS if solutions else TRIPLES)]


def _contents(*media_types: str) -> dict[str, Any]:
    return {"description": "The answer.", "content": {one: {} for one in media_types}}


def _parameters(query: StoredQuery) -> list[dict[str, Any]]:
    found = [
        {
            "name": name,
            "in": "query",
            "description": param.description,
            "example": param.example,
            "schema": _SCHEMAS[param.type],
        }
        for name, param in query.head.params.items()
    ]
    return [*found, _FORMAT]


def _wants_json(accept: str | None) -> bool:
    """Say whether JSON is what a client accepts first, or one that accepts anything."""
    ranges = parse_accept(accept)
    best = max(ranges, key=lambda one: one.quality)
    return best.quality > 0 and (best.type, best.subtype) in (("application", "json"), ("*", "*"))


def _as_json(query: StoredQuery, site: str) -> dict[str, Any]:
    head = query.head
    return {
        "name": query.name,
        "url": f"{site}queries/{query.name}",
        "title": head.title,
        "description": head.description,
        "folder": query.folder,
        "form": head.form,
        "competency": head.competency,
        "keywords": head.keywords,
        "federates_with": head.federates_with,
        "parameters": [{"name": name, **param.model_dump()} for name, param in head.params.items()],
        "query": query.body,
    }
