"""One article's part of a page: its headline, credits and blocks of text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hkgraph.articles.bylines import bare_agency, dateline_outlet, signing_agency
from hkgraph.articles.dateline import agency_day, date_in_url, says_when_published
from hkgraph.articles.draft import Draft, DraftBlock
from hkgraph.articles.head_dates import day_of_head
from hkgraph.articles.mapped_text import MappedText, join
from hkgraph.articles.outlets import outlet_of_url
from hkgraph.articles.roles import CREDITS, PROSE, Piece, Role
from hkgraph.articles.site_names import site_in_headline
from hkgraph.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hkgraph.articles.dateline import PrintedDate
    from hkgraph.articles.page import PageBlock

TABLE_LEFT_OUT = "A table was left out."
_LONGEST_STANDFIRST = 400
_LONGEST_HEADING = 120
#: An agency's dateline opens the text; a list of what is new in it may stand above.
_DATELINE_WITHIN = 5
_SENTENCE_END = re.compile(r"[.!?。！？…][\s\"'”’»)\]」』]*$")
_QUOTED = re.compile(r"[\"'“‘«„「『]")
_HEAD_CREDITS = CREDITS - {Role.CONTRIBUTION}
_KINDS = {
    Role.QUOTE: BlockKind.QUOTE,
    Role.CAPTION: BlockKind.CAPTION,
    Role.BYLINE: BlockKind.BYLINE,
    Role.CONTRIBUTION: BlockKind.BYLINE,
}


@dataclass(slots=True)
class _Gathered:
    """What has been read of the part so far."""

    headline: MappedText | None = None
    byline: list[MappedText] = field(default_factory=list)
    standfirst: list[MappedText] = field(default_factory=list)
    body: list[tuple[Role, DraftBlock]] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    contributors: list[str] = field(default_factory=list)
    outlet: str | None = None
    source: str | None = None
    site: str | None = None
    url: str | None = None
    dates: list[PrintedDate] = field(default_factory=list)
    page_dates: list[PrintedDate] = field(default_factory=list)
    page_authors: tuple[str, ...] = ()
    warnings: list[str] = field(default_factory=list)


def read_part(pieces: Sequence[Piece]) -> Draft:
    """Read the pieces from an article's title to its end."""
    got = _Gathered()
    rest = list(_without_tail(pieces))
    if rest and rest[0].role is Role.TITLE:
        title = rest.pop(0).block
        site = site_in_headline(title.words)
        got.headline = title.text.cut(0, site[0]) if site else title.text
        got.site = site[1] if site else None
        got.url = _address_of(title) if title.is_link else None
    body_at = _end_of_head(rest)
    text_end = max((at for at, piece in enumerate(rest) if piece.role in PROSE), default=-1)
    for index, piece in enumerate(rest):
        if index < body_at:
            _read_head(got, piece)
        else:
            _read_body(got, piece, last=index > text_end)
    return _draft(got)


