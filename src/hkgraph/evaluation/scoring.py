"""Scores what was read and extracted against an annotation, section by section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.evaluation.align import Alignment
from hkgraph.evaluation.clusters import score_clusters
from hkgraph.evaluation.events import pair_events, score_events
from hkgraph.evaluation.fields import score_fields
from hkgraph.evaluation.gather import gather
from hkgraph.evaluation.mentions import left_out, match_mentions, score_mentions
from hkgraph.evaluation.quotations import score_quotations
from hkgraph.evaluation.relations import Relations
from hkgraph.evaluation.report import Evaluation
from hkgraph.evaluation.roles import score_roles
from hkgraph.evaluation.score import Row
from hkgraph.evaluation.times import score_dates
from hkgraph.evaluation.voices import score_voices

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hkgraph.evaluation.gold import Gold
    from hkgraph.evaluation.ours import Extracted, Ours
    from hkgraph.evaluation.score import Section


#: Figures to quote: what they are called, and the section and row that they stand in.
HEADLINE = (
    ("entities F1 (lenient, micro)", "Entities, by mention, lenient", "all (micro)"),
    ("entities strict F1 (micro)", "Entities, by mention, strict", "all (micro)"),
    ("quotations", "Quotations", "found"),
    ("right speakers", "Quotations", "right speaker of those found"),
    ("roles", "Roles", "roles in an organisation"),
    ("events", "Events", "all"),
    ("relations", "Relations", "all"),
    ("dates", "Dates, by mention", "right value"),
    ("modality", "Modality and attribution", "modality"),
)


def score(gold: Gold, readings: Sequence[Extracted], *, name: str = "gold") -> Evaluation:
    """Score the extracts of all articles of an annotated file.

    Args:
        readings: Each article that the reader found in the file, with its extract.
        name: What the report calls the annotation.
    """
    ours = gather(gold, readings)
    alignment = Alignment(gold, ours)
    lenient = match_mentions(gold, ours)
    sections = (
        score_fields(gold, [article for article, _ in readings]),
        *score_mentions(lenient, match_mentions(gold, ours, strict=True)),
        score_clusters(lenient, ours),
        *score_quotations(gold, ours, alignment),
        *_told(gold, ours, alignment),
        score_dates(gold, ours),
    )
    return Evaluation(
        gold=name,
        source=gold.source.name,
        headline=tuple(_headline(sections)),
        sections=sections,
        left_out=(*gold.left_out, *left_out(gold, ours)),
    )


def _told(gold: Gold, ours: Ours, alignment: Alignment) -> tuple[Section, ...]:
    """Score what statements tell: roles, events, relations, and how they tell it."""
    roles, role_pairs = score_roles(gold, ours, alignment)
    event_pairs = pair_events(gold, ours, alignment)
    relations = Relations(gold, ours, event_pairs, alignment)
    return (
        roles,
        score_events(gold, ours, event_pairs, alignment),
        relations.section(),
        score_voices(event_pairs, role_pairs, relations.pairs, alignment),
    )


def _headline(sections: Iterable[Section]) -> Iterable[Row]:
    scores = {(s.title, row.label): row.score for s in sections for row in s.rows}
    return (Row(label=label, score=scores[title, row]) for label, title, row in HEADLINE)
