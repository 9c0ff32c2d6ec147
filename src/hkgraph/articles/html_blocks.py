"""HTML to blocks that know where they stand, and what the head of the page says."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hkgraph.articles.addresses import without_addresses
from hkgraph.articles.dateline import is_date_line
from hkgraph.articles.html_marks import marks_of
from hkgraph.articles.html_scan import Tag, TextRun, scan_html
from hkgraph.articles.limits import MOST_CHARACTERS, MOST_TAGS, too_much
from hkgraph.articles.lines import ends_sentence
from hkgraph.articles.mapped_text import NOWHERE, MappedText
from hkgraph.articles.page import PageBlock, PageBlockKind
from hkgraph.articles.roles import is_credit_line

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK_TAGS = frozenset(
    "address article aside blockquote body button caption center dd details dialog div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html label li main "
    "nav ol option p pre section select summary table tbody td tfoot th thead tr ul video".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_LANDMARKS = (
    *("article", "main", "nav", "aside", "footer", "header", "form", "table", "button", "beside"),
)
_LONGEST_LINE = 200
_INLINE_CELLS = frozenset({"span", "time", "a", "em", "address"})
_ENTITY = re.compile(r"&(?:#\d{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")
_INDENT = re.compile(r"[ \t]{3,}(?=\S)|[\r\n]*[ \t]*[\u00a0\u3000](?:[ \t]*[\u00a0\u3000])+")


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlBlock:
    """A block and the landmarks that it stands in.

    A paragraph in a cell is one: old pages lay out their text in tables.
    """

    block: PageBlock
    landmarks: frozenset[str]


@dataclass(slots=True, kw_only=True)
class HtmlPage:
    """All that was found on a page.

    Attributes:
        meta: First content of each ``meta`` name or property, names in lower case.
        linked_data: The sources of JSON-LD scripts.
        times: Values of ``time`` elements inside the article.
        other_times: Values of those elsewhere on the page.
    """

    blocks: list[HtmlBlock] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    linked_data: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    other_times: list[str] = field(default_factory=list)
    canonical: str | None = None
    title: str = ""
    language: str | None = None


def parse_html(decoded: str, name: str) -> HtmlPage:
    """Cut a page into blocks.

    Raises:
        SourceError: It has more tags or text than any page of news.
    """
    reader = _Reader(decoded)
    tags = characters = 0
    for event in scan_html(decoded):
        if isinstance(event, TextRun):
            characters += event.end - event.start
            if characters > MOST_CHARACTERS:
                raise too_much(name, f"more than {MOST_CHARACTERS:,} characters")
            reader.read_text(event)
            continue
        tags += 1
        if tags > MOST_TAGS:
            raise too_much(name, f"more than {MOST_TAGS:,} tags")
        reader.read_tag(event)
    reader.flush()
    return reader.page


class _Reader:
    """Keeps the open elements and the block that is growing."""

    def __init__(self, decoded: str) -> None:
        self.page = HtmlPage()
        self._decoded = decoded
        self._stack: list[tuple[str, tuple[str, ...]]] = []
        self._open: Counter[str] = Counter()
        self._chars: list[str] = []
        self._origin: list[int] = []
        self._styled: Counter[str] = Counter()
        self._links: list[str] = []
        self._breaks = 0
        self._closed_at = -1

    def read_text(self, run: TextRun) -> None:
        """Add a run of text to the growing block."""
        if self._breaks and _INDENT.match(self._decoded, run.start, run.end):
            self.flush()
        before = len(self._chars)
        for text, place in _characters(self._decoded, run):
            self._chars.extend(text)
            self._origin.extend([place] * len(text))
        inked = sum(not char.isspace() for char in self._chars[before:])
        if inked:
            self._breaks = 0
        for style, names in (("a", "a"), ("bold", "b strong"), ("italic", "i em")):
            if any(self._open[name] for name in names.split()):
                self._styled[style] += inked

    def read_tag(self, tag: Tag) -> None:
        """Open or close an element."""
        if tag.name == "br":
            self._line_break()
        elif tag.name in _BLOCK_TAGS:
            self.flush()
        self._read_facts(tag)
        self._part_cells(tag)
        if tag.closes:
            self._close(tag.name)
        elif tag.name not in _VOID and not tag.content:
            self._push(tag)

    def _part_cells(self, tag: Tag) -> None:
        """Part what pages print in elements side by side: "<span>Xinhua</span><span>2023 …"."""
        if tag.name not in _INLINE_CELLS:
            return
        if tag.closes:
            self._closed_at = tag.end
        elif tag.start == self._closed_at:
            self._space()

    def _space(self) -> None:
        self._chars.append(" ")
        self._origin.append(NOWHERE)

    def _line_break(self) -> None:
        self._breaks += 1
        if self._breaks > 1 or self._is_title_line():
            self.flush()
        self._space()

    def _is_title_line(self) -> bool:
        """Whether all of a line before a break is set apart by its type, or is a credit."""
        line = "".join(self._chars)
        inked = sum(not char.isspace() for char in line)
        if not 0 < inked <= _LONGEST_LINE or ends_sentence(line):
            return False
        set_apart = max(self._styled["bold"], self._styled["italic"]) >= inked
        words = " ".join(line.split())
        return set_apart or (is_credit_line(words) and not is_date_line(words))

    def _push(self, tag: Tag) -> None:
        attributes = tag.attributes() if len(tag.source) > len(tag.name) + 2 else {}
        marks = (*marks_of(tag.name, attributes), *self._cell_mark(tag.name))
        if tag.name == "a" and attributes.get("href"):
            self._links.append(attributes["href"])
        self._stack.append((tag.name, marks))
        self._open.update((tag.name, *marks))

    def _cell_mark(self, name: str) -> tuple[str, ...]:
        return ("cell p",) if name == "p" and self._open["table"] else ()

    def _close(self, name: str) -> None:
        if not self._open[name]:
            return
        while self._stack:
            top, marks = self._stack.pop()
            self._open.subtract((top, *marks))
            if top == name:
                return

    def _read_facts(self, tag: Tag) -> None:
        if tag.closes or tag.name not in {"meta", "link", "html", "script", "title", "time"}:
            return
        attributes = tag.attributes()
        page = self.page
        if tag.name == "meta":
            key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
            page.meta.setdefault((key or "").lower(), attributes.get("content", "").strip())
        elif tag.name == "link" and "canonical" in attributes.get("rel", "").lower().split():
            page.canonical = page.canonical or attributes.get("href")
        elif tag.name == "html":
            page.language = attributes.get("lang") or attributes.get("xml:lang")
        elif tag.name == "script" and "ld+json" in attributes.get("type", "").lower():
            page.linked_data.append(tag.content)
        elif tag.name == "title":
            page.title = page.title or " ".join(html.unescape(tag.content).split())
        elif tag.name == "time" and attributes.get("datetime"):
            times = page.times if self._open["article"] else page.other_times
            times.append(attributes["datetime"])

    def flush(self) -> None:
        """Close the growing block, if there is anything in it."""
        chars, self._chars = self._chars, []
        origin, self._origin = self._origin, []
        styled, self._styled = self._styled, Counter()
        links, self._links = self._links, []
        self._breaks = 0
        text = MappedText("".join(chars), tuple(origin)).tidy()
        if not text.text:
            return
        words, addresses = without_addresses(text)
        inked = sum(not char.isspace() for char in text.text)
        kind, level = self._kind()
        block = PageBlock(
            kind=kind,
            text=words,
            level=level,
            bold=kind is not PageBlockKind.HEADING and styled["bold"] >= inked,
            italic=styled["italic"] >= inked,
            links=(*links, *addresses),
            linked=len(text.text) if styled["a"] >= inked else styled["a"],
            is_credit=self._open["credit"] > 0,
        )
        landmarks = frozenset(name for name in _LANDMARKS if self._open[name])
        self.page.blocks.append(HtmlBlock(block=block, landmarks=landmarks))

    def _kind(self) -> tuple[PageBlockKind, int]:
        for level in range(1, 7):
            if self._open[f"h{level}"]:
                return PageBlockKind.HEADING, level
        kinds = {
            "figcaption": PageBlockKind.CAPTION,
            "cell p": PageBlockKind.PARAGRAPH,
            "table": PageBlockKind.TABLE,
            "blockquote": PageBlockKind.QUOTE,
            "li": PageBlockKind.ITEM,
        }
        found = (kind for name, kind in kinds.items() if self._open[name])
        return next(found, PageBlockKind.PARAGRAPH), 0


def _characters(decoded: str, run: TextRun) -> Iterator[tuple[str, int]]:
    """Give each character with its place; an entity stands where its ampersand does."""
    at = run.start
    while at < run.end:
        entity = _ENTITY.match(decoded, at, run.end) if decoded[at] == "&" else None
        if entity is None:
            yield decoded[at], at
            at += 1
        else:
            yield html.unescape(entity[0]), at
            at = entity.end()
