"""The data in terms of VoID: how much there is of what, and where it is to be had."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from hkgraph.graph import vocab
from hkgraph.server.description.counts import MOST_GRAPHS
from hkgraph.server.description.formats import RDF_FORMATS
from hkgraph.server.description.terms import is_a, says
from hkgraph.text import short_hash

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hkgraph.server.description.counts import Counts
    from hkgraph.settings import Settings

_TOLD_BY_EXAMPLE = (
    vocab.NEWS_ARTICLE,
    vocab.PERSON,
    vocab.ORGANIZATION,
    vocab.LEGISLATION,
    vocab.EVENT,
    vocab.STATEMENT,
)
# Datatypes are no vocabulary that the data are told in.
_VOCABULARIES = {p: n for p, n in vocab.PREFIXES.items() if p not in ("xsd", "rdf")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """The data of one generation, as seen at one address.

    Attributes:
        site: URL of the start page, with a slash at its end.
        noted: Things of each class, and all quads, as they were noted when it was published.
        is_managed: True if there are only graphs of a build, which have no triple in common.
        counts: None while they are being made.
    """

    site: str
    settings: Settings
    noted: Mapping[str, int]
    is_managed: bool
    counts: Counts | None

    @property
    def node(self) -> NamedNode:
        """The dataset's IRI."""
        return NamedNode(f"{self.site}.well-known/void#dataset")

    @property
    def endpoint(self) -> NamedNode:
        """The endpoint's IRI, which is its URL."""
        return NamedNode(f"{self.site}sparql")

    def triples(self) -> Iterator[Triple]:
        """Describe the dataset."""
        yield from self._about()
        if self.counts is None:
            yield from self._before_counting()
            return
        yield from self._totals(self.counts)
        yield from self._classes(self.counts.classes)
        yield from self._properties(self.counts)
        yield from self._languages(self.counts)
        yield from self._graphs(self.counts)
        for name in _TOLD_BY_EXAMPLE:
            if example := self.counts.examples.get(name.value):
                yield says(self.node, "void:exampleResource", NamedNode(example))

    def _before_counting(self) -> Iterator[Triple]:
        classes = {name: number for name, number in self.noted.items() if name != "quads"}
        yield says(self.node, "rdfs:comment", "The rest is being counted; ask again in a minute.")
        if self.is_managed:
            yield says(self.node, "void:triples", self.noted["quads"])
        yield says(self.node, "void:classes", len(classes))
        yield from self._classes(classes)

    def _about(self) -> Iterator[Triple]:
        settings = self.settings
        yield is_a(self.node, "void:Dataset")
        yield is_a(self.node, "sd:Dataset")
        yield says(self.node, "dcterms:title", settings.title)
        yield says(self.node, "foaf:homepage", NamedNode(self.site))
        yield says(self.node, "void:sparqlEndpoint", self.endpoint)
        yield says(self.node, "void:uriSpace", Literal(settings.base_iri))
        if settings.licence:
            yield says(self.node, "dcterms:license", NamedNode(settings.licence))
        if settings.data_dump:
            yield says(self.node, "void:dataDump", NamedNode(settings.data_dump))
        for namespace in _VOCABULARIES.values():
            yield says(self.node, "void:vocabulary", NamedNode(namespace))
        for form in RDF_FORMATS:
            yield says(self.node, "void:feature", form)

    def _totals(self, counts: Counts) -> Iterator[Triple]:
        yield says(self.node, "void:triples", counts.triples)
        yield says(self.node, "void:entities", counts.entities)
        yield says(self.node, "void:distinctSubjects", counts.subjects)
        yield says(self.node, "void:distinctObjects", counts.objects)
        yield says(self.node, "void:classes", len(counts.classes))
        yield says(self.node, "void:properties", len(counts.properties))
        yield says(self.node, "void-ext:languages", len(counts.languages))

    def _classes(self, classes: Mapping[str, int]) -> Iterator[Triple]:
        for name, things in classes.items():
            part = self._part("class", name)
            yield says(self.node, "void:classPartition", part)
            yield says(part, "void:class", NamedNode(name))
            yield says(part, "void:entities", things)

    def _properties(self, counts: Counts) -> Iterator[Triple]:
        for name, usage in counts.properties.items():
            part = self._part("property", name)
            yield says(self.node, "void:propertyPartition", part)
            yield says(part, "void:property", NamedNode(name))
            yield says(part, "void:triples", usage.triples)
            yield says(part, "void:distinctSubjects", usage.subjects)
            yield says(part, "void:distinctObjects", usage.objects)

    def _languages(self, counts: Counts) -> Iterator[Triple]:
        for tag, triples in counts.languages.items():
            part = self._part("language", tag)
            yield says(self.node, "dcterms:language", Literal(tag))
            yield says(self.node, "void-ext:languagePartition", part)
            yield says(part, "void-ext:language", Literal(tag))
            yield says(part, "void:triples", triples)

    def _graphs(self, counts: Counts) -> Iterator[Triple]:
        default = NamedNode(f"{self.node.value}-default")
        yield says(self.node, "sd:defaultGraph", default)
        yield is_a(default, "sd:Graph")
        union = self.settings.union_default_graph
        yield says(default, "void:triples", counts.triples if union else counts.nameless)
        for name, triples in counts.graphs.items():
            named, graph = self._part("graph", name), NamedNode(name)
            yield says(self.node, "sd:namedGraph", named)
            yield is_a(named, "sd:NamedGraph")
            yield says(named, "sd:name", graph)
            yield says(named, "sd:graph", graph)
            yield is_a(graph, "sd:Graph")
            yield says(graph, "void:triples", triples)
        if counts.more_graphs:
            yield says(
                self.node,
                "rdfs:comment",
                f"Only {MOST_GRAPHS} of the named graphs are listed here; for all of them ask "
                "SELECT DISTINCT ?graph { GRAPH ?graph { } }.",
            )

    def _part(self, kind: str, name: str) -> NamedNode:
        return NamedNode(f"{self.node.value}-{kind}-{short_hash(name)}")
