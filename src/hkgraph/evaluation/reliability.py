"""Scores confidence: of what is told with 0.8, four of five should be right."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hkgraph.evaluation.score import Reliability, Row, Section, calibration_error

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hkgraph.evaluation.ours import OurStatement

RULE = (
    "Our statements that would be plain facts, and the speakers of quotations, by the confidence "
    "that they carry: the share that is right, and the mean of the confidences. The last line is "
    "the expected calibration error."
)
#: Lower ends of the bins.
BINS = (0.0, 0.6, 0.7, 0.8, 0.9)


class Judged(NamedTuple):
    """One thing that a rule said, and whether the annotation agrees.

    Attributes:
        what: The predicate, or ``speaker``.
        confidence: 0 to 1.
    """

    rule: str
    what: str
    confidence: float
    is_right: bool


def judged(statement: OurStatement, *, is_right: bool) -> Judged:
    """Take over what counts of a statement."""
    return Judged(
        rule=statement.rule,
        what=statement.predicate.value,
        confidence=statement.confidence,
        is_right=is_right,
    )


def score_reliability(cases: Iterable[Judged]) -> Section:
    """Give for each bin of confidence how much of it is right."""
    bins: dict[float, list[Judged]] = {start: [] for start in BINS}
    for one in cases:
        bins[max(start for start in BINS if start <= one.confidence)].append(one)
    rows = [
        Row(label=f"confidence from {start}", score=_reliability(ones))
        for start, ones in bins.items()
    ]
    everything = [one for ones in bins.values() for one in ones]
    return Section(
        title="Confidence",
        rule=RULE,
        rows=(
            *rows,
            Row(label="all", score=_reliability(everything)),
            Row(label="calibration error", score=calibration_error(rows)),
        ),
    )


def _reliability(cases: list[Judged]) -> Reliability:
    return Reliability(
        told=sum(one.confidence for one in cases),
        right=sum(one.is_right for one in cases),
        total=len(cases),
    )
