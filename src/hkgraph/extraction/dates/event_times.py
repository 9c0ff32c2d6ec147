"""When a verb or a noun of a sentence happened: by its own date or one that it shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.dates import edtf
from hkgraph.extraction.dates.attachment import (
    SUBJECTS,
    VERBS,
    dates_in_sentence,
    own_time,
    words_of,
)
from hkgraph.extraction.dates.tense import governing_verb
from hkgraph.extraction.grammar.companions import (
    framing_verb,
    placing_verbs,
    source_of_outcome,
)
from hkgraph.extraction.lexicon import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.reading import Reading
    from hkgraph.model import TimeValue

#: An event behind these may have the date that follows it.
_EVENT_LINKS = frozenset({"in", "at", "during", "after", "before", "since", "following"})
_NOT_THEN = frozenset({"later", "then", "subsequently", "eventually", "since", "afterwards"})


def time_of(reading: Reading, token: Token) -> TimeValue | None:
    """Find the date that governs a verb or an event noun; None if its clause has none.

    A date inside another clause of the sentence does not count, nor one that only tells which
    thing is meant ("the 2019 report" says nothing of when it is read).
    """
    ways = (own_time, *(_NOUN_WAYS if token.pos_ in {"NOUN", "PROPN"} else _VERB_WAYS))
    return next((time for way in ways if (time := way(reading, token)) is not None), None)


# ── nouns ───────────────────────────────────────────────────────────────────────────────────


def _time_behind(reading: Reading, noun: Token) -> TimeValue | None:
    """Find the date right behind an event noun ("took part in the election on Sunday")."""
    if noun.pos_ != "NOUN" or noun.head.lower_ not in _EVENT_LINKS:
        return None
    for mention in dates_in_sentence(reading, noun):
        between = noun.doc.text[noun.idx + len(noun) : mention.span.start].split()
        is_point = ".." not in mention.time.edtf
        if is_point and mention.span.start > noun.idx and between in ([], ["on"], ["in"]):
            return mention.time
    return None


def _time_placed(reading: Reading, noun: Token) -> TimeValue | None:
    """Find the date of a verb that only says when an event was ("the arrests came on Friday")."""
    placed = (own_time(reading, verb) for verb in placing_verbs(noun))
    return next((time for time in placed if time is not None), None)


def _time_of_toll(reading: Reading, noun: Token) -> TimeValue | None:
    """Find the date of those hurt in what a noun names ("killed in a crash last Friday")."""
    verb = framing_verb(noun)
    is_toll = verb is not None and verb.lemma_ in words("casualty-verbs")
    return own_time(reading, verb) if verb is not None and is_toll else None


# ── verbs ───────────────────────────────────────────────────────────────────────────────────


def _time_around(reading: Reading, verb: Token) -> TimeValue | None:
    """Find the date of a clause with "when": of the noun or the verb that it tells more about."""
    has_when = any(c.lower_ == "when" for c in verb.children)
    if (source := source_of_outcome(verb)) is not None:
        return own_time(reading, source)
    if not has_when or verb.dep_ not in {"relcl", "advcl"} or verb.i < verb.head.i:
        return None
    for mention in dates_in_sentence(reading, verb):
        tokens = reading.tokens(mention.span.start, mention.span.end)
        between = verb.doc[tokens.end : verb.left_edge.i]
        if tokens.end <= verb.left_edge.i and not any(t.is_alpha for t in between):
            return mention.time
    return own_time(reading, verb.head) if verb.dep_ == "advcl" else None


def _opening_time(reading: Reading, verb: Token) -> TimeValue | None:
    """Give the date that opens the sentence, where another of its main clauses is the verb's."""
    others = [verb.head] if verb.dep_ == "conj" else []
    others += [c for c in verb.children if c.dep_ == "ccomp" and _is_parted(c, verb)]
    return next((t for o in others if (t := _time_in_front(reading, o)) is not None), None)


def _is_parted(clause: Token, verb: Token) -> bool:
    """Say whether a semicolon stands between a clause and the verb behind it."""
    return clause.i < verb.i and any(t.text == ";" for t in verb.doc[clause.i : verb.i])


def _time_in_front(reading: Reading, verb: Token) -> TimeValue | None:
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    for mention in dates_in_sentence(reading, verb):
        way = [t.i for t in words_of(reading, mention)]
        if verb.i in way and subject is not None and mention.span.end <= subject.left_edge.idx:
            return mention.time
    return None


def _time_when(reading: Reading, verb: Token) -> TimeValue | None:
    """Give the date of the clause with "when" or "as" that tells what happened with the verb."""
    main = verb.head if verb.dep_ == "conj" and verb.head.pos_ in VERBS else verb
    for clause in (c for one in {verb, main} for c in one.children if c.dep_ == "advcl"):
        happens = clause.tag_ in {"VBD", "VBZ", "VBP"} and clause.i > verb.i
        if happens and any(c.lower_ == "when" for c in clause.children):
            return own_time(reading, clause)
    return None


def _time_beside(reading: Reading, verb: Token) -> TimeValue | None:
    """Give the day of the clause that runs beside the verb's own.

    "… on Friday as the court passed sentence", "… on Friday, while a ninth was acquitted", "14 were
    convicted on May 30 and two were acquitted": both have their subjects and the same tense.
    """
    head = verb.head
    is_beside = verb.dep_ == "conj" or (verb.dep_ == "advcl" and _mark(verb) in {"as", "while"})
    if not is_beside or head.pos_ not in VERBS or _tense(verb) != _tense(head):
        return None
    own_subject = any(c.dep_ in SUBJECTS for c in verb.children)
    if not own_subject or any(c.lower_ in _NOT_THEN for c in verb.children):
        return None
    time = own_time(reading, head)
    return time if time is not None and edtf.is_day(time) else None


def _time_among(reading: Reading, verb: Token) -> TimeValue | None:
    """Give the date of "was among 11 officials placed under sanctions" to what befell them."""
    above = verb.head
    if verb.dep_ != "acl" or verb.tag_ != "VBN" or above.dep_ != "pobj":
        return None
    link = above.head
    is_one_of = link.lower_ in {"among", "of"} and link.head.lemma_ in {"be", "one"}
    return own_time(reading, governing_verb(link) or link) if is_one_of else None


def _mark(verb: Token) -> str:
    return next((c.lower_ for c in verb.children if c.dep_ == "mark"), "")


def _tense(verb: Token) -> tuple[str, ...]:
    helpers = [c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    is_past = verb.tag_ == "VBD" or helpers in (["was"], ["were"])
    return ("past",) if is_past else (verb.tag_, *helpers)


_NOUN_WAYS = (_time_behind, _time_placed, _time_around, _time_of_toll)
_VERB_WAYS = (_time_behind, _opening_time, _time_around, _time_when, _time_beside, _time_among)
