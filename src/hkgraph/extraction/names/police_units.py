"""Units of the police, which news also names in small letters ("the Tai Po crime squad")."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words
from hkgraph.extraction.names.candidates import Candidate, Trust
from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.names.surface import Surface


@cache
def _pattern() -> re.Pattern[str]:
    units = "|".join(sorted(map(re.escape, words("police-units")), key=len, reverse=True))
    area = r"(?:(?!The\b)[A-Z][a-z]+(?: [A-Z][a-z]+){0,3} (?i:regional|region|district|police) )"
    return re.compile(rf"\b(?:{area}|(?i:regional|district|police) )?(?i:{units})\b")


def police_units(surface: Surface) -> Iterator[Candidate]:
    """Find units by what they are called, with the area that they are of."""
    text = surface.article.text
    first_at = {word.start: number for number, word in enumerate(surface.words)}
    last_at = {word.end: number for number, word in enumerate(surface.words)}
    for match in _pattern().finditer(text):
        first, last = first_at.get(match.start()), last_at.get(match.end())
        if first is not None and last is not None:
            yield Candidate(first=first, last=last + 1, kind=Kind.OFFICE, trust=Trust.GAZETTEER)
