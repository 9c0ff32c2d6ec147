"""Values and properties named one by one: ``sh:in``, ``sh:hasValue`` and ``sh:closed``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.validation.compiled.conformance import any_of
from hkgraph.validation.compiled.paths import properties_of
from hkgraph.validation.compiled.scope import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.validation.compiled.scope import Scope

_RESOURCE = (
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>",
    "<http://www.w3.org/2000/01/rdf-schema#Resource>",
)


@dataclass(frozen=True, slots=True)
class In:
    """Every value is one of a list.

    Attributes:
        terms: In N-Triples notation; a blank node is left out, since no value can be it.
    """

    terms: tuple[str, ...]
    component: str = "InConstraintComponent"

    def fails(self, scope: Scope) -> str:
        """Write the expression that is true of any other value."""
        if all(term.startswith("<") for term in self.terms):
            return f"{scope.value} NOT IN ({', '.join(self.terms)})"
        return f"!({any_of(f'sameTerm({scope.value}, {term})' for term in self.terms)})"


@dataclass(frozen=True, slots=True)
class HasValue:
    """One of the values is this.

    Attributes:
        term: In N-Triples notation; None for a blank node, which no value can be.
    """

    term: str | None
    component: str = "HasValueConstraintComponent"

    def find(self, scope: Scope) -> Iterator[Found]:
        """Find the focus nodes that lack it."""
        if self.term is None:
            return scope.focus_where("")
        if scope.path is None:
            return scope.focus_where(f"FILTER ({self.lacks(scope)})")
        return scope.focus_but(self._has(scope))

    def lacks(self, scope: Scope) -> str:
        """Write the expression that is true of a focus node that lacks it."""
        if self.term is None:
            return "true"
        if scope.path is None:
            return f"!sameTerm({scope.this}, {self.term})"
        if scope.path is not None and properties_of(scope.path) & scope.run.facts.properties:
            return f"NOT EXISTS {{ {self._has(scope)} }}"
        return f"NOT EXISTS {{ {scope.step_to(self.term)} }}"

    def _has(self, scope: Scope) -> str:
        return f"{scope.optional} FILTER (sameTerm({scope.value}, {self.term}))"


@dataclass(frozen=True, slots=True)
class Closed:
    """The values have no other properties than these.

    Attributes:
        allowed: IRIs of properties.
    """

    allowed: frozenset[str]
    component: str = "ClosedConstraintComponent"

    def find(self, scope: Scope) -> Iterator[Found]:
        """Find triples of other properties."""
        name, to = scope.run.fresh(), scope.run.fresh()
        names = ", ".join(f"<{iri}>" for iri in sorted(self.allowed))
        triple = f"{scope.value} {name} {to}"
        rows = " ".join(f"({t.subject} {t.predicate} {t.object})" for t in scope.run.facts.named)
        for source in (f"{triple} .", f"VALUES ({triple}) {{ {rows} }}"):
            text = (
                f"SELECT DISTINCT {scope.this} {name} {to} {{ {scope.pairs} {source}"
                f" FILTER ({name} NOT IN ({names}))"
                f" FILTER ({name} != {_RESOURCE[0]} || !sameTerm({to}, {_RESOURCE[1]})) }}"
            )
            for row in scope.run.select(text):
                yield Found(row[0], row[2], path=row[1])
