"""Whose an office without a name is and where ("its Lagos bureau"); also where it was closed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hkgraph.extraction.events.statements import Said
from hkgraph.extraction.events.voice import quoted_voice
from hkgraph.extraction.lexicon import words
from hkgraph.model import Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.reading import DraftEntity, DraftMention, Reading
    from hkgraph.model import LocalId

_IN = re.compile(r",?\s+in\s+(?:the\s+)?")


def find_outposts(reading: Reading) -> Iterator[Said]:
    """Read to which body an office belongs and where it stands, at its first mention."""
    seen: set[LocalId] = set()
    force = _force(reading)
    for mention in reading.mentions:
        entity = reading.entities.get(mention.entity) if mention.entity is not None else None
        if entity is None or entity.kind is not Kind.OFFICE or entity.id in seen:
            continue
        seen.add(entity.id)
        for relation, other, end in _facts(reading, entity, mention, force):
            yield Said(
                subject=entity.id,
                predicate=relation,
                object=other,
                evidence=reading.span(mention.start, end),
                voice=quoted_voice(reading, mention.start),
                rule=f"relation:{relation.value}/office",
            )


def _facts(
    reading: Reading, office: DraftEntity, mention: DraftMention, force: LocalId | None
) -> Iterator[tuple[Predicate, LocalId, int]]:
    """Iterate over what a mention says of an office, each with where that ends."""
    inside = {m.entity for m in reading.mentions_in(mention.start, mention.end)}
    if office.parent is not None and office.parent in inside:
        yield Predicate.UNIT_OF, office.parent, mention.end
    elif force is not None and _is_police_unit(office):
        yield Predicate.UNIT_OF, force, mention.end
    for place in _places(reading, mention) if office.anonymous else ():
        if place.entity is not None:
            yield Predicate.BASED_IN, place.entity, max(mention.end, place.end)


def _force(reading: Reading) -> LocalId | None:
    """Find the one police force of the article."""
    forces = [e.id for e in reading.entities.values() if e.gazetteer in words("police-forces")]
    return forces[0] if len(forces) == 1 else None


def _is_police_unit(entity: DraftEntity) -> bool:
    name = entity.name.lower()
    return any(name == unit or name.endswith(f" {unit}") for unit in words("police-units"))


def _places(reading: Reading, office: DraftMention) -> Iterator[DraftMention]:
    """Iterate over the places inside the words for an office and right behind them."""
    for mention in reading.mentions:
        inside = office.start <= mention.start and mention.end <= office.end
        gap = reading.article.text[office.end : mention.start] if not inside else ""
        if mention.kind is Kind.PLACE and (inside or _IN.fullmatch(gap)):
            yield mention
