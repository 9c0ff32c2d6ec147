"""The sentencings that one clause tells: each person with the term that stands with them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hkgraph.extraction.events.sentence_terms import first_term, in_turn, listed_terms
from hkgraph.extraction.events.tellings import Detail
from hkgraph.model import LocalId, Predicate, TextValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.events.sentence_terms import ListedTerm
    from hkgraph.extraction.events.tellings import EventTelling
    from hkgraph.extraction.reading import Reading
    from hkgraph.model import Object, Span

_PEOPLE = (Predicate.AGENT, Predicate.AFFECTS)
_CONTENT = (*_PEOPLE, Predicate.HAS_TIME, Predicate.HAS_PLACE, Predicate.MINIMUM_COUNT)


def with_terms(reading: Reading, telling: EventTelling) -> Iterator[EventTelling]:
    """Give each person of a list the term that stands with them."""
    start, end = _stretch(telling)
    affected = telling.objects(Predicate.AFFECTS)
    terms = in_turn(reading, start, end, len(affected))
    if terms:
        for person, (term, span) in zip(affected, terms, strict=True):
            yield _termed(reading, _only(telling, person), span, term)
        return
    listed = listed_terms(reading, start, end)
    if len(listed) == 1 and set(affected) <= {entry.person for entry in listed}:
        listed = []
    people = frozenset(entry.person for entry in listed)
    rest = telling.without_affected(people)
    if rest.objects(*_CONTENT) and (rest.objects(Predicate.AFFECTS) or not listed):
        first_listed = min((entry.span.start for entry in listed), default=end)
        yield from _apart(reading, rest, first_term(reading, start, first_listed))
    yield from (_listed(rest, entry) for entry in listed)


def _stretch(telling: EventTelling) -> tuple[int, int]:
    """Give where a term may stand: behind a verb, also before a noun ("his 20-month sentence")."""
    trigger = telling.trigger
    first = trigger if trigger.pos_ == "VERB" else trigger.left_edge
    return first.idx, trigger.sent.end_char


def _apart(reading: Reading, telling: EventTelling, term: Span | None) -> Iterator[EventTelling]:
    """Give people who got the same term "each" a telling of their own."""
    whole = telling if term is None else _termed(reading, telling, term, term.text)
    affected = telling.objects(Predicate.AFFECTS)
    around = telling.trigger.doc[telling.trigger.sent.start : telling.trigger.sent.end]
    if term is None or len(affected) < 2 or not any(t.lower_ == "each" for t in around):
        yield whole
        return
    yield from (_only(whole, person) for person in affected)


def _only(telling: EventTelling, person: Object) -> EventTelling:
    """Tell it of one of those affected alone."""
    others = (p for p in telling.objects(Predicate.AFFECTS) if p != person)
    alone = telling.without_affected(frozenset(LocalId(str(p)) for p in others))
    kept = (d for d in alone.details if d.predicate is not Predicate.MINIMUM_COUNT)
    return replace(alone, details=tuple(kept))


def _listed(telling: EventTelling, entry: ListedTerm) -> EventTelling:
    """Tell the sentencing of one person in a list."""
    of_all = {*_PEOPLE, Predicate.MINIMUM_COUNT, Predicate.TERM}
    kept = (d for d in telling.details if d.predicate not in of_all)
    own: tuple[tuple[Predicate, Object], ...] = (
        (Predicate.AFFECTS, entry.person),
        (Predicate.TERM, TextValue(text=entry.term)),
    )
    added = (Detail(predicate=p, object=value, evidence=entry.span) for p, value in own)
    return replace(
        telling, details=(*kept, *added), evidence=entry.span, rule=f"{telling.rule}/list"
    )


def _termed(reading: Reading, telling: EventTelling, span: Span, text: str) -> EventTelling:
    start, end = min(telling.evidence.start, span.start), max(telling.evidence.end, span.end)
    evidence = reading.span(start, end)
    detail = Detail(predicate=Predicate.TERM, object=TextValue(text=text), evidence=evidence)
    return telling.with_details(detail)
