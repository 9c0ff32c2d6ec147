"""Which format a text is in, told by its content; the name's suffix is a hint."""

from __future__ import annotations

import re
from pathlib import PurePath

from hkgraph.articles.draft import PageReading
from hkgraph.articles.front_matter import has_front_matter, read_front_matter
from hkgraph.articles.html_page import read_html
from hkgraph.articles.limits import MOST_CHARACTERS, MOST_LINES, too_much
from hkgraph.articles.markdown_page import read_markdown
from hkgraph.articles.plain_text import has_head, read_plain_text

HTML_SUFFIXES = (".html", ".htm", ".xhtml")
MARKDOWN_SUFFIXES = (".md", ".markdown")
_SNIFFED = 100_000
_HTML_HEAD = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG = re.compile(
    r"<(?:p|div|article|span|h[1-6]|body|html|br|a)\b[^<>]{0,500}>", re.IGNORECASE
)
_ANY_TAG = re.compile(r"<[a-zA-Z!]")
_MANY_TAGS = 20
_MARKDOWN = re.compile(
    r"^#{1,6} \S|^\*\*[^\s*][^\n]{0,300}\*\*\s*$|\[[^\]\n]{1,200}\]\([^)\s]{0,500}\)"
    r"|^(?:=+|-{3,})\s*$|^<https?://\S+>\s*$|^!\[",
    re.MULTILINE,
)


def read_text(decoded: str, name: str) -> PageReading:
    """Read a decoded file with the reader of its format.

    Raises:
        SourceError: The reader cannot make sense of it.
    """
    suffix = PurePath(name).suffix.lower()
    if _is_html(decoded, suffix):
        return read_html(decoded, name)
    if len(decoded) > MOST_CHARACTERS:
        raise too_much(name, f"more than {MOST_CHARACTERS:,} characters")
    if decoded.count("\n") + decoded.count("\r") > MOST_LINES:
        raise too_much(name, f"more than {MOST_LINES:,} lines")
    if has_front_matter(decoded):
        return PageReading.of(read_front_matter(decoded, name))
    is_markdown = suffix in MARKDOWN_SUFFIXES or bool(_MARKDOWN.search(decoded[:_SNIFFED]))
    if is_markdown and not has_head(decoded):
        return PageReading(drafts=tuple(read_markdown(decoded)))
    return PageReading.of(read_plain_text(decoded, is_markdown=is_markdown))


def _is_html(decoded: str, suffix: str) -> bool:
    if _HTML_HEAD.match(decoded):
        return True
    if has_front_matter(decoded):
        return False
    if suffix in HTML_SUFFIXES:
        return _ANY_TAG.search(decoded) is not None
    return len(_HTML_TAG.findall(decoded[:_SNIFFED])) >= _MANY_TAGS
