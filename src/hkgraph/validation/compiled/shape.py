"""Shapes as frozen records, and what a constraint is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

    from hkgraph.validation.compiled.paths import Path
    from hkgraph.validation.compiled.scope import Found, Scope
    from hkgraph.validation.report import Severity


@runtime_checkable
class ValueConstraint(Protocol):
    """A constraint that every value meets or not, by itself."""

    @property
    def component(self) -> str:
        """Name of the component, without its namespace."""

    def fails(self, scope: Scope) -> str:
        """Write the expression that is true of a value at fault, and never an error."""


@runtime_checkable
class FocusConstraint(Protocol):
    """A constraint that has a query of its own, such as one on all values together."""

    @property
    def component(self) -> str:
        """Name of the component, without its namespace."""

    def find(self, scope: Scope) -> Iterable[Found]:
        """Find what does not meet it."""


@runtime_checkable
class CheapConstraint(Protocol):
    """A constraint on all values of a focus node that one look-up may decide."""

    def lacks(self, scope: Scope) -> str | None:
        """Write the expression that is true of a focus node at fault, if it is a cheap one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """Where a shape finds its focus nodes; terms are in N-Triples notation."""

    nodes: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    subjects_of: tuple[str, ...] = ()
    objects_of: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.nodes, self.classes, self.subjects_of, self.objects_of))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shape:
    """A node shape or property shape.

    Attributes:
        node: Its name in the shapes graph.
        path: None for a node shape.
        spelled_path: The same as reports spell it.
        properties: Property shapes of its values; they report for themselves.
        message: What to do about it; empty where the shape has none.
    """

    node: Node
    path: Path | None
    spelled_path: str | None
    constraints: tuple[ValueConstraint | FocusConstraint, ...]
    properties: tuple[Shape, ...]
    severity: Severity
    message: str
    deactivated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooted:
    """A shape that finds its focus nodes by itself."""

    shape: Shape
    targets: Targets
