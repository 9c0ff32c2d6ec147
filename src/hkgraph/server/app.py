"""The server: one application around one store; nothing is global.

What a request passes: the front, which sends queries straight to the endpoint, and the rest to a
route. Routes ask the engine (anyone's queries) or the snapshots (look-ups for pages). Errors of
every kind come out of ``problems.py``.
"""

from __future__ import annotations

from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.staticfiles import StaticFiles
from starlette.routing import Route

from hkgraph import __version__
from hkgraph.errors import StoreError
from hkgraph.outgoing.fetching import Outgoing
from hkgraph.queries import read_prefixes, read_queries
from hkgraph.resources import resource
from hkgraph.search.keeping import Indexes
from hkgraph.server.answering import Answering
from hkgraph.server.bodies import BodyLimit
from hkgraph.server.dereferencing import Things, things_router
from hkgraph.server.engine import Engine
from hkgraph.server.front import Front
from hkgraph.server.graph_reader import Reader
from hkgraph.server.graph_store import GraphStore
from hkgraph.server.graph_store import describe_operations as graph_operations
from hkgraph.server.outcomes import Outcomes
from hkgraph.server.overview import Overviews
from hkgraph.server.problems import Problems
from hkgraph.server.query_pages import QueryPages, query_router
from hkgraph.server.rates import Rates
from hkgraph.server.reconciling.routes import reconciliation_router
from hkgraph.server.reconciling.services import graph_service, wikidata_service
from hkgraph.server.relay import Relay
from hkgraph.server.rendering import Pages
from hkgraph.server.result_cache import ResultCache
from hkgraph.server.review_pages import ReviewPages, review_router
from hkgraph.server.search import SearchPages, search_router
from hkgraph.server.searches import Searches
from hkgraph.server.self_description import SelfDescription, description_router
from hkgraph.server.snapshots import Snapshots
from hkgraph.server.sparql import SparqlEndpoint
from hkgraph.server.sparql import describe_operations as sparql_operations
from hkgraph.server.start_page import start_router
from hkgraph.server.stored_queries import StoredQueries, stored_query_router
from hkgraph.server.tables import Shown, with_names
from hkgraph.server.tally import Tally, tally_router
from hkgraph.server.watching import watch_engine
from hkgraph.server.wording import read_wording
from hkgraph.server.workers.limits import MEGABYTE, Limits
from hkgraph.server.writing import Writing
from hkgraph.store.generations import StoreDir

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from starlette.types import ASGIApp, Receive, Scope, Send

    from hkgraph.settings import Settings

STATIC = Path(__file__).parent / "static"
# A form spells each byte of a query with up to three.
FORM_FACTOR = 3


class Application(FastAPI):
    """A FastAPI application that has a front before all of its layers."""

    front: ASGIApp | None = None
    engine: Engine | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take a request."""
        await (self.front or self.take)(scope, receive, send)

    def hurry(self) -> None:
        """End all queries that run, since the server is to stop."""
        if self.engine:
            self.engine.end_all()

    async def take(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take a request that has passed the front."""
        await super().__call__(scope, receive, send)


def create_app(store: Path, settings: Settings) -> Application:
    """Build the application that serves a store.

    Args:
        store: Folder of the store; it may be empty, and is looked at anew with each request.
    """
    snapshots = Snapshots(StoreDir(store))
    indexes = Indexes(StoreDir(store))
    relay = Relay(Outgoing.from_settings(settings))
    engine = Engine(snapshots, Limits.of(settings), relay)
    writing = Writing(store, settings)
    parts = _Parts(
        store=store,
        settings=settings,
        snapshots=snapshots,
        engine=engine,
        searches=Searches(indexes),
        writing=writing,
    )

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        with suppress(StoreError):  # it may be empty
            indexes.find_current()
        yield
        await writing.close()
        indexes.close()
        await engine.close()

    app = Application(
        title="hkgraph",
        summary="What news articles about Hong Kong say, with the sentence that says it.",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
    )
    app.engine = engine
    _add_routes(app, parts)
    return app


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What the routes share."""

    store: Path
    settings: Settings
    snapshots: Snapshots
    engine: Engine
    searches: Searches
    writing: Writing


def _add_routes(app: Application, parts: _Parts) -> None:
    settings, snapshots, engine = parts.settings, parts.snapshots, parts.engine
    wording = read_wording()
    pages = Pages(settings.base_iri)
    queries = read_queries(resource("queries"))
    prefixes = read_prefixes(resource("queries"))

    def name_things(shown: Shown) -> Shown:
        reader = Reader(snapshots.current().store, wording)
        return with_names(shown, reader, settings.base_iri)

    outcomes = Outcomes(engine, name_things)
    cache = ResultCache(settings.cache_megabytes * MEGABYTE)
    tally = Tally()
    watch_engine(tally, engine, snapshots)
    answering = Answering(engine, snapshots, cache, tally)
    things = Things(snapshots, answering, parts.searches, pages, wording=wording, settings=settings)
    query_pages = QueryPages(pages, outcomes, queries=queries, prefixes=prefixes)
    stored = StoredQueries(answering, pages, outcomes, queries=queries, prefixes=prefixes)
    description = SelfDescription(snapshots, engine, settings, queries=queries, prefixes=prefixes)
    sparql = SparqlEndpoint(
        answering, description, parts.writing, union=settings.union_default_graph
    )
    _add_front(app, sparql, Problems(pages), tally, parts)
    graphs = GraphStore(answering, parts.writing, snapshots)
    for path in ("/graphs", "/graphs/{place:path}"):
        app.router.routes.append(Route(path, graphs, include_in_schema=False))
    _describe(app, {"/sparql": sparql_operations(), "/graphs": graph_operations()})
    app.include_router(description_router(description))
    app.include_router(start_router(snapshots, pages, Overviews(wording), queries))
    search_pages = SearchPages(parts.searches, snapshots, pages, wording=wording)
    app.include_router(search_router(search_pages))
    app.include_router(review_router(ReviewPages(parts.store, settings, pages, parts.writing)))
    app.include_router(query_router(query_pages))
    app.include_router(stored_query_router(stored))
    app.include_router(things_router(things))
    of_graph = graph_service(parts.searches, snapshots, wording, settings)
    app.include_router(reconciliation_router([of_graph, wikidata_service(settings)], pages))
    app.include_router(tally_router(tally))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")


def _add_front(
    app: Application, sparql: SparqlEndpoint, problems: Problems, tally: Tally, parts: _Parts
) -> None:
    """Put the front before the layers, and the endpoint behind it."""
    settings = parts.settings
    limits: dict[str, Any] = {
        "max_bytes": FORM_FACTOR * settings.query_bytes,
        "token_bytes": settings.write_bytes,
        "permit": parts.writing.permit,
    }
    endpoint = BodyLimit(sparql, **limits)
    problems.add_to(app)
    app.add_middleware(BodyLimit, **limits)
    app.add_middleware(GZipMiddleware, minimum_size=1_400, compresslevel=6)
    app.front = Front(
        app.take,
        {"/sparql": endpoint},
        problems=problems,
        tally=tally,
        rates=Rates(settings.requests_per_minute) if settings.requests_per_minute else None,
    )
    app.router.routes.append(Route("/sparql", endpoint, include_in_schema=False))


def _describe(app: FastAPI, operations: Mapping[str, Any]) -> None:
    """Add what is no route of FastAPI's to the OpenAPI document."""
    of_routes = app.openapi

    def openapi() -> dict[str, Any]:
        document = of_routes()
        document["paths"].update(operations)
        return document

    app.openapi = openapi  # type: ignore[method-assign]
