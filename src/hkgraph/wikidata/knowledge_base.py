"""What is known of Wikidata: an SQLite file of entities, asked by name, by likeness and by id."""

from __future__ import annotations

import json
import re
import sqlite3
from typing import TYPE_CHECKING, Self

from hkgraph.errors import UsageError
from hkgraph.text import fold
from hkgraph.wikidata.entities import TYPES, KnownEntity, number_of
from hkgraph.wikidata.filling import create, unpack_claims
from hkgraph.wikidata.kinds import TYPES_OF_KIND
from hkgraph.wikidata.schema import is_current
from hkgraph.wikidata.seed import fill_bundled
from hkgraph.wikidata.similar import close_names, likeness, same_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from hkgraph.model import Kind

_QID = re.compile(r"Q[1-9][0-9]{0,17}")
#: Entities that one question to the index may bring up to be compared.
_MOST_COMPARED = 1_000
#: Of a file, read as memory; the rest is read as usual.
_MAPPED_BYTES = 1 << 33
_LAST_LETTER = "\U0010ffff"
#: Entities, each with its names in one text.
_ENTITIES = (
    "SELECT entity.*,"
    " (SELECT group_concat(folded, char(10)) FROM alias AS own WHERE own.entity = id) FROM entity"
)
_BEGINNING = "SELECT id FROM alias JOIN entity ON id = entity WHERE folded >= ? AND folded < ?"
_ALIKE = "SELECT id FROM similar JOIN entity ON id = similar.rowid WHERE similar MATCH ?"


