"""HTML pages: one article, or several that a page reprints."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hkgraph.articles.draft import PageReading
from hkgraph.articles.header import apply_header
from hkgraph.articles.html_blocks import HtmlBlock, parse_html
from hkgraph.articles.html_metadata import headlines, own_address, read_metadata
from hkgraph.articles.html_selection import (
    between,
    leaves_out_table,
    main_blocks,
    title_block,
    with_text_in_cells,
)
from hkgraph.articles.lines import ends_sentence
from hkgraph.articles.markdown_page import read_blocks
from hkgraph.articles.page import PageBlockKind
from hkgraph.articles.part import TABLE_LEFT_OUT, read_part
from hkgraph.articles.roles import CREDITS, Role, pieces_of

if TYPE_CHECKING:
    from hkgraph.articles.draft import Draft
    from hkgraph.articles.html_blocks import HtmlPage


def read_html(decoded: str, name: str) -> PageReading:
    """Read an HTML page.

    Raises:
        SourceError: It has more tags than any page of news.
    """
    page = parse_html(decoded, name)
    page.blocks = with_text_in_cells(page.blocks)
    chosen = _in_order(page, main_blocks(decoded, page.blocks))
    reprinted = read_blocks(one.block for one in chosen)
    if len(reprinted) > 1 and all(draft.url or draft.outlet or draft.source for draft in reprinted):
        return PageReading(drafts=tuple(reprinted), url=own_address(page))
    return replace(PageReading.of(_single(page, chosen)), url=own_address(page))


def _in_order(page: HtmlPage, chosen: list[HtmlBlock]) -> list[HtmlBlock]:
    """Put title and below in front of the text, as the page shows them."""
    title = title_block(page.blocks, headlines(page))
    if title is None:
        return chosen
    shown = page.blocks[title]
    head = _as_heading(shown)
    rest = [one for one in chosen if one is not shown]
    rest = _without_top(page, title, rest)
    below = [one for one in between(page.blocks, title, rest) if _opens(one, page)]
    return [head, *below, *rest]


def _as_heading(shown: HtmlBlock) -> HtmlBlock:
    if shown.block.kind is PageBlockKind.HEADING:
        return shown
    return replace(shown, block=replace(shown.block, kind=PageBlockKind.HEADING, level=1))


def _without_top(page: HtmlPage, title: int, chosen: list[HtmlBlock]) -> list[HtmlBlock]:
    """Leave out what stands above the title and is no sentence: the site's head and menus."""
    above = {id(one) for one in page.blocks[:title] if not ends_sentence(one.block.words)}
    return [one for one in chosen if id(one) not in above or _opens(one, page)]


def _opens(one: HtmlBlock, page: HtmlPage) -> bool:
    """Whether it is a credit, or the standfirst that the page gives as its description too."""
    described = [page.meta.get(name) for name in ("description", "og:description")]
    is_credit = any(piece.role in CREDITS for piece in pieces_of([one.block]))
    return is_credit or one.block.words in described


def _single(page: HtmlPage, chosen: list[HtmlBlock]) -> Draft:
    pieces = list(pieces_of(one.block for one in chosen))
    draft = read_part([piece for piece in pieces if piece.role is not Role.ADDRESS])
    header = read_metadata(page)
    shown = draft.headline or None
    if leaves_out_table(page.blocks, chosen) and TABLE_LEFT_OUT not in draft.warnings:
        draft = draft.warned(TABLE_LEFT_OUT)
    return apply_header(replace(header, headline=shown or header.headline), draft, None)
