"""The few places for first moments, and the queue before them."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
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
        self._queue: deque[asyncio.Future[None]] = deque()

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
        self._queue.append(place)
        try:
            async with asyncio.timeout(self._limits.waiting_seconds):
                await place
        except TimeoutError:
            raise refusal_of(reasons.waited(self._limits)) from None
        except BaseException:
            if place.done() and not place.cancelled():
                self.leave()
            raise
        finally:
            with suppress(ValueError):
                self._queue.remove(place)

    def leave(self) -> None:
        """Give a place back, or on to whoever waits."""
        while self._queue:
            place = self._queue.popleft()
            if not place.done():
                place.set_result(None)
                return
        self._free += 1
