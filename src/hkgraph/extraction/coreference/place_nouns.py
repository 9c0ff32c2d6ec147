"""Common nouns for places: "the country", "the province", "the estate"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hkgraph.extraction.coreference.body_nouns import is_named_so
from hkgraph.extraction.coreference.references import refer, takes_up
from hkgraph.extraction.lexicon import table, words
from hkgraph.model import Kind

if TYPE_CHECKING:
    from hkgraph.extraction.coreference.clusters import Cluster
    from hkgraph.extraction.coreference.discourse import Discourse, Use
    from hkgraph.extraction.coreference.noun_phrases import NounPhrase

#: By how many points one country must lead the others.
_SURE = 20


def refer_to_place(discourse: Discourse, phrase: NounPhrase) -> bool:
    """Let a noun stand for the place of its kind, where no other is as near."""
    noun = phrase.head.lower_
    if phrase.head.tag_ != "NN" or not (noun in _ids() or _is_of_places(noun)):
        return False
    if phrase.modifiers or not takes_up(discourse, phrase):
        return False
    if noun in _ids() and _may_be_unknown(discourse, phrase):
        return False

    def fits(use: Use) -> bool:
        return use.cluster is not None and _is_such(use.cluster, noun)

    found = discourse.most_present(phrase.head, fits, lambda _: 0, margin=_SURE)
    return refer(discourse, phrase, found)


def may_be(place: Cluster | None, noun: str) -> bool:
    """Say whether a noun may stand for a place: no country is "the city"."""
    row_id = place.gazetteer if place else None
    kinds = {kind for kind, ids in _ids().items() if row_id in ids}
    return noun not in _ids() or not kinds or noun in kinds


def _may_be_unknown(discourse: Discourse, phrase: NounPhrase) -> bool:
    """Say whether "the city" may be Hong Kong, or "the province" a place of unknown kind."""
    if phrase.head.lower_ == "country":
        return False
    if phrase.head.lower_ == "city" and discourse.is_about_hong_kong:
        return True
    near = (use.cluster for use in discourse.before(phrase.head))
    return any(c is not None and c.kind is Kind.PLACE and c.gazetteer is None for c in near)


def _is_of_places(noun: str) -> bool:
    return noun.capitalize() in words("place-heads")


def _is_such(place: Cluster, noun: str) -> bool:
    """Say whether a place is known to be of the kind, or is called so."""
    if place.kind is not Kind.PLACE or place.gazetteer == "hong-kong":
        return False
    return (place.gazetteer or "") in _ids().get(noun, ()) or is_named_so(place, noun)


@cache
def _ids() -> dict[str, frozenset[str]]:
    return {noun: frozenset(ids.split()) for noun, ids in table("places-by-kind").items()}
