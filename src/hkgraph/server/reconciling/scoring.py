"""How well a candidate fits a query, from 0 to 100, and whether one of them is surely meant.

A name counts for one, a property for less than half of that: what people write of a thing is
spelt in more ways than its name. A property that nothing is known of neither helps nor harms
much, so that an entity of which more is known wins over its namesake.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from hkgraph.search.folding import units
from hkgraph.search.spelling import trigrams

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hkgraph.server.reconciling.records import Entity, Value

#: A candidate is a match from this score on, if it is so far ahead of the next.
SURE_SCORE = 85.0
SURE_MARGIN = 8.0
#: What a candidate keeps of its score if it has none of the types that it should have.
OTHER_TYPE = 0.5
_PROPERTY_WEIGHT = 0.4
_UNKNOWN = 0.5
_REORDERED = 0.98
#: A single word of a person's name is a family name that many bear, or a given name.
_ONE_WORD = 0.8
_LEAST_LIKENESS = 0.7
_NAMES_KEPT = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A candidate with its score.

    Attributes:
        score: From 0 to 100.
        features: What the score is made of, and what else the source tells.
        is_contrary: True if a property is known to be other than asked for.
        has_type: True unless types were asked for and it has none of them.
    """

    entity: Entity
    score: float
    features: Mapping[str, float | bool]
    is_contrary: bool
    has_type: bool


def likeness(one: str, other: str) -> float:
    """Say how alike two names are, from 0 to 1.

    >>> likeness("Lam Cheuk Ting", "Lam Cheuk-ting"), likeness("Roth, Kenneth", "Kenneth Roth")
    (1.0, 0.98)
    >>> 0.5 < likeness("Kenneth Rooth", "Kenneth Roth") < 0.98
    True
    """
    left, right = _parts(one), _parts(other)
    if not left.words or not right.words:
        return 0.0
    if left.joined == right.joined:
        return 1.0
    if sorted(left.words) == sorted(right.words):
        return _REORDERED
    shared = (left.trigrams & right.trigrams).total()
    return _REORDERED * 2 * shared / (left.trigrams.total() + right.trigrams.total())


def name_likeness(text: str, entity: Entity) -> float:
    """Say how alike a text is to the name of an entity that fits it best, from 0 to 1."""
    best = max((likeness(text, name.text) * name.weight for name in entity.names), default=0.0)
    words = _parts(text).words
    is_short = entity.is_person and len(words) == 1 and words[0].isascii()
    return best * _ONE_WORD if is_short else best


def agreement(given: Iterable[str], found: Sequence[Value]) -> float:
    """Say how far the values that were asked for are those of an entity: 1 yes, 0 no."""
    if not found:
        return _UNKNOWN
    return max((_agrees(text, value) for text in given for value in found), default=_UNKNOWN)


def total(name: float | None, agreements: Sequence[float]) -> float:
    """Put a name's likeness, None if no name was asked for, and properties into one score."""
    weighed = [(_PROPERTY_WEIGHT, one) for one in agreements]
    if name is not None:
        weighed.append((1.0, name))
    weight = sum(one for one, _ in weighed)
    return 100.0 * sum(one * value for one, value in weighed) / weight if weight else 0.0


def find_match(ranked: Sequence[Scored]) -> Scored | None:
    """Give the candidate that is surely meant: by its score, and by its margin on the next.

    Args:
        ranked: All candidates, the best first.
    """
    if not ranked:
        return None
    best = ranked[0]
    margin = best.score - ranked[1].score if len(ranked) > 1 else SURE_MARGIN
    is_sure = best.score >= SURE_SCORE and margin >= SURE_MARGIN
    return best if is_sure and best.has_type and not best.is_contrary else None


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a name is made of, folded."""

    words: tuple[str, ...]
    joined: str
    trigrams: Counter[str]


@lru_cache(_NAMES_KEPT)
def _parts(text: str) -> _Parts:
    found = units(text)
    words = tuple(found[1:] if found[:1] == ["the"] else found)
    return _Parts(words, "".join(words), Counter(gram for word in words for gram in trigrams(word)))


def _agrees(text: str, value: Value) -> float:
    if text == value.id or (value.id and text.endswith(f"/{value.id}")):
        return 1.0
    if _number(text) is not None and _number(text) == value.number:
        return 1.0
    # A year or a month agrees with every day in it.
    if text[:1].isdigit() and f"{value.text}-".startswith(f"{text}-"):
        return 1.0
    alike = likeness(text, value.text)
    return alike if alike >= _LEAST_LIKENESS else 0.0


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
