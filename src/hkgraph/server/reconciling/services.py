"""The services that a server offers: one for the graph's own entities, one for Wikidata's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.server.graph_reader import Reader
from hkgraph.server.reconciling.answers import Identity
from hkgraph.server.reconciling.catalogue import Catalogue
from hkgraph.server.reconciling.graph_entities import GraphEntities
from hkgraph.server.reconciling.service import Service

if TYPE_CHECKING:
    from hkgraph.server.searches import Searches
    from hkgraph.server.snapshots import Snapshots
    from hkgraph.server.wording import Wording
    from hkgraph.settings import Settings

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
