"""Content negotiation: which of the formats on offer a client wants most. Pure, no server."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hkgraph.server.formats import Format

_QUALITY = re.compile(r"q\s*=\s*([01](?:\.\d{0,3})?)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Range:
    """One media range of an Accept header.

    Attributes:
        quality: 0 to 1; 0 means "never".
    """

    type: str
    subtype: str
    quality: float

    def specificity(self, media_type: str) -> int:
        """Say how closely this range names a media type: 0 not at all, 3 exactly."""
        kind, _, subtype = media_type.partition("/")
        if (self.type, self.subtype) == (kind, subtype):
            return 3
        if self.type == kind and self.subtype == "*":
            return 2
        return 1 if self.type == self.subtype == "*" else 0


def parse_accept(header: str | None) -> list[Range]:
    """Read an Accept header; none, or an empty one, accepts everything.

    Ranges that cannot be read are left out, as RFC 9110 lets a server do.
    """
    ranges = [r for part in (header or "").split(",") if (r := _parse_range(part))]
    return ranges or [Range("*", "*", 1.0)]


def _parse_range(part: str) -> Range | None:
    media_type, *parameters = part.split(";")
    kind, slash, subtype = media_type.strip().lower().partition("/")
    if not (kind and slash and subtype):
        return None
    quality = 1.0
    for parameter in parameters:
        found = _QUALITY.match(parameter.strip())
        if found:
            quality = min(float(found[1]), 1.0)
    return Range(kind, subtype, quality)


def quality(ranges: Sequence[Range], media_type: str) -> float:
    """Give the quality of a media type: that of the range that names it most closely."""
    best = max(ranges, key=lambda r: (r.specificity(media_type), r.quality))
    return best.quality if best.specificity(media_type) else 0.0


def choose(ranges: Sequence[Range], formats: Sequence[Format]) -> Format | None:
    """Give the format with the highest quality; of equals the first, or None if none will do."""
    scored = [(_best(ranges, one), -index, one) for index, one in enumerate(formats)]
    top, _, chosen = max(scored, key=lambda entry: entry[:2])
    return chosen if top[0] > 0 else None


def _best(ranges: Sequence[Range], one: Format) -> tuple[float, bool]:
    # A format asked for by its own name wins over one that only an alias fits; a star fits no
    # alias, since what is sent bears the format's own name.
    own = quality(ranges, one.media_type)
    named = (r.quality for r in ranges if f"{r.type}/{r.subtype}" in one.aliases)
    return max((own, True), (max(named, default=0.0), False))


def is_known(if_none_match: str | None, etag: str) -> bool:
    """Say whether the client holds this answer already."""
    known = [tag.strip().removeprefix("W/") for tag in (if_none_match or "").split(",")]
    return etag.removeprefix("W/") in known or "*" in known


@lru_cache(maxsize=256)
def prefers_html(header: str | None) -> bool:
    """Say whether the client is a browser: it names HTML and puts it before all data formats."""
    ranges = parse_accept(header)
    html = max((r.quality for r in ranges if (r.type, r.subtype) == ("text", "html")), default=0.0)
    others = (r for r in ranges if r.type != "*" and r.subtype not in ("html", "xhtml+xml"))
    return html > 0 and all(html >= r.quality for r in others)


@lru_cache(maxsize=256)
def choose_encoding(header: str | None) -> str:
    """Give the compression that a client takes and likes best: "br", "gzip", or "" for none."""
    wanted: dict[str, float] = {}
    for part in (header or "").lower().split(","):
        name, *parameters = part.split(";")
        found = (_QUALITY.match(parameter.strip()) for parameter in parameters)
        wanted[name.strip()] = min((float(one[1]) for one in found if one), default=1.0)
    everything = wanted.get("*", 0.0)
    scored = {name: wanted.get(name, everything) for name in ("br", "gzip")}
    best = max(scored, key=lambda name: scored[name])
    return best if scored[best] > 0 and scored[best] >= wanted.get("identity", 0.0) else ""


def names(header: str | None, media_type: str) -> bool:
    """Say whether a client asks for a media type outright, and not only by a star."""
    ranges = parse_accept(header)
    return any(f"{one.type}/{one.subtype}" == media_type and one.quality > 0 for one in ranges)
