"""Markdown with a YAML head: our own form for one article a file."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import yaml

from hkgraph.articles.header import FieldValue, apply_header, field_name, read_header
from hkgraph.articles.mapped_text import MappedText, align
from hkgraph.articles.markdown_blocks import markdown_blocks
from hkgraph.articles.part import read_part
from hkgraph.articles.roles import Role, pieces_of
from hkgraph.errors import SourceError

if TYPE_CHECKING:
    from hkgraph.articles.draft import Draft

_HEAD = re.compile(
    r"\s*---[ \t]*(?:\r\n|\r|\n)(.*?)(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)",
    re.DOTALL,
)
_LONGEST_HEAD = 20_000
_FIELD_LINE = re.compile(r"^[A-Za-z][\w -]{0,40}:(?:\s|$)", re.MULTILINE)


def has_front_matter(decoded: str) -> bool:
    """Say whether the file begins with a YAML head; a thematic break alone is none."""
    head = _HEAD.match(decoded[:_LONGEST_HEAD])
    return head is not None and _FIELD_LINE.search(head[1]) is not None


def read_front_matter(decoded: str, name: str) -> Draft:
    """Read the article; what the head says goes before what the page shows.

    Raises:
        SourceError: The head is not the YAML of named fields.
    """
    head = _HEAD.match(decoded[:_LONGEST_HEAD])
    if head is None:
        raise SourceError(f"{name}: no YAML head", hint="Begin the file with a line of ---.")
    fields, headline = _read_head(decoded, head.start(1), head.end(1), name)
    pieces = pieces_of(markdown_blocks(decoded, head.end()))
    draft = read_part([piece for piece in pieces if piece.role is not Role.PAGE_DATELINE])
    if headline is not None and not _repeats(draft.headline, headline.text):
        draft = replace(draft, headline="")
    return apply_header(read_header(fields), draft, headline)


def _repeats(shown: str, headline: str) -> bool:
    return shown.casefold() == headline.casefold()


def _read_head(
    decoded: str, start: int, end: int, name: str
) -> tuple[dict[str, FieldValue], MappedText | None]:
    """Give the fields as text, and the headline with its place in the file."""
    try:
        node = yaml.compose(decoded[start:end], Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as exc:
        mark = getattr(exc, "problem_mark", None)
        where = f" at line {mark.line + 2}" if mark else ""
        raise SourceError(
            f"{name}: the YAML head cannot be read{where}",
            hint="Put values that hold a colon or quotes in double quotes.",
        ) from exc
    if not isinstance(node, yaml.MappingNode):
        raise SourceError(
            f"{name}: the YAML head has no named fields", hint="Write one `name: value` a line."
        )
    fields: dict[str, FieldValue] = {}
    headline = None
    for key, value in node.value:
        field = field_name(str(key.value))
        fields[field] = _text(value)
        if field in {"headline", "title"} and headline is None:
            headline = _mapped(decoded, start, value)
    return fields, headline


def _text(node: yaml.Node) -> FieldValue:
    """Take scalars as they are written: no date or number is made of them."""
    if isinstance(node, yaml.SequenceNode):
        return [text for item in node.value if (text := _scalar(_named(item)))]
    return _scalar(_named(node))


def _named(node: yaml.Node) -> yaml.Node:
    """Take the name of a person or an outlet that is told with more than that."""
    if not isinstance(node, yaml.MappingNode):
        return node
    return next((value for key, value in node.value if key.value == "name"), node)


def _scalar(node: yaml.Node) -> str:
    is_told = isinstance(node, yaml.ScalarNode) and node.tag != "tag:yaml.org,2002:null"
    return str(node.value) if is_told else ""


def _mapped(decoded: str, start: int, node: yaml.Node) -> MappedText | None:
    if not isinstance(node, yaml.ScalarNode):
        return None
    first, last = start + node.start_mark.index, start + node.end_mark.index
    if node.style in {"'", '"'}:
        first, last = first + 1, last - 1
    return align(str(node.value), MappedText.of_file(decoded, first, last)).tidy()
