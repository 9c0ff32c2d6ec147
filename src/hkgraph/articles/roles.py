"""What each block of a page is for: title, byline, date line, text, or furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from hkgraph.articles.bylines import (
    Byline,
    parse_byline,
    parse_contribution,
    parse_names,
    parse_reporters,
    signed_outlet,
)
from hkgraph.articles.captions import is_caption
from hkgraph.articles.dateline import (
    PrintedDate,
    beside_dates,
    dates_in,
    is_calendar_word,
    is_date_line,
)
from hkgraph.articles.mapped_text import MappedText
from hkgraph.articles.noise import (
    ends_article,
    ends_text,
    heads_contents,
    is_furniture,
    is_section,
    is_teaser,
    labels_source,
    without_source_label,
)
from hkgraph.articles.outlets import outlet_named, split_acronym
from hkgraph.articles.page import PageBlock, PageBlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LONGEST_TITLE = 300
_LONGEST_NAMES = 120
# The line under a page's title in SPIP and its kin: "lundi 25 octobre 2021, par NAME".
_AFTER_DATE = re.compile(r"\s*,?\s*(?:par|by)\s+(?P<names>[^()]+)", re.IGNORECASE)
_EDITOR = re.compile(
    r"\b(?:web |copy )?editors?\s*[:：]\s*[\w.-]+(?: [A-Z][\w.-]+)?", re.IGNORECASE
)
_EARLIER = re.compile(r"ant[ée]rieure|originally|first published", re.IGNORECASE)


class Role(StrEnum):
    """What a block does on the page."""

    TITLE = "title"
    BYLINE = "byline"
    NAMES = "names"
    CONTRIBUTION = "contribution"
    ADDRESS = "address"
    DATE = "date"
    PAGE_DATELINE = "page dateline"
    TEXT = "text"
    QUOTE = "quote"
    ITEM = "item"
    CAPTION = "caption"
    TABLE = "table"
    CONTENTS = "contents"
    TAIL = "tail"
    FURNITURE = "furniture"


PROSE = frozenset([Role.TEXT, Role.QUOTE, Role.ITEM])
_MAYBE_NAMES = frozenset([Role.TITLE, Role.TEXT, Role.NAMES])
CREDITS = frozenset([Role.BYLINE, Role.ADDRESS, Role.DATE, Role.PAGE_DATELINE, Role.CONTRIBUTION])


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A block with its role and what was read from it.

    Attributes:
        byline: Of a byline, a note of contributors or a page's dateline.
        dates: The dates of a date line or byline; of a page's dateline the one that counts.
        after_contents: A list of contents stood right before it.
    """

    block: PageBlock
    role: Role
    byline: Byline | None = None
    dates: tuple[PrintedDate, ...] = ()
    after_contents: bool = False

    @property
    def words(self) -> str:
        """The bare text."""
        return self.block.words

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading by its markup, not by bold type."""
        return self.block.kind is PageBlockKind.HEADING


def pieces_of(blocks: Iterable[PageBlock]) -> list[Piece]:
    """Give each block its role; contents, navigation and furniture are left out."""
    return list(_settle_names(list(_without_lists(_piece(block) for block in blocks))))


def is_credit_line(line: str) -> bool:
    """Say whether a line is a byline, a note of contributors or a date line."""
    block = PageBlock(kind=PageBlockKind.PARAGRAPH, text=MappedText.own(line))
    return _credit(block) is not None


def _piece(block: PageBlock) -> Piece:
    if block.kind in {PageBlockKind.TABLE, PageBlockKind.RULE}:
        role = Role.TABLE if block.kind is PageBlockKind.TABLE else Role.FURNITURE
        return Piece(block=block, role=role)
    return _furniture(block) or _credit(block) or Piece(block=block, role=_plain_role(block))


def _furniture(block: PageBlock) -> Piece | None:
    words = block.words
    is_title = block.kind is PageBlockKind.HEADING or block.bold
    if heads_contents(words):
        return Piece(block=block, role=Role.CONTENTS)
    if (is_title and ends_article(words)) or ends_text(words):
        return Piece(block=block, role=Role.TAIL)
    if not words or labels_source(words):
        return Piece(block=block, role=_address_role(block))
    if source := _source_line(block):
        return source
    return Piece(block=block, role=Role.FURNITURE) if _is_left_out(block) else None


def _is_left_out(block: PageBlock) -> bool:
    words, is_heading = block.words, block.kind is PageBlockKind.HEADING
    names_section = block.kind is PageBlockKind.PARAGRAPH and not block.bold and is_section(words)
    noise = is_furniture(words) or ends_article(words) or (is_teaser(words) and not is_heading)
    return (noise or names_section) and not is_date_line(words)


def _address_role(block: PageBlock) -> Role:
    has_address = any(link.startswith(("http://", "https://")) for link in block.links)
    return Role.ADDRESS if has_address else Role.FURNITURE


def _source_line(block: PageBlock) -> Piece | None:
    """Read "Source: The Standard, 25 October 2021" and "First published in The Standard"."""
    if len(block.words) > _LONGEST_NAMES:
        return None
    named = without_source_label(block.words)
    if named == block.words and _address_role(block) is not Role.ADDRESS:
        return None
    dates = tuple(dates_in(named))
    name = named[: dates[0].start] if dates else named
    name = re.sub(r"\s+(?:on|le)$", "", name.strip(" ,.:;–—-•"))
    outlet = outlet_named(split_acronym(name)[0])
    if outlet is None:
        return None
    byline = Byline(outlet=outlet.name)
    return Piece(block=block, role=Role.ADDRESS, byline=byline, dates=dates)


def _credit(block: PageBlock) -> Piece | None:
    words = block.words
    if block.kind is PageBlockKind.HEADING or len(words) > 500:
        return None
    if contributors := parse_contribution(words):
        told = Byline(contributors=contributors)
        return Piece(block=block, role=Role.CONTRIBUTION, byline=told)
    byline = _byline(words) or (_marked_credit(block) if block.is_credit else None)
    if byline is not None:
        return Piece(block=block, role=Role.BYLINE, byline=byline, dates=tuple(dates_in(words)))
    if is_date_line(words):
        return Piece(block=block, role=Role.DATE, dates=tuple(dates_in(words)))
    return _page_dateline(block)


def _marked_credit(block: PageBlock) -> Byline | None:
    """Read names without "by" that the markup calls a byline."""
    outlet = outlet_named(block.words)
    return Byline(outlet=outlet.name) if outlet else _names_only(block)


def _byline(words: str) -> Byline | None:
    if reporters := parse_reporters(words):
        return reporters
    if outlet := signed_outlet(words):
        return Byline(outlet=outlet)
    return parse_byline(_before_digits(words)) or _parted_byline(words) or _dated_outlet(words)


def _dated_outlet(words: str) -> Byline | None:
    """Read "(Xinhua) 09:24, September 19, 2023" and "Source: Xinhua Editor: huaxia 2023-09-19"."""
    rest = beside_dates(without_source_label(_EDITOR.sub(" ", words)))
    outlet = outlet_named(rest.strip(" ()[]|,.:;/–—-•·")) if rest else None
    return Byline(outlet=outlet.name) if outlet else None


def _parted_byline(words: str) -> Byline | None:
    """Read "Anna Reed | The Standard | 25 October 2021": each part a credit, one of them a day."""
    parts = [part for part in re.split(r"\s*[|•·]\s*", words.strip(" |•·")) if part]
    if len(parts) == 1:
        return None
    undated = [(beside_dates(part) or part).strip() for part in parts]
    rest = [part for part in undated if re.search(r"\w", part) and not is_section(part)]
    bylines = [parse_names(part) for part in rest]
    if not bylines or not dates_in(words) or None in bylines:
        return None
    told = [byline for byline in bylines if byline]
    return Byline(
        authors=tuple(name for byline in told for name in byline.authors),
        outlet=next((byline.outlet for byline in told if byline.outlet), None),
    )


def _before_digits(line: str) -> str:
    """No name holds a digit: what begins with one is a date or a time."""
    digit = re.search(r"\d", line)
    if digit is None or "(" in line[: digit.start()]:
        return line
    words = line[: digit.start()].rstrip(" ,.:;|–—-").split()
    while words and is_calendar_word(words[-1]):
        words.pop()
    return " ".join(words)


def _page_dateline(block: PageBlock) -> Piece | None:
    found = dates_in(block.words)
    if not found or found[0].start > 15:
        return None
    after = _AFTER_DATE.match(block.words, found[0].end)
    if after is None:
        return None
    byline = parse_names(after["names"].strip(" .,")) or Byline()
    day = found[-1] if _EARLIER.search(block.words) else found[0]
    return Piece(block=block, role=Role.PAGE_DATELINE, byline=byline, dates=(day,))


def _plain_role(block: PageBlock) -> Role:
    if block.kind is PageBlockKind.HEADING:
        return Role.TITLE
    if block.kind is PageBlockKind.QUOTE:
        return Role.QUOTE
    if block.kind is PageBlockKind.CAPTION or is_caption(block.words):
        return Role.CAPTION
    if block.kind is PageBlockKind.ITEM:
        return Role.NAMES if block.is_link else Role.ITEM
    if block.bold and len(block.words) <= _LONGEST_TITLE and block.words[:1] not in "[(":
        return Role.TITLE
    return Role.NAMES if block.is_link and len(block.words) <= _LONGEST_NAMES else Role.TEXT


def _without_lists(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Leave out furniture, lists of contents and lists of links."""
    after_contents = False
    in_contents = False
    for is_list, group in groupby(pieces, lambda piece: piece.block.kind is PageBlockKind.ITEM):
        run = list(group)
        if is_list and (in_contents or _is_navigation(run)):
            in_contents = False
            continue
        for piece in run:
            in_contents = piece.role is Role.CONTENTS
            after_contents = after_contents or in_contents
            if piece.role not in {Role.CONTENTS, Role.FURNITURE}:
                yield replace(piece, after_contents=after_contents)
                after_contents = False


