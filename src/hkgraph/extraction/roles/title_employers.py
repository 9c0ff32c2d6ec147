"""Bodies and people that stand in or around a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.events.participants import ORGANISATIONS
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.reading import DraftMention, Reading

EMPLOYERS = ORGANISATIONS | {Kind.PLACE}


def in_person(reading: Reading, token: Token) -> bool:
    """Say whether a word is part of somebody's name."""
    return any(
        m.start <= token.idx < m.end and m.kind is Kind.PERSON and m.form is MentionForm.NAME
        for m in reading.mentions
    )


def employer_at(reading: Reading, token: Token) -> DraftMention | None:
    """Find the organisation or place that a token names or refers to."""
    covering = [m for m in reading.mentions if m.start <= token.idx < m.end]
    employers = [
        m for m in covering if m.entity is not None and reading.entities[m.entity].kind in EMPLOYERS
    ]
    return max(employers, key=lambda m: m.end - m.start, default=None)
