"""The difference between managed graphs as they stand and as they should, and applying it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, QuerySolutions, Store, Triple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hkgraph.graph.iri import Minter
    from hkgraph.store.manifest import ContentDigest


@dataclass(frozen=True, slots=True)
class Change:
    """What comes and goes in one graph."""

    graph: NamedNode
    added: frozenset[Triple]
    removed: frozenset[Triple]


def iter_changes(
    store: Store | None, graphs: Mapping[NamedNode, set[Triple]], minter: Minter
) -> Iterator[Change]:
    """Compare the managed graphs of a store with what they should hold.

    Args:
        store: The current generation; None before the first.
        graphs: All managed graphs that there should be.
    """
    standing = managed_graphs(store, minter) if store else set()
    for graph in sorted(standing | graphs.keys(), key=str):
        old = set(_triples(store, graph)) if store else set()
        new = graphs.get(graph, set())
        if old != new:
            yield Change(graph, frozenset(new - old), frozenset(old - new))


def managed_graphs(store: Store, minter: Minter) -> set[NamedNode]:
    """Name the managed graphs in a store."""
    return {
        graph
        for graph in store.named_graphs()
        if isinstance(graph, NamedNode) and minter.is_managed(graph.value)
    }


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
