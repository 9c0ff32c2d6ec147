"""Whether a value conforms to a shape, as an expression of SPARQL.

A shape whose constraints each look at one value, or do with one look-up, becomes one expression.
Of any other the failing nodes are found first, by its own queries, and the expression looks whether
a value is one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.validation.compiled.paths import Inverse, Step
from hkgraph.validation.compiled.shape import CheapConstraint, FocusConstraint, ValueConstraint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hkgraph.validation.compiled.paths import Path
    from hkgraph.validation.compiled.scope import Found, Scope
    from hkgraph.validation.compiled.shape import Shape
    from hkgraph.validation.terms import OxTerm


def fails(shape: Shape, scope: Scope) -> str:
    """Write the expression that is true of the values of a scope that do not conform."""
    if shape.deactivated:
        return "false"
    inner = scope.within(shape.path)
    if shape.path is None or (_is_short(shape.path) and not shape.properties):
        tests = [_test(constraint, inner) for constraint in shape.constraints]
        tests += [fails(one, inner) for one in shape.properties]
        if None not in tests:
            return any_of(filter(None, tests))
    name = scope.run.function(failing(shape, inner).__contains__)
    return f"{name}({scope.value})"


def _test(constraint: ValueConstraint | FocusConstraint, scope: Scope) -> str | None:
    """Write the expression that is true of a focus node at fault, if it is a cheap one."""
    if isinstance(constraint, ValueConstraint):
        wrong = constraint.fails(scope)
        step = scope.step_to(scope.value)
        return f"EXISTS {{ {step} FILTER ({wrong}) }}" if step else wrong
    return constraint.lacks(scope) if isinstance(constraint, CheapConstraint) else None


def _is_short(path: Path) -> bool:
    """Say whether looking a path up for one node costs little: others are no matter for EXISTS."""
    return isinstance(path, Step) or (isinstance(path, Inverse) and isinstance(path.path, Step))


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
    if isinstance(constraint, FocusConstraint):
        return constraint.find(scope)
    return scope.values_where(constraint.fails(scope))


def any_of(tests: Iterable[str]) -> str:
    """Join expressions; false if there are none."""
    return " || ".join(f"({test})" for test in tests) or "false"


def all_of(tests: Iterable[str]) -> str:
    """Join expressions; true if there are none."""
    return " && ".join(f"({test})" for test in tests) or "true"
