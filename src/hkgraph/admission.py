"""Which articles may enter the graph: those that can be mapped and that the shapes let in."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from hkgraph.graph.small import Descriptions
from hkgraph.rebase import from_default_base, to_default_base
from hkgraph.resources import resource
from hkgraph.validation.gate import Gate

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    from pyoxigraph import NamedNode, Triple

    from hkgraph.graph.content import Content
    from hkgraph.graph.iri import Minter
    from hkgraph.model import ArticleKey, Telling
    from hkgraph.validation.report import Verdict

Graphs = dict["NamedNode", set["Triple"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why one article is kept out.

    Attributes:
        reasons: One line each.
        turtle: The validation report, if it was the shapes that refused it.
    """

    key: ArticleKey
    headline: str
    reasons: tuple[str, ...]
    turtle: str = ""


@dataclass
class Admission:
    """Checks articles, each in its small graph; remembers what it has checked."""

    minter: Minter
    shapes: Path = field(default_factory=lambda: resource("shapes"))
    _seen: dict[ArticleKey, tuple[int, Verdict]] = field(default_factory=dict)

    def check(
        self, content: Content, graphs: Graphs, keys: Collection[ArticleKey]
    ) -> list[Refusal]:
        """Give those of the named articles that violate a shape, in the order of their keys."""
        if not keys:
            return []
        shared = self._descriptions(graphs)
        refused: list[Refusal] = []
        for telling in content.tellings:
            if telling.article.key in keys:
                verdict = self._verdict(telling, graphs, shared)
                if not verdict.conforms:
                    refused.append(_refusal(telling, verdict, self.minter.base))
        return refused

    def _verdict(self, telling: Telling, graphs: Graphs, shared: Descriptions) -> Verdict:
        key, text = telling.article.key, telling.article.text
        node = self.minter.node(f"article/{key}")
        small = shared.small_graph(node, graphs[self.minter.article_graph(key)], text)
        state = hash((small.checked, small.around))
        if key not in self._seen or self._seen[key][0] != state:
            parts = (to_default_base(t, self.minter.base) for t in (small.checked, small.around))
            self._seen[key] = state, self._gate.check(*parts)
        return self._seen[key][1]

    def _descriptions(self, graphs: Mapping[NamedNode, set[Triple]]) -> Descriptions:
        minter = self.minter
        shared = (minter.sources, minter.entities, minter.facts, minter.links)
        return Descriptions.of(triple for graph in shared for triple in graphs[graph])

    @cached_property
    def _gate(self) -> Gate:
        """Made when the first article is to be checked; shapes take a moment to read."""
        return Gate(self.shapes, resource("ontology"))


def refuse_unmappable(
    telling: Telling, content_of: Callable[[list[Telling]], Content]
) -> Refusal | None:
    """Map an article by itself, so that a fault in one costs no other."""
    try:
        content_of([telling]).graphs()
    except Exception as exc:  # noqa: BLE001 - whatever it is, it is kept to its article
        fault = f"The article cannot be mapped: {type(exc).__name__}: {exc}"
        reasons = (fault, "This is a fault of hkgraph; please report it.")
        return Refusal(key=telling.article.key, headline=telling.article.headline, reasons=reasons)
    return None


def _refusal(telling: Telling, verdict: Verdict, base: str) -> Refusal:
    texts = (from_default_base(result.to_text(), base) for result in verdict.violations)
    return Refusal(
        key=telling.article.key,
        headline=telling.article.headline,
        reasons=tuple(" ".join(text.split()) for text in texts),
        turtle=from_default_base(verdict.turtle, base),
    )
