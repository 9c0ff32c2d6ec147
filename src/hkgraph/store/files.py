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

#: Ends the names of what is not whole yet.
PARTIAL = ".part"

_HINTS = {
    errno.ENOSPC: "Free some space and run the command again; what was published is untouched.",
    errno.EFBIG: "Raise the limit on the size of files; what was published is untouched.",
    errno.EDQUOT: "Free some space and run the command again; what was published is untouched.",
    errno.EACCES: "Check who owns the folder, or name another with --store.",
    errno.EPERM: "Check who owns the folder, or name another with --store.",
    errno.EROFS: "Put the store where you may write, or name another with --store.",
}
_OTHERWISE = "Check that the folder exists, is yours and is a store of hkgraph."


def write_whole(path: Path, content: bytes, *, mode: int = 0o666) -> None:
    """Write a file so that a reader sees all of it or what stood there before.

    Args:
        mode: Who may do what with it, less what the process's mask takes away.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}{PARTIAL}")
    try:
        with open(partial, "wb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise


def sync_folder(path: Path) -> None:
    """Make renames inside a folder survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Turn what the file system or the database says into one clear message.

    Raises:
        StoreError: For any ``OSError`` of the block.
    """
    try:
        yield
    except OSError as exc:
        raise _store_error(path, exc) from exc


@contextmanager
def database_errors(path: Path) -> Iterator[None]:
    """Do as ``store_errors``, and take a ``RuntimeError`` for word of a broken database.

    Raises:
        StoreError: The database cannot be read or written.
    """
    try:
        with store_errors(path):
            yield
    except RuntimeError as exc:
        raise StoreError(
            f"the database {path} is broken: {exc}",
            hint="Return to the generation before it: hkgraph rollback.",
        ) from exc


def _store_error(path: Path, exc: OSError) -> StoreError:
    # RocksDB gives its own words and no number.
    full = "No space left" in str(exc)
    number = errno.ENOSPC if full else errno.EFBIG if "too large" in str(exc) else exc.errno
    hint = _HINTS.get(number or 0, _OTHERWISE)
    return StoreError(f"the store {path} failed: {exc.strerror or exc}", hint=hint)
