"""The generation that answers: opened once, and again when the store has moved on."""

from __future__ import annotations

import asyncio
import os
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Store

    from hkgraph.store.generations import Generation, StoreDir

_TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One generation, open for reading; it does not change.

    Attributes:
        database: Folder of its database.
        published: When, in seconds of the epoch.
        digest: Of all its quads; equal content has an equal digest.
        counts: Things of each class, by its IRI, from the manifest.
        user_graphs: Graphs that no build touches.
        tombstones: IRIs that were published once and are gone.
    """

    number: int
    database: str
    published: float
    digest: str
    counts: Mapping[str, int]
    user_graphs: tuple[str, ...]
    tombstones: frozenset[str]
    store: Store


class Snapshots:
    """Hands out the snapshot that readers should see; safe to call from several threads."""

    def __init__(self, store: StoreDir) -> None:
        self._store = store
        self._pointer = str(store.pointer)
        self._lock = threading.Lock()
        self._open: Snapshot | None = None

    def current(self) -> Snapshot:
        """Give the current generation.

        Raises:
            EmptyStoreError: Nothing has been published yet.
            StoreError: The generation cannot be opened.
        """
        with self._lock:
            if self._open is None or self._open.number != self._store.current().number:
                self._open = self._reopen()
            return self._open

    async def fetch(self) -> Snapshot:
        """Do as ``current``, without holding up the event loop when there is a new one.

        Raises:
            EmptyStoreError: Nothing has been published yet.
            StoreError: The generation cannot be opened.
        """
        opened = self._open
        if opened is not None and opened.number == self._find_number():
            return opened
        return await asyncio.to_thread(self.current)

    def _find_number(self) -> int | None:
        try:
            # Asked at every request, and pathlib takes five times as long.
            return int(os.readlink(self._pointer).rpartition("/")[2])  # noqa: PTH115
        except (OSError, ValueError):
            return None

    def _reopen(self) -> Snapshot:
        # A generation may be pruned between reading the pointer and opening what it names.
        for _ in range(_TRIES - 1):
            with suppress(StoreError, OSError):
                return _open(self._store.current())
        return _open(self._store.current())


def _open(generation: Generation) -> Snapshot:
    manifest = generation.manifest
    return Snapshot(
        number=generation.number,
        database=str(generation.database),
        published=generation.path.stat().st_mtime,
        digest=manifest.digest,
        counts=manifest.counts,
        user_graphs=manifest.user_graphs,
        tombstones=generation.tombstones(),
        store=generation.open(),
    )
