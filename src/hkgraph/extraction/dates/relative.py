"""Dates told from another day: that of publication ("last month") or one before ("a day later")."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hkgraph.extraction.dates import edtf
from hkgraph.extraction.dates.calendar import steps_of
from hkgraph.extraction.lexicon import table
from hkgraph.model import TimeBasis

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hkgraph.extraction.dates.viewpoint import Resolver, Viewpoint
    from hkgraph.model import TimeValue

_RELATIVE = TimeBasis.RELATIVE
_WEEK = timedelta(days=7)


# ── seen from the day of publication ────────────────────────────────────────────────────────


def _named_day(parts: Mapping[str, str], view: Viewpoint) -> TimeValue:
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2}
    word = " ".join(parts["word"].lower().split())
    return edtf.of_day(view.day + timedelta(days=shift.get(word, 0)), _RELATIVE)


def _weekday(parts: Mapping[str, str], view: Viewpoint) -> TimeValue:
    """Resolve a weekday: "last" is before today; "next" lies in the week after this one."""
    today, number = view.day, int(table("weekdays")[parts["weekday"]])
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


def _unit(parts: Mapping[str, str], view: Viewpoint) -> TimeValue | None:
    today = view.day
    word = parts.get("which", "the").lower().removeprefix("the ")
    steps = {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(word, 0)
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
    which = names.index(parts["quarter"]) + 1
    years = [edtf.of_year(view.day.year + step, _RELATIVE) for step in (-1, 0, 1)]
    spans = [edtf.share_of(year, which=which, of=4) for year in years]
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


def _later(parts: Mapping[str, str], view: Viewpoint) -> TimeValue | None:
    sign = 1 if parts["when"] == "later" else -1
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
    "year-end": _year_end,
    "ago": _ago,
    "anniversary": _marked,
}
ANCHORED: dict[str, Resolver] = {
    "that day": _that,
    "that unit": _that,
    "unit before": _that,
    "day of month": _day_of_month,
    "later": _later,
}
