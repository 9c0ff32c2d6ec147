"""What the compiler does not know: pyshacl checks it, over a copy of the data in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ValidationFailure
from pyshacl.pytypes import SHACLExecutor
from rdflib import Graph

from hkgraph.errors import SettingsError
from hkgraph.validation.raw_results import read_result
from hkgraph.validation.terms import to_rdflib, to_rdflib_triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    import pyoxigraph as ox
    from rdflib.term import Node

    from hkgraph.validation.compiled.facts import Facts
    from hkgraph.validation.report import Result
    from hkgraph.validation.shapes import PyshaclShape, RawResult
    from hkgraph.validation.terms import OxTerm

_LOG = structlog.get_logger()
_REFUSALS = (ConstraintLoadError, ReportableRuntimeError, ValidationFailure, NotImplementedError)


def check_with_pyshacl(
    left: dict[PyshaclShape, str],
    store: ox.Store,
    facts: Facts,
    *,
    focus: AbstractSet[OxTerm] | None,
    shapes: Graph,
) -> Iterator[Result]:
    """Check some shapes with pyshacl.

    How far such a shape looks cannot be known, so the whole of the data is copied into memory.

    Args:
        left: Shapes with targets, and what about them is not compiled.
        focus: Only these nodes are checked; None for all.
        shapes: The shapes graph.

    Raises:
        SettingsError: If pyshacl cannot use a shape.
    """
    if not left:
        return
    for shape, reason in left.items():
        _LOG.info("shape_left_to_pyshacl", shape=str(shape.node), reason=reason)
    data = _copy(store, facts.triples)
    executor = SHACLExecutor()
    wanted = None if focus is None else {to_rdflib(node) for node in focus}
    for shape in left:
        nodes = shape.focus_nodes(data)
        chosen = list(nodes if wanted is None else nodes & wanted)
        if chosen:
            for _, node, parts in _validate(shape, executor, data, chosen):
                yield read_result(node, parts, shapes)


def _validate(
    shape: PyshaclShape, executor: SHACLExecutor, data: Graph, focus: list[Node]
) -> list[RawResult]:
    try:
        return shape.validate(executor, data, focus)[1]
    except _REFUSALS as exc:
        raise SettingsError(
            f"the shape {shape.node} cannot be used: {exc}", hint="Mend the shape."
        ) from exc


def _copy(store: ox.Store, facts: Iterable[ox.Triple]) -> Graph:
    data = Graph(store="SimpleMemory", bind_namespaces="none")
    for one in (*facts, *store):
        data.add(to_rdflib_triple(one))
    return data
