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
#: "Unless settled by June": what is not yet, where the verb above tells of what is to come.
_CONDITIONS = frozenset({"if", "unless", "until", "till", "once", "when", "as"})
#: "Bail until the appeals are heard on Friday": the present tense of what is waited for.
_AWAITED = frozenset({"until", "till", "before", "once", "if", "unless"})
_ONE_OF_MANY = frozenset({"first", "second", "third", "fourth", "last", "only", "next", "latest"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
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
        return is_put_off(verb) or (link != "to" and _lasts(verb))
    if link == "for":
        return verb.lemma_ in words("day-setting-verbs") | words("calling-verbs")
    return link == "on" and verb.lemma_ in words("day-setting-verbs")


def _lasts(verb: Token) -> bool:
    """Say whether a state lasts now or a time is given: "is shut until", "has until Friday"."""
    if verb.lemma_ == "give" or verb.tag_ in {"VBZ", "VBP"}:
        return True
    return any(c.lower_ in {"is", "are", "has", "have"} for c in verb.children)


def was_set(verb: Token) -> bool:
    """Say whether a verb tells of a day that had been set, and so may have passed."""
    return _past_passive(verb)


def is_put_off(verb: Token) -> bool:
    """Say whether a verb moves something to another day ("postponed", "put back")."""
    has_particle = any(c.dep_ == "prt" and c.lower_ in {"off", "back"} for c in verb.children)
    return has_particle or verb.lemma_ in words("postponing-verbs")


def verb_right_before(reading: Reading, start: int) -> Token | None:
    """Find the verb that stands right before a character ("said on Monday")."""
    first = reading.tokens(start, start + 1)[0]
    for token in reversed(reading.doc[max(first.sent.start, first.i - 2) : first.i]):
        if token.pos_ == "VERB" and reading.mention_of(token) is None:
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
    above = governing_verb(verb.head) if _has_tense_above(verb) and not helpers else None
    return lies_ahead(above) if above is not None else _present_ahead(verb, helpers)


def _has_tense_above(verb: Token) -> bool:
    """Say whether a verb has its tense from the one above it.

    "It would consider closing", "it will lapse if not completed by June".
    """
    if verb.tag_ == "VBG":
        return verb.dep_ in {"xcomp", "pcomp"}
    return verb.tag_ == "VBN" and verb.dep_ == "advcl" and _mark(verb) in _CONDITIONS


def _mark(verb: Token) -> str:
    return next((c.lower_ for c in verb.lefts if c.dep_ in {"mark", "advmod"}), "")


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
        return parent.pos_ not in {"VERB", "AUX"} and (_noun_ahead(parent) or _is_to_be(verb))
    return not _past_passive(parent) or parent.lemma_ in words("ordering-verbs")


def _is_to_be(verb: Token) -> bool:
    """Tell "the poll, to be held on Friday" from "the first man to be held"."""
    noun = verb.head
    of_many = any(c.tag_ in {"JJS", "RBS"} or c.lower_ in _ONE_OF_MANY for c in noun.children)
    is_passive = any(c.lower_ == "be" for c in verb.children)
    return is_passive and noun.pos_ in {"NOUN", "PROPN"} and not of_many


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
    is_finite = verb.tag_ == "VB" and any(c.dep_ in _SUBJECTS for c in verb.lefts)
    if verb.tag_ in {"VBZ", "VBP"} or (is_finite and not helpers):
        return True
    if any(c.lower_ in {"is", "are"} for c in helpers):
        awaited = _mark(verb) in _AWAITED
        return awaited or verb.tag_ == "VBG" or verb.lemma_ in words("plan-words")
    return not helpers and verb.tag_ == "VBN" and verb.lemma_ in words("plan-words")
