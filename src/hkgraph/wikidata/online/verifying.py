"""What has become of the entities of a knowledge base at Wikidata since it was made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Any

from hkgraph.text import fold
from hkgraph.wikidata.wikibase import read_entity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hkgraph.wikidata.entities import KnownEntity
    from hkgraph.wikidata.online.api import Api

_BATCH = 50


class Change(StrEnum):
    """What may have become of an entity."""

    MOVED = "leads on"
    GONE = "gone"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """An entity that is no longer as the knowledge base has it.

    Attributes:
        now: Its id or label now, or empty.
    """

    qid: str
    label: str
    change: Change
    now: str = ""


def iter_changed(known: Iterable[KnownEntity], api: Api) -> Iterator[Changed]:
    """Give the entities that lead on to others, are gone, or bear a label not known here.

    Raises:
        OutgoingError: There is no answer; what was answered before is kept.
    """
    left = iter(known)
    while batch := list(islice(left, _BATCH)):
        fetched = api.get((one.qid for one in batch), "labels")
        for one in batch:
            target = fetched.moved.get(one.qid, one.qid)
            if target != one.qid:
                yield Changed(qid=one.qid, label=one.label, change=Change.MOVED, now=target)
            elif one.qid not in fetched.entities:
                yield Changed(qid=one.qid, label=one.label, change=Change.GONE)
            else:
                yield from _renamed(one, fetched.entities[one.qid])


def _renamed(known: KnownEntity, raw: Any) -> Iterator[Changed]:
    entry = read_entity(raw)
    label = entry.label if entry else ""
    if fold(label) not in known.names:
        yield Changed(qid=known.qid, label=known.label, change=Change.RENAMED, now=label)
