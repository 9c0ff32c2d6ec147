"""A bounded pipe from the thread that writes a result to the coroutine that sends it on."""

from __future__ import annotations

import asyncio
import threading
import time

CHUNK_BYTES = 65_536
CHUNKS_WAITING = 8


class PipeClosedError(Exception):
    """The reader has gone, or time is up: there is no use in writing more."""


class Pipe:
    """Written to by one thread, read by one coroutine of the loop that it was made in.

    Args:
        seconds: Time from now after which nothing more is written or waited for.
    """

    def __init__(self, seconds: float) -> None:
        self._loop = asyncio.get_running_loop()
        self._deadline = time.monotonic() + seconds
        self._queue: asyncio.Queue[bytes | BaseException | None] = asyncio.Queue()
        self._slots = threading.Semaphore(CHUNKS_WAITING)
        self._cancelled = threading.Event()
        self._buffer = bytearray()

    # ── the thread's side ───────────────────────────────────────────────────────────────────

    def write(self, data: bytes) -> int:
        """Take bytes; blocks while the reader is behind.

        Raises:
            PipeClosedError: The reader has gone, or time is up.
        """
        self._check()
        self._buffer += data
        if len(self._buffer) >= CHUNK_BYTES:
            self._send()
        return len(data)

    def flush(self) -> None:
        """Keep what is buffered: chunks are sent when they are full or the result is whole."""

    def finish(self, error: BaseException | None = None) -> None:
        """Say that the result is whole, or why it is not."""
        if error is None and self._buffer:
            self._hand_over(bytes(self._buffer))
        self._hand_over(error)

    def _send(self) -> None:
        if not self._slots.acquire(timeout=max(0.0, self._deadline - time.monotonic())):
            raise PipeClosedError
        self._check()
        self._hand_over(bytes(self._buffer))
        self._buffer.clear()

    def _check(self) -> None:
        if self._cancelled.is_set() or time.monotonic() > self._deadline:
            raise PipeClosedError

    def _hand_over(self, item: bytes | BaseException | None) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._queue.put_nowait, item)

    # ── the coroutine's side ────────────────────────────────────────────────────────────────

    async def read(self) -> bytes | None:
        """Give the next chunk; None after the last.

        Raises:
            TimeoutError: Time is up.
        """
        remaining = max(0.0, self._deadline - time.monotonic())
        async with asyncio.timeout(remaining):
            item = await self._queue.get()
        self._slots.release()
        if isinstance(item, BaseException):
            raise item
        return item

    def cancel(self) -> None:
        """Let the writer stop at its next write."""
        self._cancelled.set()
        self._slots.release()
