"""Pages saved as Markdown or the like: one article, or several that a page reprints."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hkgraph.articles.markdown_blocks import markdown_blocks
from hkgraph.articles.part import read_part
from hkgraph.articles.roles import Piece, Role, pieces_of
from hkgraph.articles.starts import find_starts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hkgraph.articles.draft import Draft
    from hkgraph.articles.page import PageBlock

# So many paragraphs above the first credits are an article of their own, not an introduction.
_FEWEST_PARAGRAPHS = 3


def read_markdown(decoded: str) -> list[Draft]:
    """Read the articles of a Markdown page."""
    return read_blocks(markdown_blocks(decoded))


def read_blocks(blocks: Iterable[PageBlock]) -> list[Draft]:
    """Tell the articles of a page apart and read each of them."""
    pieces = pieces_of(blocks)
    parts = _parts(pieces)
    drafts = [read_part(part) for part in parts]
    telling = [draft for draft in drafts if draft.has_prose]
    if not telling:
        whole = read_part(pieces)
        return [whole] if whole.has_prose else []
    heads = [part for part, draft in zip(parts, drafts, strict=True) if not draft.has_prose]
    page = _page_head([piece for part in heads for piece in part])
    return [_with_page(draft, page, alone=len(telling) == 1) for draft in telling]


@dataclass(frozen=True, slots=True, kw_only=True)
class _PageHead:
    """What the page says about itself, above its articles."""

    day: str | None = None
    authors: tuple[str, ...] = field(default=())


def _parts(pieces: Sequence[Piece]) -> list[Sequence[Piece]]:
    """Cut the page at the titles; an introduction stays out of every article."""
    starts = find_starts(pieces)
    if not starts:
        return [pieces]
    cuts = [*starts, len(pieces)]
    parts = [pieces[start:end] for start, end in itertools.pairwise(cuts)]
    above = pieces[: starts[0]]
    paragraphs = sum(piece.role is Role.TEXT for piece in above)
    return [above, *parts] if paragraphs >= _FEWEST_PARAGRAPHS else [_head_only(above), *parts]


def _head_only(pieces: Sequence[Piece]) -> list[Piece]:
    return [piece for piece in pieces if piece.role in {Role.DATE, Role.PAGE_DATELINE}]


def _page_head(pieces: Sequence[Piece]) -> _PageHead:
    dates = [found.iso for piece in pieces for found in piece.dates if not found.modified]
    datelines = [piece.byline for piece in pieces if piece.role is Role.PAGE_DATELINE]
    authors = next((byline.authors for byline in datelines if byline), ())
    return _PageHead(day=dates[0] if dates else None, authors=authors)


def _with_page(draft: Draft, page: _PageHead, *, alone: bool) -> Draft:
    """Let the page answer what the article does not tell."""
    if draft.published is None and page.day:
        draft = replace(draft, published=page.day, published_inferred=True)
    if alone and not (draft.authors or draft.outlet or draft.source):
        draft = replace(draft, authors=page.authors)
    return draft