class KnowledgeBase:
    """A knowledge base that is open for reading; threads may share it.

    Args:
        db: A database that ``filling.finish`` has finished.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        #: What the facts came from, their licence, date, counts and digest.
        self.meta: Mapping[str, str] = dict(db.execute("SELECT key, value FROM meta"))

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a file that ``hkgraph kb build`` made.

        Raises:
            UsageError: It is not there, or is another file.
        """
        try:
            db = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False
            )
            if is_current(db):
                db.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
                return cls(db)
        except sqlite3.DatabaseError as exc:
            raise _unusable(path, "cannot be read") from exc
        db.close()
        raise _unusable(path, "is not of this version of hkgraph")

    @classmethod
    def bundled(cls) -> Self:
        """Give the knowledge base that comes with hkgraph."""
        db = sqlite3.connect(":memory:", check_same_thread=False)
        fill_bundled(create(db))
        return cls(db)

    @classmethod
    def choose(cls, path: Path | None) -> Self:
        """Open a file, or give the bundled knowledge base where none is named.

        Raises:
            UsageError: The file is not there, or is another file.
        """
        return cls.open(path) if path else cls.bundled()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @property
    def digest(self) -> str:
        """Hash of the facts, whatever file they stand in: 64 hex digits."""
        return self.meta["digest"]

    @property
    def name(self) -> str:
        """Which facts answered, for the provenance of a link and the version of a build."""
        title, date = self.meta["title"], self.meta["date"]
        return f"{title} of {date} {self.digest[:16]}" if date else f"{title} {self.digest[:16]}"

    @property
    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        return dict(json.loads(self.meta["counts"]))

    def types(self) -> dict[str, int]:
        """Count the entities of each type."""
        return dict(
            self._db.execute("SELECT type, count(*) FROM entity GROUP BY type ORDER BY type")
        )

    def find(self, name: str, kind: Kind) -> list[KnownEntity]:
        """List the entities of a fitting type that bear the name, by id."""
        types = TYPES_OF_KIND.get(kind, ())
        rows = self._db.execute(
            f"{_ENTITIES} JOIN alias ON entity = id WHERE folded = ?"
            f" AND type IN ({_marks(types)}) ORDER BY id",
            (_asked(name), *types),
        )
        return [_known(row) for row in rows.fetchall()]

    def search(
        self, text: str, kind: Kind | None = None, limit: int = 10
    ) -> list[tuple[KnownEntity, float]]:
        """List the entities with a name like a text, the likest first, the better known before.

        Whatever bears the name itself is there, and what has a name of the same words or so many
        edits away (one from six letters on, two from nine), unless a thousand others are as near.

        Returns:
            Each entity with the likeness of its likest name, 0 to 1; 1 only for an equal name.
        """
        folded = _asked(text)
        if not folded:
            return []
        likest: dict[int, float] = {}
        for number, name in self._comparable(folded, kind):
            likest[number] = max(likest.get(number, 0.0), likeness(folded, name))
        prior = self._sitelinks(likest)
        best = sorted(likest, key=lambda one: (-likest[one], -prior[one], one))[:limit]
        return [(known, likest[number]) for number in best if (known := self._get(number))]

    def get(self, qid: str) -> KnownEntity | None:
        """Give the entity of an id, or of the one that it leads on to; None if it is not here."""
        if not _QID.fullmatch(qid):
            return None
        number = number_of(qid)
        moved = self._db.execute("SELECT target FROM redirect WHERE id = ?", (number,)).fetchone()
        return self._get(moved[0] if moved else number)

    def has_rival(self, name: str, kind: Kind) -> bool:
        """Say whether the name may mean somebody known who has no id here."""
        row = self._db.execute(
            "SELECT 1 FROM rival WHERE folded = ? AND type = ?", (_asked(name), kind.value)
        ).fetchone()
        return row is not None

    def is_unanswered(self, name: str, kind: Kind) -> bool:
        """Say whether Wikidata was asked for a name and gave no answer."""
        row = self._db.execute(
            "SELECT 1 FROM unanswered WHERE folded = ? AND type = ?", (_asked(name), kind.value)
        ).fetchone()
        return row is not None

    def all(self) -> Iterator[KnownEntity]:
        """Give every entity, by id."""
        for (number,) in self._db.execute("SELECT id FROM entity ORDER BY id"):
            known = self._get(number)
            if known:
                yield known

    def _get(self, number: int) -> KnownEntity | None:
        row = self._db.execute(f"{_ENTITIES} WHERE id = ?", (number,)).fetchone()
        return _known(row) if row else None

    def _comparable(self, folded: str, kind: Kind | None) -> Iterator[tuple[int, str]]:
        """Give the names of all entities worth comparing, with the number of each."""
        types = TYPES if kind is None else TYPES_OF_KIND.get(kind, ())
        asked: list[tuple[str, tuple[str, ...]]] = [(_BEGINNING, (folded, folded + _LAST_LETTER))]
        asked += [
            (_ALIKE, (query,)) for query in (same_words(folded), close_names(folded)) if query
        ]
        for question, given in asked:
            yield from self._db.execute(
                "SELECT entity, folded FROM alias WHERE entity IN"  # noqa: S608 - question marks
                f" ({question} AND type IN ({_marks(types)}) LIMIT {_MOST_COMPARED})",
                (*given, *types),
            ).fetchall()

    def _sitelinks(self, numbers: Iterable[int]) -> dict[int, int]:
        asked = json.dumps(sorted(numbers))
        return dict(
            self._db.execute(
                "SELECT id, sitelinks FROM entity WHERE id IN (SELECT value FROM json_each(?))",
                (asked,),
            )
        )


def _known(row: tuple[int, str, str, str, str, int, int, str, str]) -> KnownEntity:
    number, label, label_zh, type_, description, verified, sitelinks, claims, names = row
    return KnownEntity(
        qid=f"Q{number}",
        label=label,
        label_zh=label_zh,
        description=description,
        verified=bool(verified),
        names=tuple(sorted(names.split("\n"))),
        type=type_,
        claims=unpack_claims(claims),
        sitelinks=sitelinks,
    )


def _asked(name: str) -> str:
    """Fold a name as those here are; leave out what SQLite takes for no text."""
    return fold(name.replace("\0", "").encode("utf-8", "replace").decode("utf-8"))


def _marks(values: Sequence[str]) -> str:
    return ",".join("?" * len(values))


def _unusable(path: Path, why: str) -> UsageError:
    return UsageError(
        f"the knowledge base {path} {why}",
        hint="Make one with: hkgraph kb build --seed --out FILE.",
    )
