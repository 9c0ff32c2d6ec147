"""The name of the site that pages put behind their titles: "Old pier to close | The Tide"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hkgraph.articles.dateline import dates_in
from hkgraph.articles.noise import is_section
from hkgraph.articles.outlets import outlet_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MARK = re.compile(r"\s+(?:\||-{1,2}|–|—|::|»|•|·)\s+")
_FRONT = re.compile(rf"{_MARK.pattern}|\s?:\s+")
_LONGEST_TITLE = 400
_LONGEST_SITE = 50


def site_behind(title: str, headlines: Iterable[str]) -> tuple[int, str] | None:
    """Find the site behind a title: where the title ends, and the site's name.

    Args:
        headlines: Those that the page shows; a title that begins with one goes on with the site.
    """
    keys = {_letters(headline) for headline in headlines} - {""}
    found = _known(title, shown=_letters(title) in keys)
    for mark in () if found else _marks(title):
        if _letters(title[: mark.start()]) in keys:
            site = _MARK.split(title[mark.end() :])[-1].strip()
            return (mark.start(), site) if _may_be_site(site) else None
    return found


def site_before(title: str, headlines: Iterable[str]) -> str | None:
    """Find the site in front of a title: "The Tide: Old pier to close"."""
    keys = {_letters(headline) for headline in headlines} - {""}
    for mark in _FRONT.finditer(title if len(title) <= _LONGEST_TITLE else ""):
        site = title[: mark.start()].strip()
        if _letters(title[mark.end() :]) in keys and _may_be_site(site):
            return site
    return None


def site_in_headline(headline: str) -> tuple[int, str] | None:
    """Find an outlet behind a headline; behind a dash stands whom the headline credits.

    Unless the page names itself twice: "Old pier to close - Xinhua | English.news.cn".
    """
    found = _known(headline, shown=True)
    again = _known(headline[: found[0]], shown=False) if found else None
    return again if found and again and again[1] == found[1] else found


def _known(title: str, *, shown: bool) -> tuple[int, str] | None:
    for mark in _marks(title):
        outlet = outlet_named(title[mark.end() :].strip())
        if outlet is not None and mark.start() and (not shown or "|" in mark[0]):
            return mark.start(), outlet.name
    return None


def _marks(title: str) -> Iterator[re.Match[str]]:
    return _MARK.finditer(title if len(title) <= _LONGEST_TITLE else "")


def _may_be_site(name: str) -> bool:
    fits = 2 < len(name) <= _LONGEST_SITE and len(name.split()) <= 7
    return fits and name[0].isalnum() and not is_section(name) and not dates_in(name)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())
