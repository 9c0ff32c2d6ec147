"""Which characters of an article stand inside quote marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hkgraph.model import Article

# A quotation may go on over blocks, but each block opens anew; an apostrophe closes nothing.
_QUOTED = re.compile(
    r"“[^”“]*(?:”|$)|«[^»]*(?:»|$)|„[^“”]*[“”]|\"[^\"]*(?:\"|$)|(?<!\w)[‘'](?=\w).*?[’'](?!\w)"
)


class QuotedRanges:
    """The quoted stretches of an article, quote marks included."""

    def __init__(self, article: Article) -> None:
        self._ranges = [
            (match.start(), match.end())
            for block in article.blocks
            for match in _QUOTED.finditer(article.text, block.start, block.end)
        ]
        self._starts = [start for start, _ in self._ranges]

    def holds(self, offset: int) -> bool:
        """Say whether a character stands inside quote marks."""
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ranges[index][1]
