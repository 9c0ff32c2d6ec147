"""What answers queries: worker processes, each query limited in time, memory and size."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.server.formats import SOLUTIONS, TRIPLES, Format, find_format
from hkgraph.server.questions import Question
from hkgraph.server.refusals import Refused
from hkgraph.server.workers import reasons
from hkgraph.server.workers.frames import END, HEAD, WHOLE, unpack_whole
from hkgraph.server.workers.pool import Pool

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from hkgraph.server.relay import Relay
    from hkgraph.server.snapshots import Snapshot, Snapshots
    from hkgraph.server.workers.limits import Limits
    from hkgraph.server.workers.process import Frame
    from hkgraph.server.workers.runs import Run

__all__ = ["Answer", "Engine", "Question"]

_TRIES = 3
_decode = json.JSONDecoder().decode


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A result of which the head is there, and perhaps all.

    Attributes:
        generation: Number of the generation that answered.
        digest: Of the graph that it answers from.
        kind: "select", "ask" or "graph".
        encoding: "gzip" or "br" if it is compressed, else "".
        whole: All of it; None if it is still coming.
    """

    format: Format
    generation: int
    digest: str
    kind: str
    encoding: str
    whole: bytes | None
    _run: Run
    _pool: Pool

    @property
    def rows(self) -> int:
        """How many rows a SELECT gave; known at its end."""
        return self._run.rows

    async def chunks(self) -> AsyncIterator[bytes]:
        """Give all of it as it comes; close the answer afterwards.

        Raises:
            Refused: It was cut short.
        """
        if self.whole is not None:
            yield self.whole
            return
        while (frame := await _receive(self._run, self._pool))[0] != END:
            self._run.wait_for_client()
            yield frame[1]
            self._run.client_is_back()
        self.close()

    def hang_up(self) -> None:
        """End the query, since nobody wants the rest."""
        self._run.end(reasons.gone())

    def close(self) -> None:
        """Give its worker back, ending the query if it still runs."""
        self._pool.finish(self._run)


class Engine:
    """Runs queries over the current snapshot.

    Args:
        relay: By what they reach other hosts.
    """

    def __init__(self, snapshots: Snapshots, limits: Limits, relay: Relay) -> None:
        self._snapshots = snapshots
        self._limits = limits
        self._relay = relay
        self.pool = Pool(limits, lambda: snapshots.current().database, relay_port=relay.port)

    async def answer(
        self,
        question: Question,
        snapshot: Snapshot | None = None,
        *,
        gone: Callable[[], Awaitable[None]] | None = None,
    ) -> Answer:
        """Run a query and wait for the head of its answer.

        Args:
            snapshot: The current one, if the caller has just fetched it.
            gone: Returns when the client has hung up; asked only if the query takes a while.

        Raises:
            Refused: It cannot be read, fails, or passes a limit.
            StoreError: There is no generation, or it fails.
        """
        for _ in range(_TRIES - 1):
            try:
                return await self._answer(question, snapshot, gone)
            except Refused as exc:
                # The generation was pruned between looking it up and opening it.
                if exc.details.get("limit") != reasons.GENERATION:
                    raise
                snapshot = None
        return await self._answer(question, snapshot, gone)

    def end_all(self) -> None:
        """End all queries that run; their clients are told that the server stops."""
        self.pool.end_all()

    async def close(self) -> None:
        """End all queries and workers."""
        await self.pool.close()
        await self._relay.close()

    async def _answer(
        self,
        question: Question,
        snapshot: Snapshot | None,
        gone: Callable[[], Awaitable[None]] | None,
    ) -> Answer:
        snapshot = snapshot or await self._snapshots.fetch()
        watch = _Watch(gone)
        job = question.job(snapshot.database, self._limits)
        permit = self._relay.issue() if self._relay.allowed and question.may_call else None
        run = await self.pool.start(
            permit.let_call(job) if permit else job,
            seconds=self._seconds(question),
            noticed=watch.begin,
            permit=permit,
        )
        watch.run = run
        try:
            head = await _receive(run, self.pool)
            return self._opened(snapshot, run, head)
        except BaseException:
            self.pool.finish(run)
            raise
        finally:
            watch.stop()

    def _opened(self, snapshot: Snapshot, run: Run, frame: Frame) -> Answer:
        kind, content = frame
        whole = None
        if kind == WHOLE:
            content, whole = unpack_whole(content)
        elif kind != HEAD:
            raise RuntimeError("a worker gave a result before its head")
        head = _decode(content.decode())
        form = find_format(TRIPLES if head["kind"] == "graph" else SOLUTIONS, head["format"])
        if form is None:
            raise RuntimeError(f"a worker gave the format {head['format']!r}")
        if whole is not None:
            run.rows = head["rows"]
            self.pool.finish(run)
        return Answer(
            format=form,
            generation=snapshot.number,
            digest=snapshot.digest,
            kind=head["kind"],
            encoding=head.get("encoding", ""),
            whole=whole,
            _run=run,
            _pool=self.pool,
        )

    def _seconds(self, question: Question) -> float:
        if question.seconds is None:
            return self._limits.seconds
        return min(question.seconds, self._limits.longest_seconds)


class _Watch:
    """Waits for the client to hang up, once the query has turned out to be a long one."""

    def __init__(self, gone: Callable[[], Awaitable[None]] | None) -> None:
        self._gone = gone
        self._task: asyncio.Task[None] | None = None
        self.run: Run | None = None

    def begin(self) -> None:
        if self._gone:
            self._task = asyncio.create_task(self._end_when_gone(self._gone))

    def stop(self) -> None:
        if self._task:
            self._task.cancel()

    async def _end_when_gone(self, gone: Callable[[], Awaitable[None]]) -> None:
        await gone()
        if self.run:
            self.run.end(reasons.gone())


async def _receive(run: Run, pool: Pool) -> Frame:
    frame = await run.receive()
    if frame is None:
        raise await pool.explain_death(run)
    return frame
