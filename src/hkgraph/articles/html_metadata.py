"""What a page of news says of itself: JSON-LD first, then meta tags."""

from __future__ import annotations

import json
from collections import deque
from typing import TYPE_CHECKING, Any

from hkgraph.articles.bylines import Byline, parse_byline, parse_names
from hkgraph.articles.dateline import date_in_url, iso_time
from hkgraph.articles.header import Header
from hkgraph.articles.keys import canonical_url
from hkgraph.articles.notices import notices_told
from hkgraph.articles.outlets import known_outlet, outlet_named, outlet_of_url
from hkgraph.articles.page import PageBlockKind
from hkgraph.articles.site_names import site_before, site_behind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hkgraph.articles.html_blocks import HtmlPage

    Node = Mapping[str, Any]

_MOST_NODES = 5_000
_ORGANISATIONS = frozenset(["organization", "newsmediaorganization", "corporation"])
_AUTHOR_TAGS = ("author", "article:author", "parsely-author", "dc.creator", "byl")
_PUBLISHED_TAGS = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "dc.date.issued",
    "dc.date",
    "pubdate",
    "publishdate",
    "date",
)
_MODIFIED_TAGS = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")
_TITLE_TAGS = ("og:title", "twitter:title", "dc.title", "title")


def read_metadata(page: HtmlPage) -> Header:
    """Gather headline, names, dates, publisher and address."""
    nodes = list(_nodes(page.linked_data))
    by_id = {
        node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1
    }
    article: Node = next((node for node in nodes if _is_article(node)), {})
    url = own_address(page, article)
    bylines = list(_bylines(page, article, by_id))
    publisher = _publisher(page, article, by_id, url)
    outlets = (byline.outlet for byline in bylines if byline.outlet)
    published = _first_time([article.get("datePublished"), *_meta(page, _PUBLISHED_TAGS)])
    published = published or _first_time(page.times) or (date_in_url(url) if url else None)
    published = published or _only_day(page.other_times)
    return Header(
        headline=_text(article.get("headline")) or _title(page),
        authors=tuple(dict.fromkeys(name for byline in bylines for name in byline.authors)),
        outlet=next((outlet for outlet in outlets if outlet != publisher), None),
        publisher=publisher,
        published=published,
        modified=_first_time([article.get("dateModified"), *_meta(page, _MODIFIED_TAGS)]),
        url=url,
        language=_language(page, article),
        notices=notices_told(article.get("correction"), article.get("creativeWorkStatus")),
    )


def _only_day(times: Iterable[str]) -> str | None:
    """Give the day that all times of a page agree on; pages list other articles, too."""
    days = {found[:10] for time in times if (found := iso_time(time))}
    return days.pop() if len(days) == 1 else None


def own_address(page: HtmlPage, article: Node | None = None) -> str | None:
    """Give the page's canonical address."""
    main = (article or {}).get("mainEntityOfPage")
    main = main.get("@id") if isinstance(main, dict) else main
    told = [page.canonical, page.meta.get("og:url"), (article or {}).get("url"), main]
    found = (canonical_url(value) for value in told if isinstance(value, str))
    return next((url for url in found if url), None)


def headlines(page: HtmlPage) -> list[str]:
    """Give the titles that the page gives itself, the surest first."""
    nodes = _nodes(page.linked_data)
    told = [_text(node.get("headline")) for node in nodes if _is_article(node)]
    return [title for title in (*told, *_meta(page, _TITLE_TAGS), page.title) if title]


def _nodes(sources: Iterable[str]) -> Iterator[Node]:
    """Go through all objects of all scripts; a script that is no JSON gives none."""
    for source in sources:
        try:
            waiting = deque([json.loads(source.strip().rstrip(";"), strict=False)])
        except (ValueError, RecursionError):
            continue
        seen = 0
        while waiting and seen < _MOST_NODES:
            seen += 1
            value = waiting.popleft()
            if isinstance(value, dict):
                yield value
                waiting.extend(value.values())
            elif isinstance(value, list):
                waiting.extend(value)


