"""``/sparql``: the endpoint. Results are streamed as the engine writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse, StreamingResponse

from hkgraph.errors import QueryError
from hkgraph.server.formats import SOLUTIONS, TRIPLES
from hkgraph.server.location import local
from hkgraph.server.negotiation import is_known, prefers_html
from hkgraph.server.protocol import FORM, QUERY, read_question

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from hkgraph.server.engine import Answer, Engine
    from hkgraph.server.self_description import SelfDescription

_QUERY_PARAMETERS = [
    {
        "name": name,
        "in": "query",
        "description": description,
        "schema": {"type": kind, **({"items": {"type": "string"}} if kind == "array" else {})},
    }
    for name, kind, description in (
        ("query", "string", "A SPARQL 1.1 query: SELECT, ASK, CONSTRUCT or DESCRIBE."),
        ("default-graph-uri", "array", "Graphs that make up the default graph."),
        ("named-graph-uri", "array", "Graphs that GRAPH may reach."),
        ("format", "string", "Format of the result, in place of the Accept header."),
    )
]
_RESULTS = {
    "responses": {
        "200": {
            "description": "The result, in the format that the client accepts.",
            "content": {f.media_type: {} for f in (*SOLUTIONS, *TRIPLES)},
        }
    }
}


def sparql_router(engine: Engine, description: SelfDescription) -> APIRouter:
    """Make the route of the endpoint."""
    router = APIRouter(tags=["SPARQL"])

    @router.head("/sparql", include_in_schema=False)
    @router.get(
        "/sparql",
        summary="Run a query",
        response_class=Response,
        openapi_extra={"parameters": _QUERY_PARAMETERS, **_RESULTS},
    )
    async def run_get(request: Request) -> Response:
        """Run a query given in the address; without one, describe the service."""
        if "format" not in request.query_params and prefers_html(request.headers.get("accept")):
            query = urlencode([("query", q) for q in request.query_params.getlist("query")])
            return RedirectResponse(local(f"/query?{query}" if query else "/query"), 303)
        if not request.url.query:
            return await description.answer(request)
        return await _run(engine, request)

    @router.post(
        "/sparql",
        summary="Run a query (sent as a form or as it is)",
        response_class=Response,
        openapi_extra={
            "requestBody": {
                "content": {
                    FORM: {"schema": {"type": "object", "properties": {"query": {}}}},
                    QUERY: {"schema": {"type": "string"}},
                }
            },
            **_RESULTS,
        },
    )
    async def run_post(request: Request) -> Response:
        """Run a query given in the body."""
        return await _run(engine, request)

    return router


async def _run(engine: Engine, request: Request) -> Response:
    question = await read_question(request)
    if question is None:
        raise QueryError(
            "there is no query",
            hint=f"Send one as ?query=…, or write it at {local('/query')} in a browser.",
        )
    return send(await engine.answer(question), request)


def send(answer: Answer, request: Request, *, filename: str | None = None) -> Response:
    """Make the response of an answer: whole, streamed, or 304 if the client holds it.

    Args:
        filename: Ask browsers to save it under this name, without suffix.
    """
    headers = {
        "Vary": "Accept",
        "ETag": answer.etag,
        "X-Hkgraph-Generation": str(answer.generation),
    }
    if request.method != "POST" and is_known(request.headers.get("if-none-match"), answer.etag):
        answer.close()
        return Response(status_code=304, headers=headers)
    if filename:
        headers["Content-Disposition"] = f'attachment; filename="{filename}.{answer.format.name}"'
    kind = answer.format.content_type
    if answer.following is None:
        return Response(answer.first, media_type=kind, headers=headers)
    return StreamingResponse(_stream(answer), media_type=kind, headers=headers)


async def _stream(answer: Answer) -> AsyncIterator[bytes]:
    try:
        # An error here ends the connection without a last chunk, so that nobody takes what was
        # sent for the whole result.
        async for chunk in answer.chunks():
            yield chunk
    finally:
        answer.close()
