"""Days, weeks, months and years counted from a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hkgraph.extraction.dates import edtf
from hkgraph.extraction.lexicon import table
from hkgraph.model import TimeBasis

if TYPE_CHECKING:
    from hkgraph.model import TimeValue

WEEK = timedelta(days=7)


def shifted(today: date, unit: str, steps: int) -> TimeValue:
    """Give the day, week, month or year that lies so many steps from that of ``today``."""
    if unit == "day":
        return edtf.of_day(today + timedelta(days=steps), TimeBasis.RELATIVE)
    if unit == "week":
        monday = monday_of(today) + steps * WEEK
        return edtf.of_days(monday, monday + timedelta(days=6), TimeBasis.RELATIVE)
    if unit == "month":
        months = today.year * 12 + today.month - 1 + steps
        return edtf.of_month(months // 12, months % 12 + 1, TimeBasis.RELATIVE)
    return edtf.of_year(today.year + steps, TimeBasis.RELATIVE)


def monday_of(day: date) -> date:
    """Give the first day of the week of a day."""
    return day - timedelta(days=day.weekday())


def number_of(word: str) -> int:
    """Read a number in digits or in a word ("two", "a")."""
    return int(word) if word.isdigit() else int(table("number-words")[word.lower()])
