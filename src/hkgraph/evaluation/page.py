"""Shows an evaluation as one page: each article with what was found, missed and wrong in it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from hkgraph.evaluation.report import in_reading_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hkgraph.evaluation.report import Evaluation
    from hkgraph.evaluation.score import Finding

#: Section that is marked in the text → what its classes begin with.
MARKED = {"Entities, by mention, lenient": "entity", "Quotations": "quotation"}
#: Sections that are listed beside the text.
LISTED = ("Quotations", "Roles", "Events", "Relations", "Modality and attribution")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of text that is marked alike.

    Attributes:
        classes: Names of its CSS classes, with spaces between.
        title: What is said of it.
    """

    text: str
    classes: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFile:
    """One annotated file, as the page shows it."""

    name: str
    runs: tuple[Run, ...]
    lists: tuple[tuple[str, tuple[Finding, ...]], ...]


def to_html(title: str, judged: Iterable[tuple[Evaluation, str]]) -> str:
    """Make the page; it needs no script and nothing from outside.

    Args:
        judged: The evaluation of each file with the text of the decoded file.
    """
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
    )
    files = [show(evaluation, text) for evaluation, text in judged]
    return environment.get_template("page.html").render(title=title, files=files) + "\n"


def show(evaluation: Evaluation, text: str) -> ShownFile:
    """Mark the text of one file, and list what stands beside it."""
    findings = {section.title: section.findings for section in evaluation.sections}
    marks = [
        (f"{begin}-{finding.outcome}", finding)
        for title, begin in MARKED.items()
        for finding in findings[title]
    ]
    return ShownFile(
        name=evaluation.source,
        runs=tuple(_runs(text, marks)),
        lists=tuple((title, _in_text_order(findings[title])) for title in LISTED),
    )


def _runs(text: str, marks: Sequence[tuple[str, Finding]]) -> Iterable[Run]:
    """Cut the text wherever a mark begins or ends."""
    placed = [(name, finding, finding.at) for name, finding in marks if finding.at]
    cuts = {0, len(text), *(at.start for *_, at in placed), *(at.end for *_, at in placed)}

    for start, end in pairwise(sorted(cuts)):
        here = [(name, f) for name, f, at in placed if at.start <= start and end <= at.end]
        notes = sorted({f"{name.replace('-', ' ')}: {_note(f)}" for name, f in here})
        yield Run(
            text=text[start:end],
            classes=" ".join(sorted({name for name, _ in here})),
            title="; ".join(notes),
        )


def _note(finding: Finding) -> str:
    return f"{finding.label} ({finding.note})" if finding.note else finding.label


def _in_text_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=in_reading_order))
