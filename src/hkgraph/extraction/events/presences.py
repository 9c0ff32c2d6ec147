"""Since when a body is at a place, where the text tells for how long ("worked for 40 years in X").

The years are counted back from publication, so the founding that this tells has an approximate
time. Only the perfect tense counts back from now, and only a body or its people make a presence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hkgraph.extraction.dates.edtf import approximate, of_year, until
from hkgraph.extraction.events.participants import ORGANISATIONS
from hkgraph.extraction.events.statements import Said, joined
from hkgraph.extraction.events.voice import Voice, quoted_voice, voice_of
from hkgraph.extraction.lexicon import table, words
from hkgraph.model import Concept, Event, Kind, LocalId, Modality, Predicate, TimeBasis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from hkgraph.extraction.reading import DraftMention, Reading
    from hkgraph.model import Object, Span, TimeValue

_TYPE = "founding"
_RULE = "event:founding/years of work"
_FOR_YEARS = re.compile(
    r"\bfor (?:(?P<more>more than|over|at least)|about|around|almost|nearly|some)? ?"
    r"(?P<number>\d{1,3}|[a-z]+) years\b",
    re.IGNORECASE,
)
_PERFECT = frozenset(["have", "has", "had", "'ve", "’ve"])
_RELATIVE = frozenset(["who", "which", "that"])
_WHERE = re.compile(r"\b(?:in|in and from|from) (?:the )?$", re.IGNORECASE)
#: Characters behind the years within which the place is named.
_FURTHEST = 80
#: Words between the verb and "for".
_FEW_WORDS = 6
_UNFINISHED = re.compile(r"\w\s*$")
_ROUND = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class _Presence:
    """A body at a place for some years, as one sentence tells it.

    Attributes:
        evidence: The words for who is there, and those for how long and where; often one stretch.
    """

    body: LocalId
    place: LocalId
    since: TimeValue
    voice: Voice
    evidence: tuple[Span, ...]


def find_presences(reading: Reading) -> None:
    """Add to ``reading.events`` and ``statements`` since when bodies are where they are."""
    for presence in _presences(reading):
        if presence.body in _founded(reading):
            continue
        event = LocalId(f"v{len(reading.events) + 1}")
        reading.events.append(Event(id=event, type=_TYPE))
        said: list[tuple[Predicate, Object]] = [
            (Predicate.EVENT_TYPE, Concept(slug=_TYPE)),
            (Predicate.AGENT, presence.body),
            (Predicate.HAS_PLACE, presence.place),
            (Predicate.HAS_TIME, presence.since),
        ]
        reading.statements += joined(
            Said(
                subject=event,
                predicate=predicate,
                object=value,
                evidence=evidence,
                voice=presence.voice,
                rule=_RULE,
            )
            for predicate, value in said
            for evidence in presence.evidence
        )


def _founded(reading: Reading) -> set[object]:
    """Give whose founding the article tells already."""
    foundings = {event.id for event in reading.events if event.type == _TYPE}
    return {said.object for said in reading.statements if said.subject in foundings}


def _presences(reading: Reading) -> Iterator[_Presence]:
    for years in _FOR_YEARS.finditer(reading.article.text):
        since = _since(reading, years)
        verb = _verb_before(reading, years.start())
        body = _body_of(reading, verb) if verb is not None else None
        if since is None or verb is None or body is None or body.entity is None:
            continue
        place = _place(reading, verb, years)
        if place is not None and place.entity is not None:
            voice = quoted_voice(reading, place.start)
            if voice.attributed_to is None:
                voice = voice_of(reading, verb)
            if voice.polarity and voice.modality in {Modality.ASSERTED, Modality.REPORTED}:
                yield _Presence(
                    body=body.entity,
                    place=place.entity,
                    since=since,
                    voice=voice,
                    evidence=_evidence(reading, body, verb, years, place),
                )


def _since(reading: Reading, years: re.Match[str]) -> TimeValue | None:
    """Count the years back from publication; a round number may be two years off."""
    word, published = years["number"].lower(), reading.article.published_day
    number = word if word.isdigit() else table("number-words").get(word)
    if number is None or published is None or int(number) >= published.year:
        return None
    off = 2 if int(number) % _ROUND == 0 else 1
    year = published.year - int(number)
    time = approximate(
        of_year(year, TimeBasis.INFERRED), date(year - off, 1, 1), date(year + off, 12, 31)
    )
    return until(time) if years["more"] else time


def _verb_before(reading: Reading, start: int) -> Token | None:
    """Find the verb that "for" hangs on, also where a page break parts the two."""
    first = reading.tokens(start, start + 1)[0]
    for token in reversed(reading.doc[max(0, first.i - _FEW_WORDS) : first.i]):
        if token.is_punct:
            return None
        if token.lemma_.lower() in words("presence-verbs") and token.pos_ == "VERB":
            is_perfect = any(c.lower_ in _PERFECT for c in token.children)
            return token if is_perfect and _is_one_sentence(reading, token, start) else None
    return None


def _is_one_sentence(reading: Reading, verb: Token, start: int) -> bool:
    """Say whether nothing but a page break stands between: its block ends in mid-sentence."""
    block = reading.block_at(verb.idx)
    if block is None or start < block.end:
        return block is not None
    return bool(_UNFINISHED.search(reading.article.text[verb.idx : block.end]))


def _body_of(reading: Reading, verb: Token) -> DraftMention | None:
    """Find the body that works: the subject, or that whose people the subject are."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is not None and subject.lower_ in _RELATIVE:
        subject = verb.head
    if subject is None:
        return None
    own = reading.mention_of(subject)
    if own is not None and own.kind in ORGANISATIONS:
        return own
    if subject.lower_ not in words("people-of-a-body"):
        return None
    before = [
        m
        for m in reading.mentions_in(subject.sent.start_char, subject.idx)
        if m.kind in ORGANISATIONS and m.entity is not None
    ]
    return before[-1] if len({m.entity for m in before}) == 1 else None


def _place(reading: Reading, verb: Token, years: re.Match[str]) -> DraftMention | None:
    """Find where the work is done: named behind the verb, else behind the years."""
    text, end = reading.article.text, reading.sentence_at(years.start()).end_char
    ranges = [(verb.idx, years.start()), (years.end(), min(end, years.end() + _FURTHEST))]
    places = (
        m
        for first, last in ranges
        for m in reading.mentions_in(first, last)
        if m.kind is Kind.PLACE and not m.is_demonym and _WHERE.search(text[first : m.start])
    )
    return next(places, None)


def _evidence(
    reading: Reading, body: DraftMention, verb: Token, years: re.Match[str], place: DraftMention
) -> tuple[Span, ...]:
    verb_end = verb.idx + len(verb)
    last = max(years.end(), place.end)
    block = reading.block_at(verb.idx)
    if block is not None and last <= block.end:
        return (reading.span(body.start, last),)
    return reading.span(body.start, verb_end), reading.span(years.start(), last)
