"""Results as pyshacl gives them, loose triples, made into records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import BNode, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH

from hkgraph.validation.report import Result, Severity
from hkgraph.validation.terms import to_oxigraph

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

    from hkgraph.validation.shapes import RawPart


def read_result(node: Node, parts: list[RawPart], shapes: Graph) -> Result:
    """Read one result.

    Args:
        node: The result itself; others below it (``sh:detail``) stand among its parts.
        shapes: The shapes graph, for the path.
    """
    own = [(name, to) for subject, name, to in parts if subject == node]
    found = {name: to[1] if isinstance(to, tuple) else to for name, to in own}
    messages = sorted({str(to) for name, to in own if name == SH.resultMessage})
    path, value = found.get(SH.resultPath), found.get(SH.value)
    return Result(
        focus=spell(found[SH.focusNode]),
        path=None if path is None else spell_path(path, shapes),
        value=None if value is None else spell(value),
        shape=spell(found[SH.sourceShape]),
        component=spell(found[SH.sourceConstraintComponent]),
        severity=Severity(str(found[SH.resultSeverity]).removeprefix(str(SH))),
        message=" ".join(messages),
    )


def spell(term: Node) -> str:
    """Write an IRI bare, and any other term in N-Triples notation."""
    return str(term) if isinstance(term, URIRef) else str(to_oxigraph(term))


def spell_path(path: Node, shapes: Graph) -> str:
    """Write a single property bare, and any other path in Turtle, as SHACL has it."""
    if not isinstance(path, BNode):
        return str(path)
    if (path, RDF.first, None) in shapes:
        return f"( {' '.join(_step(step, shapes) for step in Collection(shapes, path))} )"
    parts = sorted(f"<{kind}> {_step(to, shapes)}" for kind, to in shapes.predicate_objects(path))
    return f"[ {' ; '.join(parts)} ]"


def _step(path: Node, shapes: Graph) -> str:
    return spell_path(path, shapes) if isinstance(path, BNode) else f"<{path}>"
