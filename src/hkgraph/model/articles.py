"""What a reader gives: articles, and the inputs that they stood in."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from hkgraph.model.spans import ArticleKey, DocumentKey, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """One input as received; it may hold several articles.

    Attributes:
        key: 16 hex digits; of its own address if it has one, else of its bytes.
        sha256: 64 hex digits, of the bytes.
        names: File names without folders, sorted; several when the same bytes came twice.
        url: The document's own address (canonical link, feed id), not that of an article in it.
    """

    key: DocumentKey
    sha256: str
    names: tuple[str, ...]
    url: str | None = None


class BlockKind(StrEnum):
    """What a stretch of article text is on the page; a notice says what was done to the article."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    CAPTION = "caption"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph-like part of the article text; blocks are in order and do not overlap."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of article text that stands unchanged in the decoded file."""

    text_start: int
    file_start: int
    length: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """The way back from the article text to the decoded file.

    Attributes:
        segments: Sorted by ``text_start``; what lies between two segments is the reader's own
            (a line break between blocks) or markup of the file.
    """

    segments: tuple[Segment, ...] = ()

    def to_file(self, start: int, end: int) -> tuple[int, int] | None:
        """Give the half-open range of the decoded file, or None where nothing stands behind it."""
        first, last = self._at(start), self._at(end - 1)
        return None if first is None or last is None else (first, last + 1)

    def _at(self, offset: int) -> int | None:
        index = bisect_right(self.segments, offset, key=lambda segment: segment.text_start) - 1
        if index < 0:
            return None
        segment = self.segments[index]
        inside = offset - segment.text_start
        return segment.file_start + inside if inside < segment.length else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One published text, as a reader gives it.

    Attributes:
        key: 16 hex digits of sha256 of canonical URL (or nothing), a newline and the text.
        document: The input that it stood in.
        headline: As printed; also the first block of ``text`` where the page shows one.
        text: Decoded, line ends as line feeds, markup removed, NFC; an empty line parts blocks.
        blocks: What each stretch of ``text`` is.
        offsets: The way back to the decoded file.
        published: ISO 8601 day or time with the source's zone; None if nothing tells it.
        published_inferred: True when the day is the page's and not the article's own.
        modified: Like ``published``.
        authors: Names as people read them ("Tom Grundy"), in order.
        publisher: Who published the article; never the site that reprints it.
        language: BCP 47 tag of the text.
        corrections: What its publisher corrected, in the publisher's words.
        is_retracted: Whether its publisher has taken it back.
        warnings: What a person should know about the reading, one sentence each.
    """

    key: ArticleKey
    document: SourceDocument
    headline: str
    text: str
    blocks: tuple[Block, ...]
    offsets: OffsetMap = field(default_factory=OffsetMap)
    url: str | None = None
    published: str | None = None
    published_inferred: bool = False
    modified: str | None = None
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str = "en"
    corrections: tuple[str, ...] = ()
    is_retracted: bool = False
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse blocks that lie outside the text or out of order."""
        last = 0
        for block in self.blocks:
            if not last <= block.start < block.end <= len(self.text):
                raise ValueError(f"bad block {block.start}..{block.end} of {len(self.text)}")
            last = block.end

    @property
    def published_day(self) -> date | None:
        """The day of publication in the source's zone."""
        return date.fromisoformat(self.published[:10]) if self.published else None

    def span(self, start: int, end: int) -> Span:
        """Cut a span out of the text."""
        return Span(start=start, end=end, text=self.text[start:end])
