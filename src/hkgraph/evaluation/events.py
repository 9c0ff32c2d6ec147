"""Scores events: type and main participant, and of those found their time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.evaluation.align import overlap, pair_up
from hkgraph.evaluation.score import Finding, Outcome, Row, Section, Share, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hkgraph.evaluation.align import Alignment
    from hkgraph.evaluation.gold import FileSpan, Gold, GoldEvent
    from hkgraph.evaluation.ours import OurEvent, Ours

RULE = (
    "An event is right if the type agrees and one main participant does (agent, affected, speaker, "
    "interviewee …), or, where the annotation names none, the evidence overlaps. Pairs are one to "
    "one inside an article; an event is found if any article tells it, and precision counts every "
    "event of ours. Not held wrong: one that tells an annotated event without counterpart in the "
    "contract, and one without participants whose type and sentence are those of an annotated "
    "event that nothing else of ours is."
)

EventPairs = list[tuple["GoldEvent", "OurEvent"]]
#: What an event weighs whose type and participants agree but whose sentence is another.
ELSEWHERE = 0.001
#: The type of what has no type of its own.
OTHER = "other"


def pair_events(gold: Gold, ours: Ours, alignment: Alignment) -> EventPairs:
    """Pair events inside each article of ours; an annotated event may be told by several."""
    return _pairs([e for e in gold.events if e.polarity], ours.events, alignment)


def _pairs(
    theirs: Sequence[GoldEvent], ours: Sequence[OurEvent], alignment: Alignment
) -> EventPairs:
    pairs: EventPairs = []
    for index in sorted({event.key.article for event in ours}):
        here = [event for event in ours if event.key.article == index]
        pairs += pair_up(theirs, here, lambda a, b: _weight(a, b, alignment))
    return pairs


def _weight(one: GoldEvent, other: OurEvent, alignment: Alignment) -> float:
    if other.type not in one.types:
        return 0
    common = _shared(one.evidence, other.evidence)
    if not one.participants:
        return common
    named = {alignment.find(key) for key in other.participants}
    return max(common, ELSEWHERE) * len(one.participants & named)


def _shared(theirs: Iterable[FileSpan], ours: Iterable[FileSpan]) -> float:
    """Give the greatest overlap as a share of our stretch."""
    mine = list(ours)
    shares = (overlap(a, b) / (b.end - b.start) for a in theirs for b in mine)
    return max(shares, default=0)


def score_events(gold: Gold, ours: Ours, pairs: EventPairs, alignment: Alignment) -> Section:
    """Give the score over all types, type by type, and of times."""
    scored = [event for event in gold.events if event.types and event.polarity]
    wrong = wrong_events(gold, ours, pairs)
    types = sorted({_main_type(e, pairs) for e in scored} | {e.type for e in wrong})
    rows = [Row(label="all", score=_tally(scored, pairs, wrong))]
    if gold.complete:
        rows.append(Row(label="all but other", score=_but_other(scored, pairs, wrong)))
    for slug in types:
        mine = [e for e in scored if _main_type(e, pairs) == slug]
        part = [(one, other) for one, other in pairs if one in mine]
        score = _tally(mine, part, [e for e in wrong if e.type == slug])
        rows.append(Row(label=slug, score=score))
    rows.append(Row(label="right time of those found", score=_times(pairs)))
    if gold.complete:
        rows.append(Row(label="denied events", score=_denied(gold, ours, alignment)))
    return Section(
        title="Events",
        rule=RULE,
        rows=tuple(rows),
        findings=(
            *_found(pairs),
            *_missed(scored, pairs, wrong),
            *_spurious(wrong, gold, pairs, alignment),
        ),
    )


def _denied(gold: Gold, ours: Ours, alignment: Alignment) -> Tally:
    """Score what the text says did not happen."""
    theirs = [event for event in gold.events if not event.polarity]
    found = len(_pairs(theirs, ours.denied, alignment))
    return Tally(found=found, missed=len(theirs) - found, spurious=len(ours.denied) - found)


def wrong_events(gold: Gold, ours: Ours, pairs: EventPairs) -> list[OurEvent]:
    """Give our events that are held wrong."""
    matched = {other.key for _, other in pairs}
    found = {one.id for one, _ in pairs}
    missed = [one for one in gold.events if one.id not in found]
    return [
        event
        for event in ours.events
        if event.key not in matched and not _tolerated(event, gold) and not _bare(event, missed)
    ]


def tells(one: GoldEvent, other: OurEvent) -> bool:
    """Say whether the sentence of ours holds words that tell the annotated event."""
    return _shared(one.evidence, other.evidence) > 0


def _main_type(event: GoldEvent, pairs: EventPairs) -> str:
    """Give the slug under which an event is listed: as found, else the first that is right."""
    found = sorted(other.type for one, other in pairs if one.id == event.id)
    return found[0] if found else event.types[0]


def _tolerated(other: OurEvent, gold: Gold) -> bool:
    return any(other.type in one.tolerated and tells(one, other) for one in gold.events)


def _bare(other: OurEvent, missed: list[GoldEvent]) -> bool:
    """Say whether an event tells a missed one, but not who took part."""
    return not other.participants and any(
        one.polarity and other.type in one.types and tells(one, other) for one in missed
    )


def _tally(scored: list[GoldEvent], pairs: EventPairs, wrong: list[OurEvent]) -> Tally:
    found = len({one.id for one, _ in pairs})
    return Tally(found=found, missed=len(scored) - found, spurious=len(wrong), right=len(pairs))


def _timed(pairs: EventPairs) -> dict[str, tuple[str, set[str]]]:
    """Give for each event found whose time the text tells: that time, and ours."""
    timed: dict[str, tuple[str, set[str]]] = {}
    for one, other in pairs:
        if one.time and not one.time.inferred:
            _, ours = timed.setdefault(one.id, (one.time.edtf, set()))
            ours |= other.times
    return timed


def _but_other(scored: list[GoldEvent], pairs: EventPairs, wrong: list[OurEvent]) -> Tally:
    return _tally(
        [one for one in scored if one.types != (OTHER,)],
        [(one, other) for one, other in pairs if other.type != OTHER],
        [other for other in wrong if other.type != OTHER],
    )


def _times(pairs: EventPairs) -> Share:
    timed = _timed(pairs).values()
    return Share(right=sum(edtf in ours for edtf, ours in timed), total=len(timed))


def _found(pairs: EventPairs) -> Iterable[Finding]:
    timed = _timed(pairs)
    for one, other in pairs:
        edtf, ours = timed.get(one.id, ("", {""}))
        at = other.evidence[0] if other.evidence else None
        label = f"{other.type}: {one.id} ({one.label})"
        if edtf in ours:
            yield Finding(outcome=Outcome.FOUND, label=label, at=at)
        else:
            note = f"time {', '.join(sorted(ours)) or 'none'}, should be {edtf}"
            yield Finding(outcome=Outcome.WRONG, label=label, at=at, note=note)


def _missed(scored: list[GoldEvent], pairs: EventPairs, wrong: list[OurEvent]) -> Iterable[Finding]:
    found = {one.id for one, _ in pairs}
    for one in scored:
        if one.id not in found:
            who = ", ".join(sorted(one.participants)) or "nobody"
            label = f"{one.types[0]}: {one.id} ({one.label}) with {who}"
            here = sorted({e.type for e in wrong if tells(one, e)})
            note = f"ours there: {', '.join(here)}" if here else ""
            at = one.evidence[0] if one.evidence else None
            yield Finding(outcome=Outcome.MISSED, label=label, at=at, note=note)


def _spurious(
    wrong: list[OurEvent], gold: Gold, pairs: EventPairs, alignment: Alignment
) -> Iterable[Finding]:
    found = {one.id for one, _ in pairs}
    for other in wrong:
        named = ", ".join(sorted(map(alignment.name, other.participants))) or "nobody"
        at = other.evidence[0] if other.evidence else None
        here = [_spell(e, found) for e in gold.events if tells(e, other)]
        note = f"annotated there: {'; '.join(here)}" if here else ""
        label = f"{other.type}: {named}"
        yield Finding(outcome=Outcome.SPURIOUS, label=label, at=at, note=note)


def _spell(event: GoldEvent, found: set[str]) -> str:
    denied = "" if event.polarity else " (denied)"
    return f"{event.id} {event.label}{denied}{', found' if event.id in found else ''}"
