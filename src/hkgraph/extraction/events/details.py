"""When, where, under which law, for which offence and for how long: the details of a telling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.dates.event_times import time_of
from hkgraph.extraction.events.frames import in_date
from hkgraph.extraction.events.groups import number_meant
from hkgraph.extraction.events.participants import (
    ACTORS,
    described,
    entities_of,
    entity_of,
    evidence_of,
)
from hkgraph.extraction.events.tellings import Detail
from hkgraph.extraction.grammar.counts import count_of, means_people, numbers
from hkgraph.extraction.grammar.slots import follow
from hkgraph.extraction.lexicon import words
from hkgraph.model import Kind, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from hkgraph.extraction.events.frames import EventFrame, Match
    from hkgraph.extraction.reading import Reading
    from hkgraph.model import Span, TimeValue

_PARTS: tuple[tuple[str, Predicate], ...] = (
    ("agent", Predicate.AGENT),
    ("affects", Predicate.AFFECTS),
    ("place", Predicate.HAS_PLACE),
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
#: Clauses inside a clause that tell of something else.
_OTHER_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "parataxis"})


def details_of(reading: Reading, match: Match[EventFrame], time: TimeValue | None) -> list[Detail]:
    """Give all that a match says about its event."""
    found = [*_participants(reading, match), *_count(reading, match)]
    if time is not None:
        found += _time(reading, match, time)
    if "law" in match.frame.details:
        found += _laws(reading, match)
    if "offence" in match.frame.details:
        found += _offences(reading, match)
    return found


def event_time(reading: Reading, match: Match[EventFrame]) -> TimeValue | None:
    """Find when the event of a match is told to be."""
    noun, verb = match.clause.predicate, match.clause.anchor
    found = time_of(reading, noun) or time_of(reading, verb) or _naming_time(reading, noun)
    return None if _is_put_off_to(reading, verb, found) else found


def _is_put_off_to(reading: Reading, verb: Token, time: TimeValue | None) -> bool:
    """Say whether a date is the one to which something is put off ("adjourned to May 3")."""
    if time is None or verb.lemma_ not in words("postponing-verbs"):
        return False
    sentence = verb.sent
    dates = (d for d in reading.dates if sentence.start_char <= d.span.start < sentence.end_char)
    roots = [reading.tokens(d.span.start, d.span.end).root for d in dates if d.time == time]
    return any({root.lower_, root.head.lower_} & {"to", "until", "till"} for root in roots)


def _naming_time(reading: Reading, noun: Token) -> TimeValue | None:
    """Find the date in an event's description ("the 2019 protests", "the protests of 2019")."""
    for date in reading.dates:
        root = reading.tokens(date.span.start, date.span.end).root
        if root.head.lower_ == "of" and root.head.head == noun:
            return date.time
        if root.head == noun and root.dep_ in {"nummod", "compound", "nmod", "amod", "poss"}:
            return date.time
    return None


def core_tokens(match: Match[EventFrame]) -> tuple[Token, ...]:
    """Give the words that name the event, without those who take part."""
    clause = match.clause
    beside = (c for c in clause.anchor.children if c.dep_ in {"aux", "auxpass", "neg", "prt"})
    return (clause.predicate, clause.anchor, *beside, *match.complements)


def _participants(reading: Reading, match: Match[EventFrame]) -> Iterator[Detail]:
    core = core_tokens(match)
    for part, told_as in _PARTS:
        is_agent = match.frame.mutual and part == "affects"
        predicate = Predicate.AGENT if is_agent else told_as
        for entity, token in match.parts.get(part, {}).items():
            owned = [token.head] if token.dep_ == "poss" else []
            evidence = evidence_of(reading, [*core, token, *owned])
            yield Detail(predicate=predicate, object=entity, evidence=evidence)


def _count(reading: Reading, match: Match[EventFrame]) -> Iterator[Detail]:
    """Count those affected, or those who act where nobody is affected, if not all are named."""
    frame, clause = match.frame, match.clause
    for slot in frame.counts or frame.affects or frame.agent:
        tokens = [t for t in follow(clause, [slot]) if _may_count(t, match)]
        number = _total(reading, tokens)
        if number is not None:
            parts = [part for token in tokens for part in (token, *token.children)]
            yield Detail(
                predicate=Predicate.MINIMUM_COUNT,
                object=number,
                evidence=evidence_of(reading, [*core_tokens(match), *parts]),
            )
            return


