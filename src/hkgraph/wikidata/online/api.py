"""The two requests to the API of Wikidata that are needed: search for names, get entities."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from hkgraph.wikidata.online.service import Request
from hkgraph.wikidata.wikibase import LANGUAGES, parents_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from hkgraph.wikidata.online.service import Service

#: What a guest may ask for at once.
_BATCH = 50
_Answer = TypeVar("_Answer")
_MAXLAG = "5"
_EVERYTHING = "labels|descriptions|aliases|claims|sitelinks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What became of ids that were asked for.

    Attributes:
        entities: By the id they have now.
        moved: From an id that was asked for to the one that it leads to, often itself.
        missing: Ids of which there is nothing any more.
    """

    entities: Mapping[str, Any]
    moved: Mapping[str, str]
    missing: frozenset[str]

    def and_also(self, other: Fetched) -> Fetched:
        """Put two answers together."""
        return Fetched(
            entities={**self.entities, **other.entities},
            moved={**self.moved, **other.moved},
            missing=self.missing | other.missing,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """The API at an address, such as ``https://www.wikidata.org/w/api.php``."""

    service: Service
    url: str

    def search(self, name: str, *, limit: int = 10) -> tuple[str, ...]:
        """Give the ids of items with a label or alias that begins with a name, best first.

        Raises:
            OutgoingError: There is no answer.
        """
        parameters = {
            "action": "wbsearchentities",
            "search": name,
            "language": "en" if name.isascii() else "zh",
            "type": "item",
            "limit": str(limit),
        }
        return self._ask(parameters, _read_search)

    def get(self, qids: Iterable[str], props: str = _EVERYTHING) -> Fetched:
        """Get entities; an id that leads on gives what it leads to.

        Raises:
            OutgoingError: There is no answer.
        """
        found = Fetched(entities={}, moved={}, missing=frozenset())
        for batch in _batches(sorted(set(qids), key=lambda qid: (len(qid), qid))):
            parameters = {
                "action": "wbgetentities",
                "ids": "|".join(batch),
                "props": f"info|{props}",
                "languages": "|".join(LANGUAGES),
                "redirects": "yes",
            }
            found = found.and_also(self._ask(parameters, _read_entities))
        return found

    def parents(self, classes: frozenset[str]) -> dict[str, tuple[str, ...]]:
        """Give what classes are direct subclasses of.

        Raises:
            OutgoingError: There is no answer.
        """
        found = self.get(classes, "claims").entities
        return {qid: parents_of(raw) for qid, raw in found.items()}

    def _ask(self, parameters: Mapping[str, str], read: Callable[[Any], _Answer]) -> _Answer:
        always = {"format": "json", "maxlag": _MAXLAG}
        return self.service.ask(Request(url=self.url, parameters={**always, **parameters}), read)


def _read_search(answer: Any) -> tuple[str, ...]:
    return tuple(str(found["id"]) for found in answer["search"])


def _read_entities(answer: Any) -> Fetched:
    entities: dict[str, Any] = {}
    moved: dict[str, str] = {}
    missing: set[str] = set()
    for asked, raw in answer["entities"].items():
        if "missing" in raw:
            missing.add(asked)
        else:
            entities[raw["id"]] = raw
            lead = raw.get("redirects", {"from": raw["id"], "to": raw["id"]})
            moved[lead["from"]] = lead["to"]
    return Fetched(entities=entities, moved=moved, missing=frozenset(missing))


def _batches(qids: Iterable[str]) -> Iterator[tuple[str, ...]]:
    left = iter(qids)
    while batch := tuple(islice(left, _BATCH)):
        yield batch
