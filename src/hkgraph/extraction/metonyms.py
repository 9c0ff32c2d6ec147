"""Telling a seat of government from its city: "Beijing imposed" against "in Beijing"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.surface import Surface

_AT_A_PLACE = frozenset(["in", "at", "near", "outside", "around", "inside"])
_ON_THE_WAY = frozenset(["to", "from", "for", "via", "through", "into"])


def is_actor(surface: Surface, index: int) -> bool:
    """Say whether the name of a capital stands for its government."""
    if surface.lower(index + 1) == "," and surface.lower(index + 2) == "china":
        return False
    token = surface.tokens[index]
    return token is None or not _is_placed(_first_conjunct(token))


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
