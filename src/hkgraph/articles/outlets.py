"""Who publishes: outlets by name, acronym and the domain of an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from hkgraph.articles.word_tables import table
from hkgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# A word in capitals after a dash: "Hong Kong Free Press-HKFP".
_WITH_ACRONYM = re.compile(r"(.+?)\s*[-–—:/,|]\s*([A-Z][A-Za-z]{0,3}[A-Z]{1,6})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One row of ``data/reading/outlets.tsv``.

    Attributes:
        kind: agency, newspaper, broadcaster, magazine, site, government or organisation.
        domains: Hosts without ``www.``; subdomains belong to them.
    """

    name: str
    kind: str
    acronyms: tuple[str, ...]
    domains: tuple[str, ...]
    aliases: tuple[str, ...]

    @property
    def is_agency(self) -> bool:
        """Whether it writes for others to publish."""
        return self.kind == "agency"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who published an article, and what was odd about the way it is told."""

    name: str
    warning: str | None = None


def publisher_of(printed: str | None, url: str | None) -> Publisher | None:
    """Tell the publisher from the outlet that the byline names and the article's own address.

    An outlet that nobody knows keeps its printed name; one that contradicts the article's own
    address gives way to it.
    """
    by_address = outlet_of_url(url) if url else None
    if not printed:
        return Publisher(name=by_address.name) if by_address else None
    name, acronym = split_acronym(printed)
    by_name = outlet_named(name)
    known = by_address or by_name or _outlet_like(name, acronym)
    if known is None:
        return Publisher(name=name)
    if by_name is known or (by_name is None and fold(name) in _own_acronyms(known)):
        return Publisher(name=known.name)
    reason = "its address" if by_address else f"the acronym {acronym}"
    warning = f'The byline names "{name}"; by {reason} the publisher is {known.name}.'
    return Publisher(name=known.name, warning=warning)


def split_acronym(printed: str) -> tuple[str, str | None]:
    """Part "Hong Kong Free Press-HKFP" into name and acronym."""
    parted = _WITH_ACRONYM.fullmatch(printed.strip())
    return (parted[1], parted[2]) if parted else (printed.strip(), None)


def outlet_named(name: str) -> Outlet | None:
    """Find an outlet by name, other name or acronym."""
    return _by_name().get(_key(name))


def known_outlet(printed: str | None) -> Outlet | None:
    """Find an outlet by the way a page prints it, with its acronym or without."""
    return outlet_named(split_acronym(printed)[0]) if printed else None


def outlet_printed(words: str) -> Outlet | None:
    """Find an outlet only by the very spelling: "Ani" is a person, "ANI" an agency."""
    outlet = outlet_named(words)
    spellings = (outlet.name, *outlet.acronyms, *outlet.aliases) if outlet else ()
    return outlet if words in spellings else None


def outlet_of_url(url: str) -> Outlet | None:
    """Find the outlet that an address belongs to."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return None
    labels = host.split(".")
    hosts = (".".join(labels[start:]) for start in range(len(labels)))
    return next((_by_domain()[host] for host in hosts if host in _by_domain()), None)


def _outlet_like(name: str, acronym: str | None) -> Outlet | None:
    """Trust an acronym only where the name shares most of its words with the outlet's."""
    known = _by_name().get(_key(acronym)) if acronym else None
    if known is None:
        return None
    words, own = set(fold(name).split()), set(fold(known.name).split())
    return known if len(words & own) * 2 >= len(own) else None


def _own_acronyms(outlet: Outlet) -> set[str]:
    return {fold(acronym) for acronym in outlet.acronyms}


def _key(name: str) -> str:
    return fold(name).removeprefix("the ")


@cache
def _by_name() -> dict[str, Outlet]:
    return _index(lambda outlet: [*outlet.acronyms, *outlet.aliases, outlet.name], _key)


@cache
def _by_domain() -> dict[str, Outlet]:
    return _index(lambda outlet: list(outlet.domains), str.lower)


def _index(names: Callable[[Outlet], list[str]], key: Callable[[str], str]) -> dict[str, Outlet]:
    return {key(name): outlet for outlet in _outlets() for name in names(outlet)}


@cache
def _outlets() -> tuple[Outlet, ...]:
    return tuple(_read_outlets())


def _read_outlets() -> Iterator[Outlet]:
    for row in table("outlets"):
        name, kind, acronyms, domains, aliases = (*row, "", "", "")[:5]
        yield Outlet(
            name=name,
            kind=kind,
            acronyms=_cell(acronyms),
            domains=_cell(domains),
            aliases=_cell(aliases),
        )


def _cell(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())
