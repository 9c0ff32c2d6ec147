"""Nouns as arguments: what stands beside them, behind them, or for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.grammar.counts import means_people
from hkgraph.extraction.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

_RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SHARES = frozenset({"all", "half", "most", "some", "part", "rest", "both", "several", "many"})


def antecedent(token: Token) -> Token:
    """Give what a relative pronoun refers to, else the token itself."""
    is_relative = token.tag_ in _RELATIVE_TAGS or (token.lower_ == "that" and token.tag_ == "IN")
    if not is_relative:
        return token
    clause = next((a for a in token.ancestors if a.dep_ == "relcl"), None)
    if clause is None:
        return token
    return _person_of(clause.head) if token.lower_ == "who" else clause.head


def _person_of(noun: Token) -> Token:
    """Give whom "who" means behind a body's name ("a founder of the forum who left")."""
    holder = noun.head.head
    is_of = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.ent_type_ != "PERSON"
    return holder if is_of and noun.pos_ == "PROPN" and means_people(holder) else noun


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
    """Give what a preposition governs, through a second preposition ("from within the city").

    Behind "as" that may be an adjective ("described it as unfair").
    """
    said = "amod" if preposition.lower_ == "as" else "pobj"
    direct = [antecedent(c) for c in preposition.children if c.dep_ in {"pobj", said}]
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


def copula_over(noun: Token) -> Token:
    """Give the word that a noun hangs on, over "in" the copula ("they are in talks to merge")."""
    link = noun.head
    return link.head if link.lower_ == "in" and link.head.lemma_ == "be" else link


def is_lapse(noun: Token) -> bool:
    """Say whether a noun tells how long after something it was ("shut hours after the raid")."""
    if noun.lemma_ not in words("time-units") or noun.i + 1 == len(noun.doc):
        return False
    return noun.nbor().lower_ in {"after", "before", "later", "earlier", "ago"}


def described_by(noun: Token) -> tuple[Token, ...]:
    """Find what a noun says something of.

    So do "Y, a unit", "Y is a unit", "its unit Y", "its unit, Y" and "Y and two other units".
    """
    if noun.dep_ == "conj" and any(c.lower_ == "other" for c in noun.lefts):
        return (noun.head,)
    if noun.dep_ == "appos":
        return (noun.head,)
    if noun.dep_ == "attr" and noun.head.lemma_ in {"be", "become", "remain"}:
        return _subjects_told(noun.head)
    named = tuple(c for c in noun.rights if c.dep_ == "appos" and c.pos_ == "PROPN")
    if named:
        return spread(named)
    is_before = noun.dep_ in {"compound", "nmod"} and noun.head.pos_ == "PROPN"
    return (noun.head,) if is_before and noun.i < noun.head.i else ()


def one_of(noun: Token) -> tuple[Token, ...]:
    """Find who is one of those that a noun means ("Kam was among those jailed", "the first to")."""
    held = noun
    while held.dep_ == "pobj" and held.head.lower_ in {"among", "of"}:
        held = held.head if held.head.head.lemma_ == "be" else held.head.head
    copula = held.head
    is_one = held.dep_ == "prep" or held.lower_ in {"one", "first", "last", "latest"}
    if copula.lemma_ != "be" or not is_one or held.dep_ not in {"prep", "attr"}:
        return ()
    return _subjects_told(copula)


def _subjects_told(copula: Token) -> tuple[Token, ...]:
    """Give of whom a clause with "be" says that they are something, if it says so plainly."""
    if any(c.dep_ == "neg" or c.tag_ == "MD" for c in copula.children):
        return ()
    verb = copula
    while verb.dep_ == "conj" and not any(c.dep_ in _SUBJECTS for c in verb.children):
        verb = verb.head
    return spread(antecedent(c) for c in verb.children if c.dep_ in _SUBJECTS)


def shared_out(noun: Token) -> tuple[Token, ...]:
    """Give what a word for a share of it stands for ("all of its branches"), with the word."""
    if noun.pos_ != "NUM" and noun.lower_ not in _SHARES:
        return (noun,)
    links = (c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of")
    return (noun, *(held for link in links for held in prepositional_objects(link)))
