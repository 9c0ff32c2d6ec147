"""What kind of term a value is: ``sh:class``, ``sh:datatype`` and ``sh:nodeKind``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from pyoxigraph import Literal
from rdflib.namespace import RDF, RDFS, XSD

from hkgraph.validation.terms import to_rdflib

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.validation.compiled.scope import Found, Scope
    from hkgraph.validation.terms import OxTerm

_TYPE = f"<{RDF.type}>"
_NUMBERS = {str(XSD.integer), str(XSD.decimal), str(XSD.float)}
_PYTHON: dict[str, type | tuple[type, ...]] = {
    str(XSD.integer): int,
    str(XSD.float): float,
    str(XSD.decimal): Decimal,
    str(XSD.boolean): bool,
    str(XSD.date): date,
    str(XSD.time): time,
    str(XSD.dateTime): datetime,
}
_KINDS = {
    "IRI": "isIRI({0})",
    "BlankNode": "isBlank({0})",
    "Literal": "isLiteral({0})",
    "BlankNodeOrIRI": "!isLiteral({0})",
    "BlankNodeOrLiteral": "!isIRI({0})",
    "IRIOrLiteral": "!isBlank({0})",
}
NODE_KINDS = frozenset(_KINDS)


@dataclass(frozen=True, slots=True)
class ClassOf:
    """Every value is an instance of a class, or of one below it.

    Attributes:
        name: Of the class, in N-Triples notation.
    """

    name: str
    component: str = "ClassConstraintComponent"

    def fails(self, scope: Scope) -> str:
        """Write the expression that is true of any other value."""
        return f"NOT EXISTS {{ {self._instance(scope)} }}"

    def find(self, scope: Scope) -> Iterator[Found]:
        """Find any other value."""
        return scope.values_but(self._instance(scope))

    def _instance(self, scope: Scope) -> str:
        names = scope.run.classes.under(self.name)
        if len(names) == 1:
            return f"{scope.value} {_TYPE} {names[0]}"
        kind = scope.run.fresh()
        return f"{scope.value} {_TYPE} {kind} FILTER ({kind} IN ({', '.join(names)}))"


@dataclass(frozen=True, slots=True)
class Datatype:
    """Every value is a well-formed literal of one datatype."""

    iri: str
    component: str = "DatatypeConstraintComponent"

    def fails(self, scope: Scope) -> str:
        """Write the expression that is true of any other value."""
        value = scope.value
        if self.iri in {str(RDFS.Literal), str(RDFS.Datatype)}:
            return f"!isLiteral({value})"
        other = f"!isLiteral({value}) || DATATYPE({value}) != <{self.iri}>"
        if self.iri in {str(XSD.string), str(RDF.langString)}:
            return other
        ill_typed = f"{scope.run.function(is_ill_typed)}({value})"
        if self.iri in _NUMBERS:
            ill_typed = f"(!isNumeric({value}) && {ill_typed})"
        return f"{other} || {ill_typed}"


@dataclass(frozen=True, slots=True)
class NodeKind:
    """Every value is an IRI, a blank node or a literal.

    Attributes:
        name: One of ``NODE_KINDS``.
    """

    name: str
    component: str = "NodeKindConstraintComponent"

    def fails(self, scope: Scope) -> str:
        """Write the expression that is true of any other value."""
        return f"!({_KINDS[self.name].format(scope.value)})"


@lru_cache(maxsize=100_000)
def is_ill_typed(term: OxTerm) -> bool:
    """Say whether a literal is not what its datatype says."""
    if not isinstance(term, Literal):
        return True
    literal = to_rdflib(term)
    wanted = _PYTHON.get(term.datatype.value)
    if getattr(literal, "ill_typed", None) is True:
        return True
    return wanted is not None and not isinstance(getattr(literal, "value", None), wanted)
