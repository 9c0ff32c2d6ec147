"""Lines that describe a picture, or credit its maker."""

from __future__ import annotations

import re

from hkgraph.articles.bylines import bare_agency
from hkgraph.articles.outlets import outlet_named

_CAPTION = re.compile(
    r".{0,400}\b(?:file )?(?:photos?|pictures?|images?|photographs?|screenshot|graphic)\s?"
    r"(?::|by\b|courtesy\b).{0,100}|(?:media|image|photo|picture|video) caption\s*:?.{0,400}"
    r"|image (?:copyright|source)\b.{0,60}",
    re.IGNORECASE,
)
_TEXT_BY = re.compile(r"(?:text|words|story|report|by)\b.{0,60}", re.IGNORECASE)
# "A man passes the pier. (Anna Reed / AFP)", "The old pier [Lamma Daily]".
_PICTURED = re.compile(r"(?P<shown>\S.*?)\s*(?P<mark>[(\[])(?P<credit>[^()\[\]]{2,80})[)\]]\.?")


def is_caption(words: str) -> bool:
    """Say whether a block describes a picture and credits its maker."""
    if _TEXT_BY.match(words):
        return False
    if bare_agency(words) or _CAPTION.fullmatch(words):
        return True
    pictured = _PICTURED.fullmatch(words) if len(words) <= 500 else None
    if pictured is None:
        return False
    *maker, outlet = re.split(r"\s*[/|]\s*", pictured["credit"])
    if maker and outlet_named(maker[0]):
        return True
    stops = pictured["shown"].endswith((".", "?", "!", "”", '"'))
    bare = pictured["mark"] == "[" and not stops
    return outlet_named(outlet) is not None and (bool(maker) or bare)
