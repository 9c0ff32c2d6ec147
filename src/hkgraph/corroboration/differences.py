"""Statements of several articles on one point: more precise, different, or denied.

Only what is safe to compare is compared: the time of one event and the day of a founding or a law,
the term of a sentence, and one triple said and denied. What an article tells of as planned is not
held against what happened. Each statement is linked to the earliest with the other value, so that
a thousand articles that agree make no million links.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.corroboration.links import Link, Relation, Said
from hkgraph.model import Modality, Predicate, TextValue, TimeValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hkgraph.identity.keys import NodeKey
    from hkgraph.model import ArticleKey, LocalId, Object, Statement, Telling

_TIMES = frozenset(
    {
        Predicate.HAS_TIME,
        Predicate.FOUNDING_DATE,
        Predicate.DISSOLUTION_DATE,
        Predicate.LEGISLATION_DATE,
    }
)
_SINGLE = _TIMES | {Predicate.TERM}
_AHEAD = frozenset({Modality.PLANNED, Modality.POSSIBLE})
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)[- ]?(year|month|week|day)s?")
_DAYS = {"year": 365.25, "month": 30.4375, "week": 7.0, "day": 1.0}
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_NUMBER_WORD = re.compile(rf"\b({'|'.join(_NUMBERS)})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    """What statements are on: a subject and a predicate, of what is so or of what is to be."""

    subject: NodeKey
    predicate: Predicate
    is_ahead: bool


def find_differences(
    tellings: Iterable[Telling], nodes: Mapping[ArticleKey, Mapping[LocalId, NodeKey]]
) -> Iterator[Link]:
    """Link statements that refine, differ from or dispute others.

    Args:
        nodes: Canonical keys of what each article names.
    """
    points: defaultdict[_Point, list[Said]] = defaultdict(list)
    triples: defaultdict[tuple[object, ...], list[Said]] = defaultdict(list)
    ordered = sorted(tellings, key=lambda t: (t.article.published or "9999", t.article.key))
    for telling in ordered:
        names = nodes[telling.article.key]
        for one in telling.extract.statements:
            said = Said(telling.article.key, one)
            subject = names[one.subject]
            if one.polarity and one.predicate in _SINGLE:
                ahead = one.modality in _AHEAD
                point = _Point(subject=subject, predicate=one.predicate, is_ahead=ahead)
                points[point].append(said)
            triples[subject, one.predicate, _value(one.object, names)].append(said)
    for told in points.values():
        yield from _compare_values(told)
    for told in triples.values():
        yield from _denials(told)


def _compare_values(told: list[Said]) -> Iterator[Link]:
    """Compare the values of one point, where each article gives one."""
    values: defaultdict[ArticleKey, set[Object]] = defaultdict(set)
    for said in told:
        values[said.article].add(_object(said))
    firm = [said for said in told if len(values[said.article]) == 1]
    first: dict[Object, Said] = {}
    for said in firm:
        first.setdefault(_object(said), said)
    for said in firm:
        for other in first.values():
            if other.article != said.article:
                yield from _compare(said, other)


def _compare(said: Said, other: Said) -> Iterator[Link]:
    one, two = _object(said), _object(other)
    if isinstance(one, TimeValue) and isinstance(two, TimeValue):
        if _is_inside(one, two):
            yield Link(Relation.REFINES, said, other)
        elif _is_inside(two, one):
            yield Link(Relation.REFINES, other, said)
        elif _are_disjoint(one, two):
            yield from _both_ways(said, other)
    elif isinstance(one, TextValue) and isinstance(two, TextValue):
        lengths = _length(one.text), _length(two.text)
        if None not in lengths and lengths[0] != lengths[1]:
            yield from _both_ways(said, other)


def _denials(told: list[Said]) -> Iterator[Link]:
    """Link what is denied with what is said: by somebody it is disputed, else it differs."""
    said = [one for one in told if _statement(one).polarity]
    for denial in (one for one in told if not _statement(one).polarity):
        for one in said:
            if _statement(one).modality in _AHEAD:
                continue
            if _statement(denial).attributed_to is not None:
                yield Link(Relation.DISPUTES, denial, one)
            elif one.article != denial.article:
                yield from _both_ways(denial, one)


def _both_ways(one: Said, other: Said) -> Iterator[Link]:
    yield Link(Relation.DIFFERS, one, other)
    yield Link(Relation.DIFFERS, other, one)


def _is_inside(one: TimeValue, other: TimeValue) -> bool:
    """Say whether a time is known more precisely than another, and agrees with it."""
    if (one.not_before, one.not_after) == (other.not_before, other.not_after):
        return False
    begins = other.not_before is None or (
        one.not_before is not None and one.not_before >= other.not_before
    )
    ends = other.not_after is None or (
        one.not_after is not None and one.not_after <= other.not_after
    )
    return begins and ends


def _are_disjoint(one: TimeValue, other: TimeValue) -> bool:
    pairs = ((one, other), (other, one))
    return any(a.not_after and b.not_before and a.not_after < b.not_before for a, b in pairs)


def _length(term: str) -> float | None:
    """Give the days of a term such as "two years and six months"; None where it tells none."""
    text = _NUMBER_WORD.sub(lambda found: str(_NUMBERS.index(found[1]) + 1), term.lower())
    found = _AMOUNT.findall(text)
    return sum(float(amount) * _DAYS[unit] for amount, unit in found) if found else None


def _value(value: Object, names: Mapping[LocalId, NodeKey]) -> object:
    return names.get(value, value) if isinstance(value, str) else value


def _statement(said: Said) -> Statement:
    return said.what  # type: ignore[return-value]


def _object(said: Said) -> Object:
    return _statement(said).object
