"""Scores events: type and main participant, and of those found their time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.evaluation.align import overlap, pair_up
from hkgraph.evaluation.score import Finding, Outcome, Row, Section, Share, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hkgraph.evaluation.align import Alignment
    from hkgraph.evaluation.gold import FileSpan, Gold, GoldEvent
    from hkgraph.evaluation.ours import OurEvent, Ours

RULE = (
    "An event is right if the type agrees and one main participant does (agent, affected, speaker, "
    "interviewee …), or, where the annotation names none, the evidence overlaps. Pairs are one to "
    "one inside an article; an event is found if any article tells it, and precision counts every "
    "event of ours. One that tells an annotated event without counterpart in the contract is not "
    "held wrong."
)

EventPairs = list[tuple["GoldEvent", "OurEvent"]]
#: What an event weighs whose type and participants agree but whose sentence is another.
ELSEWHERE = 0.001


def pair_events(gold: Gold, ours: Ours, alignment: Alignment) -> EventPairs:
    """Pair events inside each article of ours; an annotated event may be told by several."""
    pairs: EventPairs = []
    for index in sorted({event.key.article for event in ours.events}):
        here = [event for event in ours.events if event.key.article == index]
        pairs += pair_up(gold.events, here, lambda a, b: _weight(a, b, alignment))
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
    scored = [event for event in gold.events if event.types]
    matched = {other.key for _, other in pairs}
    wrong = [e for e in ours.events if e.key not in matched and not _tolerated(e, gold)]
    types = sorted({_main_type(e, pairs) for e in scored} | {e.type for e in wrong})
    rows = [Row(label="all", score=_tally(scored, pairs, wrong))]
    for slug in types:
        mine = [e for e in scored if _main_type(e, pairs) == slug]
        part = [(one, other) for one, other in pairs if one in mine]
        score = _tally(mine, part, [e for e in wrong if e.type == slug])
        rows.append(Row(label=slug, score=score))
    rows.append(Row(label="right time of those found", score=_times(pairs)))
    return Section(
        title="Events",
        rule=RULE,
        rows=tuple(rows),
        findings=(*_found(pairs), *_missed(scored, pairs), *_spurious(wrong, alignment)),
    )


def _main_type(event: GoldEvent, pairs: EventPairs) -> str:
    """Give the slug under which an event is listed: as found, else the first that is right."""
    found = sorted(other.type for one, other in pairs if one.id == event.id)
    return found[0] if found else event.types[0]


def _tolerated(other: OurEvent, gold: Gold) -> bool:
    return any(
        other.type in one.tolerated and _shared(one.evidence, other.evidence) > 0
        for one in gold.events
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


def _missed(scored: list[GoldEvent], pairs: EventPairs) -> Iterable[Finding]:
    found = {one.id for one, _ in pairs}
    for one in scored:
        if one.id not in found:
            label = f"{one.types[0]}: {one.id} ({one.label})"
            yield Finding(outcome=Outcome.MISSED, label=label, at=one.evidence[0])


def _spurious(wrong: list[OurEvent], alignment: Alignment) -> Iterable[Finding]:
    for other in wrong:
        named = ", ".join(sorted(map(alignment.name, other.participants))) or "nobody"
        at = other.evidence[0] if other.evidence else None
        yield Finding(outcome=Outcome.SPURIOUS, label=f"{other.type}: {named}", at=at)
