"""Values against those of another property: equal, disjoint, less."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode
from rdflib import Literal, URIRef

from hkgraph.validation.compiled.paths import may_stand_still
from hkgraph.validation.compiled.scope import Found
from hkgraph.validation.terms import to_rdflib

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.validation.compiled.scope import Scope
    from hkgraph.validation.terms import OxTerm


@dataclass(frozen=True, slots=True)
class Equals:
    """The values are those of another property, no more and no fewer."""

    iri: str
    component: str = "EqualsConstraintComponent"

    def find(self, scope: Scope) -> Iterator[Found]:
        """Find the values that only one of the two has."""
        yield from scope.values_but(f"{scope.this} <{self.iri}> {scope.value}")
        other, met = scope.run.fresh(), scope.run.fresh()
        names, back = f"{scope.this} {other}", scope.step_to(other)
        pattern = f"{scope.this} <{self.iri}> {other} ."
        if scope.path is None or may_stand_still(scope.path):
            pattern += f" FILTER (!sameTerm({scope.this}, {other}))"
        if scope.wide:
            rows = scope.rows(names, f"{pattern} MINUS {{ {back} }}")
        else:
            # A path of several steps inside NOT EXISTS is walked from its far end for every row.
            if scope.path is not None:
                pattern += f" OPTIONAL {{ {back} BIND (true AS {met}) }} FILTER (!BOUND({met}))"
            rows = scope.run.select(f"SELECT DISTINCT {names} {{ {scope.focus} {pattern} }}")
        for row in rows:
            yield Found(row[0], row[1])


@dataclass(frozen=True, slots=True)
class Disjoint:
    """No value is one of another property."""

    iri: str
    component: str = "DisjointConstraintComponent"

    def fails(self, scope: Scope) -> str:
        """Write the expression that is true of a value that both have."""
        return f"EXISTS {{ {scope.this} <{self.iri}> {scope.value} }}"


@dataclass(frozen=True, slots=True)
class LessThan:
    """Every value is less than every one of another property.

    Attributes:
        equal: True if it may be equal.
    """

    iri: str
    equal: bool

    @property
    def component(self) -> str:
        """Name of the component, without its namespace."""
        return f"LessThan{'OrEquals' if self.equal else ''}ConstraintComponent"

    def find(self, scope: Scope) -> Iterator[Found]:
        """Find the values that are not less than some other, or cannot be compared."""
        other = scope.run.fresh()
        pair = f"{scope.value}, {other}"
        sign = "<=" if self.equal else "<"
        less = f"isNumeric({scope.value}) && isNumeric({other}) && {scope.value} {sign} {other}"
        wrong = f"IF(COALESCE({less}, false), false, {scope.run.function(self.is_wrong)}({pair}))"
        names = f"{scope.this} {scope.value}"
        triple, test = f"{scope.this} <{self.iri}> {other}", f"FILTER ({wrong})"
        if scope.wide:
            step = scope.step_to(scope.value)
            apart = f"{{ SELECT * {{ {step} }} }} {{ SELECT * {{ {triple} }} }}"
            rows = scope.rows(names, f"{apart} {test}")
        else:
            pattern = f"{{ {scope.pairs} }} {triple} {test}"
            rows = scope.run.select(f"SELECT DISTINCT {names} {{ {pattern} }}")
        for row in rows:
            yield Found(row[0], row[1])

    def is_wrong(self, one: OxTerm, other: OxTerm) -> bool:
        """Say whether the first is not less, as pyshacl compares them."""
        if isinstance(one, BlankNode) or isinstance(other, BlankNode):
            return True
        left, right = _comparable(one), _comparable(other)
        if isinstance(left, str) is not isinstance(right, str):
            return True
        if isinstance(left, Literal) is not isinstance(right, Literal):
            return True
        try:
            return not (operator.le if self.equal else operator.lt)(left, right)
        except TypeError:
            return True


def _comparable(term: OxTerm) -> Any:
    """Give strings and IRIs as strings, and any other literal as it is."""
    node = to_rdflib(term)
    if isinstance(node, URIRef):
        return str(node)
    if isinstance(node, Literal) and isinstance(node.value, str):
        return node.value
    return node
