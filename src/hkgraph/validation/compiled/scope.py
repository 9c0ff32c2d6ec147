"""Where a constraint looks: the focus nodes of its shape, and the values that its path leads to.

Both are patterns of SPARQL, nothing is fetched. Focus nodes of nested shapes are the values of the
shape around them, one variable further on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import BlankNode

from hkgraph.validation.compiled.paths import has_loop, may_stand_still
from hkgraph.validation.compiled.patterns import leads_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import QuerySolution

    from hkgraph.validation.compiled.paths import Path
    from hkgraph.validation.compiled.run import Run
    from hkgraph.validation.terms import OxTerm


_FEW = 500


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

    With few focus nodes a query goes from them to their values. With those of a whole store it
    is ten times faster to go through all that a path leads to, keep what is at fault, and ask for
    the focus nodes last; or to take one set of nodes from another. Hence two forms of each query.

    Attributes:
        focus: A group pattern that binds each focus node once.
        depth: Of nesting; the focus nodes are in ``?n{depth}``.
        path: None for a node shape, whose values are its focus nodes.
        whole: True if the focus nodes are those of a whole store.
    """

    run: Run
    focus: str
    path: Path | None
    depth: int = 0
    whole: bool = False

    @cached_property
    def this(self) -> str:
        """The variable of the focus node."""
        return f"?n{self.depth}"

    @cached_property
    def value(self) -> str:
        """The variable of the value."""
        return self.this if self.path is None else f"?n{self.depth + 1}"

    @cached_property
    def wide(self) -> bool:
        """True where queries go through all that the path leads to."""
        return self.whole and self.path is not None and not has_loop(self.path)

    def step_to(self, end: str) -> str:
        """Write the pattern that leads from focus nodes to what the path ends at."""
        if self.path is None:
            return ""
        return leads_to(self.path, self.this, end, self.run, apart=self.wide)

    @cached_property
    def pairs(self) -> str:
        """The pattern that binds focus nodes and values."""
        if self.path is None or not may_stand_still(self.path):
            return f"{self.focus} {self.step_to(self.value)}"
        still = f"{self.focus} BIND ({self.this} AS {self.value})"
        return f"{{ {still} }} UNION {{ {self.focus} {self.step_to(self.value)} }}"

    @cached_property
    def optional(self) -> str:
        """What to put into OPTIONAL after the focus, to have the values or none."""
        if self.path is not None and may_stand_still(self.path):
            return self.pairs
        return self.step_to(self.value)

    def within(self, path: Path | None) -> Scope:
        """Give the scope of a shape whose focus nodes are the values here."""
        if self.path is None:
            return Scope(self.run, self.focus, path, self.depth, self.whole)
        focus = f"{{ SELECT DISTINCT {self.value} {{ {self.pairs} }} }}"
        return Scope(self.run, focus, path, self.depth + 1, self.whole)

    def values_where(self, test: str) -> Iterator[Found]:
        """Find the values that an expression is true of."""
        return self._values(f"FILTER ({test})")

    def values_but(self, fine: str) -> Iterator[Found]:
        """Find the values that a pattern does not match."""
        return self._values(
            f"MINUS {{ {fine} }}" if self.wide else f"FILTER NOT EXISTS {{ {fine} }}"
        )

    def focus_but(self, fine: str, value: str = "") -> Iterator[Found]:
        """Find the focus nodes that a pattern does not match.

        Args:
            value: A variable that the pattern binds, if not that of the value.
        """
        if self.wide:
            return self.focus_where(f"MINUS {{ {fine} }}")
        return self.focus_where(f"OPTIONAL {{ {fine} }} FILTER (!BOUND({value or self.value}))")

    def focus_where(self, pattern: str, tail: str = "") -> Iterator[Found]:
        """Find the focus nodes that a pattern is true of, whatever the value."""
        text = f"SELECT DISTINCT {self.this} {{ {self.focus} {pattern} }} {tail}"
        return (Found(row[0]) for row in self.run.select(text))

    def rows(self, names: str, pattern: str) -> Iterator[QuerySolution]:
        """Find what a pattern gives that does not bind the focus nodes itself, at those alone.

        Args:
            names: Variables, that of the focus node first.
        """
        found = f"SELECT DISTINCT {names} {{ {pattern} }}"
        # Most often little is at fault anywhere, and the focus nodes need not be gone through.
        few = list(islice(self.run.select(found), _FEW + 1))
        if len(few) > _FEW or any(isinstance(row[0], BlankNode) for row in few):
            yield from self.run.select(f"SELECT DISTINCT {names} {{ {{ {found} }} {self.focus} }}")
        elif few:
            values = f"VALUES {self.this} {{ {' '.join({str(row[0]) for row in few})} }}"
            kept = {one.focus for one in self.focus_where(values)}
            yield from (row for row in few if row[0] in kept)

    def _values(self, condition: str) -> Iterator[Found]:
        names = f"{self.this} {self.value}" if self.path else self.this
        if self.wide:
            rows = self.rows(names, f"{self.step_to(self.value)} {condition}")
        else:
            rows = self.run.select(f"SELECT DISTINCT {names} {{ {self.pairs} {condition} }}")
        for row in rows:
            yield Found(row[0], row[len(row) - 1])
