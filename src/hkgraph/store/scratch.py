"""A copy of a database to write into for a moment: hard links beside the store, then removed."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Store

from hkgraph.store.files import database_errors

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = ".scratch-"
#: Whoever makes a folder has locked it by then.
_NEW_SECONDS = 60.0
_TRIES = 10
_PAUSE_SECONDS = 0.05


@contextmanager
def scratch_copy(store: Store, folder: Path) -> Iterator[Store]:
    """Open a copy that is gone after the block, however that ends.

    Args:
        folder: Of the store. The copy stands in it, since links do not reach another file system;
            where it cannot be written, the copy is a whole one in the system's temporary folder.
            What a killed process left there is removed.

    Raises:
        StoreError: The copy cannot be made.
    """
    scratch = _new_folder(folder)
    lock = os.open(scratch, os.O_RDONLY)
    try:
        with suppress(OSError):  # where there are no locks, nothing is taken for left behind
            fcntl.flock(lock, fcntl.LOCK_EX)
        with database_errors(scratch):
            store.backup(str(scratch / "db"))
            opened = [Store(str(scratch / "db"))]
        yield opened.pop()
    finally:
        _remove(scratch)
        os.close(lock)


def _new_folder(folder: Path) -> Path:
    for left in folder.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if _is_left_behind(left):
                _remove(left)
    try:
        return Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder))
    except OSError:
        return Path(tempfile.mkdtemp(prefix=_PREFIX))


def _is_left_behind(folder: Path) -> bool:
    """Say whether nobody holds a folder, in this container or another."""
    if time.time() - folder.stat().st_mtime < _NEW_SECONDS:
        return False
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True


def _remove(scratch: Path) -> None:
    """Remove a folder in which the database, open somewhere still, may just be writing a file."""
    for _ in range(_TRIES):
        shutil.rmtree(scratch, ignore_errors=True)
        if not scratch.exists():
            return
        time.sleep(_PAUSE_SECONDS)
