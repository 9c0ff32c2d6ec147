"""The organisation that an office always belongs to, also where the article does not name it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import table
from hkgraph.extraction.names.gazetteer import load_gazetteer
from hkgraph.extraction.reading import DraftEntity
from hkgraph.extraction.roles.departments import department_headed
from hkgraph.model import BlockKind, Kind, LocalId

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hkgraph.extraction.reading import Reading
    from hkgraph.extraction.roles.titles import Title

_CITY = "hong-kong"
_CITY_BODIES = frozenset(
    {
        _CITY,
        "government-of-the-hksar",
        "hong-kong-police-force",
        "information-services-department",
        "legislative-council",
    }
)
_CITY_TOPICS = frozenset({"courts", "hong-kong-places"})
_GOVERNMENT = "government-of-the-hksar"
_MINISTERS = frozenset({"secretary", "minister", "leader"})
_OWN_PLACES = frozenset({_CITY, "china", "beijing", "macau"})
_SHOUTED = frozenset({BlockKind.HEADLINE, BlockKind.HEADING})
_DEPUTIES = re.compile(
    r"^(?:city|acting|deputy|former|under|permanent|assistant|then|new)\s+", re.IGNORECASE
)


def owner_known(reading: Reading, title: Title) -> LocalId | None:
    """Find the organisation that a title always belongs to; the article need not name it."""
    if (department := _department(reading, title)) is not None:
        return body_of(reading, department)
    places = _places(reading, title)
    if places is None:
        return None
    if places <= {_CITY}:
        row = _row_of_city(reading, title, is_placed=bool(places))
        if row is not None:
            return body_of(reading, row)
    return _abroad(reading, title, places)


def body_of(reading: Reading, row_id: str) -> LocalId | None:
    """Find or add the entity of a row of the gazetteer; one that is added has no mention."""
    known = next((e.id for e in reading.entities.values() if e.gazetteer == row_id), None)
    row = load_gazetteer().rows.get(row_id)
    if known is not None or row is None:
        return known
    numbers = (int(local[1:]) for local in reading.entities if local[1:].isdigit())
    local = LocalId(f"e{max(numbers, default=0) + 1}")
    reading.entities[local] = DraftEntity(id=local, kind=row.kind, name=row.name, gazetteer=row_id)
    return local


def _department(reading: Reading, title: Title) -> str | None:
    """Look up the department of "Director of Lands", whose field may look like a body's name."""
    if any(reading.entities[owner].gazetteer for owner in title.organisations):
        return None
    row = department_headed(reading.doc[title.first : title.last].text)
    is_named = any(entity.gazetteer == row for entity in reading.entities.values())
    is_of_city = is_named or (_is_about_city(reading) and not _is_abroad(reading, title))
    return row if is_of_city else None


def _is_about_city(reading: Reading) -> bool:
    rows = load_gazetteer().rows
    known = {e.gazetteer for e in reading.entities.values() if e.gazetteer in rows}
    return not known.isdisjoint(_CITY_BODIES) or any(
        rows[row].topic in _CITY_TOPICS for row in known if row is not None
    )


def _places(reading: Reading, title: Title) -> frozenset[str] | None:
    """Give the places that a title is told to be of; None where it is one of a body."""
    owners = [reading.entities[e] for e in title.organisations]
    if any(owner.kind is not Kind.PLACE for owner in owners):
        return None
    return frozenset(owner.gazetteer or "" for owner in owners)


def _row_of_city(reading: Reading, title: Title, *, is_placed: bool) -> str | None:
    """Look up an office of Hong Kong: of the city by its own words, or in an article about it."""
    text = " ".join(title.text.split())
    if is_placed:
        lowered = {key.lower(): row for key, row in table("title-owners").items()}
        row = _looked_up(lowered, f"city {text.lower()}") or _looked_up(lowered, text.lower())
        return row or (_GOVERNMENT if title.head in _MINISTERS else None)
    if not _is_about_city(reading):
        return None
    if _is_abroad(reading, title) or _is_shouted(reading, title):
        return None
    listed = table("title-owners")
    return _looked_up(listed, text.lower()) or _looked_up(listed, text)


def _looked_up(listed: Mapping[str, str], text: str) -> str | None:
    """Look a title up, then without what comes before the office itself ("deputy")."""
    while True:
        if text in listed:
            return listed[text]
        fields = (
            row for key, row in listed.items() if key[-1] == "…" and text.startswith(key[:-1])
        )
        if (row := next(fields, None)) is not None:
            return row
        shorter = _DEPUTIES.sub("", text)
        if shorter == text:
            return None
        text = shorter


def _abroad(reading: Reading, title: Title, places: frozenset[str]) -> LocalId | None:
    listed = table("foreign-title-owners")
    text = title.text.lower()
    fields = (text, text.removesuffix(title.head).strip())
    keys = (f"{place} {field}" for place in (*sorted(places), "any") for field in fields)
    row = next((listed[key] for key in keys if key in listed), None)
    is_named = any(e.gazetteer == row for e in reading.entities.values())
    return body_of(reading, row) if row and (places or is_named) else None


def _is_abroad(reading: Reading, title: Title) -> bool:
    """Say whether the sentence of a title is about another country, whose office it may be."""
    sentence = reading.doc[title.first].sent
    rows = load_gazetteer().rows
    near = (m.gazetteer for m in reading.mentions_in(sentence.start_char, sentence.end_char))
    topics = (rows[row].topic for row in near if row in rows and row not in _OWN_PLACES)
    return "world-places" in topics


def _is_shouted(reading: Reading, title: Title) -> bool:
    block = reading.block_at(reading.doc[title.first].idx)
    return block is not None and block.kind in _SHOUTED
