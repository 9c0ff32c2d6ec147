"""Templates and data of updates as quads: read by the engine, filled in from solutions.

The engine reads a template as ``INSERT DATA`` into an empty store in memory, with an IRI in the
place of each variable. So every form of writing triples down is understood just as the engine
understands it, and what comes out are quads that can be looked at one by one.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store, Triple

from hkgraph.editing.lexing import replace_variables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hkgraph.editing.operations import Operation

#: Anything that can stand in a quad.
Term: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place in a template that each solution fills: by a variable, or with a fresh blank node."""

    variable: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Nested:
    """A triple term in a template that has slots in it."""

    parts: tuple[Term, Term, Term]


class Template:
    """Quads with variables.

    Args:
        content: What stands between the braces.
        graph: Where triples go that name no graph.

    Attributes:
        variables: Those that stand in it, sorted.
        graphs: The graphs that it names outright.
    """

    def __init__(
        self, operation: Operation, content: str | None, *, graph: NamedNode | None, base_iri: str
    ) -> None:
        self._mark = f"urn:hkgraph:{secrets.token_hex(8)}:"
        text = replace_variables(content or "", lambda name: f"<{self._mark}{name}>")
        read = Store()
        read.update(f"{operation.prologue}INSERT DATA {{{text}}}", base_iri=base_iri)
        self._lines = [self._line(quad, graph or DefaultGraph()) for quad in read]
        slots = [slot for line in self._lines for slot in _slots(line)]
        self.variables = sorted({slot.variable for slot in slots if slot.variable})
        self.makes_nodes = any(slot.label for slot in slots)
        self.graphs = {line[3] for line in self._lines if not isinstance(line[3], _Slot)}

    def quads(self) -> Iterator[Quad]:
        """Give the quads of a template without variables; blank nodes are as they were read."""
        yield from self.fill({})

    def fill(self, solution: Mapping[str, Term]) -> Iterator[Quad]:
        """Give the quads of one solution, with blank nodes of their own.

        Quads that lack a term, or have one of the wrong kind, are left out, as SPARQL has it.
        """
        fresh: dict[str, BlankNode] = {}
        for line in self._lines:
            terms = [_fill(part, solution, fresh) for part in line]
            if None not in terms and _can_be_quad(terms):
                yield Quad(*terms)

    def _line(self, quad: Quad, graph: NamedNode | DefaultGraph) -> tuple[Term, ...]:
        named = graph if isinstance(quad.graph_name, DefaultGraph) else self._slot(quad.graph_name)
        return (*map(self._slot, (quad.subject, quad.predicate, quad.object)), named)

    def _slot(self, term: Term) -> Term:
        if isinstance(term, NamedNode) and term.value.startswith(self._mark):
            return _Slot(variable=term.value.removeprefix(self._mark))
        if isinstance(term, BlankNode):
            return _Slot(label=term.value)
        if isinstance(term, Triple):
            parts = tuple(map(self._slot, (term.subject, term.predicate, term.object)))
            return _Nested((parts[0], parts[1], parts[2]))
        return term


def read_term(operation: Operation, term: str, base_iri: str) -> NamedNode:
    """Resolve an IRI or a prefixed name as the engine does."""
    read = Store()
    read.update(
        f"{operation.prologue}INSERT DATA {{ <x:x> <x:x> {term} }}",
        base_iri=base_iri,
    )
    found = next(iter(read)).object
    if not isinstance(found, NamedNode):
        raise TypeError(f"{term} is no IRI")
    return found


def _slots(line: tuple[Term, ...]) -> Iterator[_Slot]:
    for part in line:
        if isinstance(part, _Slot):
            yield part
        elif isinstance(part, _Nested):
            yield from _slots(part.parts)


def _fill(part: Term, solution: Mapping[str, Term], fresh: dict[str, BlankNode]) -> Term:
    if isinstance(part, _Slot):
        if part.variable:
            return solution.get(part.variable)
        return fresh.setdefault(part.label, BlankNode())
    if isinstance(part, _Nested):
        terms = [_fill(inner, solution, fresh) for inner in part.parts]
        return Triple(*terms) if None not in terms and _can_be_triple(terms) else None
    return part


def _can_be_quad(terms: list[Term]) -> bool:
    graph = terms[3]
    return _can_be_triple(terms) and isinstance(graph, NamedNode | BlankNode | DefaultGraph)


def _can_be_triple(terms: list[Term]) -> bool:
    return isinstance(terms[0], NamedNode | BlankNode) and isinstance(terms[1], NamedNode)
