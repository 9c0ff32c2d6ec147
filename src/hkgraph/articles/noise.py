"""Page furniture: what stands on a page and belongs to no article."""

from __future__ import annotations

import re
from functools import cache

from hkgraph.articles.word_tables import column

_LONGEST_LINE = 400


def is_furniture(text: str) -> bool:
    """Say whether a block is a button, a label, a teaser line or the like."""
    return len(text) <= _LONGEST_LINE and _pattern("line").fullmatch(text.strip()) is not None


def ends_article(heading: str) -> bool:
    """Say whether a heading begins what pages put below their articles."""
    return len(heading) <= _LONGEST_LINE and _pattern("tail").fullmatch(heading.strip()) is not None


def heads_contents(text: str) -> bool:
    """Say whether a block is the label over a list of contents."""
    return len(text) <= _LONGEST_LINE and _pattern("contents").fullmatch(text.strip()) is not None


def without_source_label(text: str) -> str:
    """Take "Source:" or "This article was first published in" off the front of a line."""
    label = _pattern("source").match(text) if len(text) <= _LONGEST_LINE else None
    return text[label.end() :].strip() if label else text


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in column("noise", kind)), re.IGNORECASE)


def labels_source(text: str) -> bool:
    """Say whether a block only introduces the address that follows: "Source:"."""
    return len(text) <= _LONGEST_LINE and _pattern("source").fullmatch(text.strip()) is not None
