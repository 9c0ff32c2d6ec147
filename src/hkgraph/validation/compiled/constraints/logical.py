"""Shapes put together: ``sh:not``, ``sh:and``, ``sh:or`` and ``sh:xone``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.validation.compiled.conformance import all_of, any_of, fails

if TYPE_CHECKING:
    from hkgraph.validation.compiled.scope import Scope
    from hkgraph.validation.compiled.shape import Shape


@dataclass(frozen=True, slots=True)
class Not:
    """No value conforms."""

    shape: Shape
    component: str = "NotConstraintComponent"

    def fails(self, scope: Scope) -> str:
        """Write the expression that is true of a value that conforms."""
        return f"!({fails(self.shape, scope)})"


@dataclass(frozen=True, slots=True)
class And:
    """Every value conforms to all shapes."""

    shapes: tuple[Shape, ...]
    component: str = "AndConstraintComponent"

    def fails(self, scope: Scope) -> str:
        """Write the expression that is true of a value that fails one."""
        return any_of(fails(shape, scope) for shape in self.shapes)


@dataclass(frozen=True, slots=True)
class Or:
    """Every value conforms to one shape at least."""

    shapes: tuple[Shape, ...]
    component: str = "OrConstraintComponent"

    def fails(self, scope: Scope) -> str:
        """Write the expression that is true of a value that fails all."""
        return all_of(fails(shape, scope) for shape in self.shapes)


@dataclass(frozen=True, slots=True)
class Xone:
    """Every value conforms to exactly one shape."""

    shapes: tuple[Shape, ...]
    component: str = "XoneConstraintComponent"

    def fails(self, scope: Scope) -> str:
        """Write the expression that is true of a value that conforms to none or to several."""
        ones = (f"IF({fails(shape, scope)}, 0, 1)" for shape in self.shapes)
        return f"{' + '.join(ones)} != 1"
