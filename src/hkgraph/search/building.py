"""Building an index in a process of its own, which a server starts and need not wait for.

The index stands in the folder of its generation, so that it goes when the generation goes, and
is no part of what the generation holds. It is whole or absent: written under another name, then
renamed. Whoever builds holds a lock on that other name; a second builder waits and finds the
index done, and what a dead one left is written over by the next.
"""

from __future__ import annotations

import fcntl
import os
import signal
import sqlite3
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hkgraph.errors import HkgraphError, StoreError
from hkgraph.search.index import write_index
from hkgraph.search.querying import Index
from hkgraph.search.reading import Contents
from hkgraph.store.files import PARTIAL
from hkgraph.store.generation import Generation

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = "search.sqlite"
#: Lets those who answer requests go first.
_NICENESS = 10
_ENDED = 128 + signal.SIGTERM


def open_index(generation: Generation, path: Path | None = None) -> Index | None:
    """Open the index of a generation, or None if there is none that can be read."""
    with suppress(sqlite3.Error):
        return Index(path or generation.path / FILE, generation.number)
    return None


def build_index(generation: Generation) -> Path:
    """Build the index of a generation, if it has none, and say where it is.

    That is in the generation's folder, or in a temporary file where that cannot be written.

    Raises:
        StoreError: The generation cannot be read, or is gone.
        SettingsError: This Python's SQLite has no full-text search.
    """
    contents = Contents(generation.open(), generation.manifest.base_iri)
    try:
        return _build_inside(generation, contents)
    except (OSError, sqlite3.OperationalError) as exc:
        if not generation.path.exists():
            raise StoreError(
                f"generation {generation.number} was pruned while its index was being built",
                hint="Search again; the current generation has an index of its own.",
            ) from exc
        return _build_elsewhere(contents)


def _build_inside(generation: Generation, contents: Contents) -> Path:
    final = generation.path / FILE
    partial = final.with_name(f"{FILE}{PARTIAL}")
    with _locked(partial) as descriptor:
        if open_index(generation):
            partial.unlink()
        else:
            os.ftruncate(descriptor, 0)
            write_index(partial, contents)
            os.fsync(descriptor)
            partial.replace(final)
    return final


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            # Who held it before may have renamed it.
            if _is_same(descriptor, path):
                yield descriptor
                return
        finally:
            os.close(descriptor)


def _is_same(descriptor: int, path: Path) -> bool:
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(descriptor), path.stat())
    return False


def _build_elsewhere(contents: Contents) -> Path:
    descriptor, name = tempfile.mkstemp(prefix="hkgraph-", suffix=f"-{FILE}")
    os.close(descriptor)
    try:
        write_index(Path(name), contents)
    except BaseException:
        Path(name).unlink()
        raise
    return Path(name)


def main() -> int:
    """Build for the generation in the folder that the command names; print the path."""
    os.nice(_NICENESS)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_ENDED))
    try:
        path = build_index(Generation(Path(sys.argv[1])))
    except HkgraphError as exc:
        sys.stderr.write(f"{exc}\n{exc.hint}\n")
        return StoreError.exit_code
    sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
