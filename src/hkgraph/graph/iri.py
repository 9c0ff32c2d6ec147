"""Where IRIs are minted: node keys below the base, graphs, and nodes named by their content."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import NamedNode

from hkgraph.text import short_hash

DEFAULT_BASE = "https://w3id.org/hkgraph/id/"


@dataclass(frozen=True, slots=True)
class Minter:
    """Mints IRIs below one base.

    Attributes:
        base: Ends in ``/``; part of what the bytes of a build depend on.
    """

    base: str = DEFAULT_BASE

    def node(self, key: str) -> NamedNode:
        """Give the IRI of a node key such as ``person/kenneth-roth``."""
        return NamedNode(self.base + quote(key, safe="/-.~"))

    def hashed(self, kind: str, *content: str) -> NamedNode:
        """Name a node by its content."""
        return self.node(f"{kind}/{short_hash(*content)}")

    def article_graph(self, key: str) -> NamedNode:
        """Name the graph that holds one article."""
        return self.node(f"graph/article/{key}")

    @property
    def sources(self) -> NamedNode:
        """The graph of source documents."""
        return self.node("graph/sources")

    @property
    def entities(self) -> NamedNode:
        """The graph of what things are."""
        return self.node("graph/entities")

    @property
    def facts(self) -> NamedNode:
        """The graph of plain triples."""
        return self.node("graph/facts")

    @property
    def links(self) -> NamedNode:
        """The graph of links to Wikidata and of merged IRIs."""
        return self.node("graph/links")

    def is_managed(self, graph: str) -> bool:
        """Say whether only builds may change a graph."""
        return graph.startswith(self.base + "graph/")

    def key_of(self, iri: str) -> str | None:
        """Give the node key of an IRI below the base, else None."""
        return iri.removeprefix(self.base) if iri.startswith(self.base) else None
