"""From what a user types to the files that are meant."""

from __future__ import annotations

import difflib
import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING

from hkgraph.articles.formats import HTML_SUFFIXES, MARKDOWN_SUFFIXES
from hkgraph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

KNOWN_SUFFIXES = (*MARKDOWN_SUFFIXES, *HTML_SUFFIXES, ".txt")


def find_inputs(paths: Iterable[str]) -> list[Path]:
    """Find the files that paths, folders and patterns stand for.

    Folders are searched through and through for known suffixes, in order of name; hidden files
    and folders are left out. A file that is named itself is taken whatever its name. Each file
    is given once, where it was first named.

    Raises:
        UsageError: A path does not exist, or a folder or pattern holds nothing to read.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _expand(path):
            found.setdefault(file.resolve(), file)
    return list(found.values())


def _expand(typed: str) -> list[Path]:
    path = Path(typed).expanduser()
    if path.is_dir():
        files = sorted(_walk(path))
        if not files:
            raise UsageError(
                f"no article files in {typed}", hint=f"Known suffixes: {' '.join(KNOWN_SUFFIXES)}."
            )
        return files
    if path.exists():
        return [path]
    if glob.has_magic(typed):
        return _matches(typed)
    raise UsageError(f"no such file or folder: {typed}", hint=_nearest(path))


def _matches(pattern: str) -> list[Path]:
    hits = sorted(glob.glob(str(Path(pattern).expanduser()), recursive=True))  # noqa: PTH207 -- pattern may be absolute
    files = [file for hit in hits for file in ([Path(hit)] if Path(hit).is_file() else [])]
    if not files:
        raise UsageError(f"no file matches {pattern}", hint="Check the pattern and its quotes.")
    return files


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith(".") and Path(name).suffix.lower() in KNOWN_SUFFIXES:
                yield Path(parent) / name


def _nearest(path: Path) -> str:
    try:
        names = sorted(entry.name for entry in path.parent.iterdir())
    except OSError:
        return f"The folder {path.parent} does not exist either; check the path."
    near = difflib.get_close_matches(path.name, names, n=1)
    return f"Did you mean {path.parent / near[0]}?" if near else "Check the path."
