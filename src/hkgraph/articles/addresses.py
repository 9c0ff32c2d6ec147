"""Web addresses that are printed in a text: they are taken out, so that they give no names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hkgraph.articles.mapped_text import MappedText

_BARE = r"(?:https?://|www\.)[^\s<>\[\]\"“”«»]{3,4000}"
_PRINTED = re.compile(
    rf"[(<\[]\s*(?:https?://|www\.)[^\s<>\[\]()\"“”«»]{{3,4000}}\s*[)>\]]|(?<!\w){_BARE}",
    re.IGNORECASE,
)
_AROUND = " \t\r\n()<>[]"
_AFTER = ".,;:!?'’\"*_"


def without_addresses(text: MappedText) -> tuple[MappedText, tuple[str, ...]]:
    """Part a text from the addresses in it; brackets that held one alone go with it."""
    kept: list[int] = []
    links: list[str] = []
    at = 0
    for match in _PRINTED.finditer(text.text):
        bracketed = match[0][0] in "(<["
        end = match.end() if bracketed else match.start() + len(_trimmed(match[0]))
        links.append(match[0].strip(_AROUND) if bracketed else text.text[match.start() : end])
        kept.extend(range(at, match.start()))
        at = end
    if not links:
        return text, ()
    kept.extend(range(at, len(text.text)))
    return text.keep(kept).tidy(), tuple(links)


def _trimmed(address: str) -> str:
    """Leave the sentence its stop, and its bracket unless the address opened it."""
    bare = address.rstrip(_AFTER)
    while bare.endswith(")") and bare.count("(") < bare.count(")"):
        bare = bare[:-1].rstrip(_AFTER)
    return bare
