"""Counts and what they come to: how much was found, and how much of what was found is right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

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
        precision, recall = self.precision or 0.0, self.recall or 0.0
        return 2 * precision * recall / (precision + recall) if precision and recall else 0.0


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
class Mean:
    """A macro average."""

    value: float | None


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
    score: Tally | Share | Mean


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
    return Tally(
        found=sum(t.found for t in parts),
        missed=sum(t.missed for t in parts),
        spurious=sum(t.spurious for t in parts),
    )


def macro_f1(tallies: Iterable[Tally]) -> Mean:
    """Average the F1 of those that have one."""
    values = [tally.f1 for tally in tallies if tally.f1 is not None]
    return Mean(value=sum(values) / len(values) if values else None)


def _quotient(part: int, whole: int) -> float | None:
    return part / whole if whole else None