def _is_navigation(run: Sequence[Piece]) -> bool:
    linked = sum(piece.block.is_link or piece.role is Role.FURNITURE for piece in run)
    return linked >= 0.7 * len(run)


def _settle_names(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Take a line of names for a byline where a link, a date or the page's dateline vouches."""
    datelines = [piece.byline for piece in pieces if piece.role is Role.PAGE_DATELINE]
    known = frozenset(name for byline in datelines if byline for name in byline.authors)
    below_title = False
    for index, piece in enumerate(pieces):
        byline = _names_only(piece.block) if piece.role in _MAYBE_NAMES else None
        signed = byline is not None and outlet_named(byline.outlet or "") is not None
        vouched = below_title and (signed or _may_be_names(pieces, index))
        if byline and not (vouched or known.issuperset(byline.authors)):
            byline = None
        below_title = piece.role is Role.TITLE or (below_title and piece.role in CREDITS)
        if byline:
            below_title = True
            yield replace(piece, role=Role.BYLINE, byline=byline)
        elif piece.role is not Role.NAMES:
            yield piece


def _may_be_names(pieces: Sequence[Piece], index: int) -> bool:
    if pieces[index].role is Role.NAMES:
        return True
    beside = [*pieces[max(0, index - 1) : index], *pieces[index + 1 : index + 2]]
    is_line = pieces[index].role in {Role.TEXT, Role.TITLE}
    return is_line and any(piece.role is Role.DATE for piece in beside)


def _names_only(block: PageBlock) -> Byline | None:
    if len(block.words) > _LONGEST_NAMES or re.search(r"[.!?]$", block.words):
        return None
    byline = parse_names(_before_digits(block.words))
    return byline if byline and byline.authors else None
