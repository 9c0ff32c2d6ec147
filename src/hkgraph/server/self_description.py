"""What the service says of itself: VoID, SPARQL service description and example queries, in one."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from hkgraph.errors import NotAcceptableError
from hkgraph.server.describing import write
from hkgraph.server.description.counts import Census
from hkgraph.server.description.dataset import Dataset
from hkgraph.server.description.executables import executables
from hkgraph.server.description.service import service_triples
from hkgraph.server.description.terms import PREFIXES
from hkgraph.server.formats import TRIPLES, Format
from hkgraph.server.location import site_url
from hkgraph.server.negotiation import choose, is_known, parse_accept

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import Triple

    from hkgraph.queries import StoredQuery
    from hkgraph.server.engine import Engine
    from hkgraph.server.snapshots import Snapshots
    from hkgraph.settings import Settings

# Whoever looks for an example does not want to begin with a check of the graph.
_NO_EXAMPLES = "checks"


class SelfDescription:
    """Describes the service and the snapshot that it answers from.

    Args:
        queries: The stored queries, by name.
        prefixes: Those that the queries have in common.
    """

    def __init__(
        self,
        snapshots: Snapshots,
        engine: Engine,
        settings: Settings,
        *,
        queries: Mapping[str, StoredQuery],
        prefixes: Mapping[str, str],
    ) -> None:
        self._snapshots = snapshots
        self._census = Census(
            engine, base=settings.base_iri, seconds=settings.longest_query_seconds
        )
        self._settings = settings
        self._queries = [q for q in queries.values() if q.folder != _NO_EXAMPLES]
        self._prefixes = prefixes

    async def answer(self, request: Request) -> Response:
        """Give the description as the client accepts it; it waits a little for the counts."""
        form = choose(parse_accept(request.headers.get("accept")), TRIPLES)
        if form is None:
            hint = f"Accept one of: {', '.join(f.media_type for f in TRIPLES)}."
            raise NotAcceptableError("the description is RDF", hint=hint)
        snapshot = await run_in_threadpool(self._snapshots.current)
        dataset = Dataset(
            site=site_url(request),
            settings=self._settings,
            noted=snapshot.counts,
            is_managed=not snapshot.user_graphs,
            counts=await self._census.find(snapshot),
        )
        return await run_in_threadpool(self._send, request, dataset, form)

    def _send(self, request: Request, dataset: Dataset, form: Format) -> Response:
        triples = self._triples(dataset)
        headers = {
            "Vary": "Accept",
            "ETag": form.etag(_digest(triples)),
            "Cache-Control": "no-cache" if dataset.counts else "no-store",
        }
        if is_known(request.headers.get("if-none-match"), headers["ETag"]):
            return Response(status_code=304, headers=headers)
        content = write(triples, form, **PREFIXES)
        return Response(content, media_type=form.content_type, headers=headers)

    def _triples(self, dataset: Dataset) -> list[Triple]:
        found = {
            *service_triples(dataset),
            *dataset.triples(),
            *executables(self._queries, self._prefixes, dataset.site),
        }
        return sorted(found, key=str)


def _digest(triples: Iterable[Triple]) -> str:
    return hashlib.sha256("\n".join(map(str, triples)).encode()).hexdigest()


def description_router(description: SelfDescription) -> APIRouter:
    """Make the route of VoID."""
    router = APIRouter(tags=["SPARQL"])

    @router.head("/.well-known/void", include_in_schema=False)
    @router.get("/.well-known/void", response_class=Response, summary="Describe data and service")
    async def void(request: Request) -> Response:
        """Give VoID and the SPARQL service description as RDF."""
        return await description.answer(request)

    return router
