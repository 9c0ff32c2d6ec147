"""The worker processes at work: queries begin, are looked after, and end.

Look-ups wait for other first moments, never for a long query. What passes a limit is ended by
killing its process, and the next query gets a fresh one.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from typing import TYPE_CHECKING

import structlog

from hkgraph.server.refusals import Refused, refusal_of
from hkgraph.server.workers import reasons
from hkgraph.server.workers.lanes import Lanes
from hkgraph.server.workers.places import Places
from hkgraph.server.workers.runs import Lane, Run
from hkgraph.server.workers.staff import Staff

if TYPE_CHECKING:
    from collections.abc import Callable

    from hkgraph.server.relay import Permit
    from hkgraph.server.workers.jobs import Job
    from hkgraph.server.workers.limits import Limits
    from hkgraph.server.workers.process import WorkerProcess

TICK_SECONDS = 0.02
MEMORY_TICKS = 12
#: A worker that holds more after a query has grown with it, and does not shrink by itself.
GROWN_BYTES = 160_000_000

log = structlog.get_logger(__name__)


class Pool:
    """Runs queries in processes; belongs to the event loop in which it is first used.

    Args:
        database: Gives the folder that a new worker opens before it is asked anything.
        relay_port: The only port that workers may connect to; 0 for none.
    """

    def __init__(self, limits: Limits, database: Callable[[], str], *, relay_port: int = 0) -> None:
        self._limits = limits
        self._places = Places(limits)
        self._lanes = Lanes(limits, self._places)
        self._staff = Staff(limits, database, relay_port=relay_port)
        self._sweeper: asyncio.Task[None] | None = None
        self._busy = asyncio.Event()

    @property
    def waiting(self) -> int:
        """How many queries wait for their first moment."""
        return self._places.waiting

    @property
    def killed(self) -> int:
        """How many workers were ended, or died, in the middle of a query."""
        return self._staff.killed

    def count(self, lane: Lane) -> int:
        """How many queries are in a lane."""
        return self._lanes.count(lane)

    async def start(
        self,
        job: Job,
        *,
        seconds: float,
        noticed: Callable[[], None] | None = None,
        permit: Permit | None = None,
    ) -> Run:
        """Give a query to a worker, as soon as there is a place for it.

        Args:
            seconds: How long it may run.
            noticed: Called once if it does not end soon.
            permit: What lets it call other hosts; closed when it has ended.

        Raises:
            Refused: Too many queries wait, or this one has waited too long.
        """
        try:
            process = await self._enter()
        except BaseException:
            if permit:
                permit.close()
            raise
        run = Run(process=process, seconds=seconds, noticed=noticed, permit=permit)
        self._lanes.begin(run)
        process.send(job)
        self._busy.set()
        if self._sweeper is None:
            self._sweeper = asyncio.create_task(self._sweep())
        return run

    async def _enter(self) -> WorkerProcess:
        await self._places.enter()
        try:
            return await self._staff.take()
        except BaseException:
            self._places.leave()
            raise

    def finish(self, run: Run) -> None:
        """Take a query's worker back, or what is left of it."""
        if run.lane is Lane.DONE:
            return
        was_quick = run.lane is Lane.QUICK
        self._lanes.finish(run)
        if run.permit:
            run.permit.close()
        grown = not was_quick and run.process.holds_more_than(GROWN_BYTES)
        if run.worker_is_free and run.ended is None and not grown:
            self._staff.put_back(run.process)
        else:
            self._staff.replace(run.process)

    async def explain_death(self, run: Run) -> Refused:
        """Say why a worker died that nobody ended."""
        words = await run.process.bury()
        fault = reasons.death(words, self._limits)
        log.warning("worker_died", last_words=words[-200:], status=fault["status"])
        return refusal_of(fault)

    def end_all(self) -> None:
        """End all queries that workers have been given."""
        for run in list(self._lanes.runs):
            run.end(reasons.closing())

    async def close(self) -> None:
        """End all queries and workers."""
        self.end_all()
        await self._staff.close()
        if self._sweeper:
            self._sweeper.cancel()
            self._sweeper = None

    async def _sweep(self) -> None:
        # Cancelled with the event loop, where nobody closes the pool: in a mounted application.
        try:
            for tick in itertools.count():
                if not self._lanes.runs:
                    self._busy.clear()
                await self._busy.wait()
                await asyncio.sleep(TICK_SECONDS)
                self._look_around(weigh=tick % MEMORY_TICKS == 0)
        finally:
            for run in self._lanes.runs:
                run.process.abandon()
            self._staff.abandon()

    def _look_around(self, *, weigh: bool) -> None:
        now = time.monotonic()
        for run in list(self._lanes.runs):
            self._lanes.look_after(run, now)
            is_heavy = weigh and run.lane in (Lane.LONG, Lane.ASIDE)
            if is_heavy and run.process.holds_more_than(self._limits.worker_bytes):
                run.end(reasons.too_big(self._limits))
        self._places.turn_away(now)
        self._lanes.balance(now)
        if self._lanes.count(Lane.QUICK) < self._limits.quick:
            self._staff.stock()
