"""The small graph of one article: all that the shapes look at when it is checked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from hkgraph.graph import vocab

if TYPE_CHECKING:
    from collections.abc import Iterable

#: An article's triples lead to memberships and events; theirs lead to people, roles and times.
CHECKED_STEPS = 2
#: What those refer to must be there to be looked at; whether it is right is not asked here.
AROUND_STEPS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallGraph:
    """What is checked with an article.

    Attributes:
        checked: The article's triples, and full descriptions of what they lead to.
        around: Descriptions that the shapes only look at.
    """

    checked: frozenset[Triple]
    around: frozenset[Triple]


@dataclass(frozen=True, slots=True)
class Descriptions:
    """What the shared graphs say of each node."""

    by_subject: dict[NamedNode, list[Triple]]

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> Descriptions:
        """Index triples by subject; what came of looking an entity up belongs to the entity."""
        by_subject: defaultdict[NamedNode, list[Triple]] = defaultdict(list)
        for triple in triples:
            if isinstance(triple.subject, NamedNode):
                by_subject[triple.subject].append(triple)
            if triple.predicate == vocab.ENTITY and isinstance(triple.object, NamedNode):
                by_subject[triple.object].append(triple)
        return cls(dict(by_subject))

    def small_graph(self, article: NamedNode, triples: Iterable[Triple], text: str) -> SmallGraph:
        """Put an article's triples together with its text and what they refer to.

        Args:
            text: Put on the article here and nowhere else; the evidence shape demands it.
        """
        found = {*triples, Triple(article, vocab.HK_TEXT, Literal(text))}
        fresh, seen = set(found), set[NamedNode]()
        for _ in range(CHECKED_STEPS):
            fresh = self._describe(fresh, seen)
            found |= fresh
        around: set[Triple] = set()
        for _ in range(AROUND_STEPS):
            fresh = self._describe(fresh, seen)
            around |= fresh
        return SmallGraph(checked=frozenset(found), around=frozenset(around))

    def _describe(self, triples: Iterable[Triple], seen: set[NamedNode]) -> set[Triple]:
        """Give the descriptions of nodes that were not met before."""
        nodes = {n for t in triples for n in (t.subject, t.object) if isinstance(n, NamedNode)}
        fresh = nodes - seen
        seen |= nodes
        return {triple for node in fresh for triple in self.by_subject.get(node, ())}
