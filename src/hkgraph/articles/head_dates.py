"""The day of publication in a line of the head that says other things, too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hkgraph.articles.dateline import dates_in

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 120
_SENTENCE = re.compile(r"(?:\w+\W+){8,}\w+[.!?]\W*$")
_LINES = 8


def day_of_head(lines: Iterable[str]) -> str | None:
    """Find the day in the short lines above the text ("Ann Lo, Tolo Post, Nov. 15, 2019").

    Args:
        lines: From the headline on. The first that reads like a sentence ends the head.
    """
    for line in list(lines)[:_LINES]:
        if len(line) > _LONGEST or _SENTENCE.search(line):
            return None
        days = {found.iso for found in dates_in(line) if not found.modified}
        if len(days) == 1:
            return days.pop()
    return None
