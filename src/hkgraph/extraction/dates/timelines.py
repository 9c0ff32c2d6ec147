"""The year that the entries of a timeline stand under: a line "2019", then "June 9: …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import table
from hkgraph.model import BlockKind

if TYPE_CHECKING:
    from hkgraph.model import Article, Block

_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_LONGEST_LINE = 40
_ENTRY = re.compile(rf"\W*{_YEAR}\s*(?::|-{{1,2}}\s|[–—])")


def year_above(article: Article, start: int) -> int | None:
    """Give the year that opens the paragraph ("2014: …"), or stands alone in a line above it."""
    above = [block for block in article.blocks if block.start <= start]
    if above and (entry := _ENTRY.match(article.text, above[-1].start, start)):
        return int(entry["year"])
    for block in reversed(above[:-1]):
        if line := _line_of_year(article, block):
            return int(line["year"])
        if block.kind in {BlockKind.HEADING, BlockKind.HEADLINE}:
            return None
    return None


def _line_of_year(article: Article, block: Block) -> re.Match[str] | None:
    months = "|".join(table("months"))
    pattern = rf"\W*(?:(?:In|Year|(?:{months})\.?)\s+)?{_YEAR}\W*"
    line = article.text[block.start : block.end]
    return re.fullmatch(pattern, line) if len(line) <= _LONGEST_LINE else None
