"""The few triples of the ontology that shapes need, and the classes below a class."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUBCLASS = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")


@dataclass(frozen=True)
class Facts:
    """Triples that count as part of every store."""

    triples: tuple[ox.Triple, ...]

    @cached_property
    def properties(self) -> frozenset[str]:
        """IRIs of the properties that have facts."""
        return frozenset(triple.predicate.value for triple in self.triples)

    @cached_property
    def named(self) -> tuple[ox.Triple, ...]:
        """Those without blank nodes, which alone can be written into a query."""
        blank = ox.BlankNode
        return tuple(t for t in self.triples if blank not in (type(t.subject), type(t.object)))

    def pairs(self, iri: str) -> Iterator[tuple[Any, Any]]:
        """Yield subject and object of the facts of one property; none of them is blank."""
        return ((t.subject, t.object) for t in self.named if t.predicate.value == iri)

    def classes_below(self, stored: Iterable[ox.Triple | ox.Quad]) -> Classes:
        """Put the facts' hierarchy together with the one that a store holds."""
        below: defaultdict[str, set[str]] = defaultdict(set)
        for one in chain[ox.Triple | ox.Quad](self.triples, stored):
            if one.predicate == SUBCLASS and isinstance(one.subject, ox.NamedNode):
                below[str(one.object)].add(str(one.subject))
        return Classes(dict(below))


@dataclass(frozen=True, slots=True)
class Classes:
    """A hierarchy of classes, each in N-Triples notation."""

    below: dict[str, set[str]]

    def under(self, name: str) -> tuple[str, ...]:
        """List a class and all below it, sorted."""
        found, fresh = {name}, [name]
        while fresh:
            new = self.below.get(fresh.pop(), set()) - found
            found |= new
            fresh += new
        return tuple(sorted(found))
