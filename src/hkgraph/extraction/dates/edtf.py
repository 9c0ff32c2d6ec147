"""Values of time in Extended Date/Time Format, level 1, with the first and last day they allow.

Source:
    https://www.loc.gov/standards/datetime/
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from hkgraph.model import TimeBasis, TimeValue

_DAY = timedelta(days=1)

#: Months of a season in the northern half of the world, where Hong Kong lies. Winter is not
#: here: "winter 2019" may mean either end of that year.
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11)}
_WINTER = 24

#: Which twelfths of a year, and which days of a month, a part of it may reach over.
_PART_MONTHS = {
    "start": (1, 3),
    "early": (1, 6),
    "middle": (4, 9),
    "late": (7, 12),
    "end": (10, 12),
}
_PART_DAYS = {
    "start": (1, 15),
    "early": (1, 15),
    "middle": (8, 23),
    "late": (16, 31),
    "end": (16, 31),
}
_MONTH = re.compile(r"\d{4}-(?:0\d|1[0-2])")
_EDGE_MONTH = {"start": 1, "end": 12}


def last_day(year: int, month: int) -> date:
    """Give the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def of_day(day: date, basis: TimeBasis) -> TimeValue:
    """Make the value of one day."""
    return TimeValue(edtf=day.isoformat(), not_before=day, not_after=day, basis=basis)


def of_days(first: date, last: date, basis: TimeBasis) -> TimeValue:
    """Make the value of a stretch of days, both included."""
    if first == last:
        return of_day(first, basis)
    edtf = f"{first.isoformat()}/{last.isoformat()}"
    return TimeValue(edtf=edtf, not_before=first, not_after=last, basis=basis)


def of_month(year: int, month: int, basis: TimeBasis) -> TimeValue:
    """Make the value of one month."""
    return TimeValue(
        edtf=f"{year:04}-{month:02}",
        not_before=date(year, month, 1),
        not_after=last_day(year, month),
        basis=basis,
    )


def of_year(year: int, basis: TimeBasis) -> TimeValue:
    """Make the value of one year."""
    return TimeValue(
        edtf=f"{year:04}",
        not_before=date(year, 1, 1),
        not_after=date(year, 12, 31),
        basis=basis,
    )


def of_decade(year: int, basis: TimeBasis) -> TimeValue:
    """Make the value of the ten years that begin with ``year``."""
    return TimeValue(
        edtf=f"{year // 10:03}X",
        not_before=date(year, 1, 1),
        not_after=date(year + 9, 12, 31),
        basis=basis,
    )


def of_season(year: int, season: int, basis: TimeBasis) -> TimeValue:
    """Make the value of a season (21 spring to 24 winter)."""
    if season == _WINTER:
        first, last = date(year, 1, 1), last_day(year + 1, 2)
    else:
        begin, end = _SEASON_MONTHS[season]
        first, last = date(year, begin, 1), last_day(year, end)
    return TimeValue(edtf=f"{year:04}-{season}", not_before=first, not_after=last, basis=basis)


def approximate(value: TimeValue, first: date | None, last: date | None) -> TimeValue:
    """Mark a value as approximate, with the days it may reach over."""
    return replace(value, edtf=f"{value.edtf}~", not_before=first, not_after=last)


def narrowed(value: TimeValue, first: date | None, last: date | None) -> TimeValue:
    """Keep the value, with fewer days that it allows ("earlier this year")."""
    return replace(value, not_before=first, not_after=last)


def part_of(value: TimeValue, part: str) -> TimeValue:
    """Give the early, middle, late part, the start or the end of a year, month or decade.

    A part lies in the whole but has no sharp edge, so the value stays that of the whole. Only the
    end and the start are approximate, since they may reach over its edge; those of a year name a
    month, December and January. The days are those that the words can mean: the end of a year lies
    in its last three months, the early part in the first half. Parts of anything shorter than a
    month are left whole.
    """
    first = value.not_before
    if first is None or value.not_after is None:
        return value
    if len(value.edtf) == len("2021") and value.edtf.isdigit():
        begin, end = _PART_MONTHS[part]
        month = _EDGE_MONTH.get(part)
        named = of_month(first.year, month, value.basis) if month else value
        marked = approximate if month else narrowed
        return marked(named, date(first.year, begin, 1), last_day(first.year, end))
    if is_month(value):
        begin, end = _PART_DAYS[part]
        final = last_day(first.year, first.month)
        marked = approximate if part in _EDGE_MONTH else narrowed
        return marked(value, first.replace(day=begin), first.replace(day=min(end, final.day)))
    return value


