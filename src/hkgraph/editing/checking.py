"""The gate of users' writes: the shapes, over the nodes that a write touches.

A write answers for what it breaks, not for what was broken: results that the same nodes had
before it are left out.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import BlankNode, NamedNode

from hkgraph.errors import ShapesError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from pyoxigraph import Quad, Store

    from hkgraph.editing.edit import Edit
    from hkgraph.validation.report import Verdict


class Checker(Protocol):
    """Checks some nodes of a store against shapes."""

    def check(self, store: Store, focus: Iterable[NamedNode | BlankNode] | None = None) -> Verdict:
        """Give the verdict on the nodes, or on all."""


def check_edit(edit: Edit, checker: Checker) -> None:
    """Check what an edit touches.

    Raises:
        ShapesError: It breaks a shape.
    """
    focus = _touched(edit.added) | _touched(edit.removed)
    check_nodes(edit.before, edit.store, focus, checker)


def check_nodes(
    before: Store, store: Store, focus: AbstractSet[NamedNode | BlankNode], checker: Checker
) -> None:
    """Check nodes of a store, and compare with what was wrong with them before.

    Raises:
        ShapesError: Something is wrong that was not.
    """
    after = checker.check(store, focus)
    if after.conforms:
        return
    known = set(checker.check(before, focus).violations)
    broken = [result for result in after.violations if result not in known]
    if broken:
        first = broken[0]
        raise ShapesError(
            f"the shapes refuse the write for {len(broken)} faults,"
            f" the first of {first.focus}: {first.message}",
            hint="Mend what the report names and send it again.",
            report={
                "results": [asdict(result) for result in broken],
                "turtle": type(after).of(broken).turtle,
            },
        )


def _touched(quads: Iterable[Quad]) -> set[NamedNode | BlankNode]:
    terms = (term for quad in quads for term in (quad.subject, quad.object))
    return {term for term in terms if isinstance(term, NamedNode | BlankNode)}
