"""Writes of the Graph Store Protocol: a whole graph replaced, added to or removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

from hkgraph.errors import BrokenRdfError, NoSuchGraphError, PreconditionError, WriteError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hkgraph.editing.edit import Edit
    from hkgraph.editing.orders import GraphOrder
    from hkgraph.store.manifest import Manifest

#: How much of a digest an ETag holds.
DIGEST_DIGITS = 32


def write_graph(order: GraphOrder, body: bytes, edit: Edit, manifest: Manifest) -> None:
    """Do to a graph in a clone what an order says.

    Raises:
        ManagedGraphError: The graph is kept by hkgraph.
        PreconditionError: The store is not as the client takes it to be.
        NoSuchGraphError: A graph that is to go is not there.
        BrokenRdfError: A document cannot be read.
        WriteError: A document holds graphs of its own.
    """
    graph = NamedNode(order.graph) if order.graph else DefaultGraph()
    edit.check([graph])
    exists = isinstance(graph, DefaultGraph) or edit.store.contains_named_graph(graph)
    _check_preconditions(order, manifest.digest[:DIGEST_DIGITS], exists=exists)
    if order.action == "remove":
        if not exists:
            raise NoSuchGraphError(
                f"there is no graph {order.graph}", hint="See which there are: SELECT DISTINCT ?g …"
            )
        edit.drop(graph)
        return
    quads = list(_quads(order, body, graph))
    if order.action == "replace":
        edit.clear(graph)
    if isinstance(graph, NamedNode):
        edit.make(graph)
    edit.insert(quads)


def parse_document(content: bytes, media_type: str, base_iri: str | None) -> Iterator[Quad]:
    """Read RDF; blank nodes get names that no other document has.

    Raises:
        BrokenRdfError: It is not in this format, or the format is not known.
    """
    form = RdfFormat.from_media_type(media_type)
    if form is None:
        raise BrokenRdfError(f"{media_type} is no format of RDF", hint="Send it as text/turtle.")
    try:
        yield from parse(content, form, base_iri=base_iri, rename_blank_nodes=True)
    except SyntaxError as exc:
        raise broken_rdf(exc, form.name) from exc


def broken_rdf(exc: SyntaxError, what: str) -> BrokenRdfError:
    """Say where a document is not what it should be."""
    place = f" at line {exc.lineno}, column {exc.offset}" if exc.lineno else ""
    return BrokenRdfError(
        f"this is not valid {what}{place}: {' '.join(exc.msg.split())}",
        hint="Mend it there, or say which format it is in.",
        line=exc.lineno,
        column=exc.offset,
    )


def _quads(order: GraphOrder, body: bytes, graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
    start = 0
    for part in order.parts:
        content = body[start : start + part.length]
        start += part.length
        for quad in parse_document(content, part.media_type, order.base_iri):
            if not isinstance(quad.graph_name, DefaultGraph):
                raise WriteError(
                    f"the document has triples in a graph of its own, {quad.graph_name}",
                    hint="Send triples alone, or load it with hkgraph load.",
                )
            yield Quad(quad.subject, quad.predicate, quad.object, graph)


def _check_preconditions(order: GraphOrder, digest: str, *, exists: bool) -> None:
    wanted, unwanted = order.if_match, order.if_none_match
    if wanted is not None and not _matches(wanted, digest, exists=exists):
        raise PreconditionError(
            "the store is no longer as it was when you read it",
            hint="Read the graph again and repeat what you did.",
        )
    if unwanted is not None and _matches(unwanted, digest, exists=exists):
        raise PreconditionError(
            "the graph is there already, as you know it",
            hint="Leave out If-None-Match to write all the same.",
        )


def _matches(tags: Sequence[str], digest: str, *, exists: bool) -> bool:
    return exists and ("*" in tags or digest in tags)
