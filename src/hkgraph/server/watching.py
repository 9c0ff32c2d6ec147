"""What an operator watches of the engine: how many queries are where, and how old the graph is."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from hkgraph.errors import StoreError
from hkgraph.server.workers.runs import Lane

if TYPE_CHECKING:
    from collections.abc import Callable

    from hkgraph.server.engine import Engine
    from hkgraph.server.snapshots import Snapshots
    from hkgraph.server.tally import Tally


def watch_engine(tally: Tally, engine: Engine, snapshots: Snapshots) -> None:
    """Let the counters show the state of the engine and of the graph."""
    pool = engine.pool
    tally.watch(
        {
            "queries_quick": ("Queries in their first moments.", _in_lane(engine, Lane.QUICK)),
            "queries_long": ("Queries that go on for longer.", _in_lane(engine, Lane.LONG)),
            "queries_held": ("Long queries that wait.", _in_lane(engine, Lane.HELD)),
            "queries_aside": ("Queries with slow clients.", _in_lane(engine, Lane.ASIDE)),
            "queries_waiting": ("Queries not begun yet.", lambda: pool.waiting),
            "workers_killed_total": ("Workers ended since the start.", lambda: pool.killed),
            "generation": ("Number of the generation.", lambda: _generation(snapshots)[0]),
            "generation_age_seconds": (
                "Time since it was published.",
                lambda: _generation(snapshots)[1],
            ),
        }
    )


def _in_lane(engine: Engine, lane: Lane) -> Callable[[], float]:
    return lambda: engine.pool.count(lane)


def _generation(snapshots: Snapshots) -> tuple[float, float]:
    try:
        snapshot = snapshots.current()
    except StoreError:
        return 0, 0
    return snapshot.number, time.time() - snapshot.published
