"""Reading a folder of own words: every file in it, in the order of their names."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from hkgraph.errors import SettingsError
from hkgraph.own_words.checking import check
from hkgraph.own_words.lists import Lists, read_lists
from hkgraph.own_words.records import NO_WORDS, Fault, OwnRow, OwnWords, Place
from hkgraph.own_words.tables import Table, TableKind, read_table

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
    files = list(_files(folder))
    if not files:
        return NO_WORDS, []
    digest = hashlib.sha256()
    tables: list[Table] = []
    lists: list[Lists] = []
    faults: list[Fault] = []
    for name, content in files:
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as exc:
            faults.append(_not_utf8(name, content, exc))
            continue
        if name.endswith(TABLES):
            tables.append(read_table(text, name))
        else:
            lists.append(read_lists(text, name))
    words = _gather(tables, lists, digest.hexdigest())
    faults += [fault for table in tables for fault in table.faults]
    faults += [fault for found in lists for fault in found.faults]
    return words, sorted([*faults, *check(words)], key=lambda fault: fault.place)


def _gather(tables: list[Table], lists: list[Lists], digest: str) -> OwnWords:
    def rows(kind: TableKind) -> tuple[OwnRow, ...]:
        return tuple(row for table in tables if table.kind is kind for row in table.rows)

    return OwnWords(
        names=rows(TableKind.NAMES),
        aliases=rows(TableKind.ALIASES),
        entities=rows(TableKind.ENTITIES),
        types=tuple(one for found in lists for one in found.types),
        frames=tuple(one for found in lists for one in found.frames),
        digest=digest,
    )


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
