"""The nodes that alone are to be checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyoxigraph import Store

    from hkgraph.validation.terms import OxTerm

BATCH = 500
#: So many nodes cost a second, one by one; before that it is not worth counting the store.
_MANY = 2_000
#: To check one node by itself costs what going through so many triples of a store costs.
_TRIPLES_A_NODE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Nodes:
    """Nodes, by how they are found again in a store.

    Attributes:
        listed: Those that queries name, in N-Triples notation, sorted.
        picked: Those that are picked out of all: blank nodes, which no query can name, and any
            where there are so many that it costs less.
    """

    listed: tuple[str, ...]
    picked: frozenset[OxTerm]

    @classmethod
    def of(cls, nodes: Iterable[OxTerm], store: Store) -> Nodes:
        """Choose how nodes are found."""
        found = frozenset(nodes)
        if len(found) > _MANY and len(found) * _TRIPLES_A_NODE > len(store):
            return cls(listed=(), picked=found)
        blank = frozenset(node for node in found if isinstance(node, BlankNode))
        return cls(listed=tuple(sorted(map(str, found - blank))), picked=blank)


def in_batches(nodes: Sequence[str]) -> Iterator[Sequence[str]]:
    """Part nodes into what one query may name."""
    return (nodes[start : start + BATCH] for start in range(0, len(nodes), BATCH))
