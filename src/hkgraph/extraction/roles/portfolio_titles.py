"""Offices with a list for a field: "Secretary for Culture, Sports and Tourism"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.reading import Reading

_HEADS = "Secretary|Director|Commissioner|Minister"
_OTHERS = rf"(?:Mrs?|Ms|Miss|Dr|Prof|Permanent|Deputy|Under|Chief|{_HEADS})"
_WORD = rf"(?!{_OTHERS}\b)[A-Z][a-z]+"
_FIELD = rf"{_WORD}(?: {_WORD})*"
_PORTFOLIO = re.compile(
    r"\b(?P<title>(?:(?:Acting|Chief|Deputy|Permanent|Under|Assistant) )*"
    rf"(?P<head>{_HEADS}) (?:for|of) (?:the )?{_FIELD}(?:(?:, {_FIELD})*,? and (?:the )?{_FIELD})?)"
)


def portfolio_before(reading: Reading, end: int, floor: int) -> tuple[int, str, str] | None:
    """Find the office that ends right before a token.

    Args:
        reading: The article.
        end: Index of the token behind the title.
        floor: Index of the first token that may belong to it.

    Returns:
        Index of its first token, its words as printed, and its head word.
    """
    if end <= floor or end >= len(reading.doc):
        return None
    start, stop = reading.doc[floor].idx, reading.doc[end].idx
    text = reading.article.text[start:stop].rstrip()
    for found in _offices(text):
        if found.end() == len(text):
            first = reading.tokens(start + found.start(), start + found.end()).start
            return first, _spaced(found["title"]), found["head"].lower()
    return None


def portfolio_around(
    reading: Reading, head: int, floor: int, ceiling: int
) -> tuple[int, int, str] | None:
    """Find the office with a list for a field that a token is the head of.

    Returns:
        Index of its first token, one past its last, and its words as printed.
    """
    start = reading.doc[floor].idx
    last = reading.doc[ceiling - 1]
    for found in _offices(reading.article.text[start : last.idx + len(last)]):
        if start + found.start("head") == reading.doc[head].idx:
            tokens = reading.tokens(start + found.start(), start + found.end())
            return tokens.start, tokens.end, _spaced(found["title"])
    return None


def _offices(text: str) -> Iterator[re.Match[str]]:
    return _PORTFOLIO.finditer(text)


def _spaced(text: str) -> str:
    return " ".join(text.split())
