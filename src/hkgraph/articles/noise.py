"""Page furniture: what stands on a page and belongs to no article."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from hkgraph.articles.word_tables import column

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_LINE = 400
_UNNAMED = ("The author", "The writer")


def is_furniture(text: str) -> bool:
    """Say whether a block is a button, a label, a teaser line or the like."""
    return len(text) <= _LONGEST_LINE and _pattern("line").fullmatch(text.strip()) is not None


def ends_article(heading: str) -> bool:
    """Say whether a heading begins what pages put below their articles."""
    return len(heading) <= _LONGEST_LINE and _pattern("tail").fullmatch(heading.strip()) is not None


def ends_text(line: str) -> bool:
    """Say whether a line is the mark that press releases and agencies end their texts with."""
    return len(line) <= _LONGEST_LINE and _pattern("end").fullmatch(line.strip()) is not None


def is_teaser(text: str) -> bool:
    """Say whether a block that is no heading points to another article: "WATCH: …"."""
    return len(text) <= _LONGEST_LINE and _pattern("teaser").fullmatch(text.strip()) is not None


def is_section(name: str) -> bool:
    """Say whether a name is that of a part of a site, not of a site."""
    return _pattern("section").fullmatch(name.strip()) is not None


def tells_of_author(text: str, names: Sequence[str]) -> bool:
    """Say whether a block is the note on who wrote the article."""
    subjects = [name for name in (*names, *_UNNAMED) if text.startswith(f"{name} ")]
    return any(_pattern("bio").match(text[len(name) + 1 :][:_LONGEST_LINE]) for name in subjects)


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
