"""A knowledge base with a user's own words over it: what stands in both is as the user has it."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

from hkgraph.errors import SettingsError
from hkgraph.wikidata.entities import Entry, number_of
from hkgraph.wikidata.filling import Origin, create, finish, insert_entry
from hkgraph.wikidata.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hkgraph.model import Kind
    from hkgraph.own_words.records import OwnRow, OwnWords
    from hkgraph.wikidata.entities import KnownEntity

_ORIGIN = Origin(title="own words", source="words")
_OF_WIKIDATA = "Q"


def choose_with(words: OwnWords, path: Path | None) -> KnowledgeBase:
    """Open a knowledge base, the bundled one where none is named, with own words over it.

    Raises:
        UsageError: The file is not there, or is another file.
        SettingsError: An own alias is for what is not known.
    """
    base = KnowledgeBase.choose(path)
    entries = [*map(_entry, words.entities)]
    entries += _with_aliases(words, {one.qid: one for one in entries}, base)
    if not entries:
        return base
    db = create(sqlite3.connect(":memory:", check_same_thread=False))
    for entry in entries:
        insert_entry(db, entry)
    finish(db, _ORIGIN)
    return LayeredKnowledgeBase(db, base)


class LayeredKnowledgeBase(KnowledgeBase):
    """Two knowledge bases that answer as one.

    Args:
        db: What stands before the other, finished.
    """

    def __init__(self, db: sqlite3.Connection, base: KnowledgeBase) -> None:
        super().__init__(db)
        self._base = base

    @property
    def digest(self) -> str:
        """Hash of the facts of both: 64 hex digits."""
        return hashlib.sha256(f"{super().digest}\n{self._base.digest}".encode()).hexdigest()

    @property
    def name(self) -> str:
        """Which facts answered."""
        return f"{self._base.name} with own words {super().digest[:16]}"

    def close(self) -> None:
        """Let go of both."""
        super().close()
        self._base.close()

    def find(self, name: str, kind: Kind) -> list[KnownEntity]:
        """List the entities of a fitting type that bear the name, by id."""
        below = [one for one in self._base.find(name, kind) if not self._is_own(one.qid)]
        return sorted([*super().find(name, kind), *below], key=lambda one: number_of(one.qid))

    def search(
        self, text: str, kind: Kind | None = None, limit: int = 10
    ) -> list[tuple[KnownEntity, float]]:
        """List the entities with a name like a text, the likest first, the better known before."""
        own = super().search(text, kind, limit)
        below = self._base.search(text, kind, limit)
        found = [*own, *((one, like) for one, like in below if not self._is_own(one.qid))]
        found.sort(key=lambda one: (-one[1], -one[0].sitelinks, number_of(one[0].qid)))
        return found[:limit]

    def get(self, qid: str) -> KnownEntity | None:
        """Give the entity of an id, or of the one that it leads on to; None if it is not here."""
        return super().get(qid) or self._base.get(qid)

    def has_rival(self, name: str, kind: Kind) -> bool:
        """Say whether the name may mean somebody known who has no id here."""
        return self._base.has_rival(name, kind) and not super().find(name, kind)

    def is_unanswered(self, name: str, kind: Kind) -> bool:
        """Say whether Wikidata was asked for a name and gave no answer."""
        return self._base.is_unanswered(name, kind)

    def _is_own(self, qid: str) -> bool:
        return super().get(qid) is not None


def _entry(row: OwnRow) -> Entry:
    cells = row.cells
    return Entry(
        qid=cells["qid"],
        label=cells["label_en"],
        label_zh=cells["label_zh"],
        type=cells["type"],
        description=cells["description"],
        aliases=tuple(filter(None, cells["aliases"].split("|"))),
    )


def _with_aliases(words: OwnWords, own: dict[str, Entry], base: KnowledgeBase) -> Iterator[Entry]:
    """Give entities anew that have more names; of several for one the last has all."""
    for row in words.aliases:
        qid, alias = row.cells["id"], row.cells["alias"]
        if not qid.startswith(_OF_WIKIDATA):
            continue
        entry = own.get(qid) or _known(qid, base)
        if entry is None:
            raise SettingsError(
                f"{row.place}: the knowledge base has no {qid}",
                hint="Add the entity to a table with the columns qid, label_en and type.",
            )
        own[qid] = replace(entry, aliases=(*entry.aliases, alias))
        yield own[qid]


def _known(qid: str, base: KnowledgeBase) -> Entry | None:
    known = base.get(qid)
    if known is None:
        return None
    return Entry(
        qid=known.qid,
        label=known.label,
        label_zh=known.label_zh,
        type=known.type,
        description=known.description,
        verified=known.verified,
        aliases=known.names,
        claims=known.claims,
        sitelinks=known.sitelinks,
    )
