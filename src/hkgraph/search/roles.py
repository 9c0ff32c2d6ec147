"""What a text is to the thing that it stands for; those that come first tell more."""

from __future__ import annotations

from enum import IntEnum


class Role(IntEnum):
    """From the most telling to the least.

    ``COMPOSED`` is the label of an event or a role, which is made of other things' names; whoever
    types one of those looks for that thing first.
    """

    LABEL = 0
    ALIAS = 1
    COMPOSED = 2
    HEADLINE = 3
    QUOTATION = 4

    @property
    def word(self) -> str:
        """Name it for people and programs."""
        return "label" if self is Role.COMPOSED else self.name.lower()
