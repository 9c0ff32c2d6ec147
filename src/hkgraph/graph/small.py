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
STEPS = 2


@dataclass(frozen=True, slots=True)
class Descriptions:
    """What the shared graphs say of each node."""

    by_subject: dict[NamedNode, list[Triple]]

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> Descriptions:
        """Index triples by subject."""
        by_subject: defaultdict[NamedNode, list[Triple]] = defaultdict(list)
        for triple in triples:
            if isinstance(triple.subject, NamedNode):
                by_subject[triple.subject].append(triple)
        return cls(dict(by_subject))

    def small_graph(self, article: NamedNode, triples: Iterable[Triple], text: str) -> set[Triple]:
        """Give an article's triples, its text, and the full descriptions of what it refers to.

        Args:
            text: Put on the article here and nowhere else; the evidence shape demands it.
        """
        found = {*triples, Triple(article, vocab.HK_TEXT, Literal(text))}
        fresh = set(found)
        seen: set[NamedNode] = set()
        for _ in range(STEPS):
            nodes = {n for t in fresh for n in (t.subject, t.object) if isinstance(n, NamedNode)}
            fresh = {t for node in nodes - seen for t in self.by_subject.get(node, ())}
            seen |= nodes
            found |= fresh
        return found
