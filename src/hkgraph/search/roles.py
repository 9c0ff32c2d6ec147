"""What a text is to the thing that it stands for; those that come first tell more."""

from __future__ import annotations

from enum import IntEnum


class Role(IntEnum):
    """From the most telling to the least."""

    LABEL = 0
    ALIAS = 1
    HEADLINE = 2
    QUOTATION = 3

    @property
    def word(self) -> str:
        """Name it for people and programs."""
        return self.name.lower()
