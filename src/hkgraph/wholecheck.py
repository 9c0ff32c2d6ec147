"""``hkgraph validate``: a whole store against the shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from hkgraph.graph import vocab
from hkgraph.graph.iri import Minter
from hkgraph.resources import resource
from hkgraph.store.generations import StoreDir
from hkgraph.store.live import FILE, LiveArticle
from hkgraph.store.scratch import scratch_copy
from hkgraph.store.texts import Library
from hkgraph.validation.compiled import CompiledShapes
from hkgraph.validation.sources import find_sources
from hkgraph.versions import digest_of, extraction_versions
from hkgraph.wholereport import StoreReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Store

    from hkgraph.settings import Settings
    from hkgraph.validation.report import Verdict
    from hkgraph.validation.sources import Source


def check_store(settings: Settings) -> StoreReport:
    """Check the current generation, all its graphs together.

    The shape of evidence wants the articles' texts, which no graph holds. They are put into a copy
    of the database that lasts as long as the check.

    Raises:
        StoreError: The store cannot be read, or a text is missing.
    """
    generation, store = StoreDir(settings.store).open_snapshot()
    minter = Minter(generation.manifest.base_iri)
    shapes = CompiledShapes(resource("shapes"), resource("ontology"), base=minter.base)
    live = {one.key: one for one in map(LiveArticle.parse, generation.read_lines(FILE))}
    library = Library(settings.store, digest_of(extraction_versions()))
    with scratch_copy(store, settings.store) as copy:
        copy.bulk_extend(_texts(live.values(), minter, library))
        verdict = shapes.check(copy)
        del copy  # closes it, before its files are removed
    return StoreReport(verdict=verdict, articles=len(live), sources=_sources(verdict, store))


def _texts(articles: Iterable[LiveArticle], minter: Minter, library: Library) -> Iterator[Quad]:
    for one in articles:
        text = library.load_article(one.digest, one.document).text
        node = minter.node(f"article/{one.key}")
        yield Quad(node, vocab.HK_TEXT, Literal(text), DefaultGraph())


def _sources(verdict: Verdict, store: Store) -> dict[str, tuple[Source, ...]]:
    """Find where the focus nodes come from, for those that are IRIs."""
    nodes = sorted({result.focus for result in verdict.results if result.focus[0] not in '"_'})
    return {node: tuple(find_sources(NamedNode(node), store)) for node in nodes}
