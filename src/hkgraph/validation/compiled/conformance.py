"""Whether a value conforms to a shape, as an expression of SPARQL.

A shape without a path whose constraints each look at one value becomes one expression. Of any
other the failing nodes are found first, by its own queries, and the expression looks them up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.validation.compiled.shape import ValueConstraint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hkgraph.validation.compiled.scope import Found, Scope
    from hkgraph.validation.compiled.shape import FocusConstraint, Shape
    from hkgraph.validation.terms import OxTerm


def fails(shape: Shape, scope: Scope) -> str:
    """Write the expression that is true of the values of a scope that do not conform."""
    if shape.deactivated:
        return "false"
    inner = scope.within(shape.path)
    simple = [c for c in shape.constraints if isinstance(c, ValueConstraint)]
    if shape.path is None and len(simple) == len(shape.constraints):
        tests = [constraint.fails(inner) for constraint in simple]
        tests += [fails(one, inner) for one in shape.properties]
        return any_of(tests)
    name = scope.run.function(failing(shape, inner).__contains__)
    return f"{name}({scope.value})"


def failing(shape: Shape, scope: Scope) -> frozenset[OxTerm]:
    """Find the focus nodes of a scope that do not conform to a shape."""
    key = (shape.node, scope.focus)
    if key not in scope.run.failing:
        found = {one.focus for c in shape.constraints for one in find(c, scope)}
        for one in shape.properties:
            found |= {row.focus for row in scope.values_where(fails(one, scope))}
        scope.run.failing[key] = frozenset(found)
    return scope.run.failing[key]


def find(constraint: ValueConstraint | FocusConstraint, scope: Scope) -> Iterable[Found]:
    """Find what does not meet a constraint."""
    if isinstance(constraint, ValueConstraint):
        return scope.values_where(constraint.fails(scope))
    return constraint.find(scope)


def any_of(tests: Iterable[str]) -> str:
    """Join expressions; false if there are none."""
    return " || ".join(f"({test})" for test in tests) or "false"


def all_of(tests: Iterable[str]) -> str:
    """Join expressions; true if there are none."""
    return " && ".join(f"({test})" for test in tests) or "true"
