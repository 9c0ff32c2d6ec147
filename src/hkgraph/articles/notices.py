"""What a publisher says of its own article: that it was corrected, or is taken back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 1_200
_THIS = r"this\ (?:article|story|report|piece|page|post)"
_CORRECTION = re.compile(
    rf"""\W*(?:
      (?:correction|clarification|corrected|erratum|amendment)s?\b[^.:–—]{{0,40}}[:–—]\s*\S
    | (?:editor['’]s\ note\s*[:.–—-]\s*)?(?:an\ earlier|a\ previous|an?\ original|the\ original)
      \ version\ of\ {_THIS}
    | {_THIS}\ (?:was|has\ been)\ (?:amended|corrected|changed|updated)\b.{{0,60}}
      \bto\ (?:correct|reflect|clarify|make\ clear|remove|say)\b
    | 更正[:：]
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_RETRACTION = re.compile(
    rf"""\W*(?:
      (?:retraction|retracted|withdrawn)\b\s*[:–—]
    | (?:editor['’]s\ note\s*[:.–—-]\s*)?{_THIS}\ (?:was|has\ been|is|is\ being|is\ hereby)
      \ (?:retracted|withdrawn)
    | (?:the\ )?[\w ]{{0,40}}\bhas\ (?:retracted|withdrawn)\ {_THIS}
    | 本文已(?:被)?撤回
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_TAKEN_BACK = frozenset({"retracted", "withdrawn"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """What a publisher says of an article.

    Attributes:
        corrections: In the publisher's words, in order.
    """

    corrections: tuple[str, ...] = ()
    is_retracted: bool = False

    def joined(self, other: Notices) -> Notices:
        """Give both, each correction once."""
        return Notices(
            corrections=tuple(dict.fromkeys((*self.corrections, *other.corrections))),
            is_retracted=self.is_retracted or other.is_retracted,
        )


def is_notice(paragraph: str) -> bool:
    """Say whether a paragraph is a notice on its own article, and no part of what that tells."""
    short = len(paragraph) <= _LONGEST
    return short and bool(_CORRECTION.match(paragraph) or _RETRACTION.match(paragraph))


def notices_in(paragraphs: Iterable[str]) -> Notices:
    """Read the notices among paragraphs."""
    found = [text for text in paragraphs if is_notice(text)]
    return Notices(
        corrections=tuple(text for text in found if not _RETRACTION.match(text)),
        is_retracted=any(_RETRACTION.match(text) for text in found),
    )


def notices_told(correction: object, status: object) -> Notices:
    """Read ``schema:correction`` and ``schema:creativeWorkStatus`` of a page's linked data."""
    told = correction if isinstance(correction, list) else [correction]
    texts = (one.get("text") if isinstance(one, dict) else one for one in told)
    words = (" ".join(text.split()) for text in texts if isinstance(text, str))
    return Notices(
        corrections=tuple(text[:_LONGEST] for text in words if text),
        is_retracted=isinstance(status, str) and status.strip().lower() in _TAKEN_BACK,
    )
