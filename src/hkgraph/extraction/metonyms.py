"""Telling a seat of government from its city: "Beijing imposed" against "in Beijing"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import table, words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.gazetteer import GazetteerMatch
    from hkgraph.extraction.surface import Surface

_AT_A_PLACE = frozenset(["in", "at", "near", "outside", "around", "inside"])
_ON_THE_WAY = frozenset(["to", "from", "for", "via", "through", "into"])


def government_meant(surface: Surface, match: GazetteerMatch) -> str | None:
    """Give the row of the government that a capital stands for, if it does.

    "Beijing" is an actor unless something is there or goes there; other capitals are actors only
    where they speak.
    """
    token = surface.tokens[match.first]
    if match.row.id == "beijing":
        in_china = surface.lower(match.last) == "," and surface.lower(match.last + 1) == "china"
        placed = in_china or (token is not None and _is_placed(_first_conjunct(token)))
        return None if placed else "central-people-s-government"
    says = table("speech-verbs")
    speaks = token is not None and token.dep_ == "nsubj" and token.head.lemma_ in says
    return table("capitals").get(match.row.id) if speaks else None


def _first_conjunct(token: Token) -> Token:
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    return token


def _is_placed(token: Token) -> bool:
    if token.dep_ != "pobj":
        return token.dep_ == "dobj" and token.head.lemma_ in {"visit", "leave", "tour"}
    preposition = token.head
    if preposition.lower_ in _AT_A_PLACE:
        return True
    return preposition.lower_ in _ON_THE_WAY and preposition.head.lemma_ in words("motion-words")
