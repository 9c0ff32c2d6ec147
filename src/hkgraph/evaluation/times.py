"""Scores dates where they stand in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.evaluation.align import overlap
from hkgraph.evaluation.score import Finding, Outcome, Row, Section, Share

if TYPE_CHECKING:
    from hkgraph.evaluation.gold import FileSpan, Gold, GoldTime
    from hkgraph.evaluation.ours import Ours

RULE = (
    "Of the stretches that are annotated with a time: those where one of our dates overlaps, and "
    "those where one of them has the same EDTF value. No precision: not every date is annotated."
)


def score_dates(gold: Gold, ours: Ours) -> Section:
    """Give how many annotated dates are seen and how many are read right."""
    read = [
        (time, time.at, sorted({d.edtf for d in ours.dates if overlap(d.at, time.at)}))
        for time in gold.dates
        if time.at
    ]
    return Section(
        title="Dates, by mention",
        rule=RULE,
        rows=(
            Row(label="seen", score=_share(sum(bool(values) for *_, values in read), read)),
            Row(label="right value", score=_share(sum(t.edtf in v for t, _, v in read), read)),
        ),
        findings=tuple(_finding(*entry) for entry in read),
    )


def _share(right: int, read: list[tuple[GoldTime, FileSpan, list[str]]]) -> Share:
    return Share(right=right, total=len(read))


def _finding(time: GoldTime, at: FileSpan, values: list[str]) -> Finding:
    if time.edtf in values:
        return Finding(outcome=Outcome.FOUND, label=time.edtf, at=at)
    if values:
        note = f"ours: {', '.join(values)}"
        return Finding(outcome=Outcome.WRONG, label=time.edtf, at=at, note=note)
    return Finding(outcome=Outcome.MISSED, label=time.edtf, at=at)
