"""Files that are whole or absent: written under another name, synced, then renamed."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hkgraph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees all of it or what stood there before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    with partial.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def sync_folder(path: Path) -> None:
    """Make renames inside a folder survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Turn what the file system or the database says into one clear message."""
    try:
        yield
    except OSError as exc:
        full = exc.errno == errno.ENOSPC or "No space left" in str(exc)
        hint = (
            "Free some space and run the command again; what was published is untouched."
            if full
            else "Check that the folder exists, is yours and is a store of hkgraph."
        )
        raise StoreError(f"the store {path} failed: {exc.strerror or exc}", hint=hint) from exc
