"""Speakers that a quotation leaves to the words before it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hkgraph.model import BlockKind, Kind, QuoteForm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hkgraph.extraction.reading import Reading
    from hkgraph.model import Block, Quotation

_BODIES = frozenset({Kind.ORGANISATION, Kind.MEDIA, Kind.OFFICE, Kind.PLACE})
_PRONOUNS = {
    "he": frozenset({Kind.PERSON}),
    "she": frozenset({Kind.PERSON}),
    "it": _BODIES,
    "they": _BODIES | {Kind.PERSON},
}
_MARKS = "\"“”'‘’«»「」『』„ "


def with_carried_over(reading: Reading, quotations: Sequence[Quotation]) -> Iterator[Quotation]:
    """Give a quotation that stands alone, or of one "it said", to who spoke last, just before.

    Args:
        reading: The article, with its entities.
        quotations: All of them, in order of the text.
    """
    last: Quotation | None = None
    for quotation in quotations:
        told = quotation
        if told.speaker is None and last is not None and _is_near(reading, last, told):
            told = _taken_on(reading, told, last)
        yield told
        last = told if told.speaker is not None else last


def _taken_on(reading: Reading, quotation: Quotation, last: Quotation) -> Quotation:
    if last.speaker is None or not _is_left_open(reading, quotation, last):
        return quotation
    return replace(
        quotation,
        speaker=last.speaker,
        on_behalf_of=last.on_behalf_of,
        rule="speaker-before",
    )


def _is_left_open(reading: Reading, quotation: Quotation, last: Quotation) -> bool:
    """Say whether a quotation has a paragraph for itself, or a pronoun that fits the last one."""
    if quotation.cue is None:
        block = reading.block_at(quotation.span.start)
        return quotation.form is QuoteForm.DIRECT and _fills(reading, quotation, block)
    spoken = {word.lower() for word in quotation.cue.text.split()}
    kind = reading.entities[last.speaker].kind if last.speaker is not None else None
    return any(kind in kinds for word, kinds in _PRONOUNS.items() if word in spoken)


def _fills(reading: Reading, quotation: Quotation, block: Block | None) -> bool:
    if block is None or block.kind is not BlockKind.PARAGRAPH:
        return False
    text = reading.article.text
    before, after = text[block.start : quotation.span.start], text[quotation.span.end : block.end]
    return not before.strip(_MARKS) and not after.strip(_MARKS)


def _is_near(reading: Reading, last: Quotation, quotation: Quotation) -> bool:
    """Say whether no more than the end of a paragraph parts two quotations."""
    between = reading.article.text[last.span.end : quotation.span.start]
    return between.count("\n\n") <= 1
