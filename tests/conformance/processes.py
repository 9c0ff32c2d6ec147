"""What the processes of a server take, as the system counts it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conformance.wire import Client

_PAGE = 4096


def family(pid: int) -> list[int]:
    """Give a process and all that it started, directly or not."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += family(int(child))
    return found


def resident_bytes(client: Client) -> int:
    """Sum what all processes of a server hold in memory."""
    return sum(_resident(pid) for pid in family(client.pid))


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except FileNotFoundError:
        return 0


def open_files(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))
