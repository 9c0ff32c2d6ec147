"""Feast days told by their name: "on Christmas Eve", "National Day in 2019"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterable

_FROM_EASTER = re.compile(r"easter(?P<days>[+-]\d+)")


def feast_names() -> Iterable[str]:
    """Give the names of the feasts, with straight apostrophes."""
    return table("feast-days")


def feast_in(name: str, year: int) -> date:
    """Give the day of a feast in a year."""
    told = table("feast-days")[" ".join(name.replace("’", "'").split())]
    if match := _FROM_EASTER.fullmatch(told):
        return _easter(year) + timedelta(days=int(match["days"]))
    month, day = told.split("-")
    return date(year, int(month), int(day))


def _easter(year: int) -> date:
    """Reckon Easter Sunday by Gauss's rule, which holds from 1900 to 2099 with two corrections."""
    moon = (19 * (year % 19) + 24) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7
    day = date(year, 3, 22) + timedelta(days=moon + weekday)
    is_late = weekday == 6 and (moon == 29 or (moon == 28 and year % 19 > 10))
    return day - timedelta(days=7) if is_late else day
