"""``hkgraph validate``: every live article of a store against the shapes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from hkgraph.graph.iri import Minter
from hkgraph.graph.small_graph import Descriptions
from hkgraph.rebase import from_default_base, to_default_base
from hkgraph.resources import resource
from hkgraph.store.generations import StoreDir
from hkgraph.store.live import FILE, LiveArticle
from hkgraph.store.texts import Library
from hkgraph.validation.gate import Gate
from hkgraph.validation.whole import check_whole
from hkgraph.versions import digest_of, extraction_versions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import NamedNode, Store, Triple

    from hkgraph.settings import Settings
    from hkgraph.store.generations import Generation
    from hkgraph.validation.whole import WholeVerdict


@dataclass(frozen=True, slots=True)
class StoreReport:
    """The outcome, in whatever form is asked for.

    Attributes:
        base: Base IRI of the store; the verdict names nodes below the default base.
    """

    whole: WholeVerdict
    base: str

    @property
    def conforms(self) -> bool:
        """False when there is a violation; warnings do not count."""
        return self.whole.verdict.conforms

    def render(self, name: str) -> str:
        """Write as ``text``, ``turtle``, ``json`` or ``junit``."""
        return from_default_base(self._render(name), self.base)

    def _render(self, name: str) -> str:
        match name:
            case "turtle":
                return self.whole.verdict.turtle
            case "json":
                return self._json()
            case "junit":
                return self._junit()
            case _:
                return f"{self.whole.articles} articles checked\n{self.whole.verdict.to_text()}"

    def _json(self) -> str:
        verdict = self.whole.verdict
        found = {
            "conforms": verdict.conforms,
            "articles": self.whole.articles,
            "failing": list(self.whole.failing),
            "results": [asdict(result) for result in verdict.results],
        }
        return json.dumps(found, ensure_ascii=False, indent=2)

    def _junit(self) -> str:
        """Write as a test suite: the store as one case, and a failing case for each violation."""
        violations = self.whole.verdict.violations
        suite = Element("testsuite", name="hkgraph validate", tests=str(1 + len(violations)))
        suite.set("failures", str(len(violations)))
        SubElement(suite, "testcase", name=f"{self.whole.articles} articles checked")
        for one in violations:
            case = SubElement(suite, "testcase", classname=one.shape, name=one.focus)
            SubElement(case, "failure", message=one.message).text = one.to_text()
        return tostring(suite, encoding="unicode", xml_declaration=True)


def check_store(settings: Settings) -> StoreReport:
    """Check the current generation."""
    generation, store = StoreDir(settings.store).open_snapshot()
    library = Library(settings.store, digest_of(extraction_versions()))
    gate = Gate(resource("shapes"), resource("ontology"))
    base = generation.manifest.base_iri
    return StoreReport(check_whole(gate, _small_graphs(generation, store, library)), base)


def _small_graphs(
    generation: Generation, store: Store, library: Library
) -> Iterator[tuple[str, set[Triple], set[Triple]]]:
    minter = Minter(generation.manifest.base_iri)
    shared = (minter.sources, minter.entities, minter.facts, minter.links)
    descriptions = Descriptions.of(t for graph in shared for t in _triples(store, graph))
    live = {one.key: one for one in map(LiveArticle.parse, generation.read_lines(FILE))}
    for key, one in sorted(live.items()):
        node = minter.node(f"article/{key}")
        text = library.load_article(one.digest, one.document).text
        triples = _triples(store, minter.article_graph(key))
        small = descriptions.small_graph(node, triples, text)
        checked = to_default_base(small.checked, minter.base)
        yield node.value, checked, to_default_base(small.around, minter.base)


def _triples(store: Store, graph: NamedNode) -> Iterator[Triple]:
    return (quad.triple for quad in store.quads_for_pattern(None, None, None, graph))
