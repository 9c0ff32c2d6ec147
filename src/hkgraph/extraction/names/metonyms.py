"""Telling a seat of government from its city: "Beijing imposed" against "in Beijing"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import table, words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.names.gazetteer import GazetteerMatch
    from hkgraph.extraction.names.surface import Surface

_AT_A_PLACE = frozenset(["in", "at", "near", "outside", "around", "inside"])
_ON_THE_WAY = frozenset(["to", "from", "for", "via", "through", "into"])


#: What ties a place, not an actor, to what follows a hyphen ("Beijing-based").
_AT_HYPHEN = frozenset(["based", "born", "bound", "educated", "trained", "style", "registered"])
#: What a hyphen joins to a place on which people are at odds ("pro-Beijing").
_TOWARDS = frozenset(["pro", "anti"])
_DASHES = frozenset(["-", "–", "—", ":", "•", "("])


def government_meant(surface: Surface, match: GazetteerMatch) -> str | None:
    """Give the row of the government that a capital stands for, if it does.

    "Beijing" is an actor unless something is there or goes there; other capitals are actors only
    where they speak.
    """
    token = surface.tokens[match.first]
    if match.row.id == "beijing":
        return None if _is_city(surface, match, token) else "central-people-s-government"
    says = table("speech-verbs")
    speaks = token is not None and token.dep_ == "nsubj" and token.head.lemma_ in says
    return table("capitals").get(match.row.id) if speaks else None


def _is_city(surface: Surface, match: GazetteerMatch, token: Token | None) -> bool:
    behind = surface.lower(match.last)
    if behind == "," and surface.lower(match.last + 1) == "china":
        return True
    if behind == "-" and surface.adjoins(match.last):
        return surface.lower(match.last + 1) in _AT_HYPHEN
    if _is_dateline(surface, match) or surface.lower(match.first - 2) in _TOWARDS:
        return True
    if token is None or surface.lower(match.first - 1) == "-":
        return False
    if token.dep_ in {"compound", "nmod"} and token.head.i > token.i:
        is_name = token.head.pos_ == "PROPN" and token.head.text[0].isupper()
        return not is_name and token.head.lower_ not in words("state-subjects")
    return _is_placed(_first_conjunct(token))


def _is_dateline(surface: Surface, match: GazetteerMatch) -> bool:
    """Say whether a place opens a block before a date, an agency or a dash."""
    if match.first and surface.same_block(match.first):
        return False
    behind = surface.lower(match.last)
    month = surface.words[match.last + 1].text if match.last + 1 < len(surface.words) else ""
    return behind in _DASHES or (behind == "," and month in table("months"))


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
