"""The file of a knowledge base while it is written: whole under its name, or not there."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from hkgraph.errors import StoreError, UsageError
from hkgraph.wikidata.filling import create

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def writing(out: Path) -> Iterator[sqlite3.Connection]:
    """Give an empty database that takes the place of a file when all went well.

    Raises:
        StoreError: There is no room for it.
        UsageError: Its folder is not there.
    """
    partial = beside(out, "partial")
    if not out.parent.is_dir() or out.is_dir():
        raise UsageError(f"{out} cannot be written", hint="Name a file in a folder that is there.")
    partial.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(partial)) as db:
            yield create(db)
        partial.replace(out)
    except (sqlite3.OperationalError, OSError) as exc:
        raise StoreError(
            f"the knowledge base {out} cannot be written: {exc}",
            hint="Make room on the disk, or name another place.",
        ) from exc
    finally:
        partial.unlink(missing_ok=True)


def beside(out: Path, what: str) -> Path:
    """Name a file of passing use beside another."""
    return out.with_name(f".{out.name}.{what}")
