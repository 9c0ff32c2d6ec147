"""Whether a verb tells of what is still to come, which decides the year or week of a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import table, words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.reading import Reading

_MODALS = frozenset(
    ["will", "'ll", "’ll", "wo", "shall", "would", "'d", "’d", "may", "might", "should", "must"]
)
_PAST_TAGS = frozenset({"VBD", "VBN"})


def governing_verb(token: Token) -> Token | None:
    """Find the nearest verb above a token, or the token itself."""
    while token.pos_ not in {"VERB", "AUX"} or token.dep_ in {"aux", "auxpass"}:
        if token.head == token:
            return None
        token = token.head
    return token


def verb_of(reading: Reading, start: int, end: int) -> Token | None:
    """Find the verb of a date: the one right before it ("said on Monday"), else that above it."""
    before = verb_right_before(reading, start)
    return before or governing_verb(reading.tokens(start, end).root)


def has_come_about(verb: Token) -> bool:
    """Say whether a verb tells of a state up to now ("has been shut")."""
    return any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children)


def is_set_day(verb: Token, link: str) -> bool:
    """Say whether a verb and the word before a date set that day ("adjourned until", "due on")."""
    if link in {"until", "till", "to"}:
        is_put_off = any(c.dep_ == "prt" and c.lower_ in {"off", "back"} for c in verb.children)
        return is_put_off or verb.lemma_ in words("postponing-verbs")
    return link in {"for", "on"} and verb.lemma_ in words("day-setting-verbs")


def verb_right_before(reading: Reading, start: int) -> Token | None:
    """Find the verb that stands right before a character ("said on Monday")."""
    first = reading.tokens(start, start + 1)[0]
    for token in reversed(reading.doc[max(first.sent.start, first.i - 2) : first.i]):
        if token.pos_ == "VERB":
            return token
        if token.pos_ not in {"ADP", "ADV"}:
            return None
    return None


def lies_ahead(verb: Token) -> bool:
    """Say whether a verb tells of something planned or to come.

    Modal verbs, "is to", "plans to", "due on" and the present tense do; "would have" does not.
    """
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} and not _own_tense(verb):
        return lies_ahead(verb.head)
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if any(c.lemma_ == "have" for c in helpers):
        return False
    if any(c.lower_ in _MODALS for c in helpers):
        return True
    if any(c.lower_ in {"can", "could"} for c in helpers):
        return not any(c.dep_ == "neg" for c in verb.children)
    if any(c.lower_ == "to" for c in helpers):
        return _infinitive_ahead(verb)
    above = governing_verb(verb.head) if _is_gerund(verb) and not helpers else None
    return lies_ahead(above) if above is not None else _present_ahead(verb, helpers)


def _is_gerund(verb: Token) -> bool:
    """Say whether a verb has its tense from the one above it ("would consider closing")."""
    return verb.tag_ == "VBG" and verb.dep_ in {"xcomp", "pcomp"}


def _own_tense(verb: Token) -> bool:
    return verb.tag_ in {"VBD", "VBZ", "VBP"} or any(
        c.dep_ in {"aux", "auxpass", "nsubj", "nsubjpass"} for c in verb.children
    )


def _infinitive_ahead(verb: Token) -> bool:
    parent = verb.head
    if parent == verb:
        return True
    if parent.lemma_ == "be":
        return parent.tag_ not in _PAST_TAGS
    if parent.lemma_ not in words("plan-words"):
        return parent.pos_ not in {"VERB", "AUX"} and _noun_ahead(parent)
    return not _past_passive(parent)


def _noun_ahead(noun: Token) -> bool:
    return noun.lemma_ in words("plan-words")


def _past_passive(word: Token) -> bool:
    """Say whether a plan is past ("was scheduled to launch"), and so may have failed."""
    helpers = [c for c in word.children if c.dep_ in {"aux", "auxpass"}]
    if word.dep_ == "acomp":
        helpers.append(word.head)
    return any(c.lower_ in {"was", "were", "been"} for c in helpers)


def _present_ahead(verb: Token, helpers: list[Token]) -> bool:
    if verb.lemma_ in table("speech-verbs"):
        return False
    if verb.tag_ in {"VBZ", "VBP"}:
        return True
    if any(c.lower_ in {"is", "are"} for c in helpers):
        return verb.tag_ == "VBG" or verb.lemma_ in words("plan-words")
    return not helpers and verb.tag_ == "VBN" and verb.lemma_ in words("plan-words")
