"""One edit: a clone that is written to, and exactly what is different from the generation before.

Invariant: every quad that comes or goes passes through ``insert``, ``delete`` or ``clear``, and
each of them refuses managed graphs. So no way of writing an update down can change one.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode

from hkgraph.errors import ManagedGraphError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import BlankNode, Quad, Store

    from hkgraph.graph.iri import Minter


class Edit:
    """Changes users' graphs in a clone and keeps account of it.

    Args:
        before: The generation that was cloned.
        store: The clone.

    Attributes:
        added: Quads that are new.
        removed: Quads that are gone.
        graphs: Named graphs that may have been made or dropped.
    """

    def __init__(self, before: Store, store: Store, minter: Minter) -> None:
        self.before = before
        self.store = store
        self.added: set[Quad] = set()
        self.removed: set[Quad] = set()
        self.graphs: set[NamedNode | BlankNode] = set()
        self._minter = minter

    @property
    def changes_something(self) -> bool:
        """Whether the clone is not what it was."""
        return bool(self.added or self.removed or self.made or self.dropped)

    @property
    def made(self) -> set[NamedNode | BlankNode]:
        """Named graphs that were not there before."""
        return {g for g in self.graphs if self._stands(g) and not self._stood(g)}

    @property
    def dropped(self) -> set[NamedNode | BlankNode]:
        """Named graphs that are no longer there."""
        return {g for g in self.graphs if self._stood(g) and not self._stands(g)}

    def insert(self, quads: Iterable[Quad]) -> None:
        """Add quads.

        Raises:
            ManagedGraphError: One of them is in a managed graph; none is added.
        """
        wanted = set(quads)
        self.check({quad.graph_name for quad in wanted})
        for graph, group in groupby(sorted(wanted, key=_graph), key=lambda quad: quad.graph_name):
            found = list(group)
            empty = next(self.store.quads_for_pattern(None, None, None, graph), None) is None
            fresh = found if empty else [quad for quad in found if quad not in self.store]
            self.store.extend(fresh)
            self.added.update(set(fresh) - self.removed)
            self.removed.difference_update(fresh)
            self._touch(graph)

    def delete(self, quads: Iterable[Quad]) -> None:
        """Remove quads, as far as they are there.

        Raises:
            ManagedGraphError: One of them is in a managed graph; none is removed.
        """
        wanted = set(quads)
        self.check({quad.graph_name for quad in wanted})
        found = {quad for quad in wanted if quad in self.store}
        for quad in found:
            self.store.remove(quad)
        self._lose(found)

    def clear(self, graph: NamedNode | BlankNode | DefaultGraph) -> None:
        """Empty a graph; a named one stays.

        Raises:
            ManagedGraphError: It is managed.
        """
        self.check([graph])
        found = set(self.store.quads_for_pattern(None, None, None, graph))
        self.store.clear_graph(graph)
        self._lose(found)

    def drop(self, graph: NamedNode | BlankNode | DefaultGraph) -> None:
        """Remove a graph with all that is in it.

        Raises:
            ManagedGraphError: It is managed.
        """
        self.clear(graph)
        self._touch(graph)
        self.store.remove_graph(graph)

    def make(self, graph: NamedNode) -> None:
        """Make a graph with nothing in it, if it is not there.

        Raises:
            ManagedGraphError: It is managed.
        """
        self.check([graph])
        self._touch(graph)
        self.store.add_graph(graph)

    def check(self, graphs: Iterable[NamedNode | BlankNode | DefaultGraph]) -> None:
        """Refuse managed graphs.

        Raises:
            ManagedGraphError: One of them is managed.
        """
        managed = [g.value for g in graphs if isinstance(g, NamedNode) and self.is_managed(g)]
        if managed:
            raise ManagedGraphError(
                f"the graph {min(managed)} is kept by hkgraph itself",
                hint="It changes through the commands hkgraph build, remove, link and review;"
                " write to the nameless graph or to one of your own.",
            )

    def is_managed(self, graph: NamedNode) -> bool:
        """Say whether only builds may change a graph."""
        return self._minter.is_managed(graph.value)

    def _lose(self, quads: set[Quad]) -> None:
        self.removed.update(quads - self.added)
        self.added.difference_update(quads)

    def _touch(self, graph: NamedNode | BlankNode | DefaultGraph) -> None:
        if not isinstance(graph, DefaultGraph):
            self.graphs.add(graph)

    def _stood(self, graph: NamedNode | BlankNode) -> bool:
        return self.before.contains_named_graph(graph)

    def _stands(self, graph: NamedNode | BlankNode) -> bool:
        return self.store.contains_named_graph(graph)


def _graph(quad: Quad) -> str:
    return str(quad.graph_name)