def share_of(value: TimeValue, *, which: int, of: int) -> TimeValue:
    """Give a half or a quarter of a year, as months; anything else is left whole.

    Args:
        value: The whole.
        which: Which share, counted from 1.
        of: Into how many the whole is cut, 2 or 4.
    """
    if not (value.edtf.isdigit() and value.not_before):
        return value
    months, year = 12 // of, value.not_before.year
    first, last = months * (which - 1) + 1, months * which
    return between(of_month(year, first, value.basis), of_month(year, last, value.basis))


def first_months(value: TimeValue, count: int) -> TimeValue:
    """Give the first months of a year; anything else is left whole."""
    if not (value.edtf.isdigit() and value.not_before):
        return value
    year = value.not_before.year
    return between(of_month(year, 1, value.basis), of_month(year, count, value.basis))


def between(first: TimeValue, last: TimeValue) -> TimeValue:
    """Make the value that reaches from one to another, both included.

    Raises:
        ValueError: The second ends before the first begins.
    """
    relative = TimeBasis.RELATIVE in {first.basis, last.basis}
    return TimeValue(
        edtf=f"{_ends(first)[0]}/{_ends(last)[1]}",
        not_before=first.not_before,
        not_after=last.not_after,
        basis=TimeBasis.RELATIVE if relative else first.basis,
    )


def until(value: TimeValue) -> TimeValue:
    """Make the value that is open before and ends with another.

    An approximate end gives its last possible day: "by the end of 2021" is ``../2021-12-31``.
    """
    end = _ends(value)[1]
    if end.endswith("~") and value.not_after:
        end = value.not_after.isoformat()
    return replace(value, edtf=f"../{end}", not_before=None)


def since(value: TimeValue) -> TimeValue:
    """Make the value that begins with another and is open after it."""
    return replace(value, edtf=f"{_ends(value)[0]}/..", not_after=None)


def before(value: TimeValue) -> TimeValue:
    """Make the value that ends the day before another begins, or with an end that has no edge."""
    if value.edtf.endswith("~") or _is_part(value):
        return until(value)
    if value.not_before is None:
        return value
    end = value.not_before - _DAY
    return replace(value, edtf=f"../{end.isoformat()}", not_before=None, not_after=end)


def after(value: TimeValue) -> TimeValue:
    """Make the value that begins the day after another ends."""
    if _is_part(value):
        return since(value)
    if value.not_after is None:
        return value
    begin = value.not_after + _DAY
    return replace(value, edtf=f"{begin.isoformat()}/..", not_before=begin, not_after=None)


def is_open(value: TimeValue) -> bool:
    """Say whether the value has no begin or no end."""
    return value.not_before is None or value.not_after is None


def about(value: TimeValue) -> TimeValue:
    """Mark a bare year as approximate ("around 2015"), with the years beside it; else leave it."""
    first = value.not_before
    if first is None or not value.edtf.isdigit():
        return value
    return approximate(value, date(first.year - 1, 1, 1), date(first.year + 1, 12, 31))


def is_day(value: TimeValue) -> bool:
    """Say whether the value is exactly one day."""
    return value.not_before is not None and value.not_before == value.not_after


def is_month(value: TimeValue) -> bool:
    """Say whether the value is exactly one month."""
    return _MONTH.fullmatch(value.edtf) is not None


def _is_part(value: TimeValue) -> bool:
    """Say whether a year or a month allows fewer days than it has ("mid-2020")."""
    first = value.not_before
    if first is None:
        return False
    if len(value.edtf) == len("2021"):
        return value.edtf.isdigit() and value != of_year(first.year, value.basis)
    return is_month(value) and value != of_month(first.year, first.month, value.basis)


def _ends(value: TimeValue) -> tuple[str, str]:
    first, _, last = value.edtf.partition("/")
    return first, last or first
