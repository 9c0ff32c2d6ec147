"""People whose surname is also the name of a place ("Jack London said")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import table, words
from hkgraph.extraction.names.clues import (
    follows_honorific,
    follows_kin,
    follows_role,
    lives,
    precedes_role,
    speaks,
)
from hkgraph.model import Kind

if TYPE_CHECKING:
    from hkgraph.extraction.names.candidates import Candidate
    from hkgraph.extraction.names.surface import Surface

_PLACING = frozenset("in at near to from outside around across of via into".split())


def without_surnames(surface: Surface, known: list[Candidate]) -> list[Candidate]:
    """Leave out the places that are surnames here, behind a given name and wherever else alone."""
    taken = {index for name in known for index in range(name.first, name.last)}
    places = [name for name in known if _is_bare_place(name)]
    borne = [name for name in places if _is_borne(surface, name, taken)]
    surnames = {surface.text(name.first, name.last) for name in borne}
    return [
        name
        for name in known
        if name not in places or (name not in borne and not _takes_up(surface, name, surnames))
    ]


def _is_bare_place(name: Candidate) -> bool:
    """Say whether a name is one word for a place, or for the government that sits there."""
    is_seat = name.gazetteer in table("capitals").values()
    is_place = name.kind is Kind.PLACE and not name.is_demonym
    return name.last - name.first == 1 and (is_place or is_seat)


def _is_borne(surface: Surface, name: Candidate, taken: set[int]) -> bool:
    """Say whether a given name stands before, and a person around."""
    given, index = name.first - 1, name.first
    if given < 0 or given in taken or not surface.same_block(index) or surface.adjoins(index):
        return False
    if surface.words[given].text in table("months") or surface.lower(given - 1) in _PLACING:
        return False
    if name.last < len(surface.words) and surface.words[name.last].is_capitalised:
        return False
    labels = {getattr(surface.tokens[i], "ent_type_", "") for i in (given, index)}
    is_given = surface.words[given].text in words("given-names")
    return (is_given or labels == {"PERSON"}) and ("PERSON" in labels or _lives(surface, name))


def _lives(surface: Surface, name: Candidate) -> bool:
    first, last = name.first - 1, name.last
    before = follows_honorific(surface, first) or follows_role(surface, first)
    behind = precedes_role(surface, last) or speaks(surface, first, last) or lives(surface, last)
    return before or behind or follows_kin(surface, first)


def _takes_up(surface: Surface, name: Candidate, surnames: set[str]) -> bool:
    text = surface.text(name.first, name.last)
    return text in surnames and surface.lower(name.first - 1) not in _PLACING
