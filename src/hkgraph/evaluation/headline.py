"""The few figures to quote, picked from the sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.evaluation.score import Row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hkgraph.evaluation.score import Section

#: What each is called, and the section and row that it stands in.
HEADLINE = (
    ("entities F1 (lenient, micro)", "Entities, by mention, lenient", "all (micro)"),
    ("entities strict F1 (micro)", "Entities, by mention, strict", "all (micro)"),
    ("coreference (CoNLL)", "Coreference", "CoNLL mean"),
    ("quotations", "Quotations", "found"),
    ("right speakers", "Quotations", "right speaker of those found"),
    ("roles", "Roles", "roles in an organisation"),
    ("events", "Events", "all"),
    ("relations", "Relations", "all"),
    ("dates", "Dates, by mention", "right value"),
    ("modality", "Modality and attribution", "modality"),
    ("plain facts", "Plain facts", "all"),
    ("supported statements", "Evidence", "supported statements"),
)


def pick_headline(sections: Iterable[Section]) -> tuple[Row, ...]:
    """Give the lines to quote."""
    scores = {(s.title, row.label): row.score for s in sections for row in s.rows}
    return tuple(Row(label=label, score=scores[title, row]) for label, title, row in HEADLINE)
