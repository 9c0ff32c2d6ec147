"""How many values there are: ``sh:minCount`` and ``sh:maxCount``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.validation.compiled.scope import Found, Scope


@dataclass(frozen=True, slots=True)
class MinCount:
    """At least so many values."""

    count: int
    component: str = "MinCountConstraintComponent"

    def find(self, scope: Scope) -> Iterator[Found]:
        """Find the focus nodes with fewer."""
        optional = f"OPTIONAL {{ {scope.optional} }}"
        if self.count == 0:
            return iter(())
        if self.count == 1:
            return scope.focus_where(f"{optional} FILTER (!BOUND({scope.value}))")
        return scope.focus_where(optional, _having(scope, f"< {self.count}"))


@dataclass(frozen=True, slots=True)
class MaxCount:
    """At most so many values."""

    count: int
    component: str = "MaxCountConstraintComponent"

    def find(self, scope: Scope) -> Iterator[Found]:
        """Find the focus nodes with more."""
        if self.count == 0:
            return scope.focus_where(scope.optional)
        return scope.focus_where(scope.optional, _having(scope, f"> {self.count}"))


def _having(scope: Scope, comparison: str) -> str:
    return f"GROUP BY {scope.this} HAVING (COUNT(DISTINCT {scope.value}) {comparison})"
