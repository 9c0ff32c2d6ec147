"""The few places for first moments, and the queue before them."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import TYPE_CHECKING

from hkgraph.server.refusals import refusal_of
from hkgraph.server.workers import reasons

if TYPE_CHECKING:
    from hkgraph.server.workers.limits import Limits


class Places:
    """Hands out places, to those first who came first."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._free = limits.quick
        # With the moment until which each of them waits.
        self._queue: deque[tuple[float, asyncio.Future[None]]] = deque()

    @property
    def waiting(self) -> int:
        """How many wait for a place."""
        return len(self._queue)

    async def enter(self) -> None:
        """Wait for a place and take it.

        Raises:
            Refused: Too many wait already, or the wait has become too long.
        """
        if self._free > 0 and not self._queue:
            self._free -= 1
            return
        if len(self._queue) >= self._limits.waiting:
            raise refusal_of(reasons.queue_full(self._limits))
        place = asyncio.get_running_loop().create_future()
        waiter = (time.monotonic() + self._limits.waiting_seconds, place)
        self._queue.append(waiter)
        try:
            await place
        except asyncio.CancelledError:
            if waiter in self._queue:
                self._queue.remove(waiter)
            elif not place.cancelled() and place.exception() is None:
                self.leave()  # it was given a place that it no longer wants
            raise

    def leave(self) -> None:
        """Give a place back, or on to whoever waits."""
        while self._queue:
            _, place = self._queue.popleft()
            if not place.done():
                place.set_result(None)
                return
        self._free += 1

    def turn_away(self, now: float) -> None:
        """Refuse those who have waited too long; to be called again and again."""
        while self._queue and self._queue[0][0] < now:
            _, place = self._queue.popleft()
            if not place.done():
                place.set_exception(refusal_of(reasons.waited(self._limits)))
