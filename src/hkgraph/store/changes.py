"""The difference between managed graphs as they stand and as they should, and applying it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from hkgraph.store.generation import GRAPHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hkgraph.graph.iri import Minter
    from hkgraph.store.generation import Generation
    from hkgraph.store.manifest import ContentDigest


@dataclass(frozen=True, slots=True)
class Change:
    """What comes and goes in one graph."""

    graph: NamedNode
    added: frozenset[Triple]
    removed: frozenset[Triple]


def graph_digests(graphs: Mapping[NamedNode, set[Triple]]) -> dict[str, str]:
    """Hash each graph's sorted N-Triples lines into 64 hex digits."""
    return {graph.value: _digest(triples) for graph, triples in graphs.items() if triples}


def iter_changes(
    current: Generation | None, graphs: Mapping[NamedNode, set[Triple]], minter: Minter
) -> Iterator[Change]:
    """Compare the managed graphs of a generation with what they should hold.

    Reading a graph out of the database takes ten times as long as hashing it, and most graphs
    stay as they are; so only those are read whose digest is not the one that was written down.

    Args:
        current: The current generation; None before the first.
        graphs: All managed graphs that there should be.
    """
    if current is None:
        yield from (
            _change(graph, set(), new) for graph, new in sorted(graphs.items(), key=str) if new
        )
        return
    store, written = current.open(), dict(_parse(line) for line in current.read_lines(GRAPHS))
    fresh = graph_digests(graphs)
    for graph in sorted(managed_graphs(store, minter) | graphs.keys(), key=str):
        if fresh.get(graph.value, "") != written.get(graph.value):
            old, new = set(_triples(store, graph)), graphs.get(graph, set())
            if old != new:
                yield _change(graph, old, new)


def digest_lines(graphs: Mapping[NamedNode, set[Triple]]) -> list[str]:
    """Write the digests of graphs as lines, for the list beside the generation."""
    return [f"{graph}\t{digest}" for graph, digest in sorted(graph_digests(graphs).items())]


def _parse(line: str) -> tuple[str, str]:
    graph, _, digest = line.partition("\t")
    return graph, digest


def _change(graph: NamedNode, old: set[Triple], new: set[Triple]) -> Change:
    return Change(graph, frozenset(new - old), frozenset(old - new))


def _digest(triples: set[Triple]) -> str:
    lines = (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").split(b"\n")
    return hashlib.sha256(b"\n".join(sorted(lines))).hexdigest()


def managed_graphs(store: Store, minter: Minter) -> set[NamedNode]:
    """Name the managed graphs in a store."""
    return {
        graph
        for graph in store.named_graphs()
        if isinstance(graph, NamedNode) and minter.is_managed(graph.value)
    }


def user_graphs(store: Store, minter: Minter) -> tuple[str, ...]:
    """Name the graphs that no build touches, sorted; the nameless one is ``""``."""
    managed = managed_graphs(store, minter)
    names = {g.value if isinstance(g, NamedNode) else str(g) for g in store.named_graphs()}
    names -= {graph.value for graph in managed}
    nameless = next(store.quads_for_pattern(None, None, None, DefaultGraph()), None)
    return tuple(sorted(names | ({""} if nameless else set())))


def apply(store: Store, changes: list[Change], digest: ContentDigest) -> None:
    """Write changes into a store that nobody reads yet, and keep its digest up to date."""
    for change in changes:
        removed = [Quad(t.subject, t.predicate, t.object, change.graph) for t in change.removed]
        added = [Quad(t.subject, t.predicate, t.object, change.graph) for t in change.added]
        for quad in removed:
            store.remove(quad)
        store.extend(added)
        digest.remove(removed)
        digest.add(added)
        if next(store.quads_for_pattern(None, None, None, change.graph), None) is None:
            store.remove_graph(change.graph)
    store.flush()


def subjects(changes: list[Change]) -> set[str]:
    """Name the nodes that lost a triple."""
    return {
        triple.subject.value
        for change in changes
        for triple in change.removed
        if isinstance(triple.subject, NamedNode)
    }


def count_things(store: Store) -> dict[str, int]:
    """Count the things of each class and the quads, for the manifest."""
    query = "SELECT ?class (COUNT(DISTINCT ?thing) AS ?n) { ?thing a ?class } GROUP BY ?class"
    rows = store.query(query, use_default_graph_as_union=True)
    if not isinstance(rows, QuerySolutions):
        raise TypeError(f"{query} is no SELECT")
    counts = {row["class"].value: int(row["n"].value) for row in rows}
    return {"quads": len(store), **dict(sorted(counts.items()))}


def _triples(store: Store, graph: NamedNode) -> Iterator[Triple]:
    return (quad.triple for quad in store.quads_for_pattern(None, None, None, graph))
