"""Offices with a list for a field: "Secretary for Culture, Sports and Tourism"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hkgraph.extraction.reading import Reading

_FIELD = r"[A-Z][a-z]+(?: [A-Z][a-z]+)*"
_PORTFOLIO = re.compile(
    r"\b(?P<title>(?:(?:Acting|Deputy|Permanent|Under|Assistant) )*(?P<head>Secretary|Director|"
    rf"Commissioner|Minister) (?:for|of) (?:the )?{_FIELD}(?:, {_FIELD})*(?:,? and {_FIELD})?)"
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
    for found in _PORTFOLIO.finditer(text):
        rest = text[found.end() :]
        if not rest:
            first = reading.tokens(start + found.start(), start + found.end()).start
            return first, " ".join(found["title"].split()), found["head"].lower()
    return None
