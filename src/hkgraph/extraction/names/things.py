"""Capitals that name a thing and no body: a tax, a system, a standard ("the ICI system")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words
from hkgraph.extraction.names.body_clues import body_points
from hkgraph.extraction.names.candidates import Candidate, Trust
from hkgraph.extraction.names.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.names.surface import Surface

_FEWEST_LETTERS = 2


def thing_names(surface: Surface) -> Iterator[Candidate]:
    """Keep the acronyms of things out wherever they stand, unless they do what bodies do."""
    acronyms = [i for i, word in enumerate(surface.words) if _is_acronym(word.text)]
    things = {
        surface.words[i].text
        for i in acronyms
        if surface.lower(i + 1) in words("system-nouns") and surface.same_block(i + 1)
    }
    doing = {surface.words[i].text for i in acronyms if body_points(surface, i, i + 1)}
    for i in acronyms:
        if surface.words[i].text in things - doing:
            yield Candidate(first=i, last=i + 1, kind=None, trust=Trust.GAZETTEER)


def _is_acronym(word: str) -> bool:
    is_short = word.isupper() and word.isalnum() and len(word) >= _FEWEST_LETTERS
    return is_short and load_gazetteer().find(word) is None
