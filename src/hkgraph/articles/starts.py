"""Where on a page its articles begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.articles.roles import PROSE, Piece, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_STANDFIRST = 400
_PAGE_CREDITS = frozenset([Role.DATE, Role.PAGE_DATELINE])
_FEWEST_WORDS = 4


def find_starts(pieces: Sequence[Piece]) -> list[int]:
    """Give the places of the titles that articles begin with, in order.

    A title begins an article when credits follow it (a byline, an address), or when the credits
    of the one before it end there. Where no title does, the first title of the page does.
    """
    starts: list[int] = []
    at_top = True
    for index, piece in enumerate(pieces):
        if piece.role is Role.TITLE and _leads_to_credits(pieces, index, first=at_top):
            starts.append(index)
        at_top = at_top and not starts and piece.role not in PROSE
    starts = _lift(pieces, starts) or _first_title(pieces)
    known = frozenset(starts)
    signed = [at for at in range(len(pieces)) if at not in known and _follows_end(pieces, at)]
    if signed:
        starts = _opened_like(pieces, starts, signed[0])
    return sorted({*starts, *signed})


def _opened_like(pieces: Sequence[Piece], starts: list[int], signed: int) -> list[int]:
    """Where credits stand at the ends, let the first article open like the second.

    What stands above is then the page's own title.
    """
    alike = [at for at in range(signed) if _form(pieces[at]) == _form(pieces[signed])]
    first = next(iter(alike), signed)
    above = [at for at in starts if at < first]
    if first < signed and all(not _has_prose(pieces[at:first]) for at in above):
        return [first, *(at for at in starts if at > first)]
    return starts or _first_title(pieces)


def _form(piece: Piece) -> tuple[Role, bool, int]:
    return piece.role, piece.is_heading, piece.block.level


def _leads_to_credits(pieces: Sequence[Piece], index: int, *, first: bool) -> bool:
    """Look past one standfirst for the credits."""
    skipped = False
    for piece in pieces[index + 1 : index + 4]:
        if piece.role is Role.BYLINE:
            return True
        if piece.role is Role.ADDRESS:
            return first or _is_full_title(pieces[index])
        if piece.role in _PAGE_CREDITS:
            return first
        if skipped or not _may_be_standfirst(piece, first=first):
            return False
        skipped = True
    return False


def _is_full_title(piece: Piece) -> bool:
    return len(piece.words.split()) >= _FEWEST_WORDS or not piece.words.isascii()


def _may_be_standfirst(piece: Piece, *, first: bool) -> bool:
    short = len(piece.words) <= _LONGEST_STANDFIRST
    return piece.role is Role.TEXT and short and (first or piece.block.italic)


def _lift(pieces: Sequence[Piece], starts: list[int]) -> list[int]:
    """Move a lone start from a bold standfirst or subtitle up to the heading above it.

    On a page that reprints, what stands above is the page's own title: such credits name the
    outlet or an address.
    """
    if len(starts) != 1 or starts[0] == 0:
        return starts
    at = starts[0]
    above, title = pieces[at - 1], pieces[at]
    is_subtitle = above.role is Role.TITLE and above.is_heading and not title.after_contents
    if not is_subtitle or (title.is_heading and title.block.level <= above.block.level):
        return starts
    reprinted = any(
        piece.role is Role.ADDRESS or (piece.byline and piece.byline.outlet)
        for piece in pieces[at + 1 : at + 4]
    )
    return starts if reprinted else [at - 1]


def _first_title(pieces: Sequence[Piece]) -> list[int]:
    headings = [at for at, piece in enumerate(pieces) if piece.role is Role.TITLE]
    if not headings:
        return []
    text = next((at for at, piece in enumerate(pieces) if piece.role is Role.TEXT), len(pieces))
    before_text = [at for at in headings if at < text]
    marked = [at for at in before_text if pieces[at].is_heading]
    top = min((pieces[at].block.level for at in marked), default=0)
    best = [at for at in marked if pieces[at].block.level == top]
    return (best or before_text)[:1]


def _follows_end(pieces: Sequence[Piece], index: int) -> bool:
    """Whether the credits of one article end right above a title that text follows."""
    if pieces[index].role is not Role.TITLE or index < 2:
        return False
    following = pieces[index + 1 : index + 2]
    closed = pieces[index - 1].role is Role.BYLINE and pieces[index - 2].role in PROSE
    return closed and any(piece.role in PROSE for piece in following)


def _has_prose(pieces: Sequence[Piece]) -> bool:
    return any(piece.role is Role.TEXT for piece in pieces)