def _without_tail(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Stop at what pages put below articles, unless much of the text comes after it."""
    total = _prose_in(pieces)
    seen = 0
    ended = False
    for piece in pieces:
        ended = ended or (piece.role is Role.TAIL and seen * 3 > total * 2)
        # Postscripts are where some pages name their source.
        names_source = piece.role is Role.ADDRESS and piece.byline is not None
        if piece.role is not Role.TAIL and (not ended or names_source):
            seen += _prose_in([piece])
            yield piece


def _prose_in(pieces: Sequence[Piece]) -> int:
    """Count the characters of text; lists of links below an article hold no sentences."""
    return sum(
        len(piece.words)
        for piece in pieces
        if piece.role in PROSE
        and (piece.role is not Role.ITEM or _SENTENCE_END.search(piece.words))
    )


def _end_of_head(pieces: Sequence[Piece]) -> int:
    """Find where the text proper begins: behind the credits, and one standfirst."""
    end = 0
    standfirsts = 0
    for index, piece in enumerate(pieces[:8]):
        if piece.role in _HEAD_CREDITS:
            end = index + 1
            continue
        standfirsts += 1
        long = len(piece.words) > _LONGEST_STANDFIRST
        if standfirsts > 1 or long or piece.role not in {Role.TEXT, Role.TITLE}:
            break
    if not any(piece.role in PROSE for piece in pieces[end:]):
        # One paragraph and its byline: the paragraph is the text, not a standfirst.
        end = next((at for at, piece in enumerate(pieces) if piece.role in PROSE), end)
    has_standfirst = any(piece.role not in _HEAD_CREDITS for piece in pieces[:end])
    following = pieces[end : end + 2]
    if not has_standfirst and len(following) == 2 and _is_standfirst(following[0]):
        return end + 1
    return end


def _is_standfirst(piece: Piece) -> bool:
    set_apart = piece.block.italic or (piece.block.bold and not piece.is_heading)
    fits = len(piece.words) <= _LONGEST_STANDFIRST and not _QUOTED.match(piece.words)
    return set_apart and fits and _SENTENCE_END.search(piece.words) is not None


def _read_head(got: _Gathered, piece: Piece) -> None:
    if piece.role is Role.PAGE_DATELINE:
        got.page_dates.extend(piece.dates)
        got.page_authors = piece.byline.authors if piece.byline else ()
    elif piece.role in {Role.TEXT, Role.TITLE}:
        got.standfirst.append(piece.block.text)
    elif piece.role in {Role.BYLINE, Role.CONTRIBUTION, Role.DATE}:
        got.byline.append(piece.block.text)
        _read_credit(got, piece)
    else:
        _read_credit(got, piece)


def _read_credit(got: _Gathered, piece: Piece) -> None:
    got.dates.extend(piece.dates)
    if piece.role is Role.ADDRESS and got.url is None:
        got.url = _address_of(piece.block)
    if piece.byline is None:
        return
    got.contributors.extend(piece.byline.contributors)
    if piece.role is Role.ADDRESS:
        got.source = got.source or piece.byline.outlet
    else:
        got.outlet = got.outlet or piece.byline.outlet
        got.site = got.site or _site_of(piece.block)
    got.authors.extend(name for name in piece.byline.authors if name not in got.authors)


def _address_of(block: PageBlock) -> str | None:
    return next((link for link in block.links if link.startswith("http")), None)


def _site_of(block: PageBlock) -> str | None:
    """Give the outlet whose own page on an author the byline links to."""
    known = (outlet_of_url(link) for link in block.links)
    return next((outlet.name for outlet in known if outlet), None)


def _read_body(got: _Gathered, piece: Piece, *, last: bool) -> None:
    if piece.role is Role.TABLE:
        got.warnings.append(TABLE_LEFT_OUT)
        return
    if piece.role is Role.ADDRESS:
        if last:
            _read_credit(got, piece)
        return
    if piece.role is Role.DATE and _is_own_date(got, piece, last=last):
        _read_credit(got, piece)
        # Below the text, the rest of such lines is furniture: "Ends/…", "Issued at HKT 18:05".
        first, line = piece.dates[0], piece.block.text
        kept = line.cut(first.start, first.day_end) if last else line
        got.body.append((piece.role, (BlockKind.BYLINE, kept)))
        return
    if piece.role in {Role.BYLINE, Role.CONTRIBUTION}:
        _read_credit(got, piece)
    elif last and piece.role is Role.CAPTION:
        got.outlet = got.outlet or bare_agency(piece.words)
    if piece.role is Role.TITLE or piece.role is Role.DATE:
        kind = BlockKind.HEADING if _is_heading(piece) else BlockKind.PARAGRAPH
    else:
        kind = _KINDS.get(piece.role, BlockKind.PARAGRAPH)
    got.body.append((piece.role, (kind, piece.block.text)))


def _is_own_date(got: _Gathered, piece: Piece, *, last: bool) -> bool:
    """Say whether a date is that of the article: below or above all sentences, or labelled so."""
    if last or says_when_published(piece.words):
        return True
    return not any(
        role in PROSE and _SENTENCE_END.search(text.text) for role, (_, text) in got.body
    )


def _is_heading(piece: Piece) -> bool:
    if piece.is_heading:
        return True
    return len(piece.words) <= _LONGEST_HEADING and not re.search(r"[.。]\W*$", piece.words)


def _draft(got: _Gathered) -> Draft:
    body = list(_rejoined(_without_last_headings(got.body)))
    blocks = [
        *([(BlockKind.HEADLINE, got.headline)] if got.headline else []),
        *((BlockKind.BYLINE, text) for text in got.byline),
        *((BlockKind.STANDFIRST, text) for text in got.standfirst),
        *body,
    ]
    prose = [text.text for kind, text in body if kind is BlockKind.PARAGRAPH]
    signed = (dateline_outlet(prose[0]) or signing_agency(prose[-1])) if prose else None
    published, inferred = _published(got)
    return Draft(
        headline=got.headline.text if got.headline else "",
        blocks=tuple((kind, text) for kind, text in blocks if text.text),
        url=got.url,
        published=published,
        published_inferred=inferred,
        modified=next((found.iso for found in got.dates if found.modified), None),
        authors=tuple(got.authors or ([] if got.outlet or got.source else got.page_authors)),
        contributors=tuple(dict.fromkeys(got.contributors)),
        outlet=got.outlet or signed,
        source=got.source,
        publisher=None if got.url else got.site,
        warnings=tuple(dict.fromkeys(got.warnings)),
    )


def _published(got: _Gathered) -> tuple[str | None, bool]:
    """Give the article's own day; else the page's, which is its own unless it is a reprint."""
    own = [found.iso for found in got.dates if not found.modified]
    if own:
        return own[0], False
    in_url = date_in_url(got.url) if got.url else None
    if in_url or not got.page_dates:
        return in_url or _first_told(got), False
    return got.page_dates[0].iso, bool(got.url or got.outlet or got.source)


def _first_told(got: _Gathered) -> str | None:
    """Give the day of the agency's dateline, of the head, or else that of the change."""
    opening = [text.text for kind, (_, text) in got.body if kind in PROSE][:_DATELINE_WITHIN]
    signed = next((day for text in opening if (day := agency_day(text))), None)
    texts = [*got.byline, *got.standfirst, *(text for _, (_, text) in got.body)]
    beside = day_of_head(text.text for text in texts)
    return signed or beside or next((found.iso for found in got.dates), None)


def _without_last_headings(body: list[tuple[Role, DraftBlock]]) -> list[tuple[Role, DraftBlock]]:
    end = len(body)
    while end and body[end - 1][1][0] is BlockKind.HEADING:
        end -= 1
    return body[:end]


def _rejoined(body: Sequence[tuple[Role, DraftBlock]]) -> Iterator[DraftBlock]:
    """Mend a sentence that the page cuts in two: no stop before, no capital after."""
    waiting: MappedText | None = None
    for role, (kind, text) in body:
        if waiting is not None and role is Role.TEXT and text.text[:1].islower():
            waiting = join([waiting, text], " ")
        else:
            if waiting is not None:
                yield BlockKind.PARAGRAPH, waiting
            waiting = text if role is Role.TEXT else None
            if waiting is None:
                yield kind, text
        if waiting is not None and not _breaks_off(waiting.text):
            yield BlockKind.PARAGRAPH, waiting
            waiting = None
    if waiting is not None:
        yield BlockKind.PARAGRAPH, waiting


def _breaks_off(text: str) -> bool:
    return text[-1:].isalnum() or text[-1:] in {",", "–", "—"}
