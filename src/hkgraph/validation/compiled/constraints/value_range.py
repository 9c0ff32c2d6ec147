"""Where a value lies: ``sh:minInclusive`` and its three siblings."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox
from pyshacl.rdfutil.compare import compare_literal
from rdflib import Literal

from hkgraph.validation.terms import to_oxigraph, to_rdflib

if TYPE_CHECKING:
    from collections.abc import Callable

    from hkgraph.validation.compiled.scope import Scope
    from hkgraph.validation.terms import OxTerm

#: Name of each bound, its sign in SPARQL, and what the comparison with the bound must give.
_BOUNDS: dict[str, tuple[str, Callable[[int, int], bool]]] = {
    "MinInclusive": (">=", operator.ge),
    "MinExclusive": (">", operator.gt),
    "MaxInclusive": ("<=", operator.le),
    "MaxExclusive": ("<", operator.lt),
}


@dataclass(frozen=True, slots=True)
class Bound:
    """Every value lies on one side of a bound.

    Attributes:
        name: ``MinInclusive`` or one of its siblings.
    """

    name: str
    limit: Literal

    @property
    def component(self) -> str:
        """Name of the component, without its namespace."""
        return f"{self.name}ConstraintComponent"

    def fails(self, scope: Scope) -> str:
        """Write the expression that is true of a value on the other side, or of none."""
        value, sign = scope.value, _BOUNDS[self.name][0]
        outside = f"{scope.run.function(self.is_outside)}({value})"
        if isinstance(self.limit.value, int | float | Decimal):
            inside = f"isNumeric({value}) && {value} {sign} {to_oxigraph(self.limit)}"
            return f"IF(COALESCE({inside}, false), false, {outside})"
        return outside

    def is_outside(self, term: OxTerm) -> bool:
        """Say whether a value lies elsewhere, or cannot be compared."""
        if not isinstance(term, ox.Literal):
            return True
        literal = to_rdflib(term)
        if not isinstance(literal, Literal):
            return True
        if isinstance(literal.value, str) != isinstance(self.limit.value, str):
            return True
        try:
            order = compare_literal(literal, self.limit)  # type: ignore[no-untyped-call]
        except (TypeError, NotImplementedError):
            return True
        return not _BOUNDS[self.name][1](order, 0)
