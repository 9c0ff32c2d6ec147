"""The folder of shapes, read once and made ready for many small graphs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Protocol, TypeAlias, cast

from pyshacl.errors import ShapeLoadError
from pyshacl.shapes_graph import ShapesGraph
from rdflib import Graph
from rdflib.namespace import RDF, SH

from hkgraph.errors import SettingsError
from hkgraph.graph.iri import DEFAULT_BASE
from hkgraph.rebase import moved_triple
from hkgraph.validation.files import files_digest, read_turtle, turtle_files
from hkgraph.validation.terms import to_rdflib_triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pyshacl.pytypes import SHACLExecutor
    from rdflib.term import Node

RawPart: TypeAlias = "tuple[Node, Node, Node | tuple[Graph, Node]]"
RawResult: TypeAlias = "tuple[str, Node, list[RawPart]]"


class PyshaclShape(Protocol):
    """What is needed of a pyshacl shape."""

    node: Node
    deactivated: bool
    severity: Node
    message: Iterable[Node]
    is_property_shape: bool

    def set_advanced(self, val: bool, /) -> None:
        """Have SHACL's advanced features used, or passed over."""

    def path(self) -> Node | None:
        """Give its ``sh:path``."""

    def target(self) -> tuple[Iterable[Node], ...]:
        """Give target nodes, classes, implicit classes, targets by object and by subject."""

    def focus_nodes(self, data_graph: Graph) -> set[Node]:
        """Find its focus nodes."""

    def find_custom_constraints(self) -> set[object]:
        """Give the constraint components that are no part of SHACL and apply to it."""

    def validate(
        self, executor: SHACLExecutor, target_graph: Graph, focus: list[Node] | None = None
    ) -> tuple[bool, list[RawResult]]:
        """Check some focus nodes, or all; gives the results as unattached triples."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """Shapes in the form that pyshacl evaluates.

    Attributes:
        graph: The shapes graph; the paths of results are read from it.
        all: Every node and property shape, targets or not.
        digest: Of the files, as ``files_digest`` gives it.
    """

    graph: Graph
    all: Sequence[PyshaclShape]
    digest: str


def load_shapes(folder: Path, *, base: str = DEFAULT_BASE) -> Shapes:
    """Read every Turtle file below a folder as one shapes graph.

    Args:
        base: Base IRI of what is checked; the shapes are written for the default one.

    Raises:
        SettingsError: If there is no shape, or a file is not Turtle, or a shape is ill-formed
            or of a severity of its own.
    """
    paths = turtle_files(folder)
    graph = Graph(store="SimpleMemory")
    for triple in chain.from_iterable(map(read_turtle, paths)):
        graph.add(to_rdflib_triple(moved_triple(triple, DEFAULT_BASE, base)))
    _check_severities(graph, folder)
    _check_features(graph, folder)
    _spread_targets(graph)
    return Shapes(graph=graph, all=_collect(graph, folder), digest=files_digest(folder, paths))


def _collect(graph: Graph, folder: Path) -> Sequence[PyshaclShape]:
    try:
        shapes = ShapesGraph(graph).shapes
    except ShapeLoadError as exc:
        raise SettingsError(f"{folder}: {exc}", hint="Mend the shape that it names.") from exc
    if not shapes:
        raise SettingsError(f"{folder} holds no shape", hint="Name the folder of shapes.")
    return cast("Sequence[PyshaclShape]", tuple(shapes))


def _check_severities(graph: Graph, folder: Path) -> None:
    known = {SH.Violation, SH.Warning, SH.Info}
    for shape, severity in graph.subject_objects(SH.severity):
        if severity not in known:
            raise SettingsError(
                f"{folder}: {shape} has the severity {severity}",
                hint="Use sh:Violation, sh:Warning or sh:Info.",
            )


def _check_features(graph: Graph, folder: Path) -> None:
    """Refuse what would be passed over in silence."""
    found = [name for name in (SH.js, SH.rule) if (None, name, None) in graph]
    found += [
        kind for kind in (SH.SPARQLFunction, SH.JSFunction) if (None, RDF.type, kind) in graph
    ]
    if found:
        names = ", ".join(str(one).removeprefix(str(SH)) for one in found)
        raise SettingsError(
            f"{folder}: a shape needs {names}, which hkgraph does not run",
            hint="Say it with SHACL Core or with sh:sparql.",
        )


def _spread_targets(graph: Graph) -> None:
    """Give each property shape the targets of its node shape, in place of ``sh:property``.

    The results are the same, as a test shows. But pyshacl sets a property shape up anew for each
    focus node that it is handed by a node shape, and once for all that it finds by itself.
    Node shapes that need to know their property shapes keep them.
    """
    targets = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)
    for node_shape, property_shape in list(graph.subject_objects(SH.property)):
        found = [(kind, to) for kind in targets for to in graph.objects(node_shape, kind)]
        if found and _is_loose(node_shape, graph):
            graph.remove((node_shape, SH.property, property_shape))
            for kind, to in found:
                graph.add((property_shape, kind, to))


def _is_loose(node_shape: Node, graph: Graph) -> bool:
    """Say whether only its targets lead to a shape, and it only hands them on."""
    siblings = SH.property / SH.qualifiedValueShapesDisjoint
    bound = (SH.path, SH.closed, SH.deactivated, siblings)
    referred = (None, None, node_shape) in graph
    return not referred and not any(list(graph.objects(node_shape, path)) for path in bound)
