"""Dates by the calendar: days, months, years, decades and seasons, with or without a year.

A year that is left open ("October 31") is that of the nearest fitting day: on or before
publication, or on or after it where the verb tells of what is to come.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hkgraph.extraction.dates import edtf
from hkgraph.extraction.dates.feasts import feast_in
from hkgraph.extraction.lexicon import table
from hkgraph.model import TimeBasis

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hkgraph.extraction.dates.viewpoint import Resolver, Viewpoint
    from hkgraph.model import TimeValue

#: How far a word leads from what was told before.
_STEPS = {"next": 1, "following": 1, "after": 1, "previous": -1, "preceding": -1, "before": -1}
_EXPLICIT, _RELATIVE = TimeBasis.EXPLICIT, TimeBasis.RELATIVE


# ── with a year of their own ────────────────────────────────────────────────────────────────


def _iso(parts: Mapping[str, str], _: Viewpoint) -> TimeValue:
    day = date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
    return edtf.of_day(day, _EXPLICIT)


def _slashes(parts: Mapping[str, str], _: Viewpoint) -> TimeValue:
    """Read "25/3/2021" with the day first, as Hong Kong writes, unless that names no month."""
    day, month = int(parts["day"]), int(parts["month"])
    if month > 12:
        day, month = month, day
    return edtf.of_day(date(int(parts["year"]), month, day), _EXPLICIT)


def _quarter(parts: Mapping[str, str], view: Viewpoint) -> TimeValue:
    return edtf.share_of(_year(parts, view), which=int(parts["quarter"]), of=4)


def _chinese(parts: Mapping[str, str], view: Viewpoint) -> TimeValue:
    if "day" in parts:
        return _iso(parts, view)
    if "month" in parts:
        return edtf.of_month(int(parts["year"]), int(parts["month"]), _EXPLICIT)
    return _year(parts, view)


def _year(parts: Mapping[str, str], _: Viewpoint) -> TimeValue:
    return edtf.of_year(int(parts["year"]), _EXPLICIT)


def _years(parts: Mapping[str, str], view: Viewpoint) -> TimeValue | None:
    first, tail = int(parts["year"]), parts["lastyear"]
    last = int(tail) if len(tail) == len("2021") else first - first % 100 + int(tail)
    # "2021-10" is October as well as eleven years: only neighbours are a span of years.
    if len(tail) == len("10") and parts["dash"] == "-" and int(tail) <= 12 and last != first + 1:
        return edtf.of_month(first, int(tail), _EXPLICIT)
    return edtf.between(_year(parts, view), edtf.of_year(last, _EXPLICIT))


def _decade(parts: Mapping[str, str], _: Viewpoint) -> TimeValue | None:
    year = int(parts["year"])
    return None if year % 10 else edtf.of_decade(year, _EXPLICIT)


def _decade_by_name(parts: Mapping[str, str], _: Viewpoint) -> TimeValue:
    """Read "the '80s" and "the eighties" as those of the last century."""
    short = parts.get("short")
    year = 1900 + int(short) if short else int(table("decades")[parts["decade"]])
    return edtf.of_decade(year, _EXPLICIT)


# ── with a year that may have to be found ───────────────────────────────────────────────────


def _day(parts: Mapping[str, str], view: Viewpoint) -> TimeValue | None:
    month, day = month_number(parts["month"]), int(parts["day"])
    years = _years_for(parts, view)
    weekday = parts.get("weekday")
    if weekday is None or "year" in parts or view.told_year:
        choices = [date(year, month, day) for year in years if _exists(year, month, day)]
    else:
        number = int(table("weekdays")[weekday.capitalize()])
        around = range(view.today.year - 1, view.today.year + 2) if view.today else ()
        all_days = [date(y, month, day) for y in around if _exists(y, month, day)]
        choices = [d for d in all_days if d.weekday() == number]
    chosen = _nearest(choices, view)
    return edtf.of_day(chosen, _basis(parts)) if chosen else None


def _feast(parts: Mapping[str, str], view: Viewpoint) -> TimeValue | None:
    chosen = _nearest([feast_in(parts["feast"], year) for year in _years_for(parts, view)], view)
    return edtf.of_day(chosen, _basis(parts)) if chosen else None


def _days(parts: Mapping[str, str], view: Viewpoint) -> TimeValue | None:
    last_month = parts.get("lastmonth", parts["month"])
    last = _day({**parts, "month": last_month, "day": parts["lastday"]}, view)
    if last is None or last.not_after is None:
        return None
    month, day = month_number(parts["month"]), int(parts["day"])
    year = last.not_after.year - (month > last.not_after.month)
    return edtf.of_days(date(year, month, day), last.not_after, last.basis)


def _month(parts: Mapping[str, str], view: Viewpoint) -> TimeValue | None:
    month = month_number(parts["month"])
    choices = [date(year, month, 1) for year in _years_for(parts, view)]
    chosen = _nearest(choices, view, months=True)
    return edtf.of_month(chosen.year, month, _basis(parts)) if chosen else None


def _which_month(parts: Mapping[str, str], view: Viewpoint) -> TimeValue | None:
    today = view.day
    month = month_number(parts["month"])
    year = today.year
    if parts["which"].lower() == "last" and month >= today.month:
        year -= 1
    elif parts["which"].lower() == "next" and month <= today.month:
        year += 1
    return edtf.of_month(year, month, _RELATIVE)


def _months(parts: Mapping[str, str], view: Viewpoint) -> TimeValue | None:
    last = _month({**parts, "month": parts["lastmonth"]}, view)
    if last is None or last.not_after is None:
        return None
    month = month_number(parts["month"])
    year = last.not_after.year - (month > last.not_after.month)
    return edtf.between(edtf.of_month(year, month, last.basis), last)


def _season(parts: Mapping[str, str], view: Viewpoint) -> TimeValue | None:
    season = int(table("seasons")[parts.get("season", "autumn").lower()])
    is_open = not (parts.keys() & {"year", "which", "told"} or view.told_year)
    if is_open and view.today:
        spans = [edtf.of_season(view.today.year + n, season, _RELATIVE) for n in (-1, 0, 1)]
        return _nearest_span(spans, view)
    years = _years_for(parts, view)
    return edtf.of_season(years[0], season, _basis(parts)) if years else None


def _which_season(parts: Mapping[str, str], view: Viewpoint) -> TimeValue | None:
    today = view.day
    season = int(table("seasons")[parts["season"].lower()])
    if parts["which"].lower() == "this":
        return edtf.of_season(today.year, season, _RELATIVE)
    spans = [edtf.of_season(today.year + n, season, _RELATIVE) for n in (-1, 0, 1)]
    if parts["which"].lower() == "last":
        return next((s for s in reversed(spans) if s.not_after and s.not_after < today), None)
    return next((s for s in spans if s.not_before and s.not_before > today), None)


def month_number(word: str) -> int:
    """Give the number of a month by its name, short or in capitals too."""
    return int(table("months")[word.rstrip(".").capitalize()])


def _basis(parts: Mapping[str, str]) -> TimeBasis:
    return _EXPLICIT if "year" in parts else _RELATIVE


def _years_for(parts: Mapping[str, str], view: Viewpoint) -> list[int]:
    if "year" in parts:
        return [int(parts["year"])]
    if told := parts.get("told"):
        anchor = view.anchor.not_before if view.anchor else None
        return [anchor.year + steps_of(told)] if anchor else []
    if view.told_year:
        return [view.told_year]
    year = view.day.year
    if which := parts.get("which"):
        return [year + {"last": -1, "this": 0, "next": 1}[which]]
    return [year - 1, year, year + 1]


def steps_of(which: str) -> int:
    """Tell how far "the following" or "the same" leads from what was told before."""
    word = which.lower().split()[-1]
    return _STEPS.get(word, 0)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _nearest(choices: list[date], view: Viewpoint, *, months: bool = False) -> date | None:
    """Choose the nearest day on or after today if it lies ahead, else on or before it."""
    if len(choices) < 2 or view.today is None:
        return choices[0] if choices else None
    today = view.today.replace(day=1) if months else view.today
    if view.near:
        return min(choices, key=lambda choice: abs(choice - today))
    if view.ahead:
        return min((c for c in choices if c >= today), default=None)
    latest = max(today, view.latest or today)
    return max((c for c in choices if c <= latest), default=None)


def _nearest_span(spans: list[TimeValue], view: Viewpoint) -> TimeValue | None:
    today = view.day
    if view.ahead:
        return next((s for s in spans if s.not_after and s.not_after >= today), None)
    return next((s for s in reversed(spans) if s.not_before and s.not_before <= today), None)


ABSOLUTE: dict[str, Resolver] = {
    "iso": _iso,
    "slashes": _slashes,
    "quarter of year": _quarter,
    "chinese": _chinese,
    "year": _year,
    "years": _years,
    "decade": _decade,
    "short decade": _decade_by_name,
    "named decade": _decade_by_name,
}
PARTIAL: dict[str, Resolver] = {
    "month day": _day,
    "day month": _day,
    "month days": _days,
    "days month": _days,
    "days months": _days,
    "months days": _days,
    "month": _month,
    "bare month": _month,
    "which month": _which_month,
    "months": _months,
    "feast": _feast,
    "season": _season,
    "fall": _season,
    "bare season": _season,
    "which season": _which_season,
}
