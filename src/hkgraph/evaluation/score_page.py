"""Shows scores as one page: tables, plots, and a list of what was wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from hkgraph.evaluation.reliability_plot import plot_reliability
from hkgraph.evaluation.report import row_tree
from hkgraph.evaluation.score import Reliability

if TYPE_CHECKING:
    from hkgraph.evaluation.report import Evaluation
    from hkgraph.evaluation.score import Section


def to_score_page(scores: Evaluation) -> str:
    """Make the page; it needs no script and nothing from outside."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
    )
    shown = [(section, _rows(section), _plot(section)) for section in scores.sections]
    return environment.get_template("scores.html").render(scores=scores, sections=shown) + "\n"


def _rows(section: Section) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (
            row.label,
            [(name, _spell(value)) for name, value in row_tree(row).items() if name != "label"],
        )
        for row in section.rows
    ]


def _spell(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _plot(section: Section) -> Markup:
    bins = [row.score for row in section.rows if isinstance(row.score, Reliability)]
    return Markup(plot_reliability(bins)) if bins else Markup()  # noqa: S704 - made of figures