def _may_count(token: Token, match: Match[EventFrame]) -> bool:
    """Say whether a token may tell how many: people or bodies, or what the frame itself counts.

    The counts in "convicted of two counts of fraud" are none of them.
    """
    frame = match.frame
    if frame.counts:
        return True
    is_of_things = count_of(token) is not None and not numbers(token, frame.kinds_of("affects"))
    return token not in match.complements and (not is_of_things or number_meant(token) is not None)


def _total(reading: Reading, tokens: Iterable[Token]) -> int | None:
    """Add up a list ("its chair and three others"); None where it counts no more than names."""
    total, is_counted, names = 0, False, 0
    if (tokens := list(tokens)) and _is_listed_behind(tokens[0]):
        return _number(tokens[0])
    for token in tokens:
        is_part = token.pos_ == "NUM" and bool(entities_of(reading, token))
        is_said = token.dep_ == "appos" and bool(described(reading, token, ACTORS))
        named = is_part or is_said or _is_alone(reading, token, tokens)
        number = None if named or in_date(reading, token) else _number(token)
        is_counted = is_counted or (number or 0) > (1 if names else 0)
        names += int(named)
        is_one = named or (means_people(token) and token.tag_ == "NN")
        total += number or int(is_one)
    return total if is_counted else None


def _is_listed_behind(number: Token) -> bool:
    """Say whether a comma behind a number opens the list of those it counts ("the four, A, …")."""
    return number.pos_ == "NUM" and any(
        t.text == "," for t in number.doc[number.i + 1 : number.i + 2]
    )


def _number(token: Token) -> int | None:
    return count_of(token) or number_meant(token)


def _is_alone(reading: Reading, token: Token, tokens: list[Token]) -> bool:
    """Say whether a noun is an entity, and nothing to count; "a man and a woman" are two."""
    entity = entity_of(reading, token, frozenset(Kind))
    if entity is None or not reading.entities[entity].anonymous:
        return entity is not None
    return len(tokens) == 1 and (count_of(token) or 1) == 1


def _time(reading: Reading, match: Match[EventFrame], time: TimeValue) -> Iterator[Detail]:
    trigger = match.clause.predicate
    sentence = trigger.sent
    spans = [
        d.span
        for d in reading.dates
        if d.time == time and sentence.start_char <= d.span.start < sentence.end_char
    ]
    if spans:
        nearest = min(spans, key=lambda span: (abs(span.start - trigger.idx), span.start))
        evidence = _joined(reading, evidence_of(reading, core_tokens(match)), nearest)
        yield Detail(predicate=Predicate.HAS_TIME, object=time, evidence=evidence)


def _joined(reading: Reading, first: Span, second: Span) -> Span:
    return reading.span(min(first.start, second.start), max(first.end, second.end))


def _laws(reading: Reading, match: Match[EventFrame]) -> Iterator[Detail]:
    for token in _own_words(match):
        law = entity_of(reading, token, frozenset({Kind.LAW}))
        if law is not None and _is_linked(token, match):
            evidence = evidence_of(reading, [*core_tokens(match), token])
            yield Detail(predicate=Predicate.UNDER_LAW, object=law, evidence=evidence)
            return


def _is_linked(law: Token, match: Match[EventFrame]) -> bool:
    links = words("law-links")
    if law.head == match.clause.predicate and law.dep_ in {"compound", "nmod"}:
        return True
    between = (a for a in law.ancestors if a.i > match.clause.predicate.i)
    return any(a.lower_ in links or a.lemma_.lower() in links for a in between)


def _offences(reading: Reading, match: Match[EventFrame]) -> Iterator[Detail]:
    seen = set()
    for token in _own_words(match):
        offence = entity_of(reading, token, frozenset({Kind.OFFENCE}))
        if offence is not None and offence not in seen:
            seen.add(offence)
            evidence = evidence_of(reading, [*core_tokens(match), token])
            yield Detail(predicate=Predicate.OFFENCE, object=offence, evidence=evidence)


def _own_words(match: Match[EventFrame]) -> Iterator[Token]:
    """Iterate over the words of a clause, leaving out other clauses inside it."""
    clause = match.clause
    yield from _without_other_clauses(clause.anchor)
    for noun in match.complements:
        if noun.dep_ in _SUBJECTS:
            yield from _without_other_clauses(noun)
    if clause.anchor != clause.predicate and not clause.anchor.is_ancestor(clause.predicate):
        yield from _without_other_clauses(clause.predicate)


def _without_other_clauses(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        is_clause = child.dep_ in _OTHER_CLAUSES and child.pos_ != "ADJ"
        is_other = is_clause or (child.dep_ == "conj" and child.pos_ == "VERB")
        if not is_other and child.dep_ not in _SUBJECTS:
            yield from _without_other_clauses(child)
