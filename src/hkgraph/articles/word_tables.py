"""The tables of ``data/reading``: words that readers go by."""

from __future__ import annotations

from functools import cache

from hkgraph.resources import resource


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """Read one table: its rows, in order, without comments; the first cell is the kind."""
    path = resource("data") / "reading" / f"{name}.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


@cache
def column(name: str, kind: str) -> tuple[str, ...]:
    """Give the second cells of the rows of one kind, in order."""
    return tuple(row[1] for row in table(name) if row[0] == kind)


@cache
def values(name: str, kind: str) -> dict[str, str]:
    """Give second and third cell of the rows of one kind."""
    return {row[1]: row[2] for row in table(name) if row[0] == kind}
