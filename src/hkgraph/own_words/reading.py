"""Reading a folder of own words: every file in it, in the order of their names."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from hkgraph.errors import SettingsError
from hkgraph.own_words.checking import check
from hkgraph.own_words.lists import read_lists
from hkgraph.own_words.records import NO_WORDS, Fault, OwnFrame, OwnRow, OwnType, OwnWords, Place
from hkgraph.own_words.tables import TableKind, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hkgraph.settings import Settings

TABLES, LISTS = (".tsv",), (".yaml", ".yml")


def words_folder(settings: Settings) -> Path:
    """Give the folder of a user's own words, which may be absent."""
    return settings.words or settings.store / "words"


def read_words(folder: Path) -> tuple[OwnWords, list[Fault]]:
    """Read a folder, which may be absent.

    Returns:
        The rows that are right, and what is wrong or doubtful, by file and line.

    Raises:
        SettingsError: The folder cannot be read.
    """
    rows: dict[TableKind, list[OwnRow]] = {kind: [] for kind in TableKind}
    types: list[OwnType] = []
    frames: list[OwnFrame] = []
    faults: list[Fault] = []
    digest = hashlib.sha256()
    has_files = False
    for name, content in _files(folder):
        has_files = True
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as exc:
            faults.append(_not_utf8(name, content, exc))
            continue
        if name.endswith(TABLES):
            table = read_table(text, name)
            faults += table.faults
            if table.kind:
                rows[table.kind] += table.rows
        else:
            lists = read_lists(text, name)
            types += lists.types
            frames += lists.frames
            faults += lists.faults
    if not has_files:
        return NO_WORDS, []
    words = OwnWords(
        names=tuple(rows[TableKind.NAMES]),
        aliases=tuple(rows[TableKind.ALIASES]),
        entities=tuple(rows[TableKind.ENTITIES]),
        types=tuple(types),
        frames=tuple(frames),
        digest=digest.hexdigest(),
    )
    return words, sorted([*faults, *check(words)], key=lambda fault: fault.place)


def load_words(folder: Path) -> OwnWords:
    """Read a folder whose words are to be used.

    Raises:
        SettingsError: A row is wrong; the message tells the file and the line.
    """
    words, faults = read_words(folder)
    errors = [fault for fault in faults if fault.is_error]
    if errors:
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        raise SettingsError(
            f"{errors[0].place}: {errors[0].message}{more}",
            hint=f"{errors[0].mend} See all with: hkgraph doctor.",
        )
    return words


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    try:
        paths = sorted(folder.iterdir()) if folder.is_dir() else []
        for path in paths:
            if path.suffix in (*TABLES, *LISTS) and path.is_file():
                yield path.name, path.read_bytes()
    except OSError as exc:
        raise SettingsError(
            f"the words in {folder} cannot be read: {exc.strerror}",
            hint="Mend its permissions, or name another folder with HKGRAPH_WORDS.",
        ) from exc


def _not_utf8(name: str, content: bytes, exc: UnicodeDecodeError) -> Fault:
    line = content[: exc.start].count(b"\n") + 1
    return Fault(
        place=Place(file=name, line=line),
        message="it is not in UTF-8",
        mend="Save the file as UTF-8, with tabs for a table.",
    )
