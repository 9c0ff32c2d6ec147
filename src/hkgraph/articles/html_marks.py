"""What the attributes of an element tell of its content, beside the element's name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NAMING = ("class", "id", "rel", "data-component", "data-testid", "data-gu-name")
_CREDIT = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author(?:s|-names?|-list)?|writers?)(?:[\s_-]block)?(?=[\s_]|$)",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:^|\s)(?:(?:image|photo|picture|figure|media|wp)[-_]{0,2})?caption(?:[-_]text)?(?=\s|$)",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:related(?:[-_]?(?:posts?|articles?|stories|news|content|links))?|jp-relatedposts"
    r"|recommended|most-?(?:read|popular|viewed|shared)|more-on(?:-this)?|newsletter|sharedaddy"
    r"|social(?:-share|-links)?|breadcrumbs?|author-(?:bio|box|info)|comments?(?:-area|-list)?"
    r"|recent-?(?:news|posts|stories)|trending|subscri(?:be|ption)(?:-widget)?|cookies?"
    r"|twitter-tweet|wm-ipp(?:-base)?|promo|teasers?|related-?topics)(?=\s|$)",
    re.IGNORECASE,
)
#: Elements that hold the text itself; what a site calls them tells nothing.
_WHOLE = frozenset({"html", "body", "main", "article", "p"})


def marks_of(name: str, attributes: Mapping[str, str]) -> Iterator[str]:
    """Say what an element is: a credit, a caption, or something beside the article."""
    names = " ".join(attributes.get(key, "") for key in _NAMING)
    if _CREDIT.search(names) or attributes.get("itemprop") == "author":
        yield "credit"
    if _CAPTION.search(names):
        yield "figcaption"
    if name not in _WHOLE and _BESIDE.search(names):
        yield "beside"
