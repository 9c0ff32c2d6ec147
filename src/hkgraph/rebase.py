"""Graphs under another base IRI, as the shapes want to see them, and shapes for such graphs.

Shapes and ontology name the scheme of event types below the default base. The small graph of an
article whose IRIs are minted below another base is checked as it would be below the default one;
for a whole store the shapes move instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Triple

from hkgraph.graph.iri import DEFAULT_BASE

if TYPE_CHECKING:
    from collections.abc import Iterable


def to_default_base(triples: Iterable[Triple], base: str) -> set[Triple]:
    """Move nodes and predicates from below ``base`` to below the default base."""
    if base == DEFAULT_BASE:
        return set(triples)
    return {
        Triple(
            _moved(t.subject, base, DEFAULT_BASE),
            _moved(t.predicate, base, DEFAULT_BASE),
            _moved(t.object, base, DEFAULT_BASE),
        )
        for t in triples
    }


def from_default_base(report: str, base: str) -> str:
    """Name nodes in a report as the graph itself does."""
    return report.replace(DEFAULT_BASE, base)


def moved_triple(triple: Triple, old: str, new: str) -> Triple:
    """Move a triple from below one base to below another, IRIs inside its words as well."""
    if old == new:
        return triple
    to = triple.object
    if isinstance(to, Literal) and old in to.value:
        text = to.value.replace(old, new)
        tagged = {"language": to.language} if to.language else {"datatype": to.datatype}
        to = Literal(text, **tagged)
    subject, predicate = _moved(triple.subject, old, new), _moved(triple.predicate, old, new)
    return Triple(subject, predicate, _moved(to, old, new))


def _moved(term: Any, old: str, new: str) -> Any:
    if isinstance(term, NamedNode) and term.value.startswith(old):
        return NamedNode(new + term.value.removeprefix(old))
    return term
