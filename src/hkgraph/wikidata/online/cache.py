"""Answers that were given already, so that nothing is asked twice and what broke off goes on."""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING

from hkgraph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_DAY = 86_400.0


class AnswerCache:
    """Answers in an SQLite file; each is on disk as soon as it is put in.

    Args:
        path: Made if it is not there, with its folder.
        days: How long an answer is good.
        now: Seconds since 1970.
    """

    def __init__(
        self, path: Path, *, days: float = 30.0, now: Callable[[], float] = time.time
    ) -> None:
        self._oldest = days * _DAY
        self._now = now
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.execute(
                "CREATE TABLE IF NOT EXISTS answer"
                " (request TEXT PRIMARY KEY, body BLOB NOT NULL, fetched REAL NOT NULL)"
            )
        except (OSError, sqlite3.DatabaseError) as exc:
            raise StoreError(
                f"the answers in {path} cannot be read: {exc}",
                hint="Remove the file; what is needed is asked again.",
            ) from exc

    def find(self, request: str) -> bytes | None:
        """Give the answer to a request, unless it is too old or was never given."""
        row = self._db.execute(
            "SELECT body FROM answer WHERE request = ? AND fetched >= ?",
            (request, self._now() - self._oldest),
        ).fetchone()
        return bytes(row[0]) if row else None

    def put(self, request: str, body: bytes) -> None:
        """Keep an answer."""
        self._db.execute(
            "INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", (request, body, self._now())
        )

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()
