"""How many values there are: ``sh:minCount`` and ``sh:maxCount``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.validation.compiled.scope import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.validation.compiled.scope import Scope


@dataclass(frozen=True, slots=True)
class MinCount:
    """At least so many values."""

    count: int
    component: str = "MinCountConstraintComponent"

    def find(self, scope: Scope) -> Iterator[Found]:
        """Find the focus nodes with fewer."""
        if self.count == 0:
            return iter(())
        if self.count == 1:
            return scope.focus_but(scope.optional)
        return scope.focus_where(
            f"OPTIONAL {{ {scope.optional} }}", _having(scope, f"< {self.count}")
        )

    def lacks(self, scope: Scope) -> str | None:
        """Write the expression that is true of a focus node with fewer, if it is a cheap one."""
        return f"NOT EXISTS {{ {scope.optional} }}" if self.count == 1 else None


@dataclass(frozen=True, slots=True)
class MaxCount:
    """At most so many values."""

    count: int
    component: str = "MaxCountConstraintComponent"

    def find(self, scope: Scope) -> Iterator[Found]:
        """Find the focus nodes with more."""
        if self.count == 0:
            return scope.focus_where(scope.optional)
        tail = _having(scope, f"> {self.count}")
        if scope.wide:
            many = f"SELECT {scope.this} {{ {scope.step_to(scope.value)} }} {tail}"
            return (Found(row[0]) for row in scope.rows(scope.this, f"{{ {many} }}"))
        return scope.focus_where(scope.optional, tail)


def _having(scope: Scope, comparison: str) -> str:
    return f"GROUP BY {scope.this} HAVING (COUNT(DISTINCT {scope.value}) {comparison})"
