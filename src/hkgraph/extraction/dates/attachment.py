"""Which words of a sentence a date belongs to: the verb above it, or a noun on the way there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hkgraph.extraction.dates import edtf
from hkgraph.extraction.dates.deeds import is_day_of_deed, is_old_day
from hkgraph.extraction.dates.tense import governing_verb, verb_right_before
from hkgraph.extraction.speech.verbs import speech_class

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from hkgraph.extraction.reading import Reading
    from hkgraph.model import DateMention, TimeValue

VERBS = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_MODIFIER_DEPS = frozenset({"compound", "nmod", "nummod", "amod", "poss"})
#: A date on the noun behind these may date the verb before them ("moved to the city in 1990").
_PLACE_LINKS = frozenset({"in", "at", "on", "to", "into", "near", "outside", "by", "during", "as"})
#: What stands behind these is the matter of the clause and has a date of its own.
_THEME_LINKS = frozenset({"over", "about", "regarding", "concerning"})
#: What stands behind these has a day of its own: "freed after being arrested on Monday".
_OWN_LINKS = frozenset({"after", "before", "since", "despite", "without", "besides"})
#: So has a deed, if its day is long past: "jailed for taking part in it on July 1, 2019".
_DEED_LINKS = frozenset({"for", "of", "with", "over"})
_CLOCK = re.compile(r"\d\s?[ap]\.?m\.?\s+(?:on\s+)?\Z", re.IGNORECASE)


def own_time(reading: Reading, token: Token) -> TimeValue | None:
    """Find the nearest date whose way up the parse meets the token."""
    choices: list[tuple[int, int, TimeValue]] = []
    for mention in dates_in_sentence(reading, token):
        path = [t.i for t in words_of(reading, mention)]
        if token.i in path and not is_day_of_deed(reading, mention, token):
            distance = abs(mention.span.start - token.idx)
            choices.append((path.index(token.i), distance, mention.time))
    return min(choices, key=lambda choice: choice[:2])[2] if choices else None


def dates_in_sentence(reading: Reading, token: Token) -> Iterator[DateMention]:
    """Iterate over the dates that stand in the sentence of a word."""
    start, end = token.sent.start_char, token.sent.end_char
    return (d for d in reading.dates if start <= d.span.start < end)


def words_of(reading: Reading, mention: DateMention) -> Iterator[Token]:
    """Iterate over the words that a date may belong to, from the nearest to the verb above."""
    before = verb_right_before(reading, mention.span.start)
    if before is not None:
        yield from _past_speech(mention, before)
        return
    if mention.span.text.endswith("since"):
        yield from _verb_behind(reading, mention)
        return
    tokens = reading.tokens(mention.span.start, mention.span.end)
    if verb := _verb_behind_subject(tokens[0], tokens[-1]):
        yield verb
        yield from (c for c in verb.lefts if c.dep_ in SUBJECTS)
    elif only := _only_word(reading, mention, tokens[0], tokens[-1]):
        yield only
    else:
        yield from _way_up(reading, mention, tokens.root)


def _only_word(reading: Reading, mention: DateMention, first: Token, last: Token) -> Token | None:
    """Find the word that a date belongs to for its place, whatever the parse says."""
    return (
        _verb_of_clock(reading, mention, first)
        or _noun_around(first, last)
        or _noun_spoken_of(first)
    )


def _way_up(reading: Reading, mention: DateMention, root: Token) -> Iterator[Token]:
    is_modifier = root.dep_ in _MODIFIER_DEPS
    own_links = _OWN_LINKS | (_DEED_LINKS if is_old_day(reading, mention) else frozenset())
    link = root
    while link.pos_ == "ADP" or link.dep_ in {"pobj", "pcomp"}:
        if link.head == link:
            return
        link = link.head
        if link.dep_ == "pcomp" and link.pos_ in VERBS and link.head.lower_ in own_links:
            yield link
            return
    head = link.head if link == root else link
    if is_modifier and head.dep_ == "pobj" and head.head.lower_ == "during":
        yield from _up_to_verb(mention, head.head.head)
    elif is_modifier or _is_of(root, head):
        yield head
    else:
        yield from _up_to_verb(mention, head)


def _verb_behind_subject(first: Token, last: Token) -> Token | None:
    """Find the verb right behind a date that parts it from its subject.

    "The court in June quashed", "its last strike, in 2010, collapsed"; where the subject is an
    event ("the march in June drew"), the date is that of the noun, and so of the verb.
    """
    verb = next((t for t in last.doc[last.i + 1 : last.i + 3] if t.text != ","), None)
    if verb is None or verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.dep_ in {"aux", "auxpass"}:
        return None
    link = first if first.pos_ == "ADP" else first.nbor(-1) if first.i else None
    if link is None or link.pos_ != "ADP":
        return None
    subject = next((c for c in verb.lefts if c.dep_ in SUBJECTS), None)
    return (
        verb
        if subject is not None and subject.i < link.i and link.head in {subject, verb}
        else None
    )


def _verb_of_clock(reading: Reading, mention: DateMention, first: Token) -> Token | None:
    """Find the verb above a date behind a time of day ("with a warning at 11.50pm on Sunday")."""
    start = mention.span.start
    if not _CLOCK.search(reading.article.text[max(0, start - 12) : start]):
        return None
    return governing_verb(first)


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
    while head.pos_ not in VERBS:
        yield head
        if head.dep_ in SUBJECTS or head.head == head:
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
    if told := _told_in_front(mention, verb):
        yield told
        return
    if speech_class(verb) and not edtf.is_day(mention.time):
        for clause in (c for c in verb.children if c.dep_ == "ccomp"):
            subject = next((c for c in clause.children if c.dep_ in SUBJECTS), None)
            if any(c.lower_ == "that" for c in clause.lefts):
                continue
            if subject is not None and verb.idx < mention.span.start < subject.idx:
                yield clause
                return
    yield verb
    if verb.dep_ == "xcomp" and verb.head.tag_ == "VBD":
        yield verb.head


def _told_in_front(mention: DateMention, verb: Token) -> Token | None:
    """Find the verb that a date before a closing credit belongs to ("died on Monday, he said")."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if not speech_class(verb) or subject is None or mention.span.end > subject.left_edge.idx:
        return None
    told = [c for c in verb.lefts if c.dep_ == "ccomp" and c.pos_ in VERBS and c.i < subject.i]
    parts = [*told, *(c for t in told for c in t.rights if c.dep_ == "conj" and c.pos_ in VERBS)]
    before = [t for t in parts if t.idx < mention.span.start] or told
    return before[-1] if before else None


def _is_of(root: Token, head: Token) -> bool:
    link = root if root.pos_ == "ADP" else root.head
    return link.lower_ == "of" and head.pos_ not in VERBS
