"""Inline Markdown to plain text that still knows where each character stands.

Removed: emphasis marks, link targets, images, escapes, tags, bare addresses. A reader sees the
same letters; no parser of Markdown at hand tells where in the file they are, hence this one.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hkgraph.articles.addresses import without_addresses
from hkgraph.articles.mapped_text import NOWHERE, MappedText

if TYPE_CHECKING:
    from collections.abc import Callable

_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_PLAIN = re.compile(r"[^\\`<&!\[\]*_~]+")
_AUTOLINK = re.compile(
    r"<((?:https?|ftp)://[^\s<>]{1,4000}|[\w.+-]{1,200}@[\w.-]{1,200})>", re.IGNORECASE
)
_TAG = re.compile(r"<[/!?]?([a-zA-Z][\w-]{0,40})(?:\s[^<>]{0,4000})?/?>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});")
_TARGET = re.compile(
    r"\(\s*(?:<([^<>\n]{0,4000})>|((?:[^\s()\\]|\\.|\([^\s()]{0,500}\)){0,4000}))"
    r"(?:\s+(?:\"[^\"]{0,1000}\"|'[^']{0,1000}'|\([^()]{0,1000}\)))?\s*\)"
)
_REFERENCE = re.compile(r"\[[^\[\]]{0,500}\]")
_WHOLE_BOLD = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)+)\1", re.DOTALL)
_WHOLE_ITALIC = re.compile(r"([*_])(?!\1)(?=\S)((?:(?!\1).)+)\1", re.DOTALL)


@dataclass(slots=True)
class _Run:
    """A run of emphasis characters that may open or close."""

    start: int
    length: int
    char: str
    opens: bool
    closes: bool
    used: int = 0


@dataclass(slots=True)
class _Scan:
    """What has been found on the way through one block."""

    text: str
    kept: dict[int, str] = field(default_factory=dict)
    runs: list[_Run] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    link_places: set[int] = field(default_factory=set)
    brackets: dict[int, int] = field(default_factory=dict)
    closing: dict[int, int] = field(default_factory=dict)
    unplaced: set[int] = field(default_factory=set)
    no_code_run: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inline:
    """Text without its markup, and what the markup told."""

    text: MappedText
    links: tuple[str, ...]
    linked: int
    bold: bool
    italic: bool


def strip_inline(raw: MappedText) -> Inline:
    """Remove the inline markup of one block."""
    scan = _Scan(raw.text, brackets=_match_brackets(raw.text))
    at = 0
    while at < len(scan.text):
        plain = _PLAIN.match(scan.text, at)
        if plain:
            scan.kept.update(zip(range(at, plain.end()), plain[0], strict=True))
            at = plain.end()
        else:
            at = _READERS[scan.text[at]](scan, at)
    _resolve_emphasis(scan)
    places = sorted(scan.kept)
    text = "".join(scan.kept[place] for place in places)
    origin = (
        NOWHERE if i in scan.unplaced else raw.origin[i] for i in places for _ in scan.kept[i]
    )
    mapped = MappedText(text, tuple(origin))
    core = raw.text.strip()
    words, addresses = without_addresses(mapped.tidy())
    return Inline(
        text=words,
        links=(*scan.links, *addresses),
        linked=sum(len(scan.kept.get(place, "")) for place in scan.link_places),
        bold=_WHOLE_BOLD.fullmatch(core[1:-1] if core[:3] == "***" else core) is not None,
        italic=_WHOLE_ITALIC.fullmatch(core) is not None,
    )


def _match_brackets(text: str) -> dict[int, int]:
    """Pair square brackets, in one pass; a backslash takes one out of the count."""
    pairs: dict[int, int] = {}
    stack: list[int] = []
    escaped = False
    for at, char in enumerate(text):
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif char == "[":
            stack.append(at)
        elif char == "]" and stack:
            pairs[stack.pop()] = at
    return pairs


def _read_plain(scan: _Scan, at: int) -> int:
    scan.kept[at] = scan.text[at]
    return at + 1


def _read_escape(scan: _Scan, at: int) -> int:
    after = scan.text[at + 1 : at + 2]
    if after in _PUNCTUATION and after:
        scan.kept[at + 1] = after
        return at + 2
    if after in {"\n", "\r"}:
        return at + 1
    return _read_plain(scan, at)


def _read_code(scan: _Scan, at: int) -> int:
    length = _run_length(scan.text, at)
    fence = "`" * length
    start = at + length
    close = -1 if length in scan.no_code_run else scan.text.find(fence, start)
    if close < 0:
        scan.no_code_run.add(length)
        return start
    for place in range(start, close):
        scan.kept[place] = scan.text[place]
    return close + length


def _read_angle(scan: _Scan, at: int) -> int:
    if link := _AUTOLINK.match(scan.text, at):
        scan.links.append(link[1])
        return link.end()
    if scan.text.startswith("<!--", at):
        close = scan.text.find("-->", at)
        return close + 3 if close > 0 else len(scan.text)
    tag = _TAG.match(scan.text, at)
    if tag is None:
        return _read_plain(scan, at)
    if tag[1].lower() in {"br", "p", "div", "td", "li"}:
        scan.kept[at] = " "
        scan.unplaced.add(at)
    return tag.end()


def _read_entity(scan: _Scan, at: int) -> int:
    entity = _ENTITY.match(scan.text, at)
    if entity is None:
        return _read_plain(scan, at)
    scan.kept[at] = html.unescape(entity[0])
    return entity.end()


def _read_image(scan: _Scan, at: int) -> int:
    close = scan.brackets.get(at + 1)
    if close is None:
        return _read_plain(scan, at)
    target = _TARGET.match(scan.text, close + 1) or _REFERENCE.match(scan.text, close + 1)
    return target.end() if target else _read_plain(scan, at)


def _read_bracket(scan: _Scan, at: int) -> int:
    close = scan.brackets.get(at)
    if close is None:
        return _read_plain(scan, at)
    if scan.text.startswith("[^", at):
        return close + 1
    target = _TARGET.match(scan.text, close + 1)
    if target:
        scan.links.append(target[1] or target[2] or "")
        scan.link_places.update(range(at + 1, close))
        scan.closing[close] = target.end()
        return at + 1
    return _read_plain(scan, at)


def _read_close(scan: _Scan, at: int) -> int:
    return scan.closing[at] if at in scan.closing else _read_plain(scan, at)


def _read_run(scan: _Scan, at: int) -> int:
    text = scan.text
    length = _run_length(text, at)
    before = text[at - 1] if at else " "
    after = text[at + length] if at + length < len(text) else " "
    left = not after.isspace() and (after.isalnum() or not before.isalnum())
    right = not before.isspace() and (before.isalnum() or not after.isalnum())
    char = text[at]
    if char == "_":
        left, right = left and not before.isalnum(), right and not after.isalnum()
    scan.runs.append(_Run(at, length, char, left, right))
    return at + length


def _read_strike(scan: _Scan, at: int) -> int:
    length = _run_length(scan.text, at)
    return at + length if length == 2 else _read_plain(scan, at)


def _run_length(text: str, at: int) -> int:
    end = at
    while end < len(text) and text[end] == text[at]:
        end += 1
    return end - at


def _resolve_emphasis(scan: _Scan) -> None:
    """Pair openers and closers; marks that found no partner are printed, if they can be words."""
    open_runs: dict[str, list[_Run]] = {"*": [], "_": []}
    for run in scan.runs:
        openers = open_runs[run.char]
        while run.closes and run.used < run.length and openers:
            opener = openers[-1]
            taken = min(opener.length - opener.used, run.length - run.used)
            opener.used += taken
            run.used += taken
            if opener.used == opener.length:
                openers.pop()
        if run.opens and run.used < run.length:
            openers.append(run)
    for run in scan.runs:
        inside_word = run.opens and run.closes
        if run.used < run.length and (run.char == "_" or run.length == 1 or inside_word):
            for place in range(run.start, run.start + run.length - run.used):
                scan.kept[place] = run.char


_READERS: dict[str, Callable[[_Scan, int], int]] = {
    "\\": _read_escape,
    "`": _read_code,
    "<": _read_angle,
    "&": _read_entity,
    "!": _read_image,
    "[": _read_bracket,
    "]": _read_close,
    "*": _read_run,
    "_": _read_run,
    "~": _read_strike,
}
