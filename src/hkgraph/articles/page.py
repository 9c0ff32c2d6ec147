"""What a page consists of before anyone has told its articles apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from hkgraph.articles.mapped_text import MappedText


class PageBlockKind(StrEnum):
    """The form in which a block stands on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    CAPTION = "caption"
    TABLE = "table"
    RULE = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBlock:
    """A paragraph-like part of a page, markup removed.

    Attributes:
        level: Of a heading, 1 to 6; else 0.
        bold: All of it is set in bold type.
        italic: All of it is set in italics.
        links: Targets of its links and bare addresses, in order.
        linked: How many characters of ``text`` stand in links.
        is_credit: The markup calls it a byline.
    """

    kind: PageBlockKind
    text: MappedText = field(default_factory=MappedText)
    level: int = 0
    bold: bool = False
    italic: bool = False
    links: tuple[str, ...] = ()
    linked: int = 0
    is_credit: bool = False

    @property
    def words(self) -> str:
        """The bare text."""
        return self.text.text

    @property
    def is_link(self) -> bool:
        """Whether nearly all of the text stands in links."""
        return bool(self.words) and self.linked >= 0.8 * len(self.words)
