"""Looking things up in an index: what is called exactly so, begins so, or has all the words."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from hkgraph.errors import StoreError
from hkgraph.search.folding import fold
from hkgraph.search.index import FORMAT
from hkgraph.search.roles import Role
from hkgraph.search.spelling import guesses
from hkgraph.search.wanted import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hkgraph.search.reading import Kind

MOST_HITS = 50
#: Names that are looked through; many names of one thing give one hit.
_MOST_NAMES = 20 * MOST_HITS

_EXACT = """
SELECT iri, kind, label, role, text, language, article FROM hits
WHERE folded = ? AND folded IS NOT NULL AND ifnull(kind = ?, TRUE) ORDER BY place LIMIT ?
"""
_MATCHING = """
SELECT iri, hits.kind, label, role, text, language, article
FROM words JOIN hits ON place = words.rowid
WHERE words MATCH ? ORDER BY words.rowid LIMIT ?
"""
_LABELS = _MATCHING.replace("ORDER", "AND words.rowid <= ? ORDER")
_LAST_LABEL = "SELECT ifnull(max(id), 0) FROM names WHERE role = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A thing that was found.

    Attributes:
        label: What it is called; a quotation's is its text.
        role: What the text is to the thing.
        text: The text that has the words in it.
        language: Of the text; ``""`` for none.
        article: Where a quotation stands.
    """

    iri: str
    kind: Kind
    label: str
    role: Role
    text: str
    language: str
    article: str | None


class Index:
    """An index that is open for reading; several threads may ask it, one at a time.

    The file is closed when nobody holds the index any more.

    Attributes:
        number: Of the generation that it was made of.
    """

    def __init__(self, path: Path, number: int) -> None:
        """Open an index.

        Raises:
            sqlite3.Error: It is absent, broken, or of another format.
        """
        self.number = number
        place = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
        self._file = sqlite3.connect(place, uri=True, check_same_thread=False)
        weakref.finalize(self, self._file.close)
        self._lock = threading.Lock()
        (found,) = self._file.execute("PRAGMA user_version").fetchone()
        if found != FORMAT:
            raise sqlite3.DatabaseError(f"{path} has format {found} and not {FORMAT}")
        (self._last_label,) = self._file.execute(_LAST_LABEL, (Role.LABEL,)).fetchone()

    def find(self, text: str, *, limit: int = MOST_HITS, kind: str | None = None) -> list[Hit]:
        """Give things with all the words of a text in one name, best first.

        A name that is the text comes first, then labels that begin with it, then labels, aliases,
        headlines and quotations with all its words; of equals the thing of which more is said.

        Args:
            limit: Most hits, at most ``MOST_HITS``.
            kind: The only kind of thing to be found; None for all.

        Raises:
            StoreError: The file is broken.
        """
        found: dict[str, Hit] = {}
        with self._reading() as file:
            for hit in self._hits(file, Wanted.parse(text), kind):
                found.setdefault(hit.iri, hit)
                if len(found) >= min(limit, MOST_HITS):
                    break
        return list(found.values())

    def guess(self, text: str, *, kind: str | None = None) -> list[str]:
        """Give texts that somebody may have meant who found nothing; each finds something.

        Raises:
            StoreError: The file is broken.
        """
        with self._reading() as file:
            return [
                guess
                for guess in guesses(file, text)
                if any(True for _ in self._hits(file, Wanted.parse(guess), kind))
            ]

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._lock:
                yield self._file
        except sqlite3.Error as exc:
            raise StoreError(
                f"the search index of generation {self.number} is broken: {exc}",
                hint="Remove search.sqlite from its folder and start the server again.",
            ) from exc

    def _hits(self, file: sqlite3.Connection, wanted: Wanted, kind: str | None) -> Iterator[Hit]:
        if not wanted:
            return
        only = f' AND kind:"{"".join(fold(kind).split())}"' if kind else ""
        begun = f'name:^"{wanted.folded}"*{only}'
        anywhere = f"{{name joined}}:({wanted.question()}){only}"
        yield from _rows(file, _EXACT, wanted.folded, kind)
        yield from _rows(file, _LABELS, begun, self._last_label)
        yield from _rows(file, _MATCHING, anywhere)


def _rows(file: sqlite3.Connection, query: str, *values: str | int | None) -> Iterator[Hit]:
    for iri, kind, label, role, text, language, article in file.execute(
        query, (*values, _MOST_NAMES)
    ):
        yield Hit(
            iri=iri,
            kind=kind,
            label=label,
            role=Role(role),
            text=text,
            language=language,
            article=article,
        )
