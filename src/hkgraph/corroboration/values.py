"""How two values of one property stand to each other: more precise, another, or neither."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from hkgraph.model import TextValue, TimeValue

if TYPE_CHECKING:
    from hkgraph.model import Object

_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)[- ]?(year|month|week|day)s?\b")
_DAYS = {"year": 365.25, "month": 30.4375, "week": 7.0, "day": 1.0}
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_NUMBER_WORD = re.compile(rf"\b({'|'.join(_NUMBERS)})\b")


class Comparison(Enum):
    """How one value stands to another."""

    MORE_PRECISE = auto()
    LESS_PRECISE = auto()
    OTHER = auto()
    NOTHING = auto()


def compare(one: Object, other: Object) -> Comparison:
    """Compare two values; what cannot be compared safely gives nothing."""
    if isinstance(one, TimeValue) and isinstance(other, TimeValue):
        return _compare_times(one, other)
    if isinstance(one, TextValue) and isinstance(other, TextValue):
        lengths = days_of(one.text), days_of(other.text)
        differ = None not in lengths and lengths[0] != lengths[1]
        return Comparison.OTHER if differ else Comparison.NOTHING
    if isinstance(one, int) and isinstance(other, int):
        return Comparison.OTHER if one != other else Comparison.NOTHING
    return Comparison.NOTHING


def days_of(term: str) -> float | None:
    """Give the length of a term in days; None where the words tell none.

    >>> days_of("two weeks")
    14.0
    >>> days_of("life imprisonment")
    """
    text = _NUMBER_WORD.sub(lambda found: str(_NUMBERS.index(found[1]) + 1), term.lower())
    found = _AMOUNT.findall(text)
    return sum(float(amount) * _DAYS[unit] for amount, unit in found) if found else None


def _compare_times(one: TimeValue, other: TimeValue) -> Comparison:
    if (one.not_before, one.not_after) == (other.not_before, other.not_after):
        return Comparison.NOTHING
    if _is_inside(one, other):
        return Comparison.MORE_PRECISE
    if _is_inside(other, one):
        return Comparison.LESS_PRECISE
    return Comparison.OTHER if _are_disjoint(one, other) else Comparison.NOTHING


def _is_inside(one: TimeValue, other: TimeValue) -> bool:
    """Say whether whatever the first allows the second allows, too."""
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
