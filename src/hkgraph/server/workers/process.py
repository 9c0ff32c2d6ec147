"""The server's side of one worker process: start it, write to it, read from it, end it."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import socket
import subprocess
import sys
from collections import deque
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, cast

from hkgraph.server.workers.frames import JOB, Splitter, pack

if TYPE_CHECKING:
    from hkgraph.server.workers.jobs import Job

_CHILD = "hkgraph.server.workers.child"
#: The worker is not read from while so many bytes of it wait for a slow client.
_HIGH_BYTES = 1 << 18
_LAST_WORDS_BYTES = 2_000
_KILOBYTE = 1_024
# In /proc/PID/stat, after the name: time in its own code and in the kernel.
_TIMES = slice(11, 13)
_RESIDENT_FIELD = 1
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")

Frame = tuple[bytes, bytes]


class Channel(asyncio.Protocol):
    """The socket to a worker: frames come in, and are held until they are asked for."""

    def __init__(self) -> None:
        self._splitter = Splitter()
        self._frames: deque[Frame] = deque()
        self._bytes = 0
        self._paused = False
        self._closed = False
        self._reader: asyncio.Future[None] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take hold of the socket."""
        # uvloop's transports are no subclass of asyncio's.
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Take what has come, and stop the worker when it runs ahead of the client."""
        for frame in self._splitter.feed(data):
            self._frames.append(frame)
            self._bytes += len(frame[1])
        if self._bytes > _HIGH_BYTES and not self._paused and self._transport:
            self._paused = True
            self._transport.pause_reading()
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """Note that the worker is gone."""
        self._closed = True
        self._wake()

    async def receive(self) -> Frame | None:
        """Give the next frame; None when the worker has gone."""
        while not self._frames:
            if self._closed:
                return None
            self._reader = asyncio.get_running_loop().create_future()
            await self._reader
        frame = self._frames.popleft()
        self._bytes -= len(frame[1])
        if self._paused and self._bytes < _HIGH_BYTES // 2 and self._transport:
            self._paused = False
            self._transport.resume_reading()
        return frame

    def send(self, data: bytes) -> None:
        """Write without waiting."""
        if self._transport:
            self._transport.write(data)

    def close(self) -> None:
        """Let go of the socket."""
        if self._transport:
            self._transport.abort()

    def _wake(self) -> None:
        if self._reader and not self._reader.done():
            self._reader.set_result(None)


class WorkerProcess:
    """One worker, alive until it is killed or dies of a query."""

    def __init__(
        self, popen: subprocess.Popen[bytes], channel: Channel, last_words: IO[bytes]
    ) -> None:
        self._popen = popen
        self._channel = channel
        self._last_words = last_words

    @classmethod
    async def start(cls, *, memory_bytes: int, database: str, relay_port: int = 0) -> WorkerProcess:
        """Start a worker and wait until it has opened the database.

        Args:
            relay_port: The only port that it may connect to; 0 for none.

        Raises:
            OSError: The system gives no more processes or descriptors.
        """
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        words = TemporaryFile()  # noqa: SIM115  # it lives as long as the worker
        arguments = [str(theirs.fileno()), str(memory_bytes), str(relay_port), database]
        with theirs:
            popen = subprocess.Popen(  # noqa: ASYNC220, S603  # takes a millisecond; ours
                [sys.executable, "-m", _CHILD, *arguments],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=words,
            )
        try:
            loop = asyncio.get_running_loop()
            _, channel = await loop.create_unix_connection(Channel, sock=ours)
            await _until_ready(channel, words)
        except BaseException:
            popen.kill()
            popen.wait()
            words.close()
            raise
        return cls(popen, channel, words)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._popen.pid

    def send(self, job: Job) -> None:
        """Hand over a job."""
        self._channel.send(pack(JOB, job.dump()))

    async def receive(self) -> Frame | None:
        """Give the next frame; None when the worker has died."""
        return await self._channel.receive()

    def hold(self) -> None:
        """Stop it where it is; it keeps what it has."""
        self._popen.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        self._popen.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """End it at once."""
        self._popen.kill()
        self._channel.close()

    def abandon(self) -> None:
        """End it where no event loop is left to wait in; a killed process takes no time."""
        self.kill()
        self._popen.wait()
        self._last_words.close()

    async def bury(self) -> str:
        """Wait until it is dead and give its last words."""
        self._popen.kill()
        self._channel.close()
        if self._last_words.closed:
            return ""
        with self._last_words as file:
            await asyncio.get_running_loop().run_in_executor(None, self._popen.wait)
            return _last_words(file)

    def worked_seconds(self) -> float | None:
        """Give the processor time that it has had; None where the system does not tell."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2]
        except OSError:
            return None
        return sum(map(int, fields.split()[_TIMES])) / _TICKS_A_SECOND

    def holds_more_than(self, limit: int) -> bool:
        """Say whether its share of memory is over a limit in bytes."""
        # The share takes the system a millisecond to add up; all pages together are known.
        return self._resident_bytes() > limit and self._share_bytes() > limit

    def _resident_bytes(self) -> int:
        with suppress(OSError):
            fields = Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()
            return int(fields[_RESIDENT_FIELD]) * _PAGE_BYTES
        return 0

    def _share_bytes(self) -> int:
        """Give its proportional share of memory; 0 where the system does not tell."""
        with suppress(OSError, ValueError):
            path = Path(f"/proc/{self.pid}/smaps_rollup")
            for line in path.read_text(encoding="ascii").splitlines():
                if line.startswith("Pss:"):
                    return int(line.split()[1]) * _KILOBYTE
        return 0


async def _until_ready(channel: Channel, words: IO[bytes]) -> None:
    if await channel.receive() is None:
        raise OSError(errno.ECHILD, _last_words(words) or "a worker ended at its start")


def _last_words(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read(_LAST_WORDS_BYTES).decode(errors="replace").strip()
