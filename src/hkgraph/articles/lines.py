"""Which lines belong together where a text has no empty lines, or too few, between paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hkgraph.articles.dateline import is_date_line
from hkgraph.articles.noise import ends_article, ends_text, is_furniture
from hkgraph.articles.roles import is_credit_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SENTENCE_END = re.compile(r"[.?!。！？][\"'”’»)\]」』]*\s*\Z")
_BULLET = re.compile(r"\s*[-*•]\s+(?=[^\s\d\W]|[\"'“‘«「\d])")
#: Wrapped lines seldom end a sentence; lines that are paragraphs nearly always do.
_ENDED_SHARE = 0.6
_LONGEST_HEADING = 120
#: Wrapped lines are about equally long; a heading among them is much shorter.
_HEADING_SHARE = 0.7


def paragraph_spans(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give first and one past the last line of each paragraph.

    Where most lines of some length end a sentence, each line is a paragraph. Else lines were
    wrapped: only credits, furniture, items of a list and headings between two sentences stand by
    themselves.
    """
    longest = max(map(len, lines), default=0)
    full = [line for line in lines if len(line) * 2 >= longest]
    own = sum(map(ends_sentence, full)) >= _ENDED_SHARE * len(full)
    start = 0
    for at in range(1, len(lines)):
        if (own or _parts(lines, start, at, longest)) and not _runs_on_as_date(lines, start, at):
            yield start, at
            start = at
    if lines:
        yield start, len(lines)


def ends_sentence(line: str) -> bool:
    """Say whether a line ends with the mark of a sentence's end."""
    return _SENTENCE_END.search(line) is not None


def bullet_length(line: str) -> int:
    """Count the characters of the mark of a list's item in front of a line."""
    mark = _BULLET.match(line)
    return mark.end() if mark else 0


def _parts(lines: Sequence[str], start: int, at: int, longest: int) -> bool:
    """Say whether a wrapped line begins something new."""
    before, line = lines[at - 1], lines[at]
    if start == at - 1 and (_stands_apart(before) or _is_heading(before, line, longest)):
        return True
    if bullet_length(line):
        return before.endswith(":") or ends_sentence(before) or bullet_length(lines[start]) > 0
    if not ends_sentence(before):
        return is_date_line(line)
    following = lines[at + 1] if at + 1 < len(lines) else ""
    return _stands_apart(line) or (following != "" and _is_heading(line, following, longest))


def _runs_on_as_date(lines: Sequence[str], start: int, at: int) -> bool:
    """Keep the last lines of a press release together: the day, then the time of its issue."""
    return at - start <= 2 and is_date_line(" ".join(lines[start : at + 1]))


def _stands_apart(line: str) -> bool:
    if is_credit_line(line):
        return True
    noise = is_furniture(line) or ends_article(line) or ends_text(line)
    return noise and not ends_sentence(line)


def _is_heading(line: str, following: str, longest: int) -> bool:
    """Tell a heading by its length and by the capital after it: wrapped text runs on."""
    short = len(line) <= min(_LONGEST_HEADING, _HEADING_SHARE * longest)
    words = line[-1:].isalnum() or line[-1:] in {"’", "”", "'", '"'}
    return short and words and line[:1].isupper() and following[:1].isupper()
