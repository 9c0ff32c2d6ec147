"""What an evaluation gives back, as records, as a plain text table and as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from hkgraph.evaluation.score import (
    BrierScore,
    CalibrationError,
    Coverage,
    Mean,
    Outcome,
    Rate,
    Reliability,
    Share,
    Tally,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hkgraph.evaluation.gold import LeftOut
    from hkgraph.evaluation.reliability import Judged
    from hkgraph.evaluation.score import Finding, Row, Score, Section

WIDTH = 34
MARKS = {Outcome.FOUND: "=", Outcome.WRONG: "~", Outcome.MISSED: "-", Outcome.SPURIOUS: "+"}
LEGEND = "= found   ~ found, but something about it is wrong   - missed   + not annotated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The scores of extraction against one annotated file, or several together.

    Attributes:
        gold: File name of the annotation, or name of the folder.
        source: File name of the annotated file, or how many they are.
        headline: The few figures to quote, best known first.
        parts: The evaluations of the single files; empty for one file, or where they are not told.
        judged: What each rule said of one file, right or wrong; empty for several.
    """

    gold: str
    source: str
    headline: tuple[Row, ...]
    sections: tuple[Section, ...]
    left_out: tuple[LeftOut, ...]
    parts: tuple[Evaluation, ...] = ()
    judged: tuple[Judged, ...] = ()

    def to_text(self, *, detail: bool = False) -> str:
        """Lay the scores out as a table.

        Args:
            detail: List each thing that was found, wrong, missed or spurious, too.
        """
        lines = [f"{self.source} against {self.gold}", ""]
        lines += [_head(), *map(_row, self.headline)]
        if self.parts:
            lines += ["", "File by file (F1, or share that is right)", *_by_file(self.parts)]
        for section in self.sections:
            lines += ["", section.title, *_wrapped(section.rule), _head()]
            lines += map(_row, section.rows)
            if detail and section.findings:
                lines += ["", f"  {LEGEND}", *map(_finding, _ordered(section.findings))]
        if self.left_out:
            lines += ["", "Left out"]
        lines += [f"  {entry.count:>4}  {entry.what}: {entry.reason}" for entry in self.left_out]
        return "\n".join(lines) + "\n"

    def to_json(self, *, detail: bool = False) -> str:
        """Give the scores as JSON; quotients have four digits, and null is "nothing to divide"."""
        tree = {
            "gold": self.gold,
            "source": self.source,
            "headline": [row_tree(row) for row in self.headline],
            "sections": [_section_tree(section, detail=detail) for section in self.sections],
            "left_out": [asdict(entry) for entry in self.left_out],
            "files": [
                {"source": part.source, "headline": [row_tree(row) for row in part.headline]}
                for part in self.parts
            ],
        }
        return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"


def _head() -> str:
    return f"  {'':{WIDTH}} {'P':>6} {'R':>6} {'F1':>6}   right missed spurious"


def _row(row: Row) -> str:
    score = row.score
    if isinstance(score, Rate):
        low, high = score.interval
        share = f"{score.hits} of {score.total}"
        sure = f"95 %: {low:.3f} to {high:.3f}"
        return f"  {row.label:{WIDTH}} {_figure(score.value)} {share:>13}   {sure}"
    if isinstance(score, Mean | CalibrationError | BrierScore):
        return f"  {row.label:{WIDTH}} {'':13} {_figure(_quoted(score))}"
    if isinstance(score, Reliability):
        share = f"{score.right} of {score.total}"
        told = f"told as {_figure(score.confidence).strip()}"
        return f"  {row.label:{WIDTH}} {_figure(score.value)} {share:>13}   {told}"
    if isinstance(score, Share):
        share = f"{score.right} of {score.total}"
        return f"  {row.label:{WIDTH}} {_figure(score.value)} {share:>13}"
    counts = (
        ""
        if isinstance(score, Coverage)
        else f"{score.found:>7} {score.missed:>6} {score.spurious:>8}"
    )
    figures = " ".join(map(_figure, (score.precision, score.recall, score.f1)))
    return f"  {row.label:{WIDTH}} {figures} {counts}".rstrip()


