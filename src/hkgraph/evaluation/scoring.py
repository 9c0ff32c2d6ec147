"""Scores what was read and extracted against an annotation, section by section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.evaluation.align import Alignment
from hkgraph.evaluation.chains import score_chains
from hkgraph.evaluation.clusters import score_clusters
from hkgraph.evaluation.event_parts import judge_parts, score_event_parts
from hkgraph.evaluation.events import pair_events, score_events
from hkgraph.evaluation.fields import score_fields
from hkgraph.evaluation.gather import gather
from hkgraph.evaluation.headline import pick_headline
from hkgraph.evaluation.mentions import left_out, match_mentions, score_mentions
from hkgraph.evaluation.plain import PlainFacts
from hkgraph.evaluation.quotations import judge_speakers, score_quotations
from hkgraph.evaluation.relations import Relations
from hkgraph.evaluation.reliability import score_reliability
from hkgraph.evaluation.report import Evaluation
from hkgraph.evaluation.roles import score_roles
from hkgraph.evaluation.support import score_support
from hkgraph.evaluation.times import score_dates
from hkgraph.evaluation.voices import score_voices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hkgraph.evaluation.gold import Gold
    from hkgraph.evaluation.ours import Extracted, Ours
    from hkgraph.evaluation.reliability import Judged
    from hkgraph.evaluation.score import Section


def score(gold: Gold, readings: Sequence[Extracted], *, name: str = "gold") -> Evaluation:
    """Score the extracts of all articles of an annotated file.

    Args:
        readings: Each article that the reader found in the file, with its extract.
        name: What the report calls the annotation.
    """
    ours = gather(gold, readings)
    alignment = Alignment(gold, ours)
    lenient = match_mentions(gold, ours)
    told, cases = _told(gold, ours, alignment)
    cases += judge_speakers(gold, ours, alignment)
    sections = (
        score_fields(gold, [article for article, _ in readings]),
        *score_mentions(
            lenient,
            match_mentions(gold, ours, strict=True),
            descriptions=sum(len(entity.nominals) for entity in gold.entities),
        ),
        score_clusters(lenient, ours),
        score_chains(gold, ours),
        *score_quotations(gold, ours, alignment),
        *told,
        score_reliability(cases),
        score_dates(gold, ours),
        score_support(readings),
    )
    return Evaluation(
        gold=name,
        source=gold.source.name,
        headline=pick_headline(sections),
        sections=sections,
        left_out=(*gold.left_out, *left_out(gold, ours)),
        judged=tuple(cases),
    )


def _told(gold: Gold, ours: Ours, alignment: Alignment) -> tuple[tuple[Section, ...], list[Judged]]:
    """Score what statements tell: roles, events, relations, and how they tell it.

    Returns:
        The sections, and what became of each statement that would be a plain fact.
    """
    roles, role_pairs = score_roles(gold, ours, alignment)
    event_pairs = pair_events(gold, ours, alignment)
    relations = Relations(gold, ours, event_pairs, alignment)
    parted = [pair for pair in event_pairs if pair[0].parts is not None]
    plain = PlainFacts(gold, ours, alignment)
    plain.add_roles(role_pairs)
    plain.add_relations(relations)
    plain.add_events(event_pairs)
    sections = (
        roles,
        score_events(gold, ours, event_pairs, alignment),
        *([score_event_parts(parted, ours, alignment)] if gold.complete else []),
        relations.section(),
        score_voices(event_pairs, role_pairs, relations.pairs, alignment),
        plain.section(),
    )
    return sections, [*plain.judged(), *judge_parts(parted, ours, alignment)]
