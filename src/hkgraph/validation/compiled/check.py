"""Shapes compiled once, to check any number of stores or nodes with."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from rdflib.namespace import SH

from hkgraph.graph.iri import DEFAULT_BASE
from hkgraph.rebase import moved_triple
from hkgraph.validation.compiled.conformance import any_of, find
from hkgraph.validation.compiled.errors import NotCompiledError
from hkgraph.validation.compiled.facts import Facts
from hkgraph.validation.compiled.fallback import check_with_pyshacl
from hkgraph.validation.compiled.nodes import Nodes
from hkgraph.validation.compiled.reading import Reader, read_targets
from hkgraph.validation.compiled.run import Run
from hkgraph.validation.compiled.scope import Scope
from hkgraph.validation.compiled.shape import FocusConstraint
from hkgraph.validation.compiled.targets import focus_patterns
from hkgraph.validation.ontology import load_ontology
from hkgraph.validation.raw_results import spell
from hkgraph.validation.report import Result, Verdict
from hkgraph.validation.shapes import load_shapes
from hkgraph.validation.terms import to_rdflib

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import pyoxigraph as ox

    from hkgraph.validation.compiled.scope import Found
    from hkgraph.validation.compiled.shape import Rooted, Shape, ValueConstraint
    from hkgraph.validation.shapes import PyshaclShape
    from hkgraph.validation.terms import OxTerm


class CompiledShapes:
    """Shapes as queries, run inside a store; what cannot be compiled is left to pyshacl.

    A check looks at the union of all graphs, and changes nothing.

    Args:
        shapes_dir: Folder of the shapes.
        ontology_dir: Folder of the ontology, its imports and the event types.
        base: Base IRI of the stores; shapes and ontology are written for the default one.

    Attributes:
        left: What is left to pyshacl: each shape with targets, and why.

    Raises:
        SettingsError: If a folder is empty or a file in it is broken.
    """

    def __init__(self, shapes_dir: Path, ontology_dir: Path, *, base: str = DEFAULT_BASE) -> None:
        shapes = load_shapes(shapes_dir, base=base)
        self._graph = shapes.graph
        facts = load_ontology(ontology_dir).facts
        self._facts = Facts(tuple(moved_triple(fact, DEFAULT_BASE, base) for fact in facts))
        self._rooted: list[Rooted] = []
        self.left: dict[PyshaclShape, str] = {}
        reader = Reader(
            shapes.graph, {shape.node: shape for shape in shapes.all}, self._facts.properties
        )
        for shape in shapes.all:
            shape.set_advanced(True)  # pyshacl passes sh:target and sh:expression over otherwise
            if shape.deactivated:
                continue
            if (shape.node, SH.target, None) in self._graph:
                self.left[shape] = "a sh:target"
            elif read_targets(shape):
                self._compile(shape, reader)

    def _compile(self, shape: PyshaclShape, reader: Reader) -> None:
        try:
            self._rooted.append(reader.rooted(shape))
        except NotCompiledError as exc:
            self.left[shape] = str(exc)

    def check(
        self, store: ox.Store, focus: Iterable[ox.NamedNode | ox.BlankNode] | None = None
    ) -> Verdict:
        """Check a store.

        Args:
            focus: Only these nodes are checked, those of them that are targets of shapes. The cost
                grows with them and not with the store, unless blank nodes are among them; it is
                never much more than that of a whole store. None for all.

        Raises:
            SettingsError: If a shape's query is no SPARQL, or pyshacl cannot use a shape.
        """
        nodes = None if focus is None else frozenset(focus)
        run = Run(store, self._facts, None if nodes is None else Nodes.of(nodes, store))
        compiled = chain.from_iterable(_results(one, run) for one in self._rooted)
        rest = check_with_pyshacl(self.left, store, self._facts, focus=nodes, shapes=self._graph)
        return Verdict.of(chain(compiled, rest))


def _results(rooted: Rooted, run: Run) -> Iterator[Result]:
    for pattern in focus_patterns(rooted.targets, run):
        scope = Scope(run, pattern.text, rooted.shape.path, whole=pattern.whole)
        yield from _report(rooted.shape, scope)


def _report(shape: Shape, scope: Scope) -> Iterator[Result]:
    """Yield the results of a shape and of the property shapes below it."""
    if shape.deactivated:
        return
    simple = [c for c in shape.constraints if not isinstance(c, FocusConstraint)]
    fine = len(simple) > 1 and not any(scope.values_where(any_of(c.fails(scope) for c in simple)))
    for constraint in shape.constraints:
        if fine and constraint in simple:
            continue
        for found in find(constraint, scope):
            yield _result(shape, constraint, found)
    for inner in shape.properties:
        yield from _report(inner, scope.within(inner.path))


def _result(shape: Shape, constraint: ValueConstraint | FocusConstraint, found: Found) -> Result:
    component = constraint.component
    return Result(
        focus=_spell(found.focus),
        path=shape.spelled_path if found.path is None else _spell(found.path),
        value=None if found.value is None else _spell(found.value),
        shape=spell(shape.node),
        component=str(SH[component]),
        severity=shape.severity,
        message=found.message or shape.message or f"Mend this: {component} is not met.",
    )


def _spell(term: OxTerm) -> str:
    return spell(to_rdflib(term))
