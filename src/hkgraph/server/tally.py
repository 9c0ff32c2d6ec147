"""What the server counts of its work, for Prometheus."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import accumulate
from typing import TYPE_CHECKING

from fastapi import APIRouter, Response
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prometheus_client import Metric

    from hkgraph.server.refusals import Refused

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_SECONDS = (0.005, 0.02, 0.1, 0.5, 2, 10, 30, 120)
_CLIENT_FAULTS = range(400, 500)

Readings = Mapping[str, tuple[str, Callable[[], float]]]
#: What only grows is named so, as Prometheus wants it.
_COUNTED = "_total"


class Tally:
    """Counters of one application; another in the same process has its own.

    Counting takes part in every look-up, so it only adds up; what Prometheus wants to read is made
    when it asks.
    """

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, str]] = Counter()
        self._queries: Counter[tuple[str, str]] = Counter()
        self._times: dict[str, _Times] = {}
        self._rows = 0
        self._readings: Readings = {}
        self._registry = CollectorRegistry()
        self._registry.register(self)

    def count_request(self, method: str, status: int) -> None:
        """Count a request; status 0 is one that was never answered."""
        self._requests[method if method in _METHODS else "other", str(status)] += 1

    def count_query(self, kind: str, outcome: str, seconds: float, rows: int = 0) -> None:
        """Count a query.

        Args:
            kind: "select", "ask", "graph", or "unknown" where it was not answered.
            outcome: "answered", "kept" (from the cache), "unchanged" (the client holds it), or
                why there was no answer.
            seconds: How long it took.
        """
        self._queries[kind, outcome] += 1
        times = self._times.get(kind)
        if times is None:
            times = self._times[kind] = _Times()
        times.add(seconds)
        self._rows += rows

    def watch(self, readings: Readings) -> None:
        """Read values anew whenever somebody asks for them.

        Args:
            readings: By name: what it is, and what gives it.
        """
        self._readings = {**self._readings, **readings}

    def render(self) -> bytes:
        """Give everything in Prometheus' text format."""
        return generate_latest(self._registry)

    def collect(self) -> Iterator[Metric]:
        """Give everything to the registry, which asks for it."""
        yield _family("requests", "Requests.", ["method", "status"], self._requests)
        text = "Queries by kind of result, and by what became of them."
        yield _family("queries", text, ["kind", "outcome"], self._queries)
        text = "Time from a query's arrival to the end of its result."
        seconds = HistogramMetricFamily("hkgraph_query_seconds", text, labels=["kind"])
        for kind, times in self._times.items():
            seconds.add_metric([kind], times.buckets(), times.sum)
        yield seconds
        yield CounterMetricFamily("hkgraph_rows", "Rows of SELECT results.", self._rows)
        for name, (text, read) in self._readings.items():
            family = CounterMetricFamily if name.endswith(_COUNTED) else GaugeMetricFamily
            yield family(f"hkgraph_{name}", text, read())


class _Times:
    """How many took how long."""

    def __init__(self) -> None:
        self._counts = [0] * (len(_SECONDS) + 1)
        self.sum = 0.0

    def add(self, seconds: float) -> None:
        self._counts[bisect_left(_SECONDS, seconds)] += 1
        self.sum += seconds

    def buckets(self) -> list[tuple[str, float]]:
        names = [*map(str, _SECONDS), "+Inf"]
        return list(zip(names, accumulate(self._counts), strict=True))


def _family(
    name: str, text: str, labels: list[str], counts: Mapping[tuple[str, str], int]
) -> Metric:
    family = CounterMetricFamily(f"hkgraph_{name}", text, labels=labels)
    for values, count in list(counts.items()):
        family.add_metric(values, count)
    return family


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
