"""Nouns as arguments: what stands beside them, behind them, or for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

_RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$"})


def antecedent(token: Token) -> Token:
    """Give what a relative pronoun refers to, else the token itself."""
    is_relative = token.tag_ in _RELATIVE_TAGS or (token.lower_ == "that" and token.tag_ == "IN")
    if not is_relative:
        return token
    clause = next((a for a in token.ancestors if a.dep_ == "relcl"), None)
    return clause.head if clause is not None else token


def coordinated(token: Token) -> Iterator[Token]:
    """Iterate over a token and the nouns coordinated with it or listed behind it."""
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN", "PRON"}:
            yield from coordinated(child)


def spread(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """Give some tokens with what is coordinated with them, each once."""
    return tuple(dict.fromkeys(member for token in tokens for member in coordinated(token)))


def prepositional_objects(preposition: Token) -> tuple[Token, ...]:
    """Give what a preposition governs, through a second preposition ("from within the city")."""
    direct = [antecedent(c) for c in preposition.children if c.dep_ == "pobj"]
    inner = (c for c in preposition.children if c.dep_ == "prep")
    return spread(direct) + tuple(t for c in inner for t in prepositional_objects(c))


def cut_off(noun: Token) -> tuple[Token, ...]:
    """Give what a date parts from its noun ("the arrest last Thursday of five people")."""
    following = noun.doc[noun.i + 1 : min(noun.i + 5, noun.sent.end)]
    for word in following:
        if word.lower_ == "of":
            return prepositional_objects(word) if word.i > noun.i + 1 else ()
        if word.ent_type_ != "DATE" and word.lower_ != "on":
            return ()
    return ()


def is_lapse(noun: Token) -> bool:
    """Say whether a noun tells how long after something it was ("shut hours after the raid")."""
    if noun.lemma_ not in words("time-units") or noun.i + 1 == len(noun.doc):
        return False
    return noun.nbor().lower_ in {"after", "before", "later", "earlier", "ago"}
