"""Where a constraint looks: the focus nodes of its shape, and the values that its path leads to.

Both are patterns of SPARQL, nothing is fetched. Focus nodes of nested shapes are the values of the
shape around them, one variable further on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from hkgraph.validation.compiled.paths import may_stand_still
from hkgraph.validation.compiled.patterns import leads_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.validation.compiled.paths import Path
    from hkgraph.validation.compiled.run import Run
    from hkgraph.validation.terms import OxTerm


class Found(NamedTuple):
    """What one constraint finds wrong.

    Attributes:
        path: Property at fault, where it is not the path of the shape.
        component: Kind of constraint, where one constraint is of two kinds.
        message: In place of the shape's.
    """

    focus: OxTerm
    value: OxTerm | None = None
    path: OxTerm | None = None
    component: str | None = None
    message: str | None = None


@dataclass(frozen=True)
class Scope:
    """The focus nodes and values of one shape.

    Attributes:
        focus: A group pattern that binds each focus node once.
        depth: Of nesting; the focus nodes are in ``?n{depth}``.
        path: None for a node shape, whose values are its focus nodes.
    """

    run: Run
    focus: str
    path: Path | None
    depth: int = 0

    @cached_property
    def this(self) -> str:
        """The variable of the focus node."""
        return f"?n{self.depth}"

    @cached_property
    def value(self) -> str:
        """The variable of the value."""
        return self.this if self.path is None else f"?n{self.depth + 1}"

    @cached_property
    def step(self) -> str:
        """The pattern that leads from focus nodes to values."""
        return "" if self.path is None else leads_to(self.path, self.this, self.value, self.run)

    @cached_property
    def pairs(self) -> str:
        """The pattern that binds focus nodes and values."""
        if self.path is None or not may_stand_still(self.path):
            return f"{self.focus} {self.step}"
        still = f"{self.focus} BIND ({self.this} AS {self.value})"
        return f"{{ {still} }} UNION {{ {self.focus} {self.step} }}"

    @cached_property
    def optional(self) -> str:
        """What to put into OPTIONAL after the focus, to have the values or none."""
        if self.path is not None and may_stand_still(self.path):
            return self.pairs
        return self.step

    def within(self, path: Path | None) -> Scope:
        """Give the scope of a shape whose focus nodes are the values here."""
        depth = self.depth if self.path is None else self.depth + 1
        if self.path is None:
            return Scope(self.run, self.focus, path, depth)
        focus = f"{{ SELECT DISTINCT {self.value} {{ {self.pairs} }} }}"
        return Scope(self.run, focus, path, depth)

    def values_where(self, test: str) -> Iterator[Found]:
        """Find the values that an expression is true of."""
        names = f"{self.this} {self.value}" if self.path else self.this
        for row in self.run.select(f"SELECT DISTINCT {names} {{ {self.pairs} FILTER ({test}) }}"):
            yield Found(row[0], row[len(row) - 1])

    def focus_where(self, pattern: str, tail: str = "") -> Iterator[Found]:
        """Find the focus nodes that a pattern is true of, whatever the value."""
        text = f"SELECT DISTINCT {self.this} {{ {self.focus} {pattern} }} {tail}"
        return (Found(row[0]) for row in self.run.select(text))