def _types(node: Node) -> list[str]:
    types = node.get("@type")
    listed = types if isinstance(types, list) else [types]
    return [str(one).rpartition("/")[2].lower() for one in listed]


def _is_article(node: Node) -> bool:
    ends = ("article", "blogposting")
    return any(one.endswith(ends) for one in _types(node)) and bool(node.get("headline"))


def _text(value: object) -> str:
    listed = value[0] if isinstance(value, list) and value else value
    return " ".join(listed.split()) if isinstance(listed, str) else ""


def _meta(page: HtmlPage, names: Iterable[str]) -> list[str]:
    return [page.meta[name] for name in names if page.meta.get(name)]


def _first_time(values: Iterable[object]) -> str | None:
    found = (iso_time(value) for value in values if isinstance(value, str) and len(value) < 100)
    return next((time for time in found if time), None)


def _title(page: HtmlPage) -> str | None:
    """Take the title, without the name of the site that pages put behind it."""
    title = next(iter([*_meta(page, _TITLE_TAGS), page.title]), "")
    site = page.meta.get("og:site_name", "")
    found = _site_behind(page, title)
    if found:
        title = title[: found[0]]
    elif site and title.endswith((f" | {site}", f" - {site}")):
        title = title[: -len(site) - 3]
    return title or None


def _site_behind(page: HtmlPage, title: str) -> tuple[int, str] | None:
    others = [told for told in _meta(page, _TITLE_TAGS) if told != title]
    return site_behind(title, (*others, *_shown(page)))


def _shown(page: HtmlPage) -> list[str]:
    """Give what the page shows as headings, by markup or by bold type."""
    blocks = (one.block for one in page.blocks)
    return [one.words for one in blocks if one.kind is PageBlockKind.HEADING or one.bold]


def _bylines(page: HtmlPage, article: Node, by_id: Mapping[str, Node]) -> Iterator[Byline]:
    told = article.get("author") or article.get("creator") or []
    for author in told if isinstance(told, list) else [told]:
        yield _byline_of(author, by_id)
    if not told:
        for value in _meta(page, _AUTHOR_TAGS)[:1]:
            yield _byline_of(value, by_id)


def _byline_of(author: object, by_id: Mapping[str, Node]) -> Byline:
    """Read one author; of organisations only an outlet that is known wrote anything."""
    is_body = False
    if isinstance(author, dict):
        known = author if author.get("name") else by_id.get(str(author.get("@id")), author)
        is_body = bool(_ORGANISATIONS & set(_types(known)))
        author = known.get("name")
    line = _text(author)
    if not line or len(line) > 300 or line.startswith("http"):
        return Byline()
    if outlet := known_outlet(line):
        return Byline(outlet=outlet.name)
    byline = None if is_body else parse_byline(line) or parse_names(line)
    return byline or Byline()


def _publisher(
    page: HtmlPage, article: Node, by_id: Mapping[str, Node], url: str | None
) -> str | None:
    told = article.get("publisher")
    told = told[0] if isinstance(told, list) and told else told
    if isinstance(told, dict):
        told = told.get("name") or by_id.get(str(told.get("@id")), {}).get("name")
    name = _text(told) or page.meta.get("og:site_name", "")
    known = outlet_named(name) if name else None
    known = known or (outlet_of_url(url) if url else None)
    if known or name:
        return known.name if known else name
    behind = _site_behind(page, page.title)
    site = behind[1] if behind else site_before(page.title, _shown(page))
    outlet = outlet_named(site) if site else None
    return outlet.name if outlet else site


def _language(page: HtmlPage, article: Node) -> str | None:
    told = _text(article.get("inLanguage")) or page.language or page.meta.get("og:locale", "")
    tag = told.replace("_", "-").strip()
    return tag if tag and tag.replace("-", "").isalnum() and len(tag) <= 20 else None
