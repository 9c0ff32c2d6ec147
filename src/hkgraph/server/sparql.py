"""``/sparql``: the endpoint of the SPARQL 1.1 Protocol.

It is a plain ASGI application: what a web framework does for each request would take as long as
most look-ups do. Faults are raised to the application around it, as routes do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hkgraph.errors import QueryError
from hkgraph.server.formats import SOLUTIONS, TRIPLES
from hkgraph.server.incoming import Incoming
from hkgraph.server.location import local
from hkgraph.server.negotiation import prefers_html
from hkgraph.server.protocol import FORM, QUERY, UPDATE, UpdateRequest, read_request
from hkgraph.server.refusals import Refused

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from hkgraph.server.answering import Answering
    from hkgraph.server.self_description import SelfDescription
    from hkgraph.server.writing import Writing

METHODS = "GET, HEAD, OPTIONS, POST"


class SparqlEndpoint:
    """Answers queries, performs updates, and describes itself where there is neither.

    Args:
        union: Whether queries that name no dataset see all graphs.
    """

    def __init__(
        self,
        answering: Answering,
        description: SelfDescription,
        writing: Writing,
        *,
        union: bool = True,
    ) -> None:
        self._answering = answering
        self._description = description
        self._writing = writing
        self._union = union

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request.

        Raises:
            HkgraphError: It cannot be answered.
            Refused: It cannot be answered, for a reason of the protocol.
        """
        response = await self._respond(Incoming(scope, receive))
        await response(scope, receive, send)

    async def _respond(self, request: Incoming) -> Response:
        match request.method:
            case "GET" | "HEAD":
                return await self._get(request)
            case "POST":
                return await self._answer(request)
            case "OPTIONS":
                return Response(status_code=204, headers={"Allow": METHODS})
        raise Refused(
            405,
            f"{request.method} is not a method of the SPARQL Protocol",
            hint="Use GET or POST; /graphs takes PUT and DELETE.",
            headers={"Allow": METHODS},
        )

    async def _get(self, request: Incoming) -> Response:
        parameters = request.query_string
        if "format=" not in parameters and prefers_html(request.accept):
            query = urlencode([("query", q) for q in parse_qs(parameters).get("query", [])])
            return RedirectResponse(local(f"/query?{query}" if query else "/query"), 303)
        if not parameters:
            return await self._description.answer(Request(request.scope, request.receive))
        return await self._answer(request)

    async def _answer(self, request: Incoming) -> Response:
        asked = await read_request(request, union=self._union)
        if asked is None:
            raise QueryError(
                "there is no query",
                hint=f"Send one as ?query=…, or write it at {local('/query')} in a browser.",
            )
        if isinstance(asked, UpdateRequest):
            return await self._writing.update(
                asked, authorization=request.authorization, accept=request.accept
            )
        return await self._answering.respond(asked, request)


def describe_operations() -> dict[str, Any]:
    """Give the endpoint's part of the OpenAPI document."""
    answer = {
        "200": {
            "description": "The result, in the format that the client accepts.",
            "content": {f.media_type: {} for f in (*SOLUTIONS, *TRIPLES)},
        },
        "default": {
            "description": "A fault, with what to do about it.",
            "content": {"application/problem+json": {}},
        },
    }
    common = {"tags": ["SPARQL"], "responses": answer}
    text = {"schema": {"type": "string"}}
    form = {"schema": {"type": "object", "properties": {"query": {}, "update": {}}}}
    return {
        "get": common | {"summary": "Run a query", "parameters": _parameters()},
        "post": common
        | {
            "summary": "Run a query or an update (sent as a form or as it is)",
            "requestBody": {"content": {FORM: form, QUERY: text, UPDATE: text}},
        },
    }


def _parameters() -> list[dict[str, Any]]:
    texts = {"type": "array", "items": {"type": "string"}}
    rows: tuple[tuple[str, dict[str, Any], str], ...] = (
        ("query", {"type": "string"}, "A SPARQL query: SELECT, ASK, CONSTRUCT or DESCRIBE."),
        ("default-graph-uri", texts, "Graphs that make up the default graph."),
        ("named-graph-uri", texts, "Graphs that GRAPH may reach."),
        ("union-default-graph", {"type": "boolean"}, "Whether to see all graphs by default."),
        ("format", {"type": "string"}, "Format of the result, in place of the Accept header."),
        ("timeout", {"type": "number"}, "Seconds that the query may run, up to the maximum."),
    )
    return [
        {"name": name, "in": "query", "description": text, "schema": schema}
        for name, schema, text in rows
    ]
