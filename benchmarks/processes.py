"""What a server's processes hold, as Linux tells it in /proc: memory, descriptors, children."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

PROC = Path("/proc")
GONE = (FileNotFoundError, ProcessLookupError, PermissionError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What one process and all below it hold.

    Attributes:
        rss: MiB, shared pages counted in each process.
        pss: MiB, shared pages counted once.
    """

    processes: int
    descriptors: int
    rss: float
    pss: float


def tree(pid: int) -> list[int]:
    """List a process and all that it started, and they."""
    found = [pid]
    for one in found:
        with suppress(*GONE):
            for task in (PROC / str(one) / "task").iterdir():
                found += map(int, (task / "children").read_text(encoding="ascii").split())
    return found


def held(pid: int) -> Held:
    rss = pss = 0.0
    descriptors = 0
    pids = tree(pid)
    for one in pids:
        with suppress(*GONE):
            lines = (PROC / str(one) / "smaps_rollup").read_text(encoding="ascii").splitlines()
            sizes = {line.split(":")[0]: line.split()[1] for line in lines[1:]}
            rss += int(sizes["Rss"]) / 1024
            pss += int(sizes["Pss"]) / 1024
            descriptors += len(list((PROC / str(one) / "fd").iterdir()))
    return Held(processes=len(pids), descriptors=descriptors, rss=rss, pss=pss)


class Watch:
    """Looks again and again while something runs.

    Attributes:
        seen: Seconds since the start, and what was held then.
    """

    def __init__(self, pid: int, *, every: float = 0.1) -> None:
        self.seen: list[tuple[float, Held]] = []
        self._pid, self._every = pid, every
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def _look(self) -> None:
        start = time.monotonic()
        while True:
            self.seen.append((time.monotonic() - start, held(self._pid)))
            if self._done.wait(self._every):
                return

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    @property
    def peak(self) -> float:
        """The most MiB of Pss that was seen."""
        return max(one.pss for _, one in self.seen)
