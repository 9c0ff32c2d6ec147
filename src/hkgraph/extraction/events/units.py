"""Parts of a body that are named with it: "the force's Cyber Bureau", "the Faculty of Y at X"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from hkgraph.extraction.events.statements import Said
from hkgraph.extraction.events.voice import quoted_voice
from hkgraph.extraction.lexicon import words
from hkgraph.model import Kind, MentionForm, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.reading import DraftMention, Reading

_BODIES = frozenset({Kind.ORGANISATION, Kind.MEDIA})
_OWNED = re.compile(r"(?:'s|’s|'|’)?\s+")
_PART_OF = re.compile(r",?\s+(?:of|at|under|within)\s+(?:the\s+)?")
_COMMA = re.compile(r",\s+(?:the\s+)?")
#: A force named by a common noun stands right before its unit ("police Narcotics Bureau").
_FORCES = frozenset({"police", "customs"})
_POSSESSIVES = frozenset({"its", "their"})
#: A name inside a longer noun phrase ("the party's Legislative Council members") is no part.
_INNER = frozenset({"compound", "nmod", "poss", "amod"})


def find_units(reading: Reading) -> Iterator[Said]:
    """Read which named unit belongs to the body beside it."""
    bodies = [m for m in reading.mentions if _is_body(reading, m)]
    for first, second in pairwise(bodies):
        gap = reading.article.text[first.end : second.start]
        if _owns(reading, first, gap) and _is_unit(reading, second):
            yield from _said(reading, second, first)
        elif _is_unit(reading, first) and (
            _PART_OF.fullmatch(gap) or _is_addressed(reading, second, gap)
        ):
            yield from _said(reading, first, second)


def _is_body(reading: Reading, mention: DraftMention) -> bool:
    entity = reading.entities.get(mention.entity) if mention.entity is not None else None
    return entity is not None and entity.kind in _BODIES


def _owns(reading: Reading, owner: DraftMention, gap: str) -> bool:
    name = reading.article.text[owner.start : owner.end]
    is_beside = name.lower() in _POSSESSIVES or name in _FORCES
    return _OWNED.fullmatch(gap) is not None and gap.isspace() == is_beside


def _is_addressed(reading: Reading, whole: DraftMention, gap: str) -> bool:
    """Say whether a unit is named as in an address ("Department of Physics, Tolo University")."""
    name = {token.text for token in reading.tokens(whole.start, whole.end)}
    return _COMMA.fullmatch(gap) is not None and not name.isdisjoint(words("whole-heads"))


def _is_unit(reading: Reading, mention: DraftMention) -> bool:
    if mention.form is not MentionForm.NAME:
        return False
    name = reading.tokens(mention.start, mention.end)
    if name.root.dep_ in _INNER and name.root.head.i > name.root.i:
        return False
    links = [t.i for t in name if t.lower_ in {"of", "for"}]
    head = name.doc[links[0] - 1] if links and links[0] > name.start else name[-1]
    return head.text in words("unit-heads")


def _said(reading: Reading, unit: DraftMention, whole: DraftMention) -> Iterator[Said]:
    if unit.entity is not None and whole.entity is not None:
        yield Said(
            subject=unit.entity,
            predicate=Predicate.SUB_ORGANIZATION_OF,
            object=whole.entity,
            evidence=reading.span(min(unit.start, whole.start), max(unit.end, whole.end)),
            voice=quoted_voice(reading, unit.start),
            rule=f"relation:{Predicate.SUB_ORGANIZATION_OF.value}/unit",
        )
