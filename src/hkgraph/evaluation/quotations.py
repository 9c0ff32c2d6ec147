"""Scores quotations and, apart from them, reported speech."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hkgraph.evaluation.align import jaccard, pair_up
from hkgraph.evaluation.reliability import Judged
from hkgraph.evaluation.score import Finding, Outcome, Row, Section, Share, Tally
from hkgraph.extraction.confidence import SPEAKER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hkgraph.evaluation.align import Alignment
    from hkgraph.evaluation.gold import FileSpan, Gold, GoldQuotation
    from hkgraph.evaluation.ours import OurQuotation, Ours

#: Two stretches are one quotation when they share this much, without marks at their ends.
SAME_QUOTATION = 0.8
#: Reported speech has no marks, so that its ends are a matter of taste.
SAME_SPEECH = 0.5
ENDS = " \n*_“”«»‘’\"'.,;:!?"

Pairs = list[tuple["GoldQuotation", "OurQuotation"]]


def score_quotations(gold: Gold, ours: Ours, alignment: Alignment) -> tuple[Section, Section]:
    """Give the score of quotations, and that of reported speech."""
    return (
        _section(
            "Quotations",
            f"Direct and block quotations; the same from {SAME_QUOTATION:.0%} of common characters "
            "(Jaccard) without marks and stops at the ends. Where the text names no speaker, "
            "giving none is right.",
            _match(gold.quotations, ours.quotations, SAME_QUOTATION),
            (gold.quotations, ours.quotations),
            alignment,
        ),
        _section(
            "Reported speech",
            f"Indirect quotations; the same from {SAME_SPEECH:.0%} of common characters.",
            _match(gold.speeches, ours.speeches, SAME_SPEECH),
            (gold.speeches, ours.speeches),
            alignment,
        ),
    )


def judge_speakers(gold: Gold, ours: Ours, alignment: Alignment) -> Iterable[Judged]:
    """Say of each speaker of a quotation that is annotated whether it is the right one."""
    pairs = _match(gold.quotations, ours.quotations, SAME_QUOTATION)
    pairs += _match(gold.speeches, ours.speeches, SAME_SPEECH)
    for one, other in pairs:
        if other.speaker is not None:
            is_right = _right_speaker(one, other, alignment)
            yield Judged(other.rule, SPEAKER, other.confidence, is_right=is_right)


def bare(place: FileSpan) -> FileSpan:
    """Take quote marks, markup and stops off both ends."""
    left = len(place.text) - len(place.text.lstrip(ENDS))
    right = len(place.text) - len(place.text.rstrip(ENDS))
    if left + right >= len(place.text):
        return place
    text = place.text[left : len(place.text) - right]
    return replace(place, start=place.start + left, end=place.end - right, text=text)


def _match(theirs: Sequence[GoldQuotation], ours: Sequence[OurQuotation], least: float) -> Pairs:
    def weight(one: GoldQuotation, other: OurQuotation) -> float:
        share = jaccard(bare(one.at), bare(other.at))
        return share if share >= least else 0

    return pair_up(theirs, ours, weight)


def _section(
    title: str,
    rule: str,
    pairs: Pairs,
    both: tuple[Sequence[GoldQuotation], Sequence[OurQuotation]],
    alignment: Alignment,
) -> Section:
    theirs, ours = both
    found = len(pairs)
    spurious = len(ours) - found
    right = sum(_right_speaker(one, other, alignment) for one, other in pairs)
    return Section(
        title=title,
        rule=rule,
        rows=(
            Row(
                label="found",
                score=Tally(found=found, missed=len(theirs) - found, spurious=spurious),
            ),
            Row(label="right speaker of those found", score=Share(right=right, total=found)),
        ),
        findings=tuple(_findings(pairs, theirs, ours, alignment)),
    )


def _right_speaker(one: GoldQuotation, other: OurQuotation, alignment: Alignment) -> bool:
    if other.speaker is None:
        return one.may_be_unknown
    return one.speaker is not None and alignment.find(other.speaker) == one.speaker


def _findings(
    pairs: Pairs,
    theirs: Sequence[GoldQuotation],
    ours: Sequence[OurQuotation],
    alignment: Alignment,
) -> Iterable[Finding]:
    for one, other in pairs:
        if _right_speaker(one, other, alignment):
            yield Finding(outcome=Outcome.FOUND, label=one.id, at=one.at)
        else:
            said = alignment.name(other.speaker)
            note = f"speaker {said}, should be {one.speaker}"
            yield Finding(outcome=Outcome.WRONG, label=one.id, at=one.at, note=note)
    matched = {one.id for one, _ in pairs}
    for one in theirs:
        if one.id not in matched:
            yield Finding(outcome=Outcome.MISSED, label=one.id, at=one.at)
    matched_ours = {id(other) for _, other in pairs}
    for other in ours:
        if id(other) not in matched_ours:
            said = alignment.name(other.speaker)
            yield Finding(outcome=Outcome.SPURIOUS, label=f"by {said}", at=other.at)
