"""The process that answers queries, one at a time: ``python -m hkgraph.server.workers.child``.

It holds a read-only generation of the store and a socket to the server, and lives no longer than
the server does. It may die at any query: of memory, of a deep recursion in the parser, or because
the server ended it.
"""

from __future__ import annotations

import ctypes
import math
import resource
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Store

from hkgraph.outgoing.walls import forbid_connections
from hkgraph.server.workers.evaluation import evaluate
from hkgraph.server.workers.frames import READY, pack, read_frame
from hkgraph.server.workers.jobs import Job
from hkgraph.server.workers.output import PATIENCE_SECONDS, Output
from hkgraph.server.workers.reasons import cannot_open

_PR_SET_PDEATHSIG = 1
_PAGE_BYTES = resource.getpagesize()
_GRACE_SECONDS = 5.0
_DATA_FIELD = 5


class Worker:
    """Answers jobs from a socket until it is closed.

    Args:
        memory_bytes: What a query may take beyond what the worker holds once the store is open;
            0 sets no limit.
    """

    def __init__(self, sock: socket.socket, *, memory_bytes: int) -> None:
        self._sock = sock
        self._memory_bytes = memory_bytes
        self._database: str | None = None
        self._store: Store | None = None
        self._has_graphs = True

    def serve(self) -> None:
        """Say that it is ready, and answer jobs until the server has gone."""
        with self._sock.makefile("rb") as incoming:
            self._sock.sendall(pack(READY))
            self._serve(incoming)

    def _serve(self, incoming: BinaryIO) -> None:
        while frame := read_frame(incoming):
            job = Job.parse(frame[1])
            # Ends this process, in whatever code it is, should the server not have done it.
            signal.setitimer(signal.ITIMER_REAL, job.seconds + _GRACE_SECONDS)
            try:
                self._answer(job)
            except ConnectionError:
                return
            signal.setitimer(signal.ITIMER_REAL, 0)

    def open(self, database: str) -> Store:
        """Give the store of a generation, and take the measure of what it holds.

        Raises:
            OSError: It cannot be opened.
        """
        if self._store is None or self._database != database:
            self._store = None
            limit_memory(0)
            self._store = Store.read_only(database)
            self._database = database
            self._has_graphs = next(iter(self._store.named_graphs()), None) is not None
            limit_memory(self._memory_bytes)
        return self._store

    def _answer(self, job: Job) -> None:
        output = Output(
            self._sock,
            encoding=job.encoding,
            max_bytes=job.max_bytes,
            head_only=job.head_only,
            # Another host may fail at any time, which can be told only before the first byte.
            patience_seconds=math.inf if job.relay else PATIENCE_SECONDS,
        )
        try:
            store = self.open(job.database)
        except (OSError, RuntimeError) as exc:
            output.fail(cannot_open(exc))
            return
        if job.union and not self._has_graphs:
            # The union of all graphs is the nameless one, which the engine reads faster as such.
            job = job._replace(union=False)
        evaluate(job, store, output)


def limit_memory(more_bytes: int) -> None:
    """Let this process take so much more memory and no more; 0 lifts the limit."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    soft = hard
    if more_bytes:
        fields = Path("/proc/self/statm").read_text(encoding="ascii").split()
        soft = int(fields[_DATA_FIELD]) * _PAGE_BYTES + more_bytes
    resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _die_with_server() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def main() -> None:
    """Serve a socket; arguments are its descriptor, bytes of memory, relay's port, database."""
    descriptor, memory_bytes, relay_port, database = sys.argv[1:5]
    _die_with_server()
    forbid_connections(except_port=int(relay_port))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which closes us
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    worker = Worker(socket.socket(fileno=int(descriptor)), memory_bytes=int(memory_bytes))
    if database:
        with suppress(OSError, RuntimeError):  # which the first job will tell
            worker.open(database)
    worker.serve()


if __name__ == "__main__":
    main()
