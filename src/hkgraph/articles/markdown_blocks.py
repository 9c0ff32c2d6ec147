"""Markdown to page blocks: headings, paragraphs, lists, quotes; code and comments left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hkgraph.articles.lines import paragraph_spans
from hkgraph.articles.mapped_text import MappedText, join
from hkgraph.articles.markdown_inline import strip_inline
from hkgraph.articles.page import PageBlock, PageBlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})(?=[ \t]|$)[ \t]*(.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r"[ \t]{0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r"[ \t]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ITEM = re.compile(r"[ \t]*(?:[-*+•·]|\d{1,3}[.)])[ \t]+(?=\S)")
_QUOTE = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_FENCE = re.compile(r"[ \t]{0,3}(```+|~~~+)")
_TABLE_ROW = re.compile(r"[ \t]*\|")
_TABLE_HEAD = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*$")
_DEFINITION = re.compile(r"[ \t]{0,3}\[[^\]\n]{1,300}\]:[ \t]*\S")
_HIDDEN = re.compile(r"[ \t]{0,3}<(script|style|svg|noscript|!--)", re.IGNORECASE)
_LONGEST_HEADING = 250
_IMAGE_ONLY = re.compile(r"\s*(?:\[\s*)?!\[[^\]]{0,2000}\]\([^)]{0,4000}\)")


@dataclass(slots=True)
class _Open:
    """The block that lines are still being added to."""

    kind: PageBlockKind = PageBlockKind.PARAGRAPH
    lines: list[MappedText] = field(default_factory=list)


def markdown_blocks(decoded: str, start: int = 0) -> list[PageBlock]:
    """Cut a Markdown text into blocks.

    Args:
        decoded: The whole decoded file.
        start: Where in it the Markdown begins.
    """
    return list(_Splitter(decoded, start).blocks())


class _Splitter:
    """Goes through the lines once."""

    def __init__(self, decoded: str, start: int) -> None:
        self._decoded = decoded
        spans = [match.span() for match in _LINE.finditer(decoded, start)]
        self._lines = [MappedText.of_file(decoded, *span) for span in spans]
        self._at = 0
        self._open = _Open()
        self._absent: set[str] = set()

    def blocks(self) -> Iterator[PageBlock]:
        """Give the blocks in order."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            bare = line.text.rstrip("\r\n")
            self._at += 1
            yield from self._read_line(line, bare)
        yield from self._close()

    def _read_line(self, line: MappedText, bare: str) -> Iterator[PageBlock]:
        if not bare.strip():
            yield from self._close()
        elif skip := self._hidden_end(bare):
            yield from self._close()
            self._at = skip
        elif heading := _HEADING.match(bare):
            yield from self._close()
            yield _heading(line.cut(*heading.span(2)), len(heading[1]))
        elif self._underlines(bare):
            yield _heading(join(self._open.lines), 1 if "=" in bare else 2)
            self._open = _Open()
        elif _RULE.match(bare):
            yield from self._close()
            yield PageBlock(kind=PageBlockKind.RULE)
        else:
            yield from self._read_text(line, bare)

    def _read_text(self, line: MappedText, bare: str) -> Iterator[PageBlock]:
        if self._begins_table(bare):
            yield from self._close()
            yield from self._table()
        elif _DEFINITION.match(bare) and not self._open.lines:
            return
        elif quote := _QUOTE.match(bare):
            yield from self._read_quote(line.cut(quote.end()), bare[quote.end() :])
        elif item := _ITEM.match(bare):
            yield from self._begin(PageBlockKind.ITEM)
            self._open.lines.append(line.cut(item.end()))
        else:
            self._open.lines.append(line)

    def _read_quote(self, rest: MappedText, bare: str) -> Iterator[PageBlock]:
        if self._open.kind is not PageBlockKind.QUOTE or not bare.strip():
            yield from self._close()
        self._open.kind = PageBlockKind.QUOTE if bare.strip() else self._open.kind
        if bare.strip():
            self._open.lines.append(rest)

    def _begin(self, kind: PageBlockKind) -> Iterator[PageBlock]:
        yield from self._close()
        self._open = _Open(kind)

    def _close(self) -> Iterator[PageBlock]:
        lines, kind = self._open.lines, self._open.kind
        self._open = _Open()
        if not lines:
            return
        raw = join(lines)
        if kind is PageBlockKind.PARAGRAPH and _IMAGE_ONLY.match(raw.text):
            kind = PageBlockKind.CAPTION
        elif kind is PageBlockKind.PARAGRAPH and len(lines) > 1:
            yield from _paragraphs(lines)
            return
        yield from _shown(_block(kind, raw))

    def _underlines(self, bare: str) -> bool:
        if _UNDERLINE.match(bare) is None:
            return False
        lines = self._open.lines
        # A sloppy rule under a long paragraph does not make a heading of it.
        short = bool(lines) and sum(len(line.text) for line in lines) <= _LONGEST_HEADING
        return short and self._open.kind is PageBlockKind.PARAGRAPH

    def _begins_table(self, bare: str) -> bool:
        following = self._lines[self._at].text if self._at < len(self._lines) else ""
        headed = "|" in bare and _TABLE_HEAD.match(following.rstrip("\r\n")) is not None
        return headed or (_TABLE_ROW.match(bare) is not None and bare.count("|") >= 2)

    def _table(self) -> Iterator[PageBlock]:
        rows = [self._lines[self._at - 1]]
        while self._at < len(self._lines) and "|" in self._lines[self._at].text:
            rows.append(self._lines[self._at])
            self._at += 1
        yield PageBlock(kind=PageBlockKind.TABLE, text=join(rows).tidy())

    def _hidden_end(self, bare: str) -> int | None:
        """Give the line after fenced code, a comment, a script or a style sheet."""
        if fence := _FENCE.match(bare):
            return self._line_with(fence[1])
        hidden = _HIDDEN.match(bare)
        if hidden is None:
            return None
        mark = "-->" if hidden[1] == "!--" else f"</{hidden[1].lower()}"
        return self._at if mark in bare.lower() else self._line_with(mark)

    def _line_with(self, mark: str) -> int:
        lines = range(self._at, 0 if mark in self._absent else len(self._lines))
        found = next((at for at in lines if mark in self._lines[at].text.lower()), None)
        if found is None:
            self._absent.add(mark)
            return self._at
        return found + 1


def _paragraphs(lines: list[MappedText]) -> Iterator[PageBlock]:
    """Part lines that are paragraphs of their own, as in a page saved without empty lines."""
    words = [strip_inline(line).text.text for line in lines]
    for start, end in paragraph_spans(words):
        yield from _shown(_block(PageBlockKind.PARAGRAPH, join(lines[start:end])))


def _shown(block: PageBlock) -> Iterator[PageBlock]:
    if block.words or block.links:
        yield block


def _heading(raw: MappedText, level: int) -> PageBlock:
    return _block(PageBlockKind.HEADING, raw, level)


def _block(kind: PageBlockKind, raw: MappedText, level: int = 0) -> PageBlock:
    inline = strip_inline(raw)
    return PageBlock(
        kind=kind,
        text=inline.text,
        level=level,
        bold=inline.bold,
        italic=inline.italic,
        links=inline.links,
        linked=inline.linked,
    )
