"""Word lists, read from ``data/lexicon``.

One file a list, one entry a line; ``#`` starts a comment.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hkgraph.resources import resource

if TYPE_CHECKING:
    from pathlib import Path


def word_list_path(name: str) -> Path:
    """Give the file of one list."""
    return resource("data") / "lexicon" / f"{name}.txt"


@cache
def words(name: str) -> frozenset[str]:
    """Read one list, e.g. ``words("speech-verbs")``."""
    lines = word_list_path(name).read_text(encoding="utf-8").splitlines()
    entries = (line.partition("#")[0].strip() for line in lines)
    return frozenset(entry for entry in entries if entry)


@cache
def table(name: str) -> dict[str, str]:
    """Read one list whose entries are ``key = value``."""
    rows = (entry.partition("=") for entry in sorted(words(name)))
    return {key.strip(): value.strip() for key, _, value in rows}
