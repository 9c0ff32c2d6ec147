"""Ways to spell a name, shared by extraction and identity."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_DROPPED = str.maketrans("", "", ".'’‘`\"“”")
_HYPHENS = dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")


def fold(name: str) -> str:
    """Fold a name for comparison: no case, accents, dots or quotes; one space, one hyphen.

    >>> fold("Agnès  CALLAMARD")
    'agnes callamard'
    >>> fold("the People’s Daily")
    'the peoples daily'
    """
    if name.isascii():
        return " ".join(name.lower().translate(_DROPPED).split())
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(plain.translate(_DROPPED).translate(_HYPHENS).split())


def slug(name: str, limit: int = 60) -> str:
    """Make the readable part of an IRI: letters, digits and hyphens of any script.

    >>> slug("Holden Chow Ho-ding")
    'holden-chow-ho-ding'
    """
    words = re.sub(r"[^\w]+|_", "-", fold(name)).strip("-")
    return words[:limit].rstrip("-") or "unnamed"


def short_hash(*parts: str) -> str:
    """Hash parts in order: the first 16 hex digits of sha256."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
