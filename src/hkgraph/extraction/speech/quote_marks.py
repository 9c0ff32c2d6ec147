"""Stretches of text between quote marks, of any style, told apart from apostrophes.

A block is read from left to right; inside a quotation only the marks that can close it count, so
a quotation within a quotation is part of it. A quotation that a block leaves open goes on only if
the next block opens with the same mark, as in quotations of several paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hkgraph.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.model import Article, Block

#: What may close what is opened by each mark; the first is the proper one.
_CLOSERS = {
    "“": '”"',
    "„": "“”",
    "«": "»",
    "「": "」",
    "『": "』",
    '"': '"”',
    "‘": "’'",
    "'": "'’",
}
_SINGLE = "‘'"
_SAME_BOTH_WAYS = "\"'"
_BEFORE_OPENING = " \u00a0\n\t([{—–-:/…" + "".join(_CLOSERS)
_SHORT_YEARS = re.compile(r"\d\ds?\b")
_ENDS_SPEECH = ".,!?…;:–—-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """What stands between a pair of quote marks in one block.

    Attributes:
        start: First character behind the opening mark; ``end`` is one past the last, both without
            the space that some styles put inside the marks.
        outer_start: The opening mark.
        outer_end: One past the closing mark, or the end of the block where there is none.
        is_open: True where the block ends before the quotation does.
        continues: True where it goes on from the block before.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    is_open: bool = False
    continues: bool = False


def find_quoted(article: Article) -> list[Quoted]:
    """Find the quoted stretches of an article, in order; none lies inside another."""
    found: list[Quoted] = []
    blocks = [b for b in article.blocks if b.kind is not BlockKind.BYLINE]
    pending = False
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        for quoted in _in_block(article.text, block):
            mark = article.text[quoted.outer_start]
            goes_on = quoted.is_open and _opens_with(article.text, following, mark)
            if quoted.is_open and not goes_on and mark in _SINGLE:
                continue
            first = quoted.outer_start == block.start
            found.append(replace(quoted, is_open=goes_on, continues=pending and first))
        last = found[-1] if found and found[-1].outer_end == block.end else None
        pending = last is not None and last.is_open
    return found


def _opens_with(text: str, block: Block | None, mark: str) -> bool:
    return block is not None and block.kind is BlockKind.PARAGRAPH and text[block.start] == mark


def _in_block(text: str, block: Block) -> Iterator[Quoted]:
    """Iterate over the quoted stretches of one block; an unclosed one reaches to its end."""
    place = block.start
    while place < block.end:
        if not _opens(text, place, block):
            place += 1
            continue
        close = _closing(text, place, block)
        end = close if close is not None else block.end
        if quoted := _trimmed(text, place, end, is_open=close is None):
            yield quoted
        place = end + 1
        if close is None and text[block.start] in _CLOSERS:
            return


def _trimmed(text: str, mark: int, end: int, *, is_open: bool) -> Quoted | None:
    inner = text[mark + 1 : end]
    if not inner.strip():
        return None
    start = mark + 1 + len(inner) - len(inner.lstrip())
    return Quoted(
        start=start,
        end=start + len(inner.strip()),
        outer_start=mark,
        outer_end=end if is_open else end + 1,
        is_open=is_open,
    )


def _opens(text: str, place: int, block: Block) -> bool:
    """Say whether a character opens a quotation; an apostrophe or an inch mark does not."""
    mark = text[place]
    if mark not in _CLOSERS or place + 1 >= block.end:
        return False
    if mark not in _SINGLE and mark not in _SAME_BOTH_WAYS:
        return True
    free = place == block.start or text[place - 1] in _BEFORE_OPENING
    if mark in _SINGLE and _SHORT_YEARS.match(text, place + 1):
        return False
    return free and not text[place + 1].isspace()


def _closing(text: str, opening: int, block: Block) -> int | None:
    """Find the mark that closes a quotation: the proper one, else another of its kind."""
    mark = text[opening]
    if mark in _SINGLE:
        return _closing_single(text, opening, block)
    for closer in _CLOSERS[mark]:
        found = text.find(closer, opening + 1, block.end)
        reopened = text.find(mark, opening + 1, block.end) if mark != closer else -1
        if found >= 0 and not 0 <= reopened < found:
            return found
    return None


def _closing_single(text: str, opening: int, block: Block) -> int | None:
    """Find the end of a quotation in single marks, past apostrophes and plural possessives."""
    ends = [
        place
        for place in range(opening + 2, block.end)
        if text[place] in _CLOSERS[text[opening]] and _ends_word(text, place, block)
    ]
    reopened = next(
        (p for p in range(opening + 1, block.end) if text[p] == "‘" and text[opening] == "‘"),
        block.end,
    )
    ends = [place for place in ends if place < reopened] or ends[:1]
    sure = next((place for place in ends if text[place - 1] in _ENDS_SPEECH), None)
    first = ends[0] if ends else None
    is_possessive = first is not None and text[first - 1] == "s"
    return sure if sure is not None and is_possessive else first


def _ends_word(text: str, place: int, block: Block) -> bool:
    after = text[place + 1] if place + 1 < block.end else " "
    return not after.isalnum() and not text[place - 1].isspace()
