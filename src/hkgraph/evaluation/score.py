"""Counts and what they come to: how much was found, and how much of what was found is right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from hkgraph.evaluation.wilson import wilson

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hkgraph.evaluation.gold import FileSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Found and right, missed, and found but wrong.

    A quotient is None where there is nothing to divide by.
    """

    found: int = 0
    missed: int = 0
    spurious: int = 0
    #: Right ones among ours, where several of ours may be one of the annotation's.
    right: int | None = None

    @property
    def precision(self) -> float | None:
        """Share of ours that is right."""
        right = self.found if self.right is None else self.right
        return _quotient(right, right + self.spurious)

    @property
    def recall(self) -> float | None:
        """Share of the annotation that was found."""
        return _quotient(self.found, self.found + self.missed)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; 0 where one of them is 0 or has no value."""
        if not (self.found or self.missed or self.spurious):
            return None
        return _harmonic(self.precision or 0.0, self.recall or 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many."""

    right: int
    total: int

    @property
    def value(self) -> float | None:
        """The quotient; None of nothing."""
        return _quotient(self.right, self.total)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """So many of so many, and how sure that is."""

    hits: int
    total: int

    @property
    def value(self) -> float | None:
        """The quotient; None of nothing."""
        return _quotient(self.hits, self.total)

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval."""
        return wilson(self.hits, self.total)


@dataclass(frozen=True, slots=True, kw_only=True)
class BrierScore:
    """Mean square of how far probabilities are from what was so; 0 is best."""

    squares: float
    total: int

    @property
    def value(self) -> float | None:
        """The mean; None of nothing."""
        return _quotient(self.squares, self.total)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Precision and recall whose counts differ by side, and need not be whole.

    Attributes:
        kept: How much of ``wanted``, the annotation's, was found.
        right: How much of ``given``, ours, is right.
    """

    kept: float
    wanted: float
    right: float
    given: float

    @property
    def precision(self) -> float | None:
        """Share of ours that is right."""
        return _quotient(self.right, self.given)

    @property
    def recall(self) -> float | None:
        """Share of the annotation that was found."""
        return _quotient(self.kept, self.wanted)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; 0 where one of them is 0 or has no value."""
        if not (self.wanted or self.given):
            return None
        return _harmonic(self.precision or 0.0, self.recall or 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """An average of F1 over lines of the same table.

    Attributes:
        over: Labels of those lines.
    """

    value: float | None
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """How often what is told with a certain confidence is right.

    Attributes:
        told: Sum of the confidences.
    """

    told: float
    right: int
    total: int

    @property
    def value(self) -> float | None:
        """The share that is right."""
        return _quotient(self.right, self.total)

    @property
    def confidence(self) -> float | None:
        """The mean confidence."""
        return _quotient(self.told, self.total)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationError:
    """By how much confidence misses the share that is right, on average over the bins.

    Attributes:
        over: Labels of the lines that are the bins.
    """

    error: float | None
    over: tuple[str, ...] = ()


Score = Tally | Coverage | Share | Rate | BrierScore | Mean | Reliability | CalibrationError


class Outcome(StrEnum):
    """What became of one thing; in the order in which they are listed."""

    FOUND = "found"
    WRONG = "wrong"
    MISSED = "missed"
    SPURIOUS = "spurious"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was annotated, extracted or both.

    Attributes:
        label: What it is, in short.
        at: Where it stands; None where that cannot be said.
        note: What is wrong with it.
    """

    outcome: Outcome
    label: str
    at: FileSpan | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a table."""

    label: str
    score: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What is told about one kind of thing.

    Attributes:
        rule: How it is counted, in one or two sentences.
    """

    title: str
    rule: str
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...] = ()


def add(tallies: Iterable[Tally]) -> Tally:
    """Add counts up, for a micro average."""
    parts = list(tallies)
    several = any(t.right is not None for t in parts)
    return Tally(
        found=sum(t.found for t in parts),
        missed=sum(t.missed for t in parts),
        spurious=sum(t.spurious for t in parts),
        right=sum(t.found if t.right is None else t.right for t in parts) if several else None,
    )


def macro_f1(rows: Iterable[Row]) -> Mean:
    """Average the F1 of the lines that have one."""
    scores = {row.label: row.score for row in rows}
    values = [
        score.f1
        for score in scores.values()
        if isinstance(score, Tally | Coverage) and score.f1 is not None
    ]
    return Mean(value=sum(values) / len(values) if values else None, over=tuple(scores))


def calibration_error(rows: Iterable[Row]) -> CalibrationError:
    """Weigh the error of each bin by how many fall into it (expected calibration error)."""
    bins = {row.label: row.score for row in rows if isinstance(row.score, Reliability)}
    total = sum(b.total for b in bins.values())
    missed = sum(abs(b.told - b.right) for b in bins.values())
    return CalibrationError(error=_quotient(missed, total), over=tuple(bins))


def _quotient(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision and recall else 0.0