#: Short heads for the lines to quote, in their order.
SHORT = (
    "ents",
    "strict",
    "coref",
    "quotes",
    "speak",
    "roles",
    "events",
    "rels",
    "dates",
    "modal",
    "plain",
    "supp",
)


def _by_file(parts: Iterable[Evaluation]) -> Iterable[str]:
    yield f"  {'':{WIDTH}} " + " ".join(f"{label:>6}" for label in SHORT)
    for part in parts:
        figures = " ".join(_figure(_quoted(row.score)) for row in part.headline)
        yield f"  {part.source:{WIDTH}} {figures}"


def _quoted(score: Score) -> float | None:
    if isinstance(score, Tally | Coverage):
        return score.f1
    return score.error if isinstance(score, CalibrationError) else score.value


def _figure(value: float | None) -> str:
    return f"{'–' if value is None else format(value, '.3f'):>6}"


def _wrapped(text: str, width: int = 92) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [f"  {line}" for line in lines]


def _ordered(findings: Iterable[Finding]) -> list[Finding]:
    order = list(Outcome)
    return sorted(findings, key=lambda f: (order.index(f.outcome), *in_reading_order(f)))


def in_reading_order(finding: Finding) -> tuple[str, int, int, str, str]:
    """Give a key that sorts findings by where they stand; those without a place come first."""
    at = finding.at
    place = (at.article, at.start, at.end) if at else ("", -1, -1)
    return (*place, finding.label, finding.note)


def _finding(finding: Finding) -> str:
    line = f"  {MARKS[finding.outcome]} {finding.label}"
    if finding.at:
        at, text = finding.at, " ".join(finding.at.text.split())
        shown = text if len(text) <= 90 else f"{text[:60]} … {text[-25:]}"
        line += f" | {at.article} {at.start}–{at.end} {shown!r}"
    return f"{line} | {finding.note}" if finding.note else line


def row_tree(row: Row) -> dict[str, Any]:
    """Give the figures of a line by name; four digits, and None is "nothing to divide"."""
    score = row.score
    if isinstance(score, Mean):
        return {"label": row.label, "f1": _rounded(score.value)}
    if isinstance(score, CalibrationError):
        return {"label": row.label, "error": _rounded(score.error)}
    if isinstance(score, BrierScore):
        return {"label": row.label, "brier": _rounded(score.value), "of": score.total}
    if isinstance(score, Rate):
        low, high = map(_rounded, score.interval)
        counts = {"count": score.hits, "of": score.total}
        return {
            "label": row.label,
            **counts,
            "share": _rounded(score.value),
            "low": low,
            "high": high,
        }
    if isinstance(score, Share | Reliability):
        figures = {"right": score.right, "of": score.total, "share": _rounded(score.value)}
        if isinstance(score, Reliability):
            figures["confidence"] = _rounded(score.confidence)
        return {"label": row.label, **figures}
    return {"label": row.label, **_pr_tree(score)}


def _pr_tree(score: Tally | Coverage) -> dict[str, Any]:
    figures = {
        "precision": _rounded(score.precision),
        "recall": _rounded(score.recall),
        "f1": _rounded(score.f1),
    }
    if isinstance(score, Coverage):
        return figures
    return {
        **figures,
        "found": score.found,
        "missed": score.missed,
        "spurious": score.spurious,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _section_tree(section: Section, *, detail: bool) -> dict[str, Any]:
    tree: dict[str, Any] = {
        "title": section.title,
        "rule": section.rule,
        "rows": [row_tree(row) for row in section.rows],
    }
    if detail:
        tree["findings"] = [asdict(finding) for finding in _ordered(section.findings)]
    return tree
