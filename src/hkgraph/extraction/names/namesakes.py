"""People whose surname is also the name of a place ("Jack London said")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import table
from hkgraph.extraction.names.clues import (
    follows_honorific,
    follows_kin,
    follows_role,
    lives,
    precedes_role,
    speaks,
)
from hkgraph.extraction.names.forms import may_be_given
from hkgraph.model import Kind

if TYPE_CHECKING:
    from hkgraph.extraction.names.candidates import Candidate
    from hkgraph.extraction.names.surface import Surface

_PLACING = frozenset("in at near to from outside around across of via into".split())


def without_surnames(surface: Surface, known: list[Candidate]) -> list[Candidate]:
    """Leave out the places that are surnames here, behind a given name and wherever else alone."""
    places = [name for name in known if _is_bare_place(name)]
    texts = {surface.words[name.first].text for name in places}
    taken = {index for name in known for index in range(name.first, name.last)}
    borne = {
        index
        for index, word in enumerate(surface.words)
        if word.text in texts and _is_borne(surface, index, taken)
    }
    surnames = {surface.words[index].text for index in borne}
    return [
        name
        for name in known
        if name not in places
        or (name.first not in borne and not _takes_up(surface, name.first, surnames))
    ]


def _is_bare_place(name: Candidate) -> bool:
    """Say whether a name is one word for a place, or for the government that sits there."""
    is_seat = name.gazetteer in table("capitals").values()
    is_place = name.kind is Kind.PLACE and not name.is_demonym
    return name.last - name.first == 1 and (is_place or is_seat)


def _is_borne(surface: Surface, index: int, taken: set[int]) -> bool:
    """Say whether a given name stands before, and a person around."""
    given = index - 1
    if given < 0 or given in taken or not surface.same_block(index) or surface.adjoins(index):
        return False
    if surface.words[given].text in table("months") or surface.lower(given - 1) in _PLACING:
        return False
    if index + 1 < len(surface.words) and surface.words[index + 1].is_capitalised:
        return False
    labels = {getattr(surface.tokens[i], "ent_type_", "") for i in (given, index)}
    is_given = may_be_given(surface.words[given].text)
    return (is_given or labels == {"PERSON"}) and ("PERSON" in labels or _lives(surface, index))


def _lives(surface: Surface, index: int) -> bool:
    first, last = index - 1, index + 1
    before = follows_honorific(surface, first) or follows_role(surface, first)
    behind = precedes_role(surface, last) or speaks(surface, first, last) or lives(surface, last)
    return before or behind or follows_kin(surface, first)


def _takes_up(surface: Surface, index: int, surnames: set[str]) -> bool:
    return surface.words[index].text in surnames and surface.lower(index - 1) not in _PLACING
