"""Who made an article: people, the agency that wrote it, its publisher, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.articles.outlets import known_outlet, publisher_of

if TYPE_CHECKING:
    from hkgraph.articles.draft import Draft
    from hkgraph.articles.outlets import Outlet, Publisher


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """The makers of one article.

    Attributes:
        authors: People, then the agency or outlet that wrote it for another publisher.
        contributors: People, then the outlet that it was first published by.
        warning: What was odd about the way the publisher is told.
    """

    authors: tuple[str, ...]
    contributors: tuple[str, ...]
    publisher: str | None
    warning: str | None = None


def settle(draft: Draft, url: str | None) -> Credits:
    """Tell the publisher; who else is credited wrote the article or published it first.

    Args:
        url: The article's own address in its canonical form.
    """
    writer = known_outlet(draft.outlet)
    told = None if draft.publisher else _told(draft, url, writer)
    name = told.name if told else draft.publisher
    publisher = known_outlet(name)
    if told is not None and writer is not None and not writer.is_agency:
        # Where nothing else tells the publisher, an outlet in the byline does, well or badly.
        writer = None
    authors = (*draft.authors, *_others(writer, publisher, name))
    first = _others(known_outlet(draft.source), publisher, name)
    contributors = tuple(dict.fromkeys((*draft.contributors, *first)))
    return Credits(
        authors=authors,
        contributors=tuple(one for one in contributors if one not in authors),
        publisher=name,
        warning=told.warning if told else None,
    )


def _told(draft: Draft, url: str | None, writer: Outlet | None) -> Publisher | None:
    """Ask byline and address, then whoever published it first; an agency is the last to ask."""
    printed = None if writer is not None and writer.is_agency else draft.outlet
    return publisher_of(printed, url) or publisher_of(draft.source or draft.outlet, None)


def _others(outlet: Outlet | None, publisher: Outlet | None, name: str | None) -> tuple[str, ...]:
    """Leave out the publisher: what it publishes it writes."""
    return (outlet.name,) if outlet and outlet is not publisher and outlet.name != name else ()
