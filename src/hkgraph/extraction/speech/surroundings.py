"""The words outside quote marks of the sentence that a quotation stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from hkgraph.extraction.reading import Reading
    from hkgraph.extraction.speech.quote_marks import Quoted

_SENTENCE_END = re.compile(r"[.?!]\)?[\"”’»“']?\s+(?=[\"“‘«„'(\[]*[A-Z0-9])")
_MASK = "\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The words outside quote marks of the sentence that a quotation stands in.

    Attributes:
        before: Tokens before the quotation, in order.
        after: Tokens after it, in order.
    """

    before: tuple[Token, ...]
    after: tuple[Token, ...]


def surroundings(reading: Reading, quoted: Quoted, others: Sequence[Quoted]) -> Surroundings:
    """Cut out the sentence around a quotation, by its punctuation and not by its parse."""
    block = reading.block_at(quoted.outer_start)
    text = _masked(reading.article.text, others)
    first, last = (block.start, block.end) if block else (0, len(text))
    start = _after_last_sentence(text, first, quoted.outer_start)
    before = _outside(reading, text, start, quoted.outer_start)
    after = _outside(reading, text, quoted.outer_end, _end_of_sentence(text, quoted, last))
    if not before and not after:
        before = introduction(reading, text, first)
    return Surroundings(before=before, after=after)


def _masked(text: str, others: Sequence[Quoted]) -> str:
    """Blank out quoted words, all but their last character, so that they end no sentence inside."""
    parts, place = [], 0
    for quoted in others:
        parts += [text[place : quoted.start], _MASK * (quoted.end - 1 - quoted.start)]
        place = quoted.end - 1
    return "".join([*parts, text[place:]])


def _after_last_sentence(text: str, first: int, place: int) -> int:
    ends = (m.end() for m in _SENTENCE_END.finditer(text, first, place + 1))
    return max((end for end in ends if end <= place), default=first)


def _end_of_sentence(text: str, quoted: Quoted, last: int) -> int:
    """Find where the sentence of a quotation ends; a full stop inside the marks mostly ends it."""
    following = text[quoted.outer_end : last].lstrip()
    if text[quoted.end - 1] == "." and not following[:1].islower():
        return quoted.outer_end
    match = _SENTENCE_END.search(text, quoted.outer_end, last)
    return match.start() + 1 if match else last


def introduction(reading: Reading, text: str, first: int) -> tuple[Token, ...]:
    """Give the sentence before a block that it introduces with a colon."""
    above = next((b for b in reversed(reading.article.blocks) if b.end <= first), None)
    if above is None or not text[above.start : above.end].rstrip().endswith(":"):
        return ()
    start = _after_last_sentence(text, above.start, above.end)
    return _outside(reading, text, start, above.end)


def _outside(reading: Reading, text: str, start: int, end: int) -> tuple[Token, ...]:
    if end <= start:
        return ()
    return tuple(
        t
        for t in reading.tokens(start, end)
        if start <= t.idx < end and text[t.idx] != _MASK and not t.is_space
    )
