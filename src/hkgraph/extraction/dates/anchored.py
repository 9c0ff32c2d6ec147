"""Dates told from the date before them: "a day later", "that December", "the same month"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.dates import edtf
from hkgraph.extraction.dates.calendar import month_number, steps_of
from hkgraph.extraction.dates.units import WEEK, number_of, shifted
from hkgraph.extraction.lexicon import table
from hkgraph.model import TimeBasis

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hkgraph.extraction.dates.viewpoint import Resolver, Viewpoint
    from hkgraph.model import TimeValue

_RELATIVE = TimeBasis.RELATIVE


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
    steps, unit = sign * number_of(parts["number"]), parts["unit"]
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
        "week": last - first < WEEK,
        "month": (first.year, first.month) == (last.year, last.month),
        "year": first.year == last.year,
    }
    return shifted(first, unit, steps) if same[unit] else None


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
