"""What is known of Wikidata: an SQLite index of names, filled from a table in ``data/wikidata``."""

from __future__ import annotations

import csv
import hashlib
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.model import Kind
from hkgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SCHEMA = """
CREATE TABLE entity (
  qid TEXT PRIMARY KEY, label TEXT NOT NULL, label_zh TEXT NOT NULL,
  type TEXT NOT NULL, description TEXT NOT NULL, verified INTEGER NOT NULL);
CREATE TABLE alias (folded TEXT NOT NULL, qid TEXT NOT NULL REFERENCES entity);
CREATE TABLE rival (folded TEXT NOT NULL, type TEXT NOT NULL);
CREATE INDEX alias_folded ON alias (folded);
CREATE INDEX rival_folded ON rival (folded);
"""

_ORGANISATIONS = ("government", "organization", "media", "party", "union", "court", "brand")
#: Which types of the knowledge base an entity of a kind may be; a hard veto on the others.
TYPES_OF_KIND: dict[Kind, tuple[str, ...]] = {
    Kind.PERSON: ("person",),
    Kind.ORGANISATION: _ORGANISATIONS,
    Kind.MEDIA: _ORGANISATIONS,
    Kind.PLACE: ("place",),
    Kind.LAW: ("law",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEntity:
    """One entity of the knowledge base.

    Attributes:
        verified: False where only a bare pair of id and label was found.
        names: All its names, folded, in order.
    """

    qid: str
    label: str
    label_zh: str
    description: str
    verified: bool
    names: tuple[str, ...] = ()


class KnowledgeBase:
    """Names looked up exactly, after folding case, accents and quotes.

    Args:
        folder: Holds ``hk-wikidata.tsv`` and ``rivals.tsv``.
    """

    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(":memory:")
        self._db.executescript(_SCHEMA)
        digest = hashlib.sha256()
        for name, insert in (("hk-wikidata.tsv", self._insert), ("rivals.tsv", self._insert_rival)):
            content = (folder / name).read_bytes()
            digest.update(content)
            for row in csv.DictReader(
                content.decode("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
            ):
                insert(row)
        self._db.commit()
        self.digest = digest.hexdigest()

    @property
    def name(self) -> str:
        """Which knowledge base answered, for the link's provenance."""
        return f"bundled table {self.digest[:16]}"

    def find(self, name: str, kind: Kind) -> list[KnownEntity]:
        """List the entities of a fitting type that bear the name, by id."""
        types = TYPES_OF_KIND.get(kind, ())
        marks = ",".join("?" * len(types))
        rows = self._db.execute(
            "SELECT DISTINCT entity.qid, label, label_zh, description, verified FROM alias"  # noqa: S608 - only question marks are put in
            f" JOIN entity USING (qid) WHERE folded = ? AND type IN ({marks}) ORDER BY qid",
            (fold(name), *types),
        )
        return [
            KnownEntity(
                qid=qid,
                label=label,
                label_zh=label_zh,
                description=description,
                verified=bool(verified),
                names=self._names(qid),
            )
            for qid, label, label_zh, description, verified in rows.fetchall()
        ]

    def _names(self, qid: str) -> tuple[str, ...]:
        rows = self._db.execute("SELECT folded FROM alias WHERE qid = ? ORDER BY folded", (qid,))
        return tuple(name for (name,) in rows)

    def has_rival(self, name: str, kind: Kind) -> bool:
        """Say whether the name may mean somebody known who has no id here."""
        row = self._db.execute(
            "SELECT 1 FROM rival WHERE folded = ? AND type = ?", (fold(name), kind.value)
        ).fetchone()
        return row is not None

    def _insert(self, row: dict[str, str]) -> None:
        self._db.execute(
            "INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?)",
            (
                row["qid"],
                row["label_en"],
                row["label_zh"],
                row["type"],
                row["description"],
                row["status"] == "verified",
            ),
        )
        names = {row["label_en"], row["label_zh"], *row["aliases"].split("|")}
        folded = {fold(name) for name in names if name} | {
            form for name in names for form in short_forms(name, row["type"])
        }
        self._db.executemany(
            "INSERT INTO alias VALUES (?, ?)", [(name, row["qid"]) for name in sorted(folded)]
        )

    def _insert_rival(self, row: dict[str, str]) -> None:
        names = {fold(row["label_en"]), fold(row["label_zh"])} - {""}
        names |= set(short_forms(row["label_en"], row["type"]))
        self._db.executemany(
            "INSERT INTO rival VALUES (?, ?)", [(name, row["type"]) for name in sorted(names)]
        )


def short_forms(name: str, type_: str) -> Iterator[str]:
    """Give the shorter ways to write a Hong Kong person's full name, folded.

    >>> sorted(short_forms("Edward Leung Tin-kei", "person"))
    ['edward leung', 'leung tin-kei']
    """
    words = name.split()
    if type_ == "person" and len(words) == 3 and "-" in words[2]:
        yield fold(" ".join(words[:2]))
        yield fold(" ".join(words[1:]))
