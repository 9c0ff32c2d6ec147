"""Finds what an annotation of the corpus points at: words of the file, and times."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hkgraph.errors import DataError
from hkgraph.evaluation.gold import FileSpan

if TYPE_CHECKING:
    from collections.abc import Mapping

_NUMBERED = re.compile(r"(.+)#([1-9]\d*)", re.DOTALL)
_POINT = re.compile(r"(?:\d{4}|\d{3}X|\d{2}XX)(?:-\d{2}(?:-\d{2})?)?[~?%]?")
_SEASONS = range(21, 25)


@dataclass(frozen=True, slots=True)
class Words:
    """The decoded file, and the articles in it by their half-open ranges.

    Attributes:
        name: What errors call the annotation.
    """

    name: str
    text: str
    articles: Mapping[str, tuple[int, int]]

    def find(self, marked: str) -> FileSpan | None:
        """Find ``words`` or ``words#n``; None where no article holds them.

        Occurrences are counted from the top of the file and do not overlap.

        Raises:
            DataError: The file does not hold them so often.
        """
        numbered = _NUMBERED.fullmatch(marked)
        words, nth = (numbered[1], int(numbered[2])) if numbered else (marked, 1)
        start = -len(words)
        for _ in range(nth):
            start = self.text.find(words, start + len(words)) if words else -1
            if start < 0:
                raise self.bad(f"the file does not hold {marked!r}", "Count its places again.")
        end = start + len(words)
        inside = (a for a, (first, last) in self.articles.items() if first <= start and end <= last)
        at = next(inside, None)
        return None if at is None else FileSpan(article=at, start=start, end=end, text=words)

    def edtf(self, value: str) -> str:
        """Give back a valid date or interval.

        Raises:
            DataError: It is none.
        """
        ends = value.split("/")
        points = [end for end in ends if end != ".."]
        if len(ends) > 2 or not points or not all(map(_is_point, points)):
            raise self.bad(f"{value!r} is no date", "Write EDTF, such as 2024-03 or 2019/...")
        return value

    def bad(self, what: str, hint: str) -> DataError:
        """Make an error that names the annotation."""
        return DataError(f"{self.name}: {what}", hint=hint)


def _is_point(value: str) -> bool:
    if not _POINT.fullmatch(value):
        return False
    year, *rest = value.rstrip("~?%").replace("X", "0").split("-")
    if len(rest) == 1 and int(rest[0]) in _SEASONS:
        return True
    try:
        date.fromisoformat("-".join([year, *rest, *["01"] * (2 - len(rest))]))
    except ValueError:
        return False
    return True
