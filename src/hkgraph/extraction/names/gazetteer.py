"""Known organisations, places, laws and offences: ``data/gazetteer``, and finding them in a text.

Each file there is a table with the columns id, kind, name, aliases (parted by ``|``), name_zh and
note. An alias that ends in ``?`` is a weak one: it counts for a place only after a preposition of
place, for a medium behind "the" or where credits name it, for a platform behind "on", for others
only where the article also uses a strong name of the same row. One that ends in ``??`` is also the
name of something better known: it needs another place of the same file in the article.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from hkgraph.errors import SettingsError
from hkgraph.extraction.lexicon import table
from hkgraph.extraction.names.phrases import PhraseTable, split_words
from hkgraph.model import Kind
from hkgraph.own_words.in_use import own_words
from hkgraph.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from hkgraph.extraction.names.phrases import Match, Word
    from hkgraph.own_words.records import OwnWords

_NOT_ROWS = frozenset(["outlets.tsv"])
#: Of its file the row that is no neighbour of the others: it holds them all.
_WHOLE = "hong-kong"
_FIRMS = "companies"
_PLACING = frozenset(["in", "at", "near", "outside", "from", "to", "around", "through", "via"])

#: Words within which "on" may stand before the last of several platforms.
_FURTHEST = 4
_AFTER_PLATFORM = frozenset(
    "that and or to in by after when as while where for with about saying late early this last at"
    " but who which is was has had before during since".split()
)
_LEAVING = frozenset(["heading", "headed", "heads", "leaving", "left", "bound"])


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerRow:
    """One known entity.

    Attributes:
        id: Readable and stable; the entity's key in its IRI.
        aliases: Strong names, without ``name``.
        weak_aliases: Names that need their surroundings to be sure.
        namesakes: Those among them that something better known bears, too.
        name_zh: Name in Traditional Chinese, or empty.
        topic: The file that it stands in, such as "companies" or "courts".
    """

    id: str
    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()
    weak_aliases: tuple[str, ...] = ()
    namesakes: tuple[str, ...] = ()
    name_zh: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerMatch:
    """A name of a row found in a text; words ``first`` up to, not including, ``last``."""

    first: int
    last: int
    row: GazetteerRow
    is_weak: bool = False


class Gazetteer:
    """All rows, by id and by name."""

    def __init__(self, rows: Sequence[GazetteerRow]) -> None:
        self.rows = {row.id: row for row in rows}
        names = [(name, (row, "")) for row in rows for name in _spellings(row)]
        names += [(name, (row, name)) for row in rows for name in row.weak_aliases]
        self._table = PhraseTable(names)

    def find(self, name: str) -> GazetteerRow | None:
        """Find the row that a whole name belongs to."""
        words = split_words(name)
        whole = (m for m in self._table.matches(words) if m.last - m.first == len(words))
        return next((match.payload[0] for match in whole), None)

    def matches(self, words: Sequence[Word]) -> list[GazetteerMatch]:
        """Find names, the longest at each word; matches may overlap."""
        found = list(self._table.matches(words))
        sure = {row.id: row for match in found for row, weak in [match.payload] if not weak}
        topics = {row.topic for row in sure.values() if row.id != _WHOLE}
        return [
            GazetteerMatch(first=match.first, last=match.last, row=row, is_weak=bool(weak))
            for match in found
            for row, weak in [match.payload]
            if not weak
            or row.id in sure
            or (_is_shown(row, words, match) and (weak not in row.namesakes or row.topic in topics))
        ]


def _spellings(row: GazetteerRow) -> Iterator[str]:
    """Give the strong names, also in American spelling and without apostrophes."""
    for name in (row.name, *row.aliases):
        yield name
        if "s' " in name:
            yield name.replace("s' ", "s ")
        american = " ".join(table("american-spellings").get(word, word) for word in name.split())
        if american != name:
            yield american


def _is_shown(
    row: GazetteerRow, words: Sequence[Word], match: Match[tuple[GazetteerRow, str]]
) -> bool:
    """Say whether the words around a weak name show that it is meant."""
    first, last = match.first, match.last
    before = words[first - 1].text.lower() if first else ""
    behind = words[last].text if last < len(words) else ""
    if row.kind is Kind.PLACE:
        leaving = words[first - 2].text.lower() if first > 1 else ""
        return before in _PLACING or (before == "for" and leaving in _LEAVING)
    if row.kind is not Kind.MEDIA:
        # What one writes on ("on X", "on Threads").
        return row.topic == _FIRMS and _is_written_on(words, first) and _ends_there(behind)
    if words[first].text.isupper():
        return (before == "(" and behind == ")") or before in {"/", ":"}
    return before == "the" and not behind[:1].isupper()


def _is_written_on(words: Sequence[Word], first: int) -> bool:
    """Say whether "on" stands before, or before what "and" joins to it ("on X and Threads")."""
    before = [word.text.lower() for word in words[max(first - _FURTHEST, 0) : first]]
    if before[-1:] == ["on"]:
        return True
    return before[-1:] in (["and"], ["or"], [","]) and "on" in before


def _ends_there(behind: str) -> bool:
    return not behind.isalpha() or behind.lower() in _AFTER_PLATFORM


def gazetteer_paths() -> list[Path]:
    """Give the files of the gazetteer, sorted by name."""
    folder = resource("data") / "gazetteer"
    return [path for path in sorted(folder.glob("*.tsv")) if path.name not in _NOT_ROWS]


def load_gazetteer() -> Gazetteer:
    """Give the gazetteer with the own words in use; each is read once a process."""
    return _gazetteer(own_words())


@cache
def _gazetteer(own: OwnWords) -> Gazetteer:
    return Gazetteer(merge_rows(bundled_rows(), own))


@cache
def bundled_rows() -> tuple[GazetteerRow, ...]:
    """Read the rows that come with hkgraph."""
    return tuple(row for path in gazetteer_paths() for row in _read(path))


def merge_rows(bundled: Iterable[GazetteerRow], own: OwnWords) -> list[GazetteerRow]:
    """Put a user's rows before the others, in place of those with the same id.

    Of two rows with one name the first has it, so that a user's wins.

    Raises:
        SettingsError: An alias is for what no row has.
    """
    aliases: dict[str, list[str]] = {}
    for row in own.aliases:
        aliases.setdefault(row.cells["id"], []).append(row.cells["alias"])
    users = {row.cells["id"]: _row(row.cells, row.topic) for row in own.names}
    rows = [*users.values(), *(row for row in bundled if row.id not in users)]
    _check_aliases(own, {row.id for row in rows})
    merged = [_with_aliases(row, aliases.get(row.id, ())) for row in rows]
    return sorted(merged, key=lambda row: row.id not in users and row.id not in aliases)


def _check_aliases(own: OwnWords, ids: AbstractSet[str]) -> None:
    for row in own.aliases:
        # An id with a capital is one of Wikidata.
        if not row.cells["id"][0].isupper() and row.cells["id"] not in ids:
            raise SettingsError(
                f"{row.place}: the gazetteer has no {row.cells['id']}",
                hint="Take an id of data/gazetteer, or add a row with the columns id, kind, name.",
            )


def _read(path: Path) -> Iterator[GazetteerRow]:
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield _row(row, path.stem)


def _row(cells: Mapping[str, str], topic: str) -> GazetteerRow:
    bare = GazetteerRow(
        id=cells["id"],
        kind=Kind(cells["kind"]),
        name=cells["name"],
        name_zh=cells["name_zh"],
        topic=topic,
    )
    return _with_aliases(bare, [alias for alias in cells["aliases"].split("|") if alias])


def _with_aliases(row: GazetteerRow, aliases: Sequence[str]) -> GazetteerRow:
    if not aliases:
        return row
    weak = [alias for alias in aliases if alias.endswith("?")]
    return replace(
        row,
        aliases=(*row.aliases, *(alias for alias in aliases if not alias.endswith("?"))),
        weak_aliases=(*row.weak_aliases, *(alias.rstrip("?") for alias in weak)),
        namesakes=(*row.namesakes, *(a.rstrip("?") for a in weak if a.endswith("??"))),
    )
