"""From a line of a dump to what is kept of its entity.

Most lines are about what no news names (papers, stars, genes); the bytes of a line tell them by
their first class, which costs a tenth of parsing. The rest is parsed, and only what is kept of it
becomes Python objects.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import simdjson

from hkgraph.wikidata.classes import SKIP, known_classes
from hkgraph.wikidata.entities import number_of
from hkgraph.wikidata.wikibase import parents_of, read_entity

if TYPE_CHECKING:
    from hkgraph.wikidata.entities import Entry

_INSTANCE = b'"P31":['
_ANY_INSTANCE = b'"P31"'
_PROPERTY = b'{"type":"property"'
_SUBCLASS = b'"P279"'
_NUMBER = re.compile(rb'"numeric-id":([0-9]+)')


class MalformedLineError(ValueError):
    """A line is not the JSON of an entity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What one line gives.

    Attributes:
        qid: Of the entity, if it is a class.
        parents: What it is a subclass of.
    """

    entry: Entry | None = None
    qid: str = ""
    parents: tuple[str, ...] = ()


_NOTHING = Parsed()


class LineParser:
    """Parses lines one by one; it holds the memory of the longest."""

    def __init__(self) -> None:
        self._parser = simdjson.Parser()
        known = known_classes()
        self._skipped = {b"%d" % number_of(qid) for qid, type_ in known.items() if type_ == SKIP}

    def parse(self, line: bytes) -> Parsed:
        """Parse a line.

        Raises:
            MalformedLineError: It holds no entity.
        """
        if self._is_skipped(line):
            return _NOTHING
        try:
            return _read(self._parser.parse(line), is_class=_SUBCLASS in line)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as exc:
            # What a traceback holds on to would keep the parser from being used again.
            self._parser = simdjson.Parser()
            raise MalformedLineError(str(exc)) from None

    def _is_skipped(self, line: bytes) -> bool:
        if not (line.startswith(b"{") and line.endswith(b"}")):
            return False  # the parser says what is wrong with it
        if line.startswith(_PROPERTY):
            return True
        start = line.find(_INSTANCE)
        if start < 0:
            return _ANY_INSTANCE not in line and _SUBCLASS not in line
        first = _NUMBER.search(line, start)
        return first is not None and first[1] in self._skipped


def _read(raw: Any, *, is_class: bool) -> Parsed:
    if not isinstance(raw["id"], str):
        raise TypeError("an id that is no text")
    parents = parents_of(raw) if is_class else ()
    entry = read_entity(raw)
    if entry and not entry.claims.instance_of:
        entry = None
    return Parsed(entry=entry, qid=raw["id"] if parents else "", parents=parents)
