"""Dates told from the day of publication: "last month", "two Sundays ago"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hkgraph.extraction.dates import edtf
from hkgraph.extraction.dates.units import WEEK, monday_of, number_of, shifted
from hkgraph.extraction.lexicon import table
from hkgraph.model import TimeBasis

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hkgraph.extraction.dates.viewpoint import Resolver, Viewpoint
    from hkgraph.model import TimeValue

_RELATIVE = TimeBasis.RELATIVE
_STEPS = {"last": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}


def _named_day(parts: Mapping[str, str], view: Viewpoint) -> TimeValue:
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2}
    shift["the day after tomorrow"] = 2
    word = " ".join(parts["word"].lower().split())
    return edtf.of_day(view.day + timedelta(days=shift.get(word, 0)), _RELATIVE)


def _weekday(parts: Mapping[str, str], view: Viewpoint) -> TimeValue:
    """Resolve a weekday: "last" is before today; "next" lies in the week after this one."""
    today, number = view.day, _weekday_number(parts)
    which = parts.get("which", "").lower()
    back = (today.weekday() - number) % 7
    forth = (number - today.weekday()) % 7
    if which == "last":
        day = today - timedelta(days=back or 7)
    elif which == "next":
        day = monday_of(today) + WEEK + timedelta(days=number)
    elif which == "this":
        day = monday_of(today) + timedelta(days=number)
    elif which:
        day = today + timedelta(days=forth or 7)
    else:
        day = today + timedelta(days=forth) if view.ahead else today - timedelta(days=back)
    return edtf.of_day(day, _RELATIVE)


def _weekday_of_week(parts: Mapping[str, str], view: Viewpoint) -> TimeValue:
    """Resolve "Tuesday last week" and "on Tuesday of next week"."""
    monday = monday_of(view.day) + _STEPS[parts["which"].lower()] * WEEK
    return edtf.of_day(monday + timedelta(days=_weekday_number(parts)), _RELATIVE)


def _weekdays_ago(parts: Mapping[str, str], view: Viewpoint) -> TimeValue:
    """Resolve "two Sundays ago": the last Sunday before today is one."""
    back = (view.day.weekday() - _weekday_number(parts)) % 7 or 7
    weeks = number_of(parts["number"]) - 1
    return edtf.of_day(view.day - timedelta(days=back) - weeks * WEEK, _RELATIVE)


def _weekday_number(parts: Mapping[str, str]) -> int:
    return int(table("weekdays")[parts["weekday"].capitalize()])


def _day_of_this_month(parts: Mapping[str, str], view: Viewpoint) -> TimeValue:
    month = shifted(view.day, "month", _STEPS[parts["which"].lower()])
    first = month.not_before or view.day
    return edtf.of_day(first.replace(day=int(parts["day"])), _RELATIVE)


def _second_unit(parts: Mapping[str, str], view: Viewpoint) -> TimeValue:
    """Resolve "the year before last" and "the week after next"."""
    steps = -2 if parts["which"].lower().startswith("before") else 2
    if parts["unit"] == "weekend":
        return _weekend(view, steps)
    return shifted(view.day, parts["unit"], steps)


def _unit_out(parts: Mapping[str, str], view: Viewpoint) -> TimeValue:
    """Resolve "before the year is out": the end of the unit."""
    return edtf.part_of(shifted(view.day, parts["unit"], 0), "end")


def _unit(parts: Mapping[str, str], view: Viewpoint) -> TimeValue | None:
    today = view.day
    word = parts.get("which", "the").lower().removeprefix("the ")
    steps = _STEPS.get(word, 0)
    if parts["unit"] == "weekend":
        return _weekend(view, steps if "which" in parts else None)
    value = shifted(today, parts["unit"], steps)
    when = parts.get("when", "").lower()
    if when and steps == 0 and value.not_before and value.not_after:
        first = today if when == "later" else value.not_before
        last = today if when == "earlier" else value.not_after
        return edtf.narrowed(value, first, last)
    return value


def _weekend(view: Viewpoint, steps: int | None) -> TimeValue:
    today = view.day
    saturday = monday_of(today) + timedelta(days=5)
    if steps is not None:
        saturday += steps * WEEK
    elif not view.ahead and saturday > today:
        saturday -= WEEK
    return edtf.of_days(saturday, saturday + timedelta(days=1), _RELATIVE)


def _quarter(parts: Mapping[str, str], view: Viewpoint) -> TimeValue | None:
    """Resolve "the first quarter": the last that has begun, or the next that has not ended."""
    names = ("first", "second", "third", "fourth")
    which = names.index(parts.get("quarter") or parts["half"]) + 1
    of = 4 if "quarter" in parts else 2
    years = [edtf.of_year(view.day.year + step, _RELATIVE) for step in (-1, 0, 1)]
    spans = [edtf.share_of(year, which=which, of=of) for year in years]
    if view.ahead:
        return next((s for s in spans if s.not_after and s.not_after >= view.day), None)
    return next((s for s in reversed(spans) if s.not_before and s.not_before <= view.day), None)


def _year_end(_: Mapping[str, str], view: Viewpoint) -> TimeValue:
    return edtf.part_of(edtf.of_year(view.day.year, _RELATIVE), "end")


def _ago(parts: Mapping[str, str], view: Viewpoint) -> TimeValue | None:
    """Resolve "two weeks ago": days are exact, other units are no finer than themselves."""
    number, unit = number_of(parts["number"]), parts["unit"]
    if unit == "fortnight":
        number, unit = 2 * number, "week"
    today = view.day
    if unit == "week":
        day = today - number * WEEK
        slack = timedelta(days=3)
        return edtf.approximate(edtf.of_day(day, _RELATIVE), day - slack, day + slack)
    if unit == "decade":
        whole = edtf.of_year(today.year - 10 * number, _RELATIVE)
        year = today.year - 10 * number
        return edtf.approximate(whole, date(year - 5, 1, 1), date(year + 5, 12, 31))
    return shifted(today, unit, -number)


def _from_now(parts: Mapping[str, str], view: Viewpoint) -> TimeValue:
    """Resolve "a week from today"."""
    number, unit = number_of(parts["number"]), parts["unit"]
    days = {"day": 1, "week": 7}.get(unit)
    return shifted(view.day, "day" if days else unit, number * (days or 1))


def _marked(parts: Mapping[str, str], view: Viewpoint) -> TimeValue:
    """Resolve "marking five decades since": what is marked is a full number of years."""
    years = number_of(parts["number"]) * (10 if parts["unit"] == "decade" else 1)
    return edtf.of_year(view.day.year - years, _RELATIVE)


RELATIVE: dict[str, Resolver] = {
    "day": _named_day,
    "weekday": _weekday,
    "which unit": _unit,
    "the unit": _unit,
    "weekend": _unit,
    "quarter": _quarter,
    "half": _quarter,
    "weekday of week": _weekday_of_week,
    "weekdays ago": _weekdays_ago,
    "day of this month": _day_of_this_month,
    "second unit": _second_unit,
    "unit out": _unit_out,
    "year-end": _year_end,
    "ago": _ago,
    "from now": _from_now,
    "anniversary": _marked,
}
