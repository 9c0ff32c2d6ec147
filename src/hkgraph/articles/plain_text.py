"""Plain text: a small head of named lines or none, then paragraphs parted by empty lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hkgraph.articles.addresses import without_addresses
from hkgraph.articles.captions import is_caption
from hkgraph.articles.header import FIELD_NAMES, IDLE_NAMES, apply_header, field_name, read_header
from hkgraph.articles.lines import bullet_length, ends_sentence, paragraph_spans
from hkgraph.articles.mapped_text import MappedText, join
from hkgraph.articles.markdown_blocks import markdown_blocks
from hkgraph.articles.noise import is_furniture, is_section, is_teaser
from hkgraph.articles.openings import opens_text
from hkgraph.articles.outlets import known_outlet
from hkgraph.articles.page import PageBlock, PageBlockKind
from hkgraph.articles.part import read_part
from hkgraph.articles.roles import is_credit_line, pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.articles.draft import Draft

_PARAGRAPH = re.compile(r"(?:[^\S\r\n]*\S[^\r\n]*(?:\r\n|\r|\n)?)+")
_HEAD_LINE = re.compile(
    r"([A-Za-z][A-Za-z _-]{1,20})[ \t]*:[ \t]*([^\r\n]*?)[ \t]*(?:\r\n|\r|\n|\Z)"
)
_LINE = re.compile(r"[^\r\n]+(?:\r\n|\r|\n)?")
_BLANK = re.compile(r"\s*")
_LONGEST_HEAD = 20_000
_LONGEST_TITLE = 250
_LONGEST_HEADING = 80
#: A line without an end mark between two that are sentences may be longer and still no text.
_LONGEST_LINK = 120


def has_head(decoded: str) -> bool:
    """Say whether a text begins with named lines, a title among them."""
    fields, _ = _read_head(decoded[:_LONGEST_HEAD])
    return len(fields) > 1 and not fields.keys().isdisjoint({"title", "headline"})


def read_plain_text(decoded: str, *, is_markdown: bool = False) -> Draft:
    """Read the one article of a plain text.

    Args:
        is_markdown: Below its head, the text is marked up.
    """
    fields, body_at = _read_head(decoded)
    header = read_header({name: value.text for name, value in fields.items()})
    headline = fields.get("headline") or fields.get("title")
    titled = headline is not None
    marked = markdown_blocks(decoded, body_at) if is_markdown else None
    draft = read_part(pieces_of(marked or _blocks(decoded, body_at, titled=titled)))
    return apply_header(header, draft, headline)


def _read_head(decoded: str) -> tuple[dict[str, MappedText], int]:
    """Read named lines from the top, and where the text below them begins."""
    fields: dict[str, MappedText] = {}
    blank = _BLANK.match(decoded)
    at = blank.end() if blank else 0
    while line := _HEAD_LINE.match(decoded, at):
        name = field_name(line[1])
        if name not in FIELD_NAMES and not (fields and name in IDLE_NAMES):
            break
        fields[name] = MappedText.of_file(decoded, *line.span(2)).tidy()
        at = line.end()
    return (fields, at) if fields else ({}, 0)


def _blocks(decoded: str, start: int, *, titled: bool) -> Iterator[PageBlock]:
    """Cut paragraphs; where no head gives the title, the first is it, unless it is prose.

    A line above it may name the outlet or the part of its site.
    """
    above: list[PageBlock] = []
    for match in _PARAGRAPH.finditer(decoded, start):
        if titled:
            yield from _paragraphs(_lines(decoded, *match.span()))
        elif not above and (label := _label(decoded, *match.span())):
            above.append(label)
        else:
            titled = True
            opening = list(_opening(_lines(decoded, *match.span())))
            has_headline = opening[0].level == 1
            yield from (*opening, *above) if has_headline else (*above, *opening)


def _label(decoded: str, start: int, end: int) -> PageBlock | None:
    """Read a paragraph that is no title: the name of the outlet, or "Press Release"."""
    raw = MappedText.of_file(decoded, start, end).tidy()
    is_outlet = known_outlet(raw.text) is not None
    if not (is_outlet or is_section(raw.text) or is_furniture(raw.text)):
        return None
    return PageBlock(kind=PageBlockKind.PARAGRAPH, text=raw, is_credit=is_outlet)


def _lines(decoded: str, start: int, end: int) -> list[MappedText]:
    return [MappedText.of_file(decoded, *m.span()) for m in _LINE.finditer(decoded, start, end)]


def _paragraphs(lines: list[MappedText]) -> Iterator[PageBlock]:
    spans = list(paragraph_spans([line.text.strip() for line in lines]))
    for start, end in spans:
        raw = join(lines[start:end]).tidy()
        between = len(spans) > 1 and end - start == 1
        if raw.text:
            yield _block(raw, longest=_LONGEST_LINK if between else _LONGEST_HEADING)


def _opening(lines: list[MappedText]) -> Iterator[PageBlock]:
    """Part the headline and the lines of credits from what follows without an empty line."""
    headline = lines[0].tidy()
    if opens_text(headline.text):
        yield from _paragraphs(lines)
        return
    runs_on = len(lines) > 1 and lines[1].text.lstrip()[:1].islower()
    if len(headline.text) > _LONGEST_TITLE or runs_on or not without_addresses(headline)[0].text:
        yield _block(join(lines).tidy())
        return
    yield PageBlock(kind=PageBlockKind.HEADING, level=1, text=headline)
    rest = lines[1:]
    while rest and (is_credit_line(rest[0].text.strip()) or not _block(rest[0].tidy()).words):
        yield _block(rest.pop(0).tidy())
    if rest:
        yield from _paragraphs(rest)


def _block(raw: MappedText, *, longest: int = _LONGEST_HEADING) -> PageBlock:
    text, links = without_addresses(raw)
    if is_credit_line(text.text) or is_teaser(text.text) or is_caption(text.text):
        return PageBlock(kind=PageBlockKind.PARAGRAPH, text=text, links=links)
    if mark := bullet_length(text.text):
        return PageBlock(kind=PageBlockKind.ITEM, text=text.cut(mark), links=links)
    is_heading = _looks_like_heading(text.text, longest)
    kind = PageBlockKind.HEADING if is_heading else PageBlockKind.PARAGRAPH
    return PageBlock(kind=kind, level=2 if is_heading else 0, text=text, links=links)


def _looks_like_heading(line: str, longest: int) -> bool:
    """A short line of words without an end mark, that is no byline, date or note."""
    words = line[: longest + 1].split()
    plain = len(line) <= longest and re.fullmatch(r"[^\W\d_].*[\w?!'’”\"]", line) is not None
    few = 10 if longest == _LONGEST_HEADING else 18
    stops = line.rstrip("\"'”’").endswith(".") or (len(words) > 10 and ends_sentence(line))
    return plain and len(words) <= few and line[0].isupper() and not stops
