"""How much one query may take, and how many of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hkgraph.settings import Settings

MEGABYTE = 1_000_000
# Its code and what it has of the store in memory, generously.
_WORKER_BYTES = 256 * MEGABYTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What queries are held to.

    Attributes:
        seconds: Time that a query may run, unless it asks for other; waiting is not counted.
        longest_seconds: The most that it may ask for.
        memory_bytes: What it may take beyond what a worker holds with the store open.
        result_bytes: Longest result.
        query_bytes: Longest text.
        quick: Queries that may be in their first moments at once.
        long: Queries that may go on for longer at once.
        waiting: Queries that may wait, of either kind.
        waiting_seconds: Longest wait.
        stalled_seconds: How long a client may take nothing of its result.
        transfer_seconds: How long it may take over all of it.
    """

    seconds: float = 30.0
    longest_seconds: float = 120.0
    memory_bytes: int = 512 * MEGABYTE
    result_bytes: int = 1_000 * MEGABYTE
    query_bytes: int = 1_000_000
    quick: int = 2
    long: int = 2
    waiting: int = 32
    waiting_seconds: float = 20.0
    stalled_seconds: float = 30.0
    transfer_seconds: float = 600.0

    @property
    def worker_bytes(self) -> int:
        """The most that a worker may hold in all, with its store and its own code."""
        return self.memory_bytes + _WORKER_BYTES

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """Take the limits from the settings."""
        return cls(
            seconds=settings.query_seconds,
            longest_seconds=max(settings.query_seconds, settings.longest_query_seconds),
            memory_bytes=settings.query_megabytes * MEGABYTE,
            result_bytes=settings.result_megabytes * MEGABYTE,
            query_bytes=settings.query_bytes,
            quick=settings.quick_queries,
            long=settings.long_queries,
            waiting=settings.waiting_queries,
            waiting_seconds=settings.waiting_seconds,
            stalled_seconds=settings.stalled_seconds,
            transfer_seconds=settings.transfer_seconds,
        )
