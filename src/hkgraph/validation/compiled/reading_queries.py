"""``sh:sparql`` as it stands in a shapes graph: query, prefixes, messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyshacl.errors import ConstraintLoadError
from pyshacl.helper.sparql_query_helper import SPARQLQueryHelper
from rdflib import Literal
from rdflib.namespace import OWL, SH
from rdflib.paths import MulPath

from hkgraph.validation.compiled.constraints.sparql import Select
from hkgraph.validation.compiled.errors import NotCompiledError
from hkgraph.validation.compiled.paths import read_path, to_sparql

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Graph
    from rdflib.term import Node

    from hkgraph.validation.compiled.reading import Reader
    from hkgraph.validation.shapes import PyshaclShape


def read_select(to: Node, shape: PyshaclShape, reader: Reader) -> Iterator[Select]:
    """Yield the query, if it is not deactivated.

    Raises:
        NotCompiledError: If there is none or several, or one that is no flat group.
    """
    graph = reader.graph
    selects = list(graph.objects(to, SH.select))
    if len(selects) != 1 or not isinstance(selects[0], Literal):
        raise NotCompiledError("a sh:sparql without one sh:select")
    if any(str(flag) == "true" for flag in graph.objects(to, SH.deactivated)):
        return
    helper: Any = SPARQLQueryHelper(shape, to, str(selects[0]))  # type: ignore[no-untyped-call]
    try:
        helper.collect_prefixes()
    except ConstraintLoadError as exc:
        raise NotCompiledError("ill-formed prefixes") from exc
    helper.prefixes.update(_imported_prefixes(to, graph))
    text = str(selects[0])
    path = shape.path()
    if path is not None:
        text = helper.bind_path_regex.sub(rf"\g<1>{to_sparql(read_path(path, graph))}", text)
    messages = {str(message) for message in graph.objects(to, SH.message)} | set(
        map(str, shape.message)
    )
    yield Select.of(
        helper.apply_prefixes(text),
        tuple(sorted(messages)),
        reports_focus=not shape.is_property_shape,
    )


def _imported_prefixes(query: Node, graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield what the ontologies declare that ``sh:prefixes`` imports, which pyshacl passes over."""
    declared = SH.prefixes / MulPath(OWL.imports, "*") / SH.declare
    for declaration in graph.objects(query, declared):
        for prefix in graph.objects(declaration, SH.prefix):
            for namespace in graph.objects(declaration, SH.namespace):
                yield str(prefix), str(namespace)
