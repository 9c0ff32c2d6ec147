"""What the server counts of its work, for Prometheus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from fastapi import APIRouter, Response
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

if TYPE_CHECKING:
    from hkgraph.server.refusals import Refused

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_SECONDS = (0.005, 0.02, 0.1, 0.5, 2, 10, 30, 120)
_CLIENT_FAULTS = range(400, 500)

Readings = Mapping[str, tuple[str, Callable[[], float]]]


class Tally:
    """Counters of one application; another in the same process has its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "hkgraph_requests", "Requests.", ["method", "status"], registry=self._registry
        )
        self._queries = Counter(
            "hkgraph_queries",
            "Queries by kind of result, and by what became of them.",
            ["kind", "outcome"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "hkgraph_query_seconds",
            "Time from a query's arrival to the end of its result.",
            ["kind"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._rows = Counter("hkgraph_rows", "Rows of SELECT results.", registry=self._registry)

    def count_request(self, method: str, status: int) -> None:
        """Count a request; status 0 is one that was never answered."""
        self._requests.labels(method if method in _METHODS else "other", status).inc()

    def count_query(self, kind: str, outcome: str, seconds: float, rows: int = 0) -> None:
        """Count a query.

        Args:
            kind: "select", "ask", "graph", or "unknown" where it was not answered.
            outcome: "answered", "kept" (from the cache), "unchanged" (the client holds it), or
                why there was no answer.
            seconds: How long it took.
        """
        self._queries.labels(kind, outcome).inc()
        self._seconds.labels(kind).observe(seconds)
        if rows:
            self._rows.inc(rows)

    def watch(self, readings: Readings) -> None:
        """Read values anew whenever somebody asks for them.

        Args:
            readings: By name: what it is, and what gives it.
        """
        for name, (text, read) in readings.items():
            Gauge(f"hkgraph_{name}", text, registry=self._registry).set_function(read)

    def render(self) -> bytes:
        """Give everything in Prometheus' text format."""
        return generate_latest(self._registry)


def outcome_of(refusal: Refused) -> str:
    """Say in one word or two why a query was not answered."""
    limit = refusal.details.get("limit")
    if limit:
        return str(limit)
    return "refused" if refusal.status_code in _CLIENT_FAULTS else "failed"


def tally_router(tally: Tally) -> APIRouter:
    """Make the route of the counters."""
    router = APIRouter(tags=["Operation"])

    @router.head("/metrics", include_in_schema=False)
    @router.get("/metrics", response_class=Response, summary="Counters for Prometheus")
    def metrics() -> Response:
        """Give what the server has counted since it was started."""
        headers = {"Cache-Control": "no-store", "Content-Type": CONTENT_TYPE_LATEST}
        return Response(tally.render(), headers=headers)

    return router
