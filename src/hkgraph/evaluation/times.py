"""Scores dates where they stand in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.evaluation.align import jaccard, overlap, pair_up
from hkgraph.evaluation.score import Finding, Outcome, Row, Section, Share, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hkgraph.evaluation.gold import FileSpan, Gold, GoldTime
    from hkgraph.evaluation.ours import OurDate, Ours

RULE = (
    "Of the stretches that are annotated with a time: those where one of our dates overlaps, and "
    "those where one of them has the same EDTF value. With precision where every date is "
    "annotated: pairs are one to one, and each of our dates counts."
)


def score_dates(gold: Gold, ours: Ours) -> Section:
    """Give how many annotated dates are seen and how many are read right."""
    read = [
        (time, time.at, sorted({d.edtf for d in ours.dates if overlap(d.at, time.at)}))
        for time in gold.dates
        if time.at
    ]
    rows = [
        Row(label="seen", score=_share(sum(bool(values) for *_, values in read), read)),
        Row(label="right value", score=_share(sum(t.edtf in v for t, _, v in read), read)),
    ]
    findings = [_finding(*entry) for entry in read]
    if gold.complete:
        rows.append(Row(label="with precision", score=_tally(gold, ours)))
        findings += _spurious(gold, ours)
    return Section(title="Dates, by mention", rule=RULE, rows=tuple(rows), findings=tuple(findings))


def _tally(gold: Gold, ours: Ours) -> Tally:
    pairs = pair_up(gold.dates, ours.dates, _same)
    return Tally(
        found=len(pairs),
        missed=len(gold.dates) - len(pairs),
        spurious=len(ours.dates) - len(pairs),
    )


def _same(one: GoldTime, other: OurDate) -> float:
    return jaccard(one.at, other.at) if one.at and one.edtf == other.edtf else 0


def _spurious(gold: Gold, ours: Ours) -> Iterable[Finding]:
    for date in ours.dates:
        if not any(time.at and overlap(date.at, time.at) for time in gold.dates):
            yield Finding(outcome=Outcome.SPURIOUS, label=date.edtf, at=date.at)


def _share(right: int, read: list[tuple[GoldTime, FileSpan, list[str]]]) -> Share:
    return Share(right=right, total=len(read))


def _finding(time: GoldTime, at: FileSpan, values: list[str]) -> Finding:
    if time.edtf in values:
        return Finding(outcome=Outcome.FOUND, label=time.edtf, at=at)
    if values:
        note = f"ours: {', '.join(values)}"
        return Finding(outcome=Outcome.WRONG, label=time.edtf, at=at, note=note)
    return Finding(outcome=Outcome.MISSED, label=time.edtf, at=at)
