"""The processes of a pool: those at rest, and those that come and go."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from hkgraph.server.refusals import Refused, refusal_of
from hkgraph.server.workers import reasons
from hkgraph.server.workers.process import WorkerProcess

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from hkgraph.server.workers.limits import Limits

#: A worker that nobody needs is ended after this time.
SPARE_SECONDS = 5.0

log = structlog.get_logger(__name__)


class Staff:
    """Keeps as many workers ready as may begin a query at once, and few more.

    Args:
        database: Gives the folder that a new worker opens before it is asked anything.
        relay_port: The only port that workers may connect to; 0 for none.
    """

    def __init__(self, limits: Limits, database: Callable[[], str], *, relay_port: int) -> None:
        self._limits = limits
        self._database = database
        self._relay_port = relay_port
        self._idle: list[WorkerProcess] = []
        self._starting = 0
        self._closing = False
        self._tasks: set[asyncio.Task[None]] = set()
        self.killed = 0

    async def take(self) -> WorkerProcess:
        """Give a worker that is ready.

        Raises:
            Refused: The system gives no more processes.
        """
        return self._idle.pop() if self._idle else await self._start()

    def put_back(self, process: WorkerProcess) -> None:
        """Let a worker rest; if there are more than enough, one of them is ended soon."""
        self._idle.append(process)
        if len(self._idle) > self._limits.quick:
            asyncio.get_running_loop().call_later(SPARE_SECONDS, self._thin_out)

    def replace(self, process: WorkerProcess) -> None:
        """End a worker, and see to it that another is ready before the next query comes."""
        self.killed += 1
        self._begin(self._replace(process))

    def stock(self) -> None:
        """See to it that some worker is ready before the next query comes."""
        if not self._idle and not self._starting:
            self._begin(self._stock())

    def abandon(self) -> None:
        """End those at rest where no event loop is left to wait in."""
        for process in self._idle:
            process.abandon()
        self._idle.clear()

    async def close(self) -> None:
        """End all workers that are not at work."""
        self._closing = True
        await asyncio.gather(*self._tasks)
        idle, self._idle = self._idle, []
        await asyncio.gather(*(process.bury() for process in idle))

    def _thin_out(self) -> None:
        if len(self._idle) > self._limits.quick and not self._closing:
            self._begin(_end(self._idle.pop(0)))

    async def _replace(self, process: WorkerProcess) -> None:
        await process.bury()
        if not self._closing and len(self._idle) + self._starting < self._limits.quick:
            await self._stock()

    async def _stock(self) -> None:
        self._starting += 1
        try:
            self._idle.append(await self._start())
        except Refused as exc:
            log.warning("worker_not_started", error=exc.detail)
        finally:
            self._starting -= 1

    async def _start(self) -> WorkerProcess:
        try:
            return await WorkerProcess.start(
                memory_bytes=self._limits.memory_bytes,
                database=self._database(),
                relay_port=self._relay_port,
            )
        except OSError as exc:
            raise refusal_of(reasons.no_process(exc)) from exc

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _end(process: WorkerProcess) -> None:
    await process.bury()
