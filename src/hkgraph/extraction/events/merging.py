"""One event for all the clauses of an article that tell it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import table, words
from hkgraph.model import Modality, Predicate, TimeValue

if TYPE_CHECKING:
    from hkgraph.extraction.events.tellings import EventTelling
    from hkgraph.model import Object


#: What shows that a telling without names is of the event that another names somebody for.
_PARTICULARS = (Predicate.HAS_TIME, Predicate.OFFENCE, Predicate.TERM)


@dataclass(slots=True)
class Cluster:
    """Tellings of one event, by index, in order of the text."""

    members: list[int] = field(default_factory=list)


def cluster(tellings: list[EventTelling], passed_over: frozenset[int]) -> list[Cluster]:
    """Join each telling to the nearest earlier event that it can be another telling of.

    Headlines come last, so that the body decides what the events are; an event that only a
    headline tells is left out.

    Args:
        passed_over: The numbers of tellings that say too little to be joined so.
    """
    found: list[Cluster] = []
    for index, telling in enumerate(tellings):
        if not telling.in_headline and index not in passed_over:
            home = next((c for c in reversed(found) if _fits(telling, c, tellings)), None)
            if home is None:
                home = Cluster()
                found.append(home)
            home.members.append(index)
    for index, telling in enumerate(tellings):
        home = next((c for c in found if _echoes(telling, c, tellings)), None)
        if telling.in_headline and home is not None and index not in passed_over:
            home.members.append(index)
    return found


def _fits(telling: EventTelling, home: Cluster, tellings: list[EventTelling]) -> bool:
    members = [tellings[index] for index in home.members]
    return all(_compatible(telling, member) for member in members)


def _echoes(headline: EventTelling, home: Cluster, tellings: list[EventTelling]) -> bool:
    """Say whether a headline tells an event no more boldly than the body does."""
    members = [tellings[index] for index in home.members]
    return _fits(headline, home, tellings) and any(m.voice == headline.voice for m in members)


def _compatible(one: EventTelling, other: EventTelling) -> bool:
    return (
        one.type == other.type
        and _step(one) == _step(other)
        and (one.type not in words("repeatable-events") or _refers_back(one, other))
        and (one.type != "other" or one.trigger.lemma_ == other.trigger.lemma_)
        and one.voice.polarity == other.voice.polarity
        and _same_people(one, other)
        and _times_meet(one.time, other.time)
        and not _is_done_plan(one, other)
        and _agree(one, other, Predicate.TERM)
        and _agree(one, other, Predicate.HAS_PLACE)
        and _agree(one, other, Predicate.MINIMUM_COUNT)
        and _agree(one, other, Predicate.OFFENCE)
        and not _adds(one)
    )


def _step(telling: EventTelling) -> str:
    """Give the step of a long process that a telling tells of, where steps are told apart."""
    return table("event-steps").get(f"{telling.type} {telling.trigger.lemma_.lower()}", "")


def _adds(telling: EventTelling) -> bool:
    """Say whether a telling is of one more such event ("was also found guilty of arson")."""
    return any(c.lower_ in {"also", "separately"} for c in telling.anchor.children)


def _refers_back(one: EventTelling, other: EventTelling) -> bool:
    """Say whether tellings of what happens often are sure to mean the same time.

    The same people announce and decide many things; a noun ("its announcement") takes up what was
    told, and so does the same day.
    """
    is_noun = "NOUN" in {one.trigger.pos_, other.trigger.pos_}
    return is_noun or (one.time is not None and one.time == other.time)


def _same_people(one: EventTelling, other: EventTelling) -> bool:
    """Say whether the two are about the same people, or one about some of the other's."""
    affected = [frozenset(t.objects(Predicate.AFFECTS)) for t in (one, other)]
    if all(affected):
        nested = _nested(*affected) and _terms_allow(one, other)
        return nested or _is_named_later(one, other) or _is_named_later(other, one)
    if _are_as_many(one, other) or _is_one_of_them(one, other) or _is_one_of_them(other, one):
        return True
    everyone = [frozenset(t.objects(Predicate.AFFECTS, Predicate.AGENT)) for t in (one, other)]
    if all(everyone) and not any(affected):
        return bool(everyone[0] & everyone[1])
    if all(everyone):
        return _nested(*everyone) and one.trigger.lemma_ == other.trigger.lemma_
    return not any(everyone) and _same_word_or_number(one, other)


def _same_word_or_number(one: EventTelling, other: EventTelling) -> bool:
    """Say whether tellings without names share what names them, or the number of those hit."""
    counts = [set(t.objects(Predicate.MINIMUM_COUNT)) for t in (one, other)]
    return one.trigger.lemma_ == other.trigger.lemma_ or bool(counts[0] & counts[1])


def _is_named_later(one: EventTelling, other: EventTelling) -> bool:
    """Say whether a second telling names the one person of the first ("a man was jailed")."""
    is_behind = one.trigger.i < other.trigger.i
    each = {len(t.objects(Predicate.AFFECTS)) for t in (one, other)}
    return is_behind and each == {1} and one.unnamed and not other.unnamed


def _is_one_of_them(one: EventTelling, other: EventTelling) -> bool:
    """Say whether a second telling names whom the first only counts ("one of two partners")."""
    is_behind = one.trigger.i < other.trigger.i and not one.objects(Predicate.AFFECTS)
    each = [_number(telling) for telling in (one, other)]
    shared = (set(one.objects(p)) & set(other.objects(p)) for p in _PARTICULARS)
    return is_behind and each == [1, 1] and not other.unnamed and any(shared)


def _are_as_many(one: EventTelling, other: EventTelling) -> bool:
    """Say whether tellings of which one names nobody are of the same number of people."""
    numbers = [_number(telling) for telling in (one, other)]
    agents = [frozenset(t.objects(Predicate.AGENT)) for t in (one, other)]
    return numbers[0] > 1 and numbers[0] == numbers[1] and (not all(agents) or _nested(*agents))


def _number(telling: EventTelling) -> int:
    """Count those affected, as told or else by their names."""
    told = [int(str(n)) for n in telling.objects(Predicate.MINIMUM_COUNT)]
    return max(told, default=len(telling.objects(Predicate.AFFECTS)))


def _nested(one: frozenset[Object], other: frozenset[Object]) -> bool:
    return one <= other or other <= one


def _terms_allow(one: EventTelling, other: EventTelling) -> bool:
    """Keep a person's term off the others who were sentenced with them."""
    has_term = bool(one.objects(Predicate.TERM) or other.objects(Predicate.TERM))
    return one.main == other.main or not has_term


def _times_meet(one: TimeValue | None, other: TimeValue | None) -> bool:
    if one is None or other is None:
        return True
    starts_late = one.not_before and other.not_after and one.not_before > other.not_after
    ends_early = one.not_after and other.not_before and one.not_after < other.not_before
    return not (starts_late or ends_early)


def _is_done_plan(one: EventTelling, other: EventTelling) -> bool:
    """Say whether one is told as done and the other as planned for a day of its own."""
    plans = [t for t in (one, other) if t.voice.modality is Modality.PLANNED]
    done = [t for t in (one, other) if t.voice.modality is Modality.ASSERTED]
    return bool(plans and done) and plans[0].time is not None and done[0].time is None


def _agree(one: EventTelling, other: EventTelling, predicate: Predicate) -> bool:
    first, second = set(one.objects(predicate)), set(other.objects(predicate))
    return not first or not second or bool(first & second)
