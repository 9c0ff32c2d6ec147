"""Which law a lower-case name such as "national security law" means, or that it means none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import table
from hkgraph.extraction.names.phrases import fold_word

if TYPE_CHECKING:
    from hkgraph.extraction.names.gazetteer import GazetteerMatch
    from hkgraph.extraction.names.surface import Surface

_BEIJING_LAW = "hong-kong-national-security-law"
_LOCAL_LAW = "safeguarding-national-security-ordinance"
#: The year in which the second law came; "the new law" is the first until then.
_YEAR_OF_LOCAL_LAW = "2024"
_OPEN = frozenset(["a", "an", "any", "another", "similar", "such", "no", "every"])
_HERE = frozenset(
    ["kong", "city", "territory", "china", "beijing", "hksar", "region", "government"]
)
_MAKING = frozenset(["beijing", "imposed", "imposes", "impose", "passed", "enacted", "china"])


def law_meant(surface: Surface, match: GazetteerMatch) -> str | None:
    """Give the id of the law that a match means, or None where it only describes a law."""
    row_id = match.row.id
    if surface.words[match.first].is_capitalised:
        return row_id
    before = match.first - 1
    if _is_narrowed(surface, before) or _is_foreign(surface, before):
        return None
    if row_id != _BEIJING_LAW:
        return row_id
    year = (surface.article.published or "")[:4]
    if surface.lower(before) == "new" and year >= _YEAR_OF_LOCAL_LAW:
        return _LOCAL_LAW
    return row_id if _is_definite(surface, match) else None


def _is_narrowed(surface: Surface, before: int) -> bool:
    """Say whether another noun belongs to the name ("data security law")."""
    token = surface.tokens[before] if before >= 0 else None
    if token is None or token.dep_ != "compound" or token.pos_ != "NOUN":
        return False
    return not surface.words[before].is_capitalised


def _is_foreign(surface: Surface, before: int) -> bool:
    """Say whether another place owns the law ("Macau's national security law")."""
    if surface.lower(before) == "s" and surface.lower(before - 1) in {"'", "’"}:
        owner = surface.lower(before - 2)
        return owner not in _HERE and surface.words[before - 2].is_capitalised
    demonyms = {fold_word(word): place for word, place in table("demonyms").items()}
    return demonyms.get(surface.lower(before), "china") not in {"china", "hong-kong"}


def _is_definite(surface: Surface, match: GazetteerMatch) -> bool:
    """Take "a national security law" for the known one only where its making is told."""
    nearby = range(max(0, match.first - 3), match.first)
    if not any(surface.lower(index) in _OPEN for index in nearby):
        return True
    token = surface.tokens[match.first]
    return token is not None and any(t.lower_ in _MAKING for t in token.sent)
