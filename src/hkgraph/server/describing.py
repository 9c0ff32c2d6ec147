"""What the graph says of one thing, as triples."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Triple, serialize

from hkgraph.graph import vocab

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad, Store

    from hkgraph.server.formats import Format

#: A description of more parts is not sorted, but streamed as it is found.
MOST_PARTS = 500
#: Likewise a graph of more triples.
MOST_TRIPLES = 5_000

_ABOUT = (vocab.SUBJECT, vocab.OBJECT, vocab.REPORTED_IN)
# Quotations are parts of articles, and articles of documents.
_PARTS = (*_ABOUT, vocab.IS_PART_OF)
_DESCRIBE = """
CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  {{ VALUES ?s {{ {node} }} ?s ?p ?o }}
  UNION {{ VALUES ?way {{ {ways} }} ?s ?way {node} ; ?p ?o }}
  UNION {{ VALUES ?way {{ {ways} }} ?part ?way {node} ; {evidence} ?s . ?s ?p ?o }}
}}
"""
_GRAPH = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {node} {{ ?s ?p ?o }} }}"


def find_description(store: Store, node: NamedNode) -> list[Triple] | None:
    """Give a thing's own triples, the statements about it and the words that they rest on.

    Of an article: what it says, its quotations, and their passages. Of a graph: what stands in it.
    Sorted, each triple once. None if it is too much to gather; see ``description_query``.
    """
    if store.contains_named_graph(node):
        return _sorted(store.quads_for_pattern(None, None, None, node))
    ways = _ways(store, node)
    about = chain.from_iterable(store.quads_for_pattern(None, way, node, None) for way in ways)
    parts = {quad.subject for quad in islice(about, MOST_PARTS + 1)}
    own = _sorted(store.quads_for_pattern(node, None, None, None))
    if own is None or len(parts) > MOST_PARTS:
        return None
    found = set(own)
    for part in parts:
        triples = [quad.triple for quad in store.quads_for_pattern(part, None, None, None)]
        found.update(triples)
        for triple in triples:
            if triple.predicate == vocab.EVIDENCE and isinstance(triple.object, NamedNode):
                found.update(_triples(store, triple.object))
    return sorted(found, key=str)


def description_query(store: Store, node: NamedNode) -> str:
    """Write a query for the same triples, in no order."""
    if store.contains_named_graph(node):
        return _GRAPH.format(node=node)
    ways = " ".join(map(str, _ways(store, node)))
    return _DESCRIBE.format(node=node, ways=ways, evidence=vocab.EVIDENCE)


def write(triples: Iterable[Triple], form: Format, **prefixes: str) -> bytes:
    """Serialise triples with the project's prefixes and those given."""
    return serialize(triples, format=form.writer, prefixes=vocab.PREFIXES | prefixes) or b""  # type: ignore[arg-type]


def _ways(store: Store, node: NamedNode) -> tuple[NamedNode, ...]:
    """Give the properties by which the parts of a description lead to the thing."""
    types = {quad.object for quad in store.quads_for_pattern(node, vocab.TYPE, None, None)}
    return _PARTS if vocab.NEWS_ARTICLE in types else _ABOUT


def _sorted(quads: Iterator[Quad]) -> list[Triple] | None:
    found = {quad.triple for quad in islice(quads, MOST_TRIPLES + 1)}
    return sorted(found, key=str) if len(found) <= MOST_TRIPLES else None


def _triples(store: Store, node: NamedNode) -> Iterator[Triple]:
    return (quad.triple for quad in store.quads_for_pattern(node, None, None, None))
