"""Stretches of article text and the ids that records name each other by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

LocalId = NewType("LocalId", str)
ArticleKey = NewType("ArticleKey", str)
DocumentKey = NewType("DocumentKey", str)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of article text.

    Attributes:
        start: First character, counted from 0.
        end: One past the last character.
        text: The characters themselves, so that ``article.text[start:end] == text``.
    """

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        """Refuse an empty span and one whose text has another length."""
        if not 0 <= self.start < self.end:
            raise ValueError(f"bad span {self.start}..{self.end}: need 0 <= start < end")
        if len(self.text) != self.end - self.start:
            raise ValueError(f"span {self.start}..{self.end} cannot hold {self.text!r}")

    def covers(self, other: Span) -> bool:
        """Say whether ``other`` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end
