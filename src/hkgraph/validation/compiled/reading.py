"""Shapes graph to records, each shape once; what the compiler does not know is refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rdflib import BNode
from rdflib.namespace import SH

from hkgraph.validation.compiled.errors import NotCompiledError
from hkgraph.validation.compiled.paths import loops_over, read_path
from hkgraph.validation.compiled.reading_constraints import read_constraints
from hkgraph.validation.compiled.shape import Rooted, Shape, Targets
from hkgraph.validation.raw_results import spell_path
from hkgraph.validation.report import Severity
from hkgraph.validation.terms import to_oxigraph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Graph
    from rdflib.term import Node

    from hkgraph.validation.shapes import PyshaclShape


@dataclass
class Reader:
    """Reads the shapes of one graph.

    Attributes:
        shapes: As pyshacl found them.
        facts: Properties that have triples outside the store, which no loop can follow.
    """

    graph: Graph
    shapes: dict[Node, PyshaclShape]
    facts: frozenset[str] = frozenset()
    _read: dict[Node, Shape] = field(default_factory=dict)
    _open: set[Node] = field(default_factory=set)

    def rooted(self, shape: PyshaclShape) -> Rooted:
        """Read a shape that has targets.

        Raises:
            NotCompiledError: If there is something that the compiler does not know in it, or in a
                shape that it refers to.
        """
        return Rooted(shape=self.shape(shape.node), targets=read_targets(shape))

    def shape(self, node: Node) -> Shape:
        """Read one shape.

        Raises:
            NotCompiledError: As above; also if the shape refers to itself.
        """
        if node in self._open or node not in self.shapes:
            raise NotCompiledError(f"a reference to {node} that is no shape, or a circle")
        if node not in self._read:
            self._open.add(node)
            try:
                self._read[node] = self._shape(self.shapes[node])
            finally:
                self._open.discard(node)
        return self._read[node]

    def _shape(self, shape: PyshaclShape) -> Shape:
        path = shape.path()
        walked = None if path is None else read_path(path, self.graph)
        if walked is not None and loops_over(walked, self.facts):
            raise NotCompiledError("a path in a loop over triples that the store does not hold")
        return Shape(
            node=shape.node,
            path=walked,
            spelled_path=None if path is None else spell_path(path, self.graph),
            constraints=tuple(read_constraints(shape, self)),
            properties=tuple(map(self._property, self.graph.objects(shape.node, SH.property))),
            severity=Severity(str(shape.severity).removeprefix(str(SH))),
            message=" ".join(sorted(map(str, shape.message))),
            deactivated=shape.deactivated,
        )

    def _property(self, node: Node) -> Shape:
        shape = self.shape(node)
        if shape.path is None:
            raise NotCompiledError(f"a sh:property without a path, {node}")
        return shape


def read_targets(shape: PyshaclShape) -> Targets:
    """Read where a shape finds its focus nodes."""
    nodes, classes, implicit, objects_of, subjects_of = shape.target()
    return Targets(
        nodes=_terms(nodes),
        classes=_terms([*classes, *implicit]),
        objects_of=_terms(objects_of),
        subjects_of=_terms(subjects_of),
    )


def _terms(nodes: Iterable[Node]) -> tuple[str, ...]:
    """Write terms as N-Triples; a blank node of the shapes is none of the data."""
    return tuple(sorted({str(to_oxigraph(node)) for node in nodes if not isinstance(node, BNode)}))
