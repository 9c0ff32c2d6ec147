"""The worker processes, and who may use them.

A query first has a moment in the quick lane, whose few places are free again soon: most queries
need no more. One that goes on takes a place in the long lane; when that is full, its process is
stopped until there is one. So a look-up waits for other first moments, never for a long query.
What passes a limit is ended by killing its process, and the next query gets a fresh one.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import deque
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

import structlog

from hkgraph.server.refusals import Refused, refusal_of
from hkgraph.server.workers import reasons
from hkgraph.server.workers.process import WorkerProcess
from hkgraph.server.workers.runs import Lane, Run

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from hkgraph.server.relay import Permit
    from hkgraph.server.workers.jobs import Job
    from hkgraph.server.workers.limits import Limits

TICK_SECONDS = 0.05
MEMORY_TICKS = 5
#: After this a client is taken to be slow.
ASIDE_SECONDS = 0.5

log = structlog.get_logger(__name__)


class Pool:
    """Runs queries in processes; belongs to the event loop in which it is first used.

    Args:
        database: Gives the folder that a new worker opens before it is asked anything.
        relay_port: The only port that workers may connect to; 0 for none.
    """

    def __init__(self, limits: Limits, database: Callable[[], str], *, relay_port: int = 0) -> None:
        self._limits = limits
        self._database = database
        self._relay_port = relay_port
        self._idle: list[WorkerProcess] = []
        self._runs: set[Run] = set()
        self._queue: deque[asyncio.Future[None]] = deque()
        self._places = limits.quick
        self._starting = 0
        self._closing = False
        self._sweeper: asyncio.Task[None] | None = None
        self._busy = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self.killed = 0

    @property
    def waiting(self) -> int:
        """How many queries wait for their first moment."""
        return len(self._queue)

    def count(self, lane: Lane) -> int:
        """How many queries are in a lane."""
        return sum(run.lane is lane for run in self._runs)

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
        with ExitStack() as on_failure:
            if permit:
                on_failure.callback(permit.close)
            await self._enter()
            on_failure.callback(self._leave)
            process = self._idle.pop() if self._idle else await self._new_process()
            on_failure.pop_all()
        run = Run(process=process, seconds=seconds, noticed=noticed, permit=permit)
        self._runs.add(run)
        process.send(job)
        self._busy.set()
        if self._sweeper is None:
            self._sweeper = asyncio.create_task(self._sweep_on())
        return run

    def finish(self, run: Run) -> None:
        """Take a query's worker back, or what is left of it."""
        if run.lane is Lane.DONE:
            return
        lane = run.lane
        self._runs.discard(run)
        run.enter(Lane.DONE)
        if run.permit:
            run.permit.close()
        if run.worker_is_free and run.ended is None and len(self._idle) < self._most_idle:
            self._idle.append(run.process)
        else:
            self._spawn(self._replace(run))
        if lane is Lane.QUICK:
            self._leave()
        elif lane is Lane.LONG:
            self._promote()

    async def explain_death(self, run: Run) -> Refused:
        """Say why a worker died that nobody ended."""
        words = await run.process.bury()
        fault = reasons.death(words, self._limits)
        log.warning("worker_died", last_words=words[-200:], status=fault["status"])
        return refusal_of(fault)

    async def close(self) -> None:
        """End all workers."""
        self._closing = True
        self._end_all()
        await asyncio.gather(*self._tasks)
        idle, self._idle = self._idle, []
        await asyncio.gather(*(process.bury() for process in idle))
        if self._sweeper:
            self._sweeper.cancel()
            self._sweeper = None

    def _end_all(self) -> None:
        for run in list(self._runs):
            run.end(reasons.closing())
        for process in self._idle:
            process.kill()

    # ── places ──────────────────────────────────────────────────────────────────────────────

    async def _enter(self) -> None:
        if self._places > 0 and not self._queue:
            self._places -= 1
            return
        if len(self._queue) >= self._limits.waiting:
            raise refusal_of(reasons.queue_full(self._limits))
        place = asyncio.get_running_loop().create_future()
        self._queue.append(place)
        try:
            async with asyncio.timeout(self._limits.waiting_seconds):
                await place
        except TimeoutError:
            raise refusal_of(reasons.waited(self._limits)) from None
        except BaseException:
            if place.done() and not place.cancelled():
                self._leave()
            raise
        finally:
            with suppress(ValueError):
                self._queue.remove(place)

    def _leave(self) -> None:
        while self._queue:
            place = self._queue.popleft()
            if not place.done():
                place.set_result(None)
                return
        self._places += 1

    def _promote(self) -> None:
        held = [run for run in self._runs if run.lane is Lane.HELD]
        if held and self.count(Lane.LONG) < self._limits.long:
            run = min(held, key=lambda one: one.lane_since)
            run.enter(Lane.LONG)
            run.process.resume()

    # ── processes ───────────────────────────────────────────────────────────────────────────

    @property
    def _most_idle(self) -> int:
        return self._limits.quick + self._limits.long

    async def _new_process(self) -> WorkerProcess:
        try:
            return await WorkerProcess.start(
                memory_bytes=self._limits.memory_bytes,
                database=self._database(),
                relay_port=self._relay_port,
            )
        except OSError as exc:
            raise refusal_of(reasons.no_process(exc)) from exc

    async def _stock(self) -> None:
        """Have a worker ready before the next query comes."""
        self._starting += 1
        try:
            process = await self._new_process()
        except Refused:
            return
        finally:
            self._starting -= 1
        self._idle.append(process)

    async def _replace(self, run: Run) -> None:
        self.killed += 1
        await run.process.bury()
        if not self._closing and len(self._idle) + self._starting < self._limits.quick:
            await self._stock()

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # ── the sweep ───────────────────────────────────────────────────────────────────────────

    async def _sweep_on(self) -> None:
        # Cancelled with the event loop, where nobody closes the pool: in a mounted application.
        try:
            for tick in itertools.count():
                if not self._runs:
                    self._busy.clear()
                await self._busy.wait()
                await asyncio.sleep(TICK_SECONDS)
                for run in list(self._runs):
                    self._look_after(run, time.monotonic(), weigh=tick % MEMORY_TICKS == 0)
        finally:
            for process in [*self._idle, *(run.process for run in self._runs)]:
                process.abandon()
            self._idle.clear()

    def _look_after(self, run: Run, now: float, *, weigh: bool) -> None:
        if run.lane is Lane.HELD:
            if now - run.lane_since > self._limits.waiting_seconds:
                run.end(reasons.waited(self._limits))
        elif run.worked(now) > run.seconds:
            run.end(reasons.late(run.seconds))
        elif run.waiting_since is not None:
            self._look_after_client(run, now)
        elif run.lane is Lane.QUICK:
            if run.overstays(now):
                self._demote(run)
        elif weigh and run.process.memory_bytes() > self._limits.worker_bytes:
            run.end(reasons.too_big(self._limits))

    def _demote(self, run: Run) -> None:
        if self.count(Lane.LONG) < self._limits.long:
            run.enter(Lane.LONG)
        elif self.count(Lane.HELD) < self._limits.waiting:
            run.enter(Lane.HELD)
            run.process.hold()
        else:
            run.end(reasons.queue_full(self._limits))
            return
        if run.noticed:
            run.noticed()
        if len(self._idle) + self._starting == 0:
            self._spawn(self._stock())
        self._leave()

    def _look_after_client(self, run: Run, now: float) -> None:
        """Let a query stand aside while its client takes its time, but not for ever."""
        stalled = now - (run.waiting_since or now)
        slow = stalled > self._limits.stalled_seconds
        if slow or now - run.started > self._limits.transfer_seconds:
            run.end(reasons.client_too_slow(self._limits))
        elif stalled > ASIDE_SECONDS and run.lane in (Lane.QUICK, Lane.LONG):
            self._stand_aside(run)

    def _stand_aside(self, run: Run) -> None:
        if self.count(Lane.ASIDE) >= self._limits.waiting:
            run.end(reasons.queue_full(self._limits))
            return
        lane = run.lane
        run.enter(Lane.ASIDE)
        if lane is Lane.QUICK:
            self._leave()
        else:
            self._promote()
