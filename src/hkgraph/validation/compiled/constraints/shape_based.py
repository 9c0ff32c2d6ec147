"""Values against another shape: ``sh:node`` and ``sh:qualifiedValueShape``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.validation.compiled.conformance import all_of, fails

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.validation.compiled.scope import Found, Scope
    from hkgraph.validation.compiled.shape import Shape


@dataclass(frozen=True, slots=True)
class Node:
    """Every value conforms to a node shape."""

    shape: Shape
    component: str = "NodeConstraintComponent"

    def fails(self, scope: Scope) -> str:
        """Write the expression that is true of a value that does not."""
        return fails(self.shape, scope)


@dataclass(frozen=True, slots=True)
class Qualified:
    """So many values conform to a shape, and to none of its siblings.

    Attributes:
        sign: ``<`` for a least number, ``>`` for a greatest.
        siblings: Shapes that a value that counts must not conform to.
    """

    shape: Shape
    sign: str
    count: int
    siblings: tuple[Shape, ...] = ()

    @property
    def component(self) -> str:
        """Name of the component, without its namespace."""
        return f"Qualified{'Min' if self.sign == '<' else 'Max'}CountConstraintComponent"

    def find(self, scope: Scope) -> Iterator[Found]:
        """Find the focus nodes with fewer or more."""
        tests = [f"!({fails(self.shape, scope)})"]
        tests += [fails(sibling, scope) for sibling in self.siblings]
        number = f"COUNT(DISTINCT {scope.value})"
        return scope.focus_where(
            f"OPTIONAL {{ {scope.optional} FILTER ({all_of(tests)}) }}",
            f"GROUP BY {scope.this} HAVING ({number} {self.sign} {self.count})",
        )
