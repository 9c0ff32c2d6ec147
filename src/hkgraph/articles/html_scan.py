"""HTML to tags and runs of text with their places in the file, in one pass however broken it is.

A tree builder tells no places, hence this one; it never looks at a character more than a few
times, so that no page can keep it busy.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Elements whose content is no text of the page.
_RAW = frozenset(
    ["script", "style", "noscript", "template", "svg", "math", "iframe", "textarea", "title"]
)
_NAME = re.compile(r"</?([a-zA-Z][^\s/>]{0,60})")
_QUOTE_OR_END = re.compile(r"[>\"']")
_ATTRIBUTE = re.compile(r"([^\s=>\"'/]{1,100})(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?")
_LONGEST_TAG = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag as it stands in the file.

    Attributes:
        name: In lower case.
        closes: It is an end tag.
        source: The tag itself, from ``<`` to ``>``.
        content: Of elements such as scripts and the page's title, what stands in them.
    """

    name: str
    start: int
    end: int
    closes: bool = False
    source: str = ""
    content: str = ""

    def attributes(self) -> dict[str, str]:
        """Read the attributes; names in lower case, the first of a name counts."""
        found: dict[str, str] = {}
        after_name = self.source[len(self.name) + 1 : _LONGEST_TAG]
        for match in _ATTRIBUTE.finditer(after_name):
            value = match[2] or match[3] or match[4] or ""
            found.setdefault(match[1].lower(), html.unescape(value))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRun:
    """Characters between two tags, entities and all."""

    start: int
    end: int


def scan_html(decoded: str) -> Iterator[Tag | TextRun]:
    """Go through a page from start to end."""
    return _Scanner(decoded).events()


class _Scanner:
    """Remembers what is not to be found any more, so that nothing is searched for twice."""

    def __init__(self, decoded: str) -> None:
        self._decoded = decoded
        self._absent: set[str] = set()

    def events(self) -> Iterator[Tag | TextRun]:
        """Give tags and text in order."""
        text_start = at = 0
        while (at := self._decoded.find("<", at)) >= 0:
            tag = self._tag(at)
            if tag is None:
                at += 1
                continue
            if text_start < at:
                yield TextRun(start=text_start, end=at)
            if tag.name:
                yield tag
            text_start = at = tag.end
        if text_start < len(self._decoded):
            yield TextRun(start=text_start, end=len(self._decoded))

    def _tag(self, at: int) -> Tag | None:
        """Read the tag or comment at a place; None where ``<`` is only a character."""
        if self._decoded.startswith("<!--", at):
            return self._nameless(at, "-->", at + 4)
        if self._decoded.startswith(("<!", "<?"), at):
            return self._nameless(at, ">", at + 2)
        name = _NAME.match(self._decoded, at)
        if name is None:
            return None
        end = self._end_of_tag(name.end())
        tag = Tag(
            name=name[1].lower(),
            start=at,
            end=end,
            closes=self._decoded[at + 1] == "/",
            source=self._decoded[at : min(end, at + _LONGEST_TAG)],
        )
        return self._with_content(tag) if tag.name in _RAW and not tag.closes else tag

    def _nameless(self, at: int, mark: str, start: int) -> Tag:
        end = self._find(mark, start)
        return Tag(name="", start=at, end=len(self._decoded) if end < 0 else end + len(mark))

    def _end_of_tag(self, at: int) -> int:
        """Find the closing bracket, past quoted values; a quote that never ends is none."""
        while found := _QUOTE_OR_END.search(self._decoded, at):
            at = found.end()
            if found[0] == ">":
                return at
            if self._decoded[max(0, found.start() - 20) : found.start()].rstrip()[-1:] == "=":
                close = self._find(found[0], at)
                at = close + 1 if close >= 0 else at
        return len(self._decoded)

    def _with_content(self, tag: Tag) -> Tag:
        """Take what stands between a tag and its end tag; without one it is taken for empty."""
        close = re.compile(rf"</{re.escape(tag.name)}(?=[\s/>])", re.IGNORECASE)
        key = f"</{tag.name}"
        found = None if key in self._absent else close.search(self._decoded, tag.end)
        if found is None:
            self._absent.add(key)
            return tag
        end = self._end_of_tag(found.end())
        content = self._decoded[tag.end : found.start()]
        return Tag(name=tag.name, start=tag.start, end=end, source=tag.source, content=content)

    def _find(self, mark: str, start: int) -> int:
        if mark in self._absent:
            return -1
        place = self._decoded.find(mark, start)
        if place < 0:
            self._absent.add(mark)
        return place
