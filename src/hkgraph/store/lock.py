"""One writer at a time: an advisory lock on ``store/lock`` whose text names its holder."""

from __future__ import annotations

import fcntl
import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hkgraph.errors import StoreError, StoreLockedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

POLL_SECONDS = 0.1


@contextmanager
def writer_lock(path: Path, *, wait_seconds: float = 0.0) -> Iterator[None]:
    """Hold the lock while the block runs; the system frees it when the process dies.

    Args:
        path: The lock file; made if absent, never removed.
        wait_seconds: How long to wait for another holder; 0 does not wait.

    Raises:
        StoreLockedError: Another process holds it; the message names that process.
        StoreError: The file system has no locks, or the file cannot be written.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as exc:
        raise StoreError(
            f"cannot write {path}: {exc.strerror}", hint="Check who owns the store's folder."
        ) from exc
    try:
        _acquire(descriptor, path, wait_seconds)
        _sign(descriptor)
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, path: Path, wait_seconds: float) -> None:
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            if time.monotonic() >= deadline:
                holder = os.pread(descriptor, 500, 0).decode("utf-8", "replace") or "a process"
                raise StoreLockedError(
                    f"the store is being written by {holder}",
                    hint="Try again when it is done, or add --wait.",
                ) from exc
            time.sleep(POLL_SECONDS)
        except OSError as exc:
            raise StoreError(
                f"cannot lock {path}: {exc.strerror}",
                hint="Put the store on a file system that has locks.",
            ) from exc
        else:
            return


def _sign(descriptor: int) -> None:
    command = " ".join(sys.argv[1:3]) or "python"
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"process {os.getpid()} (hkgraph {command})".encode(), 0)
