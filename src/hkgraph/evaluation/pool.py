"""Adds the scores of many files up: counts, so that every figure is a micro average."""

from __future__ import annotations

from collections import Counter
from heapq import heapify, heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING

from hkgraph.evaluation.gold import LeftOut
from hkgraph.evaluation.headline import pick_headline
from hkgraph.evaluation.report import Evaluation
from hkgraph.evaluation.score import (
    CalibrationError,
    Coverage,
    Mean,
    Reliability,
    Row,
    Section,
    Share,
    Tally,
    add,
    calibration_error,
    macro_f1,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hkgraph.evaluation.score import Score


def pool(name: str, parts: Sequence[Evaluation], *, show_parts: bool) -> Evaluation:
    """Add evaluations up.

    Args:
        name: What the report calls them together.
        show_parts: Whether the report may tell one file from another; if not, it holds counts only.
    """
    titles = in_order([s.title for s in part.sections] for part in parts)
    sections = tuple(
        _section([s for p in parts for s in p.sections if s.title == title], detail=show_parts)
        for title in titles
    )
    return Evaluation(
        gold=name,
        source=f"{len(parts)} files",
        headline=pick_headline(sections),
        sections=sections,
        left_out=tuple(_left_out(parts)),
        parts=tuple(parts) if show_parts else (),
    )


def in_order(lists: Iterable[Sequence[str]]) -> list[str]:
    """Merge lists so that each keeps its order; what that leaves open goes by the alphabet.

    >>> in_order([["all", "arrest", "time"], ["all", "bail", "time"]])
    ['all', 'arrest', 'bail', 'time']
    """
    after: dict[str, set[str]] = {}
    for labels in lists:
        after |= {label: set() for label in labels if label not in after}
        for label, following in pairwise(labels):
            after[label].add(following)
    waiting = Counter(label for labels in after.values() for label in labels)
    ready = [label for label in after if not waiting[label]]
    heapify(ready)
    merged = []
    while ready:
        merged.append(heappop(ready))
        for label in after[merged[-1]]:
            waiting[label] -= 1
            if not waiting[label]:
                heappush(ready, label)
    return merged


def _section(parts: Sequence[Section], *, detail: bool) -> Section:
    rows: list[Row] = []
    for label in in_order([row.label for row in part.rows] for part in parts):
        scores = [row.score for part in parts for row in part.rows if row.label == label]
        rows.append(Row(label=label, score=_add(scores, rows)))
    findings = tuple(finding for part in parts for finding in part.findings)
    return Section(
        title=parts[0].title,
        rule=parts[0].rule,
        rows=tuple(rows),
        findings=findings if detail else (),
    )


def _add(scores: Sequence[Score], above: Sequence[Row]) -> Score:
    """Add scores of one kind up; what comes from other lines is worked out from those above."""
    match scores[0]:
        case Mean(over=labels):
            return macro_f1(row for row in above if row.label in labels)
        case CalibrationError(over=labels):
            return calibration_error(row for row in above if row.label in labels)
        case Reliability():
            bins = [score for score in scores if isinstance(score, Reliability)]
            return Reliability(
                told=sum(b.told for b in bins),
                right=sum(b.right for b in bins),
                total=sum(b.total for b in bins),
            )
        case Share():
            shares = [score for score in scores if isinstance(score, Share)]
            return Share(right=sum(s.right for s in shares), total=sum(s.total for s in shares))
        case Coverage():
            covers = [score for score in scores if isinstance(score, Coverage)]
            return Coverage(
                kept=sum(c.kept for c in covers),
                wanted=sum(c.wanted for c in covers),
                right=sum(c.right for c in covers),
                given=sum(c.given for c in covers),
            )
        case _:
            return add(score for score in scores if isinstance(score, Tally))


def _left_out(parts: Iterable[Evaluation]) -> Iterable[LeftOut]:
    counts: Counter[tuple[str, str]] = Counter()
    for part in parts:
        for entry in part.left_out:
            counts[entry.what, entry.reason] += entry.count
    for (what, reason), count in sorted(counts.items()):
        yield LeftOut(what=what, count=count, reason=reason)
