"""A copy of a database to write into for a moment: hard links beside the store, then removed."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Store

from hkgraph.store.files import database_errors

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = re.compile(r"\.scratch-(\d+)-.*")
_TRIES = 10
_PAUSE_SECONDS = 0.05


@contextmanager
def scratch_copy(store: Store, folder: Path) -> Iterator[Store]:
    """Open a copy that is gone after the block, however that ends.

    Args:
        folder: Of the store. The copy stands in it, since links do not reach another file system;
            where it cannot be written, the copy is a whole one in the system's temporary folder.
            What a killed process left there is removed, on Linux.

    Raises:
        StoreError: The copy cannot be made.
    """
    scratch = _new_folder(folder)
    try:
        with database_errors(scratch):
            store.backup(str(scratch / "db"))
            opened = [Store(str(scratch / "db"))]
        yield opened.pop()
    finally:
        _remove(scratch)


def _new_folder(folder: Path) -> Path:
    prefix = f".scratch-{os.getpid()}-"
    for left in folder.glob(".scratch-*"):
        match = _NAME.fullmatch(left.name)
        if match and not Path(f"/proc/{match[1]}").exists() and Path("/proc/self").exists():
            _remove(left)
    try:
        return Path(tempfile.mkdtemp(prefix=prefix, dir=folder))
    except OSError:
        return Path(tempfile.mkdtemp(prefix=prefix))


def _remove(scratch: Path) -> None:
    """Remove a folder in which the database, open somewhere still, may just be writing a file."""
    for _ in range(_TRIES):
        shutil.rmtree(scratch, ignore_errors=True)
        if not scratch.exists():
            return
        time.sleep(_PAUSE_SECONDS)
