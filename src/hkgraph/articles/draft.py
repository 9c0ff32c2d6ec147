"""An article on its way from the page to the record, and the last step there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hkgraph.articles.credits import settle
from hkgraph.articles.keys import article_key, canonical_url
from hkgraph.articles.language import language_of
from hkgraph.articles.limits import LONGEST_ARTICLE, too_much
from hkgraph.articles.mapped_text import MappedText, join, offset_map
from hkgraph.articles.noise import tells_of_author
from hkgraph.articles.notices import Notices, notices_among, read_notices
from hkgraph.model import Article, Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hkgraph.model import SourceDocument

_BETWEEN = "\n\n"
_SHORTEST_PROSE = 25
_SHORTEST_HAN = 12
#: Below the text stands a note on each author, and perhaps one more line.
_MOST_NOTES = 4
_PROSE_KINDS = frozenset([BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.STANDFIRST])
_NO_NOTICES = frozenset([BlockKind.HEADLINE, BlockKind.CAPTION])

DraftBlock = tuple[BlockKind, MappedText]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a reader has found out about one article.

    Attributes:
        headline: Empty where the page shows none.
        outlet: Whom the byline or the agency's dateline credits, as printed.
        source: Where the page says that the article was published first.
        publisher: Told by the file itself; goes before ``outlet``.
        published_inferred: The day is the page's.
        language: None where the file does not tell it.
    """

    headline: str
    blocks: tuple[DraftBlock, ...]
    url: str | None = None
    published: str | None = None
    published_inferred: bool = False
    modified: str | None = None
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    outlet: str | None = None
    source: str | None = None
    publisher: str | None = None
    language: str | None = None
    notices: Notices = field(default=Notices())
    warnings: tuple[str, ...] = field(default=())

    @property
    def has_prose(self) -> bool:
        """Whether there is at least a sentence of text."""
        return any(_is_prose(text.text) for kind, text in self.blocks if kind in _PROSE_KINDS)

    def warned(self, *warnings: str) -> Draft:
        """Add warnings in front of its own."""
        return replace(self, warnings=(*warnings, *self.warnings))


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReading:
    """What a reader of one format gives.

    Attributes:
        url: The document's own address, if it tells one.
    """

    drafts: tuple[Draft, ...]
    url: str | None = None

    @classmethod
    def of(cls, draft: Draft) -> PageReading:
        """Take a document that is one article, if there is any text in it."""
        return cls(drafts=(draft,) if draft.has_prose else (), url=draft.url)


def _is_prose(text: str) -> bool:
    if any("\u4e00" <= char <= "\u9fff" for char in text):
        return len(text) >= _SHORTEST_HAN
    return len(text) >= _SHORTEST_PROSE and len(re.findall(r"[^\W\d_]{2,}", text)) >= 4


def finish(draft: Draft, document: SourceDocument) -> Article:
    """Make the record of a draft.

    Raises:
        SourceError: The text is longer than an article can be.
    """
    if sum(len(text.text) for _, text in draft.blocks) > LONGEST_ARTICLE:
        what = f"an article of more than {LONGEST_ARTICLE:,} characters"
        raise too_much(document.names[0], what)
    draft = _with_headline(_with_notices(_with_notes_on_authors(draft)))
    mapped = join((text for _, text in draft.blocks), _BETWEEN)
    url = canonical_url(draft.url) if draft.url else None
    makers = settle(draft, url)
    odd = [makers.warning] if makers.warning else []
    return Article(
        key=article_key(url, mapped.text),
        document=document,
        headline=draft.headline,
        text=mapped.text,
        blocks=tuple(_placed(draft.blocks)),
        offsets=offset_map(mapped),
        url=url,
        published=draft.published,
        published_inferred=draft.published_inferred,
        modified=draft.modified,
        authors=makers.authors,
        contributors=makers.contributors,
        publisher=makers.publisher,
        language=draft.language or language_of(mapped.text),
        corrections=draft.notices.corrections,
        is_retracted=draft.notices.is_retracted,
        warnings=(*draft.warnings, *odd),
    )


def _with_notices(draft: Draft) -> Draft:
    """Set the publisher's notices on the article apart: they are no part of what it tells."""
    body = [at for at, (kind, _) in enumerate(draft.blocks) if kind not in _NO_NOTICES]
    found = notices_among([draft.blocks[at][1].text for at in body])
    kinds = {body[number]: kind for number, kind in found.items()}
    blocks = tuple(
        (BlockKind.NOTICE if at in kinds else kind, text)
        for at, (kind, text) in enumerate(draft.blocks)
    )
    printed = {draft.blocks[at][1].text: kind for at, kind in kinds.items()}
    notices = draft.notices.joined(read_notices(draft.headline, printed))
    return replace(draft, blocks=blocks, notices=notices)


def _with_notes_on_authors(draft: Draft) -> Draft:
    """Set the notes on the authors, below the text, apart as bylines."""
    blocks = list(draft.blocks)
    for at in range(len(blocks) - 1, max(len(blocks) - 1 - _MOST_NOTES, 0), -1):
        kind, text = blocks[at]
        is_note = kind is BlockKind.PARAGRAPH and tells_of_author(text.text, draft.authors)
        is_name = text.text in draft.authors
        if is_note or is_name:
            blocks[at] = (BlockKind.BYLINE, text)
    return replace(draft, blocks=tuple(blocks))


def _with_headline(draft: Draft) -> Draft:
    if draft.headline:
        return draft
    prose = (text.text for kind, text in draft.blocks if kind in _PROSE_KINDS)
    first = next(prose, draft.blocks[0][1].text)
    stand_in = first if len(first) <= 120 else f"{first[:120].rpartition(' ')[0] or first[:120]} …"
    warning = "The page shows no headline; the beginning of its text stands in for it."
    return replace(draft, headline=stand_in, warnings=(*draft.warnings, warning))


def _placed(blocks: Sequence[DraftBlock]) -> list[Block]:
    placed: list[Block] = []
    start = 0
    for kind, text in blocks:
        placed.append(Block(kind=kind, start=start, end=start + len(text.text)))
        start += len(text.text) + len(_BETWEEN)
    return placed
