"""Where bodies and places lie, by what stands right behind their names ("Y School in Sha Tin")."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from hkgraph.extraction.events.statements import Said
from hkgraph.extraction.events.voice import quoted_voice
from hkgraph.extraction.lexicon import words
from hkgraph.extraction.names.gazetteer import load_gazetteer
from hkgraph.model import Kind, MentionForm, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.reading import DraftMention, Reading

_BODIES = frozenset({Kind.ORGANISATION, Kind.MEDIA})
_IN = re.compile(r",?\s+in\s+(?:the\s+)?")
_COMMA = re.compile(r",\s+")
_ON = re.compile(r",?\s+(?:on|in|at)\s+(?:the\s+)?")
#: What the gazetteer files the parts of the city under.
_DISTRICTS = "hong-kong-places"
#: Where a name stands with its place, rather than what happens there.
_STANDING = frozenset({"nsubj", "nsubjpass", "pobj", "appos", "conj"})
_INNER_HEADS = frozenset({"House", "Block", "Tower", "Court"})
_OUTER_HEADS = frozenset({"Estate", "Court", "Garden", "Gardens"})
#: What stands between the names of one list.
_LISTED = re.compile(r"(?:,|,?\s+and|,?\s+or)\s+")


def find_places_of_bodies(reading: Reading) -> Iterator[Said]:
    """Read where a body stands and in which country or estate a place lies."""
    named = [m for m in reading.mentions if m.form is MentionForm.NAME and m.entity is not None]
    gaps = [reading.article.text[a.end : b.start] for a, b in pairwise(named)]
    for index, (first, second) in enumerate(pairwise(named)):
        around = gaps[max(0, index - 1) : index] + gaps[index + 1 : index + 2]
        predicate = _predicate(reading, first, second, gaps[index])
        is_list = any(_LISTED.fullmatch(gap) for gap in around)
        if predicate is not None and not (is_list and predicate is Predicate.CONTAINED_IN_PLACE):
            yield from _said(reading, first, predicate, second)


def _predicate(
    reading: Reading, first: DraftMention, second: DraftMention, gap: str
) -> Predicate | None:
    if _kind(reading, second) is not Kind.PLACE or second.is_demonym or first.is_demonym:
        return None
    if _kind(reading, first) in _BODIES:
        stands = _is_site(reading, first) or _is_local(reading, first, second)
        return Predicate.BASED_IN if _IN.fullmatch(gap) and stands else None
    if _kind(reading, first) is not Kind.PLACE:
        return None
    lies = _is_town_of(reading, first, second, gap) or _is_house_of(reading, first, second, gap)
    return Predicate.CONTAINED_IN_PLACE if lies else None


def _kind(reading: Reading, mention: DraftMention) -> Kind | None:
    return reading.entities[mention.entity].kind if mention.entity is not None else None


def _is_site(reading: Reading, body: DraftMention) -> bool:
    """Say whether a body stands at one place, by its head or the head before "of"."""
    name = [token.text for token in reading.tokens(body.start, body.end)]
    heads = {name[-1], *(a for a, b in pairwise(name) if b in {"of", "for", "des", "de"})}
    return not heads.isdisjoint(words("site-heads"))


def _is_local(reading: Reading, body: DraftMention, place: DraftMention) -> bool:
    """Say whether a little known body is named with a part of the city ("Mr Ink in Tai Po")."""
    row = load_gazetteer().rows.get(place.gazetteer or "")
    if row is None or row.topic != _DISTRICTS or body.gazetteer is not None:
        return False
    name = reading.tokens(body.start, body.end)
    link = name.doc[name.end] if name.end < len(name.doc) else name.root
    return link.lower_ == "in" and link.head in name and name.root.dep_ in _STANDING


def _is_town_of(reading: Reading, first: DraftMention, second: DraftMention, gap: str) -> bool:
    """Say whether a country stands behind a town, and not a second one of a list."""
    countries = words("countries")
    town, country = (reading.article.text[m.start : m.end].lower() for m in (first, second))
    is_pair = country in countries and town not in countries and town != "hong kong"
    return is_pair and _COMMA.fullmatch(gap) is not None


def _is_house_of(reading: Reading, first: DraftMention, second: DraftMention, gap: str) -> bool:
    """Say whether a house is named with its estate ("Nam Fai House on Tolo Estate")."""
    if _ON.fullmatch(gap) is None and _COMMA.fullmatch(gap) is None:
        return False
    house, estate = (reading.tokens(m.start, m.end)[-1].text for m in (first, second))
    return house in _INNER_HEADS and estate in _OUTER_HEADS


def _said(
    reading: Reading, inner: DraftMention, predicate: Predicate, outer: DraftMention
) -> Iterator[Said]:
    if inner.entity is not None and outer.entity is not None:
        yield Said(
            subject=inner.entity,
            predicate=predicate,
            object=outer.entity,
            evidence=reading.span(inner.start, outer.end),
            voice=quoted_voice(reading, inner.start),
            rule=f"relation:{predicate.value}/behind",
        )
