"""``/graphs``: the Graph Store Protocol, over the engine and the writer of ``/sparql``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pyoxigraph import NamedNode
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from hkgraph.editing.graph_writes import DIGEST_DIGITS
from hkgraph.editing.orders import GraphOrder, Part
from hkgraph.errors import NoSuchGraphError, QueryError
from hkgraph.server.formats import TRIPLES, find_format
from hkgraph.server.graph_places import NAMELESS, find_graph, new_graph
from hkgraph.server.incoming import Incoming
from hkgraph.server.negotiation import choose_encoding
from hkgraph.server.protocol import media_type_of, wanted_formats
from hkgraph.server.questions import Question
from hkgraph.server.refusals import Refused

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from hkgraph.server.answering import Answering
    from hkgraph.server.snapshots import Snapshots
    from hkgraph.server.writing import Writing

METHODS = "DELETE, GET, HEAD, OPTIONS, POST, PUT"
MULTIPART = "multipart/form-data"
_EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_ACTIONS = {"PUT": "replace", "POST": "add", "DELETE": "remove"}

Parts = list[tuple[str, bytes]]


class GraphStore:
    """Gives, replaces, adds to and removes graphs."""

    def __init__(self, answering: Answering, writing: Writing, snapshots: Snapshots) -> None:
        self._answering = answering
        self._writing = writing
        self._snapshots = snapshots

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request.

        Raises:
            HkgraphError: It cannot be answered.
            Refused: It cannot be answered, for a reason of the protocol.
        """
        request = Incoming(scope, receive)
        response = await self._respond(request)
        await response(scope, receive, send)

    async def _respond(self, request: Incoming) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": METHODS})
        root = _root_of(request)
        if request.method in ("GET", "HEAD"):
            return await self._read(request, _named(find_graph(request, root=root)))
        if request.method not in _ACTIONS:
            raise Refused(
                405,
                f"{request.method} is not a method of the graph store",
                hint="Change parts of a graph with an update at /sparql.",
                headers={"Allow": METHODS},
            )
        return await self._write(request, root)

    async def _read(self, request: Incoming, graph: str) -> Response:
        snapshot = await self._snapshots.fetch()
        if graph != NAMELESS and not snapshot.store.contains_named_graph(NamedNode(graph)):
            raise NoSuchGraphError(f"there is no graph {graph}", hint="PUT one there to make it.")
        named = {"default_graphs": (graph,), "named_graphs": ()} if graph else {"union": False}
        question = Question(
            text=_EVERYTHING,
            triples=wanted_formats(None, request.accept).triples,
            encoding=choose_encoding(request.accept_encoding),
            head_only=request.method == "HEAD",
            is_whole_graph=True,
            **named,
        )
        return await self._answering.respond(question, request)

    async def _write(self, request: Incoming, root: str) -> Response:
        token = await self._writing.permit(request.authorization)
        graph = find_graph(request, root=root)
        if graph is None and request.method == "POST":
            graph = new_graph(root)
        graph = _named(graph)
        parts = [] if request.method == "DELETE" else await _read_parts(request)
        order = GraphOrder(
            action=_ACTIONS[request.method],
            graph=graph,
            base_iri=graph or root,
            parts=tuple(Part(media_type=kind, length=len(content)) for kind, content in parts),
            if_match=_tags(request.header(b"if-match")),
            if_none_match=_tags(request.header(b"if-none-match")),
        )
        written = await self._writing.write(token, order, b"".join(body for _, body in parts))
        return _told(written, graph, root)


def _told(written: dict[str, Any], graph: str, root: str) -> Response:
    headers = {"X-Hkgraph-Generation": str(written["generation"])}
    if graph not in written["created"]:
        return Response(status_code=204, headers=headers)
    below = graph.startswith(f"{root}/")
    headers["Location"] = graph if below else f"{root}?graph={quote(graph, safe='')}"
    return Response(status_code=201, headers=headers)


def _root_of(request: Incoming) -> str:
    return f"{request.site}/graphs"


def _named(graph: str | None) -> str:
    if graph is None:
        raise QueryError(
            "the request names no graph",
            hint="Use ?default, ?graph=IRI, or the address of a graph below /graphs/.",
        )
    return graph


async def _read_parts(request: Incoming) -> Parts:
    """Read the documents of a body, each with its media type."""
    kind = media_type_of(request.content_type)
    if kind == MULTIPART:
        return await _read_form(request)
    body = await request.body()
    return [(_known(kind), body)] if body or kind else []


async def _read_form(request: Incoming) -> Parts:
    parts: Parts = []
    async with Request(request.scope, request.receive).form() as form:
        for _, value in form.multi_items():
            if not isinstance(value, UploadFile):
                raise QueryError("a part of the form is no file", hint="Send files of RDF.")
            parts.append((_kind_of(value), await value.read()))
    return parts


def _kind_of(file: UploadFile) -> str:
    """Give the media type of a file, by what it says or else by its name."""
    told = media_type_of(file.content_type)
    if told and told != "application/octet-stream":
        return _known(told)
    suffix = (file.filename or "").rpartition(".")[2]
    form = find_format(TRIPLES, suffix) if suffix else None
    return form.media_type if form else _known(told)


def _known(kind: str) -> str:
    form = find_format(TRIPLES, kind) if "/" in kind else None
    if form is None:
        raise Refused(
            415,
            f"a graph cannot be sent as {kind or 'nothing'}",
            hint=f"Send it as one of: {', '.join(f.media_type for f in TRIPLES)}.",
        )
    return form.media_type


def _tags(header: str | None) -> tuple[str, ...] | None:
    """Give the digests that tags begin with; a weak one never matches, as RFC 9110 has it."""
    if header is None:
        return None
    tags = (tag.strip() for tag in header.split(","))
    return tuple(tag if tag == "*" else tag.strip('"')[:DIGEST_DIGITS] for tag in tags)


def describe_operations() -> dict[str, Any]:
    """Give the graph store's part of the OpenAPI document."""
    place = [
        {"name": name, "in": "query", "description": text, "schema": {"type": "string"}}
        for name, text in (("graph", "IRI of the graph."), ("default", "The nameless graph."))
    ]
    rdf: dict[str, dict[str, str]] = {form.media_type: {} for form in TRIPLES}
    fault = {"description": "A fault.", "content": {"application/problem+json": {}}}
    common = {"tags": ["SPARQL"], "parameters": place}
    done = {"201": {"description": "Made."}, "204": {"description": "Done."}, "default": fault}
    given = {"200": {"description": "The graph.", "content": rdf}, "default": fault}
    body = {"requestBody": {"content": {**rdf, MULTIPART: {}}}}
    return {
        "get": {**common, "summary": "Give a graph", "responses": given},
        "put": {**common, **body, "summary": "Replace a graph", "responses": done},
        "post": {**common, **body, "summary": "Add to a graph", "responses": done},
        "delete": {**common, "summary": "Remove a graph", "responses": done},
    }
