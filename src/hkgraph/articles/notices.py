"""What a publisher says of its own article: that it was corrected, or is taken back.

A notice tells of a text that is no more ("An earlier version said that she was charged"). It stands
at the head or the end of the page: in the middle, articles tell of the articles of others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from hkgraph.articles.word_tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_LONGEST = 1_500
#: Notices stand among so many blocks below the headline, or so many at the end.
_AT_HEAD, _AT_END = 4, 5
_OPENING = re.compile(
    r"[\s\W]*(?:(?:editors?|editor['’]s|editors['’]|publisher['’]s) note\b[\s\W]*"
    r"|(?:update|編者按|編按)\s*[:：]\s*)?",
    re.IGNORECASE,
)
_TAKEN_BACK = frozenset({"retracted", "retraction", "withdrawn", "removed", "unpublished"})


class NoticeKind(StrEnum):
    """What a notice does to its article; the values are those of the table of their words."""

    CORRECTION = "correction"
    RETRACTION = "retraction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """What a publisher says of an article.

    Attributes:
        corrections: In the publisher's words, in order; also why an article is taken back.
    """

    corrections: tuple[str, ...] = ()
    is_retracted: bool = False

    def joined(self, other: Notices) -> Notices:
        """Give both, each correction once."""
        return Notices(
            corrections=tuple(dict.fromkeys((*self.corrections, *other.corrections))),
            is_retracted=self.is_retracted or other.is_retracted,
        )


def notices_among(blocks: Sequence[str]) -> dict[int, NoticeKind]:
    """Find the notices and their labels among the blocks below a headline, by number."""
    ends = sorted({*range(len(blocks))[:_AT_HEAD], *range(len(blocks))[-_AT_END:]})
    return dict(_found(blocks, ends))


def _found(blocks: Sequence[str], ends: Sequence[int]) -> Iterator[tuple[int, NoticeKind]]:
    label: NoticeKind | None = None
    before = -1
    for at in ends:
        heads_this = label if at == before + 1 else None
        label, before = _in_table("label", blocks[at].strip()), at
        if kind := label or heads_this or kind_of_notice(blocks[at]):
            yield at, kind


def read_notices(headline: str, found: Mapping[str, NoticeKind]) -> Notices:
    """Read notices by their words, and what the headline itself says ("CORRECTED-…")."""
    kinds = {*found.values(), _in_table("headline", headline)}
    words = (" ".join(text.split()) for text in found if not _in_table("label", text.strip()))
    said = tuple(words) or ((headline,) if kinds - {None} else ())
    return Notices(corrections=said, is_retracted=NoticeKind.RETRACTION in kinds)


def notices_told(correction: object, status: object) -> Notices:
    """Read ``schema:correction`` and ``schema:creativeWorkStatus`` as files give them.

    Args:
        correction: Words, an address, a node that has either, or a list of such.
        status: A name or the address of a term.
    """
    told = correction if isinstance(correction, list | tuple) else [correction]
    texts = (one.get("text") or one.get("url") if isinstance(one, dict) else one for one in told)
    words = (" ".join(text.split()) for text in texts if isinstance(text, str))
    name = status.get("name") if isinstance(status, dict) else status
    state = name.rpartition("/")[2].strip().lower() if isinstance(name, str) else ""
    return Notices(
        corrections=tuple(text[:_LONGEST] for text in words if text),
        is_retracted=state in _TAKEN_BACK,
    )


def kind_of_notice(text: str) -> NoticeKind | None:
    """Say what a block does to its own article; None if it is no notice.

    >>> kind_of_notice("Correction: The march began at noon.")
    <NoticeKind.CORRECTION: 'correction'>
    >>> kind_of_notice("An earlier version of this article appeared in a magazine.")
    """
    if len(text) > _LONGEST or any(one.search(text) for one in _patterns("policy")):
        return None
    opening = _OPENING.match(text)
    words = text[opening.end() :] if opening else text
    for kind in (NoticeKind.RETRACTION, NoticeKind.CORRECTION):
        if any(one.match(words) for one in _patterns(kind)):
            return kind
    versions = filter(None, (one.match(words) for one in _patterns("version")))
    wrong = (one.search(words, found.end()) for found in versions for one in _patterns("wrong"))
    return NoticeKind.CORRECTION if any(wrong) else None


def _in_table(kind: str, text: str) -> NoticeKind | None:
    rows = (row for row in table("notices") if row[0] == kind)
    return next((NoticeKind(row[2]) for row in rows if _compiled(row[1]).match(text)), None)


def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_compiled(row[1]) for row in table("notices") if row[0] == kind)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
