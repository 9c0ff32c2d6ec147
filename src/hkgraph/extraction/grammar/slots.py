"""Slots of a clause: which words stand in them, and whether they are those that a frame names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hkgraph.extraction.grammar.clauses import clause_of
from hkgraph.extraction.grammar.counts import means_people
from hkgraph.extraction.grammar.nominals import shared_out
from hkgraph.extraction.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from spacy.tokens import Token

    from hkgraph.extraction.grammar.clauses import Clause

#: Where a frame lists words: anything at all; any noun or name of people; any such numeral.
_ANY = "any"
_PEOPLE = "people"
#: Where a frame lists words: any head word of an office, or of a calling, with its list.
_LISTS = {"office": "role-titles", "calling": "occupations"}
_SOMEBODY = frozenset({"he", "him", "she", "her"})
_NUMERALS = {"number": re.compile(r"(?:[A-Z]*\$)?[\d.,]+"), "year": re.compile(r"(?:18|19|20)\d\d")}


def follow(clause: Clause, paths: Iterable[str]) -> tuple[Token, ...]:
    """Give the tokens in some slots, in order."""
    return tuple(token for path in paths for token in follow_path(clause, path))


def complements_of(
    clause: Clause, asked: Mapping[str, tuple[str, ...]]
) -> tuple[Token, ...] | None:
    """Find the words that a frame asks for, by slot; None where one is missing."""
    found: list[Token] = []
    for slot, wanted in asked.items():
        tokens = list(follow_path(clause, slot))
        if _ANY in wanted:
            if not tokens:
                return None
            continue
        meant = [t for token in tokens for t in shared_out(token)]
        fitting = [t for t in meant if _fits(t, wanted)]
        if not fitting:
            return None
        found += fitting if _PEOPLE not in wanted else []
    return tuple(found)


def is_excluded(clause: Clause, unwanted: Mapping[str, tuple[str, ...]]) -> bool:
    """Say whether a word is there that gives the trigger another sense ("stock market crash")."""
    return any(
        _ANY in listed or _fits(token, listed)
        for slot, listed in unwanted.items()
        for token in follow_path(clause, slot)
        if token.ent_type_ not in {"DATE", "TIME"}
    )


def _fits(token: Token, wanted: tuple[str, ...]) -> bool:
    """Say whether a word is one of those listed: by itself, with the word before it, or as a name.

    Of "Typhoon Suyin" the typhoon counts; the month of March is no march.
    """
    if token.is_title and token.ent_type_ == "DATE":
        return False
    if {token.lemma_.lower(), token.lower_, with_previous(token)} & set(wanted):
        return True
    if any(_NUMERALS[w].fullmatch(token.text) for w in wanted if w in _NUMERALS):
        return True
    if any(token.lemma_.lower() in words(_LISTS[w]) for w in wanted if w in _LISTS):
        return True
    if _PEOPLE in wanted and _means_somebody(token):
        return True
    kinds = (c.lemma_.lower() for c in token.children if c.dep_ == "compound")
    return token.pos_ == "PROPN" and any(kind in wanted for kind in kinds)


def _means_somebody(token: Token) -> bool:
    return token.lower_ in _SOMEBODY or means_people(token) or token.ent_type_ == "PERSON"


def follow_path(clause: Clause, path: str) -> Iterator[Token]:
    """Iterate over the tokens at the end of a path such as ``object>of`` or ``subject+with``."""
    if "+" in path:
        yield from follow(clause, path.split("+"))
        return
    slot, _, rest = path.partition(">")
    for token in clause.get(slot):
        if rest:
            yield from follow_path(clause_of(token), rest)
        else:
            yield token


def with_previous(token: Token) -> str:
    """Give a word with the one before it, as frames write both."""
    previous = token.nbor(-1).lower_ if token.i > token.sent.start else ""
    return f"{previous} {token.lemma_.lower()}"


def verb_keys(verb: Token) -> list[str]:
    """Give a verb as frames may write it: with its particle ("break up"), else alone.

    The parser takes some particles for adverbs ("turned away"), which may also stand by themselves.
    """
    lemma = verb.lemma_.lower()
    particles = [c.lower_ for c in verb.children if c.dep_ == "prt"]
    adverbs = [c.lower_ for c in verb.children if c.dep_ == "advmod" and c.i == verb.i + 1]
    if particles:
        may_be_preposition = [lemma] if particles[0] in {"on", "in"} else []
        return [f"{lemma} {particles[0]}", *may_be_preposition]
    return [*(f"{lemma} {adverb}" for adverb in adverbs), lemma]
