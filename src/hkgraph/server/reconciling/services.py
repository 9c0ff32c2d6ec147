"""The services that a server offers: one for the graph's own entities, one for Wikidata's."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from fastapi.concurrency import run_in_threadpool

from hkgraph.own_words.reading import load_words, words_folder
from hkgraph.server.graph_reader import Reader
from hkgraph.server.reconciling.answers import Identity
from hkgraph.server.reconciling.catalogue import Catalogue
from hkgraph.server.reconciling.graph_entities import GraphEntities
from hkgraph.server.reconciling.known_entities import KnownEntities
from hkgraph.server.reconciling.service import Service
from hkgraph.wikidata.layers import choose_with

if TYPE_CHECKING:
    from hkgraph.server.searches import Searches
    from hkgraph.server.snapshots import Snapshots
    from hkgraph.server.wording import Wording
    from hkgraph.settings import Settings
    from hkgraph.wikidata.knowledge_base import KnowledgeBase

_ANYTHING = "https://schema.org/Thing"


def graph_service(
    searches: Searches, snapshots: Snapshots, wording: Wording, settings: Settings
) -> Service:
    """Make the service that matches against the graph."""
    catalogue = Catalogue.read("graph.yaml")

    async def open_source() -> GraphEntities:
        index = await searches.index()
        snapshot = await snapshots.fetch()
        reader = Reader(snapshot.store, wording)
        return GraphEntities(reader, index, catalogue, settings.base_iri)

    identity = Identity(
        name=settings.title,
        path="reconcile",
        identifier_space=settings.base_iri,
        schema_space=_ANYTHING,
        view="{site}id/{{id}}",
    )
    return Service(identity, catalogue, open_source)


def wikidata_service(settings: Settings) -> Service:
    """Make the service that matches against the knowledge base, with the user's own words."""
    catalogue = Catalogue.read("wikidata.yaml")
    opened = _Opened(settings)

    async def open_source() -> KnownEntities:
        return KnownEntities(await run_in_threadpool(opened.get), catalogue)

    identity = Identity(
        name=f"{settings.title}: Wikidata",
        path="reconcile/wikidata",
        identifier_space="http://www.wikidata.org/entity/",
        schema_space="http://www.wikidata.org/prop/direct/",
        view="https://www.wikidata.org/wiki/{{id}}",
    )
    return Service(identity, catalogue, open_source)


class _Opened:
    """The knowledge base, opened when it is first asked; the start of a server need not wait."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._known: KnowledgeBase | None = None

    def get(self) -> KnowledgeBase:
        with self._lock:
            if self._known is None:
                words = load_words(words_folder(self._settings))
                self._known = choose_with(words, self._settings.knowledge_base)
            return self._known
