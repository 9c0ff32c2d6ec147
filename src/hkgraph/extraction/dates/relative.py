"""Dates told from another day: that of publication ("last month") or one before ("a day later")."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hkgraph.extraction.dates import edtf
from hkgraph.extraction.dates.calendar import month_number, steps_of
from hkgraph.extraction.lexicon import table
from hkgraph.model import TimeBasis

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hkgraph.extraction.dates.viewpoint import Resolver, Viewpoint
    from hkgraph.model import TimeValue

_RELATIVE = TimeBasis.RELATIVE
_WEEK = timedelta(days=7)
_STEPS = {"last": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}


# ── seen from the day of publication ────────────────────────────────────────────────────────


def _named_day(parts: Mapping[str, str], view: Viewpoint) -> TimeValue:
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2}
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
        day = _monday(today) + _WEEK + timedelta(days=number)
    elif which == "this":
        day = _monday(today) + timedelta(days=number)
    elif which:
        day = today + timedelta(days=forth or 7)
    else:
        day = today + timedelta(days=forth) if view.ahead else today - timedelta(days=back)
    return edtf.of_day(day, _RELATIVE)


def _weekday_of_week(parts: Mapping[str, str], view: Viewpoint) -> TimeValue:
    """Resolve "Tuesday last week" and "on Tuesday of next week"."""
    monday = _monday(view.day) + _STEPS[parts["which"].lower()] * _WEEK
    return edtf.of_day(monday + timedelta(days=_weekday_number(parts)), _RELATIVE)


def _weekdays_ago(parts: Mapping[str, str], view: Viewpoint) -> TimeValue:
    """Resolve "two Sundays ago": the last Sunday before today is one."""
    back = (view.day.weekday() - _weekday_number(parts)) % 7 or 7
    weeks = _number(parts["number"]) - 1
    return edtf.of_day(view.day - timedelta(days=back) - weeks * _WEEK, _RELATIVE)


def _weekday_number(parts: Mapping[str, str]) -> int:
    return int(table("weekdays")[parts["weekday"].capitalize()])


def _day_of_this_month(parts: Mapping[str, str], view: Viewpoint) -> TimeValue:
    month = _shifted(view.day, "month", _STEPS[parts["which"].lower()])
    first = month.not_before or view.day
    return edtf.of_day(first.replace(day=int(parts["day"])), _RELATIVE)


def _second_unit(parts: Mapping[str, str], view: Viewpoint) -> TimeValue:
    """Resolve "the year before last" and "the week after next"."""
    steps = -2 if parts["which"].lower().startswith("before") else 2
    if parts["unit"] == "weekend":
        return _weekend(view, steps)
    return _shifted(view.day, parts["unit"], steps)


def _unit_out(parts: Mapping[str, str], view: Viewpoint) -> TimeValue:
    """Resolve "before the year is out": the end of the unit."""
    return edtf.part_of(_shifted(view.day, parts["unit"], 0), "end")


def _unit(parts: Mapping[str, str], view: Viewpoint) -> TimeValue | None:
    today = view.day
    word = parts.get("which", "the").lower().removeprefix("the ")
    steps = _STEPS.get(word, 0)
    if parts["unit"] == "weekend":
        return _weekend(view, steps if "which" in parts else None)
    value = _shifted(today, parts["unit"], steps)
    when = parts.get("when", "").lower()
    if when and steps == 0 and value.not_before and value.not_after:
        first = today if when == "later" else value.not_before
        last = today if when == "earlier" else value.not_after
        return edtf.narrowed(value, first, last)
    return value


def _weekend(view: Viewpoint, steps: int | None) -> TimeValue:
    today = view.day
    saturday = _monday(today) + timedelta(days=5)
    if steps is not None:
        saturday += steps * _WEEK
    elif not view.ahead and saturday > today:
        saturday -= _WEEK
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
    number, unit = _number(parts["number"]), parts["unit"]
    today = view.day
    if unit == "week":
        day = today - number * _WEEK
        slack = timedelta(days=3)
        return edtf.approximate(edtf.of_day(day, _RELATIVE), day - slack, day + slack)
    if unit == "decade":
        whole = edtf.of_year(today.year - 10 * number, _RELATIVE)
        year = today.year - 10 * number
        return edtf.approximate(whole, date(year - 5, 1, 1), date(year + 5, 12, 31))
    return _shifted(today, unit, -number)


def _marked(parts: Mapping[str, str], view: Viewpoint) -> TimeValue:
    """Resolve "marking five decades since": what is marked is a full number of years."""
    years = _number(parts["number"]) * (10 if parts["unit"] == "decade" else 1)
    return edtf.of_year(view.day.year - years, _RELATIVE)


# ── seen from the date before it ────────────────────────────────────────────────────────────


def _that(parts: Mapping[str, str], view: Viewpoint) -> TimeValue | None:
    steps, anchor = steps_of(parts["which"]), view.anchor
    value = _from_anchor(view, parts.get("unit", "day"), steps)
    when = parts.get("when", "").lower()
    if value and anchor and when == "later" and steps == 0:
        return edtf.narrowed(value, anchor.not_before, value.not_after)
    if when == "earlier":
        return None
    # "In January he fell; he died the same night": no finer than what was told.
    is_same = steps == 0 and anchor is not None and edtf.is_month(anchor)
    return anchor if value is None and is_same else value


def _day_of_month(parts: Mapping[str, str], view: Viewpoint) -> TimeValue | None:
    """Resolve "until the 29th", told after another day of the month."""
    anchor = view.anchor
    if anchor is None or anchor.not_before is None:
        return None
    first, last = anchor.not_before, anchor.not_after
    if last is None or (first.year, first.month) != (last.year, last.month):
        return None
    return edtf.of_day(first.replace(day=int(parts["day"])), _RELATIVE)


def _that_month(parts: Mapping[str, str], view: Viewpoint) -> TimeValue | None:
    """Resolve "that December" and "the following March"."""
    if view.anchor is None or view.anchor.not_before is None or view.anchor.not_after is None:
        return None
    first, last = view.anchor.not_before, view.anchor.not_after
    if first.year != last.year:
        return None
    month = month_number(parts["month"])
    if steps_of(parts["which"]) == 0:
        return edtf.of_month(first.year, month, _RELATIVE)
    return edtf.of_month(last.year + (month <= last.month), month, _RELATIVE)


def _month_year_before(_: Mapping[str, str], view: Viewpoint) -> TimeValue | None:
    """Resolve what a month is compared with: "down 3 per cent in May from a year earlier"."""
    first = view.anchor.not_before if view.anchor else None
    if view.anchor is None or first is None or not edtf.is_month(view.anchor):
        return None
    return edtf.of_month(first.year - 1, first.month, _RELATIVE)


def _that_season(parts: Mapping[str, str], view: Viewpoint) -> TimeValue | None:
    """Resolve "that summer"; where the date before is no year of its own, it has one."""
    first = view.anchor.not_before if view.anchor else None
    if first is None or steps_of(parts["which"]) != 0:
        return None
    return edtf.of_season(first.year, int(table("seasons")[parts["season"].lower()]), _RELATIVE)


def _later(parts: Mapping[str, str], view: Viewpoint) -> TimeValue | None:
    sign = -1 if parts["when"] == "earlier" else 1
    steps, unit = sign * _number(parts["number"]), parts["unit"]
    if unit == "week":
        return _from_anchor(view, "day", 7 * steps)
    return _from_anchor(view, unit, steps)


def _from_anchor(view: Viewpoint, unit: str, steps: int) -> TimeValue | None:
    """Move from the anchor, if that is known as finely as the unit asks."""
    anchor = view.anchor
    if anchor is None or anchor.not_before is None or anchor.not_after is None:
        return None
    first, last = anchor.not_before, anchor.not_after
    same = {
        "day": first == last,
        "week": last - first < _WEEK,
        "month": (first.year, first.month) == (last.year, last.month),
        "year": first.year == last.year,
    }
    return _shifted(first, unit, steps) if same[unit] else None


def _shifted(today: date, unit: str, steps: int) -> TimeValue:
    """Give the day, week, month or year that lies so many steps from that of ``today``."""
    if unit == "day":
        return edtf.of_day(today + timedelta(days=steps), _RELATIVE)
    if unit == "week":
        monday = _monday(today) + steps * _WEEK
        return edtf.of_days(monday, monday + timedelta(days=6), _RELATIVE)
    if unit == "month":
        months = today.year * 12 + today.month - 1 + steps
        return edtf.of_month(months // 12, months % 12 + 1, _RELATIVE)
    return edtf.of_year(today.year + steps, _RELATIVE)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _number(word: str) -> int:
    return int(word) if word.isdigit() else int(table("number-words")[word.lower()])


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
    "anniversary": _marked,
}
ANCHORED: dict[str, Resolver] = {
    "that day": _that,
    "that unit": _that,
    "unit before": _that,
    "day of month": _day_of_month,
    "that month": _that_month,
    "that season": _that_season,
    "same month": _month_year_before,
    "year before": _month_year_before,
    "later": _later,
}
