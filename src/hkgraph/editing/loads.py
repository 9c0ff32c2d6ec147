"""What LOAD reads: RDF of another host, if its host is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat

from hkgraph.editing.graph_writes import parse_document
from hkgraph.errors import WriteError
from hkgraph.outgoing.fetching import Outgoing

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from hkgraph.settings import Settings

_WANTED = "text/turtle, application/n-triples, application/rdf+xml;q=0.9, application/ld+json;q=0.8"


class Loader:
    """Reads RDF from the hosts that the settings allow."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def load(self, address: str) -> list[Quad]:
        """Read the RDF at an address.

        Raises:
            HostRefusedError: Its host is not on the list.
            OutgoingError: It cannot be had.
            WriteError: It is no RDF.
        """
        outgoing = Outgoing.from_settings(self._settings)
        reply = outgoing.fetch_sync(address, headers={"Accept": _WANTED})
        if RdfFormat.from_media_type(reply.media_type) is None:
            raise WriteError(
                f"{address} is sent as {reply.media_type or 'nothing'}, which is no format of RDF",
                hint="Name an address that answers with Turtle, N-Triples, RDF/XML or JSON-LD.",
            )
        return list(parse_document(reply.body, reply.media_type, reply.url))
