"""Which blocks of a page are the article's; trafilatura judges, the blocks keep their places."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

import trafilatura

from hkgraph.articles.page import PageBlockKind
from hkgraph.articles.roles import is_credit_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hkgraph.articles.html_blocks import HtmlBlock

_LONGEST_CREDITS = 12
_OUTSIDE = frozenset(["nav", "aside", "footer", "form", "button"])

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
    if not chosen:
        return _by_landmarks(blocks)
    kept = frozenset(chosen)
    inside = range(chosen[0], chosen[-1] + 1)
    return [blocks[at] for at in inside if at in kept or _is_credit(blocks[at])]


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
    return next(iter(in_article or first), None)


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


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())
