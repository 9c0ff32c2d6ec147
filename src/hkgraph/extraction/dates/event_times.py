"""Which date of a sentence belongs to which verb or noun of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.dates import edtf
from hkgraph.extraction.dates.tense import verb_right_before
from hkgraph.extraction.events.companions import placing_verbs, source_of_outcome
from hkgraph.extraction.speech.verbs import speech_class

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from hkgraph.extraction.reading import Reading
    from hkgraph.model import DateMention, TimeValue

_MODIFIER_DEPS = frozenset({"compound", "nmod", "nummod", "amod", "poss"})
_VERBS = frozenset({"VERB", "AUX"})
#: A date on the noun behind these may date the verb before them ("moved to the city in 1990").
_PLACE_LINKS = frozenset({"in", "at", "on", "to", "into", "near", "outside", "by", "during"})
#: An event behind these may have the date that follows it.
_EVENT_LINKS = frozenset({"in", "at", "during", "after", "before", "since", "following"})
#: What stands behind these is the matter of the clause and has a date of its own.
_THEME_LINKS = frozenset({"over", "about", "regarding", "concerning"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


def time_of(reading: Reading, token: Token) -> TimeValue | None:
    """Find the date that governs a verb or an event noun; None if its clause has none.

    A date inside another clause of the sentence does not count, nor one that only tells which
    thing is meant ("the 2019 report" says nothing of when it is read).
    """
    found = _own_time(reading, token)
    if found is None and token.dep_ == "pobj":
        found = _time_behind(reading, token)
    if found is None and token.pos_ in {"NOUN", "PROPN"}:
        placing = next(placing_verbs(token), None)
        found = _own_time(reading, placing) if placing is not None else None
    if found is None and token.dep_ == "conj" and token.head.pos_ in _VERBS:
        found = _shared_time(reading, token.head)
    return _time_around(reading, token) if found is None else found


def _time_behind(reading: Reading, noun: Token) -> TimeValue | None:
    """Find the date right behind an event noun ("took part in the election on Sunday")."""
    if noun.pos_ != "NOUN" or noun.head.lower_ not in _EVENT_LINKS:
        return None
    for mention in _dates_in_sentence(reading, noun):
        between = noun.doc.text[noun.idx + len(noun) : mention.span.start].split()
        is_point = ".." not in mention.time.edtf
        if is_point and mention.span.start > noun.idx and between in ([], ["on"], ["in"]):
            return mention.time
    return None


def _time_around(reading: Reading, verb: Token) -> TimeValue | None:
    """Find the date of a clause with "when": of the noun or the verb that it tells more about."""
    has_when = any(c.lower_ == "when" for c in verb.children)
    if (source := source_of_outcome(verb)) is not None:
        return _own_time(reading, source)
    if not has_when or verb.dep_ not in {"relcl", "advcl"} or verb.i < verb.head.i:
        return None
    for mention in _dates_in_sentence(reading, verb):
        tokens = reading.tokens(mention.span.start, mention.span.end)
        between = verb.doc[tokens.end : verb.left_edge.i]
        if tokens.end <= verb.left_edge.i and not any(t.is_alpha for t in between):
            return mention.time
    return _own_time(reading, verb.head) if verb.dep_ == "advcl" else None


def _own_time(reading: Reading, token: Token) -> TimeValue | None:
    """Find the nearest date whose way up the parse meets the token."""
    choices: list[tuple[int, int, TimeValue]] = []
    for mention in _dates_in_sentence(reading, token):
        path = [t.i for t in _way_up(reading, mention)]
        if token.i in path:
            distance = abs(mention.span.start - token.idx)
            choices.append((path.index(token.i), distance, mention.time))
    return min(choices, key=lambda choice: choice[:2])[2] if choices else None


def _shared_time(reading: Reading, verb: Token) -> TimeValue | None:
    """Give the date of a verb that opens its sentence, since it then holds for what follows."""
    for mention in _dates_in_sentence(reading, verb):
        way = [t.i for t in _way_up(reading, mention)]
        subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
        if verb.i in way and subject is not None and mention.span.end <= subject.left_edge.idx:
            return mention.time
    return None


def _dates_in_sentence(reading: Reading, token: Token) -> Iterator[DateMention]:
    start, end = token.sent.start_char, token.sent.end_char
    return (d for d in reading.dates if start <= d.span.start < end)


def _way_up(reading: Reading, mention: DateMention) -> Iterator[Token]:
    """Iterate over the words that a date may belong to, from the nearest to the verb above."""
    before = verb_right_before(reading, mention.span.start)
    if before is not None:
        yield from _past_speech(mention, before)
        return
    if mention.span.text.endswith("since"):
        yield from _verb_behind(reading, mention)
        return
    tokens = reading.tokens(mention.span.start, mention.span.end)
    if noun := _noun_around(tokens[0], tokens[-1]) or _noun_spoken_of(tokens[0]):
        yield noun
        return
    root = tokens.root
    is_modifier = root.dep_ in _MODIFIER_DEPS
    link = root
    while link.pos_ == "ADP" or link.dep_ in {"pobj", "pcomp"}:
        if link.head == link:
            return
        link = link.head
    head = link.head if link == root else link
    if is_modifier and head.dep_ == "pobj" and head.head.lower_ == "during":
        yield from _up_to_verb(mention, head.head.head)
        return
    if is_modifier or _is_of(root, head):
        yield head
        return
    yield from _up_to_verb(mention, head)


def _noun_around(first: Token, last: Token) -> Token | None:
    """Find the noun that a date cuts from its "of" ("the arrest last Thursday of five people")."""
    if first.i == 0 or last.i + 1 >= len(last.doc):
        return None
    noun = first.nbor(-1)
    return noun if noun.pos_ == "NOUN" and last.nbor().lower_ in {"of", "by"} else None


def _noun_spoken_of(first: Token) -> Token | None:
    """Find the noun that a date tells more about in "over a meeting in May"."""
    link = first.head if first.dep_ == "pobj" else first
    noun = link.nbor(-1) if link.i > first.sent.start else None
    is_theme = noun is not None and noun.dep_ == "pobj" and noun.head.lower_ in _THEME_LINKS
    return noun if is_theme else None


def _verb_behind(reading: Reading, mention: DateMention) -> Iterator[Token]:
    """Give the first verb behind a date that a clause ends ("five decades since it took …")."""
    last = reading.tokens(mention.span.start, mention.span.end)[-1]
    behind = (t for t in reading.doc[last.i + 1 : last.sent.end] if t.pos_ == "VERB")
    if (verb := next(behind, None)) is not None:
        yield verb


def _up_to_verb(mention: DateMention, head: Token) -> Iterator[Token]:
    while head.pos_ not in _VERBS:
        yield head
        if head.dep_ in _SUBJECTS or head.head == head:
            return
        if head.pos_ == "ADP" and head.lower_ not in _PLACE_LINKS:
            return
        head = head.head
    if head.dep_ in {"aux", "auxpass"}:
        head = head.head
    yield from _past_speech(mention, head)


def _past_speech(mention: DateMention, verb: Token) -> Iterator[Token]:
    """Give the verb, or what it reports where a date between the two is no single day.

    News text puts the day of saying behind "said" ("said on Monday he was free"); a month or a year
    there dates what is said ("said in January last year he was refused entry").
    """
    if speech_class(verb) and not edtf.is_day(mention.time):
        for clause in (c for c in verb.children if c.dep_ == "ccomp"):
            subject = next((c for c in clause.children if c.dep_ in _SUBJECTS), None)
            if any(c.lower_ == "that" for c in clause.lefts):
                continue
            if subject is not None and verb.idx < mention.span.start < subject.idx:
                yield clause
                return
    yield verb
    if verb.dep_ == "xcomp" and verb.head.tag_ == "VBD":
        yield verb.head


def _is_of(root: Token, head: Token) -> bool:
    link = root if root.pos_ == "ADP" else root.head
    return link.lower_ == "of" and head.pos_ not in _VERBS
