"""What a file's own head says of its article; the same fields in YAML and in plain lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hkgraph.articles.bylines import parse_byline, parse_names
from hkgraph.articles.dateline import iso_time
from hkgraph.articles.keys import canonical_url
from hkgraph.articles.mapped_text import MappedText
from hkgraph.articles.notices import Notices, notices_told
from hkgraph.articles.site_names import site_in_headline
from hkgraph.model import BlockKind

if TYPE_CHECKING:
    from hkgraph.articles.draft import Draft

FieldValue = str | Sequence[str]
# Our own names first, then those that other programs write; bare, as ``field_name`` makes them.
_FIELDS = {
    "headline": ("headline", "title"),
    "authors": ("authors", "author", "by", "byline", "writer", "writers", "reporter", "creator"),
    "contributors": ("contributors", "contributor"),
    "publisher": (
        *("publisher", "outlet", "site", "sitename", "publication", "newspaper", "source"),
        "sourcename",
    ),
    "published": (
        *("date", "published", "datepublished", "publishedat", "publishedon", "publisheddate"),
        *("pubdate", "publishdate", "publicationdate", "publishedtime", "created"),
    ),
    "modified": (
        *("modified", "updated", "datemodified", "updatedat", "lastmod", "lastmodified"),
        "modifiedtime",
    ),
    "url": (
        *("url", "link", "canonical", "canonicalurl", "permalink", "sourceurl", "originalurl"),
        "weburl",
    ),
    "language": ("language", "lang", "inlanguage"),
    "correction": ("correction", "corrections"),
    "status": ("status", "creativeworkstatus"),
}
FIELD_NAMES = frozenset(name for names in _FIELDS.values() for name in names)
#: What heads of plain text say beside; nothing is made of it.
IDLE_NAMES = frozenset(
    {"section", "length", "page", "edition", "category", "categories", "tags", "tag", "keywords"}
    | {"topics", "slug", "layout", "draft", "type", "image", "thumbnail", "description", "id"}
    | {"summary", "excerpt", "subject", "dateline", "wordcount", "loaddate"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The fields of a head that could be read, and what is to be said of the others."""

    headline: str | None = None
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    outlet: str | None = None
    publisher: str | None = None
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    language: str | None = None
    notices: Notices = field(default=Notices())
    warnings: tuple[str, ...] = ()


def field_name(printed: str) -> str:
    """Give the bare name of a field: "Published_At" is ``publishedat``."""
    return re.sub(r"[\s_-]", "", printed).lower()


def read_header(fields: Mapping[str, FieldValue]) -> Header:
    """Make sense of the fields, by their bare names."""
    given = {name: _first_of(fields, names) for name, names in _FIELDS.items()}
    line = {name: _one_line(value) for name, value in given.items()}
    authors, outlet = _people(given["authors"])
    published, modified = iso_time(line["published"]), iso_time(line["modified"])
    return Header(
        headline=line["headline"] or None,
        authors=authors,
        contributors=_people(given["contributors"])[0],
        outlet=outlet,
        publisher=line["publisher"] or None,
        published=published,
        modified=modified,
        url=canonical_url(line["url"]) if line["url"] else None,
        language=line["language"] or None,
        notices=notices_told(given["correction"], line["status"]),
        warnings=tuple(_doubts(fields, line, published, modified)),
    )


def apply_header(header: Header, draft: Draft, headline: MappedText | None) -> Draft:
    """Let the head answer before the page does; its headline opens the text.

    Args:
        headline: The head's headline with its place in the file.
    """
    if headline is not None and (site := site_in_headline(headline.text)):
        headline = headline.cut(0, site[0])
        publisher = header.publisher or site[1]
        header = replace(header, headline=headline.text, publisher=publisher)
    shown = [text for kind, text in draft.blocks if kind is BlockKind.HEADLINE]
    blocks = draft.blocks
    if headline is not None and headline.text:
        if shown and shown[0].text.casefold() != headline.text.casefold():
            blocks = tuple((_demoted(kind), text) for kind, text in blocks)
        if not shown or shown[0].text.casefold() != headline.text.casefold():
            blocks = ((BlockKind.HEADLINE, headline), *blocks)
    return replace(
        draft,
        headline=header.headline or draft.headline,
        blocks=blocks,
        url=header.url or draft.url,
        published=_finer(header.published, draft.published) or header.modified or draft.modified,
        published_inferred=draft.published_inferred and not header.published,
        modified=header.modified or draft.modified,
        authors=header.authors or draft.authors,
        contributors=(*header.contributors, *draft.contributors),
        outlet=header.outlet or draft.outlet,
        publisher=header.publisher or draft.publisher,
        language=header.language or draft.language,
        notices=draft.notices.joined(header.notices),
        warnings=(*header.warnings, *draft.warnings),
    )


def _finer(told: str | None, shown: str | None) -> str | None:
    """Take the time of day that the page shows where the head tells only its day."""
    return shown if told and shown and shown.startswith(told) else told or shown


def _demoted(kind: BlockKind) -> BlockKind:
    return BlockKind.HEADING if kind is BlockKind.HEADLINE else kind


def _first_of(fields: Mapping[str, FieldValue], names: Sequence[str]) -> FieldValue:
    return next((fields[name] for name in names if fields.get(name)), "")


def _one_line(value: FieldValue) -> str:
    text = value if isinstance(value, str) else ", ".join(value)
    return MappedText.own(text).tidy().text


def _people(value: FieldValue) -> tuple[tuple[str, ...], str | None]:
    """Take a list as it is; part a line as a byline would be."""
    if not isinstance(value, str):
        bylines = [parse_names(name) for name in value]
        return tuple(name for line in bylines if line for name in line.authors), None
    byline = parse_byline(value) or parse_names(value)
    return (byline.authors, byline.outlet) if byline else ((), None)


def _doubts(
    fields: Mapping[str, FieldValue],
    line: Mapping[str, str],
    published: str | None,
    modified: str | None,
) -> list[str]:
    doubts = [
        f"The head's {name} is no date that could be read: {line[name]}."
        for name, found in (("published", published), ("modified", modified))
        if line[name] and found is None
    ]
    if line["url"] and canonical_url(line["url"]) is None:
        doubts.append(f"The head's url is no web address: {line['url']}.")
    unread = sorted(set(fields) - FIELD_NAMES)
    if unread:
        doubts.append(f"The head has fields that are not read: {', '.join(unread)}.")
    return doubts
