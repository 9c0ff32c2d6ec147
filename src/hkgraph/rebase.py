"""Graphs under another base IRI, as the shapes want to see them.

Shapes and ontology name the scheme of event types below the default base. A graph whose IRIs are
minted below another one is checked as it would be below the default base.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, Triple

from hkgraph.graph.iri import DEFAULT_BASE

if TYPE_CHECKING:
    from collections.abc import Iterable


def to_default_base(triples: Iterable[Triple], base: str) -> set[Triple]:
    """Move nodes and predicates from below ``base`` to below the default base."""
    if base == DEFAULT_BASE:
        return set(triples)
    return {
        Triple(_moved(t.subject, base), _moved(t.predicate, base), _moved(t.object, base))
        for t in triples
    }


def from_default_base(report: str, base: str) -> str:
    """Name nodes in a report as the graph itself does."""
    return report.replace(DEFAULT_BASE, base)


def _moved(term: Any, base: str) -> Any:
    if isinstance(term, NamedNode) and term.value.startswith(base):
        return NamedNode(DEFAULT_BASE + term.value.removeprefix(base))
    return term
