"""Which blocks of a page are the article's; trafilatura judges, the blocks keep their places."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import trafilatura

from hkgraph.articles.lines import ends_sentence
from hkgraph.articles.noise import ends_article
from hkgraph.articles.page import PageBlockKind
from hkgraph.articles.roles import is_credit_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hkgraph.articles.html_blocks import HtmlBlock

_LONGEST_CREDITS = 12
_SHORTEST_SENTENCE = 25
_OUTSIDE = frozenset(["nav", "aside", "footer", "form", "button", "beside"])

# Pages that it finds nothing on are an answer here, not a line on stderr.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def main_blocks(decoded: str, blocks: Sequence[HtmlBlock]) -> list[HtmlBlock]:
    """Choose the blocks of the main text, each once, in order of the page."""
    lines = _main_lines(decoded)
    wanted, whole = frozenset(lines), "".join(lines)
    chosen: list[int] = []
    seen: set[str] = set()
    for at, one in enumerate(blocks):
        key = _letters(one.block.words)
        if key and key not in seen and (key in wanted or (len(key) > 25 and key in whole)):
            seen.add(key)
            chosen.append(at)
    kept = frozenset(chosen)
    inside = range(chosen[0], chosen[-1] + 1) if chosen else ()
    found = [blocks[at] for at in inside if at in kept or _tells(blocks[at])]
    found = _without_beside(found)
    if any(_is_sentence(one) for one in found):
        return found
    return _by_landmarks(blocks)


def _without_beside(found: list[HtmlBlock]) -> list[HtmlBlock]:
    """Leave out what its markup calls related, a newsletter or the like, unless it is the text."""
    rest = [one for one in found if "beside" not in one.landmarks]
    told, kept = (
        sum(len(o.block.words) for o in some if _is_sentence(o)) for some in (found, rest)
    )
    return rest if kept * 2 >= told else found


def with_text_in_cells(blocks: list[HtmlBlock]) -> list[HtmlBlock]:
    """Take cells for paragraphs on a page where nothing else holds a sentence."""
    if any(_is_sentence(one) for one in blocks if not one.landmarks & _OUTSIDE):
        return blocks
    return [_as_paragraph(one) for one in blocks]


def leaves_out_table(blocks: Sequence[HtmlBlock], chosen: Sequence[HtmlBlock]) -> bool:
    """Say whether a table of figures stands in or beside the main text; one cell is none."""
    kept = {id(one) for one in chosen}
    places = [at for at, one in enumerate(blocks) if id(one) in kept]
    if not places:
        return False
    cells = [
        one.block.kind is PageBlockKind.TABLE and not one.landmarks & _OUTSIDE
        for at, one in enumerate(blocks)
        if places[0] < at < places[-1] or one.landmarks & {"article", "main"}
    ]
    return sum(cells) > 1


def _is_sentence(one: HtmlBlock) -> bool:
    words = one.block.words
    plain = one.block.kind is not PageBlockKind.TABLE and not one.block.is_link
    return plain and len(words) >= _SHORTEST_SENTENCE and ends_sentence(words)


def _tells(one: HtmlBlock) -> bool:
    """Whether trafilatura leaves out what we need: a credit, or where the article ends."""
    if _is_credit(one):
        return True
    is_inset = bool(one.landmarks & _OUTSIDE)
    return not is_inset and bool(one.block.words) and ends_article(one.block.words)


def _is_credit(one: HtmlBlock) -> bool:
    """Bylines and addresses are too short for trafilatura to keep them always."""
    if one.landmarks & _OUTSIDE:
        return False
    words = one.block.words
    return is_credit_line(words) if words else bool(one.block.links)


def title_block(blocks: Sequence[HtmlBlock], titles: Sequence[str]) -> int | None:
    """Find the heading that shows the article's title: one of those told, else the first h1."""
    headings = [at for at, one in enumerate(blocks) if one.block.kind is PageBlockKind.HEADING]
    keys = [_letters(title) for title in titles]
    for at in headings:
        own = _letters(blocks[at].block.words)
        if any(own == key or (len(own) > 15 and key.startswith(own)) for key in keys):
            return at
    first = [at for at in headings if blocks[at].block.level == 1]
    in_article = [at for at in first if blocks[at].landmarks & {"article", "main"}]
    return next(iter(in_article or first), None) if first else _bold_title(blocks, keys)


def _bold_title(blocks: Sequence[HtmlBlock], keys: Sequence[str]) -> int | None:
    """Find the line in bold type that an old page without headings shows as its title."""
    for at, one in enumerate(blocks):
        own = _letters(one.block.words) if one.block.bold else ""
        if own and any(own == key or (len(own) > 15 and key.endswith(own)) for key in keys):
            return at
    return None


def between(
    blocks: Sequence[HtmlBlock], title: int, chosen: Sequence[HtmlBlock]
) -> list[HtmlBlock]:
    """Give what stands between title and text: the credits, and a standfirst, if near."""
    places = {id(block): at for at, block in enumerate(blocks)}
    after = [places[id(block)] for block in chosen if places[id(block)] > title]
    if not after or after[0] - title > _LONGEST_CREDITS:
        return []
    return [one for one in blocks[title + 1 : after[0]] if not one.landmarks & _OUTSIDE]


def _main_lines(decoded: str) -> list[str]:
    try:
        text = trafilatura.extract(
            decoded, include_comments=False, include_tables=False, favor_recall=True
        )
    except (RecursionError, ValueError, AssertionError):
        text = None
    return [key for line in (text or "").splitlines() if (key := _letters(line))]


def _by_landmarks(blocks: Sequence[HtmlBlock]) -> list[HtmlBlock]:
    """Choose by the page's own landmarks, where the text is too little to be judged."""
    inside = [one for one in blocks if not one.landmarks & (_OUTSIDE | {"header"})]
    articles = [one for one in inside if "article" in one.landmarks]
    mains = [one for one in inside if "main" in one.landmarks]
    return articles or mains or inside


def _as_paragraph(one: HtmlBlock) -> HtmlBlock:
    block = replace(one.block, kind=PageBlockKind.PARAGRAPH)
    is_text = _is_sentence(replace(one, block=block))
    in_cell = one.block.kind is PageBlockKind.TABLE
    return replace(one, block=block) if in_cell and is_text else one


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())
