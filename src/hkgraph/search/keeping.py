"""The index that a server asks: the current generation's, built when it is missing."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from hkgraph.errors import StoreError
from hkgraph.search.building import open_index

if TYPE_CHECKING:
    from hkgraph.search.querying import Index
    from hkgraph.store.generations import Generation, StoreDir

log = structlog.get_logger(__name__)

#: After a failed build the next one waits, so that a lasting fault does not fill the machine.
PAUSE_SECONDS = 30.0
_END_SECONDS = 5.0


class Indexes:
    """Hands out the index of the current generation; safe to call from several threads."""

    def __init__(self, store: StoreDir) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._builder: _Builder | None = None
        self._generation: Generation | None = None
        self._index: Index | None = None

    def find_current(self) -> Index | None:
        """Give the current generation's index, or None while it is being built.

        Raises:
            EmptyStoreError: Nothing has been published yet.
            StoreError: It cannot be built.
        """
        generation = self._store.current()
        with self._lock:
            if self._generation != generation and (index := open_index(generation)):
                self._generation, self._index = generation, index
            if self._generation != generation:
                self._build(generation)
            return self._index if self._generation == generation else None

    def find_last(self) -> Index | None:
        """Give the index that was handed out last, unless its generation has been removed."""
        with self._lock:
            stands = self._generation is not None and self._generation.path.exists()
            return self._index if stands else None

    def close(self) -> None:
        """End a build that is under way."""
        with self._lock:
            if self._builder:
                self._builder.close()

    def _build(self, generation: Generation) -> None:
        """Look after the builder: one at a time, and each may end, however fast generations come.

        Otherwise a store that is written all the time would never have an index.
        """
        builder = self._builder
        if builder:
            if not builder.has_ended:
                return
            self._builder = None
            if builder.index:
                self._take(builder.index, builder.generation, generation)
            elif builder.generation == generation and builder.is_recent:
                self._builder = builder
                raise builder.error
        if self._generation != generation:
            self._builder = _Builder(generation)

    def _take(self, index: Index, made_of: Generation, current: Generation) -> None:
        """Hand it out from now on, unless a later one was found beside its generation already."""
        if made_of == current or self._index is None or self._index.number < index.number:
            self._generation, self._index = made_of, index


class _Builder:
    """A process that builds one index, and a thread that waits for its end.

    Attributes:
        index: What it built; None before it has ended well.
        error: Why it built nothing, for when it has ended so.
    """

    def __init__(self, generation: Generation) -> None:
        self.generation = generation
        self.index: Index | None = None
        self.error = StoreError("the index was removed at once", hint="Search again.")
        self._ended: float | None = None
        self._is_closed = False
        self._process = subprocess.Popen(  # noqa: S603 - a module of ours
            [sys.executable, "-m", "hkgraph.search.building", str(generation.path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        self._thread = threading.Thread(target=self._wait, name="index-builder", daemon=True)
        self._thread.start()

    @property
    def has_ended(self) -> bool:
        """Say whether there is an index or an error."""
        return self._ended is not None

    @property
    def is_recent(self) -> bool:
        """Say whether it has ended just now."""
        return self._ended is not None and time.monotonic() < self._ended + PAUSE_SECONDS

    def close(self) -> None:
        """End the process, if it still runs."""
        self._is_closed = True
        self._process.terminate()
        self._thread.join(_END_SECONDS)
        self._process.kill()

    def _wait(self) -> None:
        output, complaint = self._process.communicate()
        if not self._is_closed:
            self._collect(output, complaint)
        self._ended = time.monotonic()

    def _collect(self, output: str, complaint: str) -> None:
        number = self.generation.number
        if self._process.returncode == 0:
            path = Path(output.removesuffix("\n"))
            self.index = open_index(self.generation, path)
            if path.parent != self.generation.path:
                path.unlink()  # it stays open
            return
        log.warning("index_failed", generation=number, complaint=complaint)
        message, _, hint = complaint.strip().partition("\n")
        if self._process.returncode != StoreError.exit_code:
            message, hint = "its process ended early", "The log of the server says more."
        self.error = StoreError(
            f"the search index of generation {number} was not built: {message}", hint=hint
        )
