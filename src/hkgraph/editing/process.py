"""The server's side of the writer process: a write waits its turn, and runs where it can end."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog

from hkgraph.editing.orders import LENGTHS_BYTES, pack, unpack_lengths
from hkgraph.errors import BusyError, WriteLimitError, WriteTimeError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from hkgraph.editing.orders import GraphOrder, UpdateOrder
    from hkgraph.settings import Settings

_CHILD = "hkgraph.editing.child"
#: The process gives up by itself when its time is over; this is for one that cannot.
GRACE_SECONDS = 5.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Process:
    """A writer process and the socket to it."""

    popen: subprocess.Popen[bytes]
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    @classmethod
    async def start(cls, settings: Settings) -> _Process:
        ours, theirs = socket.socketpair()
        with theirs:
            popen = subprocess.Popen(  # noqa: ASYNC220, S603  # takes a millisecond; ours
                [sys.executable, "-m", _CHILD, str(theirs.fileno()), settings.model_dump_json()],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )
        return cls(popen, *await asyncio.open_connection(sock=ours))

    async def ask(self, message: bytes) -> dict[str, Any]:
        """Send a message and wait for the answer.

        Raises:
            EOFError: The process has died.
            ConnectionError: Likewise.
        """
        self.writer.write(message)
        await self.writer.drain()
        lengths = unpack_lengths(await self.reader.readexactly(LENGTHS_BYTES))
        answer: dict[str, Any] = json.loads(await self.reader.readexactly(lengths[0]))
        return answer

    async def end(self) -> int:
        """Kill the process, if it lives, and give its exit code."""
        self.popen.kill()
        self.writer.close()
        return await asyncio.get_running_loop().run_in_executor(None, self.popen.wait)


class WriterProcess:
    """One process that carries out writes, replaced when it dies.

    Belongs to the event loop in which it is first used.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._process: _Process | None = None

    @property
    def pid(self) -> int | None:
        """The process id; None before the first write."""
        return self._process.popen.pid if self._process else None

    async def write(self, order: UpdateOrder | GraphOrder, body: bytes) -> dict[str, Any]:
        """Carry out a write when its turn has come.

        Returns:
            What the process says: ``written``, ``fault`` or ``syntax``.

        Raises:
            BusyError: Too many writes wait, or this one has waited too long.
            WriteTimeError: It took too long, and changed nothing.
            WriteLimitError: It took too much memory, and changed nothing.
        """
        async with self._in_turn():
            return await self._write(pack(order.model_dump(), body))

    async def close(self) -> None:
        """Let a write end that is under way, then end the process."""
        async with self._turn:
            if self._process:
                await self._process.end()
                self._process = None

    @asynccontextmanager
    async def _in_turn(self) -> AsyncIterator[None]:
        if self._turn.locked() and self._waiting >= self._settings.waiting_writes:
            raise BusyError(
                f"{self._waiting} writes wait already", hint="Try again in a few seconds."
            )
        self._waiting += 1
        try:
            async with asyncio.timeout(self._settings.write_waiting_seconds):
                await self._turn.acquire()
        except TimeoutError as exc:
            raise BusyError(
                f"the write waited {self._settings.write_waiting_seconds:g} seconds for its turn",
                hint="Try again in a few seconds.",
            ) from exc
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._turn.release()

    async def _write(self, message: bytes) -> dict[str, Any]:
        # Waiting for other processes that hold the store is no time of the write itself.
        seconds = self._settings.write_seconds + self._settings.write_waiting_seconds
        try:
            self._process = self._process or await _Process.start(self._settings)
            async with asyncio.timeout(seconds + GRACE_SECONDS):
                return await self._process.ask(message)
        except TimeoutError as exc:
            await self._replace()
            raise WriteTimeError(
                f"the write took longer than {self._settings.write_seconds:g} seconds",
                hint="Write less at a time, or use hkgraph load.",
            ) from exc
        except (EOFError, ConnectionError) as exc:
            code = await self._replace()
            log.warning("writer_died", code=code)
            raise WriteLimitError(
                f"the write took more memory than {self._settings.write_megabytes} megabytes,"
                " or ended its process",
                hint="Write less at a time, or use hkgraph load.",
            ) from exc
        except BaseException:
            await self._replace()
            raise

    async def _replace(self) -> int | None:
        """End the process; the next write begins another."""
        process, self._process = self._process, None
        return await process.end() if process else None
