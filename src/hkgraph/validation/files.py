"""The Turtle files that shapes and ontology are kept in."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pyoxigraph as ox

from hkgraph.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def turtle_files(folder: Path) -> list[Path]:
    """List the Turtle files below a folder, in an order that is the same everywhere."""
    return sorted(folder.rglob("*.ttl"), key=lambda path: path.relative_to(folder).as_posix())


def read_turtle(path: Path) -> Iterator[ox.Triple]:
    """Yield the triples of a file; its blank nodes are kept apart from other files'.

    Raises:
        SettingsError: If the file is not Turtle.
    """
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True):
            yield quad.triple
    except SyntaxError as exc:
        raise SettingsError(f"{path} is not Turtle: {exc}", hint="Mend the file.") from exc


def files_digest(folder: Path, paths: Iterable[Path]) -> str:
    """Give one sha256, in hex, over the bytes of files and their names below a folder."""
    digest = hashlib.sha256()
    for path in paths:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{content}  {path.relative_to(folder).as_posix()}\n".encode())
    return digest.hexdigest()
