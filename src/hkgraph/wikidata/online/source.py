"""Looking names up at Wikidata itself, and what came of each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from hkgraph.errors import OutgoingError
from hkgraph.wikidata.classes import type_of
from hkgraph.wikidata.kinds import TYPES_OF_KIND
from hkgraph.wikidata.wikibase import read_entity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hkgraph.model import Kind
    from hkgraph.wikidata.entities import Entry
    from hkgraph.wikidata.online.api import Api

#: Look-ups that fail one after the other before the rest is left alone.
_MOST_FAILURES = 3


class LookUpState(StrEnum):
    """What came of looking a name up; that nothing was found says more than that nobody looked."""

    FOUND = "found"
    NIL = "nil"
    NOT_LOOKED_UP = "not looked up"
    FAILED = "look-up failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUp:
    """The answer for one name.

    Attributes:
        entries: What bears the name or one that begins with it, of a fitting type, best first.
        why: Why it failed or was not tried.
    """

    state: LookUpState
    entries: tuple[Entry, ...] = ()
    why: str = ""


@dataclass(slots=True)
class OnlineSource:
    """Looks names up.

    Attributes:
        why_down: Why nothing more is asked, or empty.
    """

    api: Api
    why_down: str = ""
    _failures: int = 0
    _parents: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def search(self, name: str, kind: Kind) -> LookUp:
        """Look a name up.

        A service that refuses for good, or fails three times in a row, is asked no more: what comes
        after is not looked up.
        """
        if self.why_down or kind not in TYPES_OF_KIND:
            why = self.why_down or f"nothing of the kind {kind.value} is looked up"
            return LookUp(state=LookUpState.NOT_LOOKED_UP, why=why)
        try:
            entries = self.get(self.api.search(name))
        except OutgoingError as exc:
            self._note(exc)
            return LookUp(state=LookUpState.FAILED, why=str(exc))
        self._failures = 0
        fitting = tuple(one for one in entries.values() if one.type in TYPES_OF_KIND[kind])
        return LookUp(state=LookUpState.FOUND if fitting else LookUpState.NIL, entries=fitting)

    def get(self, qids: Iterable[str]) -> dict[str, Entry]:
        """Get the entities of ids, by the id that was asked for; those without a type are left out.

        Raises:
            OutgoingError: There is no answer.
        """
        asked = tuple(qids)
        fetched = self.api.get(asked)
        entries = {qid: self._typed(raw) for qid, raw in fetched.entities.items()}
        found = {qid: entries.get(fetched.moved.get(qid, qid)) for qid in asked}
        return {qid: entry for qid, entry in found.items() if entry}

    def _typed(self, raw: Any) -> Entry | None:
        entry = read_entity(raw)
        type_ = type_of(entry.claims.instance_of, self._above) if entry else None
        return replace(entry, type=type_) if entry and type_ else None

    def _above(self, level: frozenset[str]) -> Mapping[str, Iterable[str]]:
        unknown = level - self._parents.keys()
        if unknown:
            self._parents.update(dict.fromkeys(unknown, ()))
            self._parents.update(self.api.parents(unknown))
        return {qid: self._parents[qid] for qid in level}

    def _note(self, error: OutgoingError) -> None:
        self._failures += 1
        for_good = error.status is not None and 400 <= error.status < 500 and error.status != 429
        if for_good or self._failures >= _MOST_FAILURES:
            self.why_down = str(error)
