"""Scores who is who across articles: B³ of entities and events, and what was wrongly merged."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from hkgraph.evaluation.identity.bcubed import b_cubed
from hkgraph.evaluation.identity.merges import Unit, judge_merges
from hkgraph.evaluation.report import Evaluation
from hkgraph.evaluation.score import Row, Section, Share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hkgraph.evaluation.identity.alignment import Aligned
    from hkgraph.evaluation.identity.gold import GoldMention, IdentityGold
    from hkgraph.evaluation.identity.merges import Merges
    from hkgraph.identity.keys import NodeKey

_B_CUBED_RULE = (
    "B³ over the annotated {things}, averaged over them; one that extraction does not find counts"
    " as alone."
)
_MERGE_RULE = (
    "Of {things} that are found: pairs of different articles that we put together and are two"
    " things, clusters of ours that hold more than one thing, and pairs that are one thing and"
    " stay apart; each with its 95 % interval."
)


def score_identity(name: str, gold: IdentityGold, aligned: Aligned) -> Evaluation:
    """Score entities and events.

    Args:
        name: What the report calls the truth.
    """
    entities, events = list(_entity_units(aligned)), list(_event_units(aligned))
    sections = (
        _entities(gold, aligned),
        _merges("Merges of entities", "entities of an article", judge_merges(entities)),
        _events(gold, aligned),
        _merges("Merges of events", "events of an article", judge_merges(events)),
    )
    return Evaluation(
        gold=name,
        source=f"{len(gold.articles)} articles",
        headline=tuple(_headline(sections)),
        sections=sections,
        left_out=(),
    )


def _headline(sections: Iterable[Section]) -> Iterator[Row]:
    picked = {
        "Entities across articles": (("all", "entities (B³)"),),
        "Merges of entities": (("wrong pairs", "wrong merges of entities"),),
        "Events across articles": (("all", "events (B³)"),),
        "Merges of events": (("wrong pairs", "wrong merges of events"),),
    }
    for section in sections:
        rows = {row.label: row.score for row in section.rows}
        for label, called in picked[section.title]:
            yield Row(label=called, score=rows[label])


def _entities(gold: IdentityGold, aligned: Aligned) -> Section:
    truth = {one: one.cluster for one in gold.mentions}
    ours = aligned.mentions
    shared = _in_several((one.cluster, one.at.article) for one in gold.mentions)
    kinds: defaultdict[str, list[GoldMention]] = defaultdict(list)
    for one in gold.mentions:
        kinds[gold.clusters[one.cluster].kind.value].append(one)
    found = {one: cluster for one, cluster in truth.items() if one in ours}
    rows = [
        Row(label="all", score=b_cubed(truth, ours)),
        Row(label="of those found", score=b_cubed(found, ours)),
        Row(
            label="in several articles",
            score=b_cubed(truth, ours, [one for one in truth if one.cluster in shared]),
        ),
        *(
            Row(label=kind, score=b_cubed(truth, ours, marked))
            for kind, marked in sorted(kinds.items())
        ),
        Row(label="mentions found", score=Share(right=len(found), total=len(truth))),
    ]
    rule = _B_CUBED_RULE.format(things="mentions of names") + _counts(truth.values(), shared)
    return Section(title="Entities across articles", rule=rule, rows=tuple(rows))


def _events(gold: IdentityGold, aligned: Aligned) -> Section:
    truth = {one: one.event for one in gold.tellings}
    ours = aligned.tellings
    shared = _in_several((one.event, one.article) for one in gold.tellings)
    found = {one: event for one, event in truth.items() if one in ours}
    rows = (
        Row(label="all", score=b_cubed(truth, ours)),
        Row(label="of those found", score=b_cubed(found, ours)),
        Row(
            label="in several articles",
            score=b_cubed(truth, ours, [one for one in truth if one.event in shared]),
        ),
        Row(label="tellings found", score=Share(right=len(found), total=len(truth))),
    )
    rule = _B_CUBED_RULE.format(things="tellings, one of an event in an article")
    return Section(
        title="Events across articles", rule=rule + _counts(truth.values(), shared), rows=rows
    )


def _merges(title: str, things: str, merges: Merges) -> Section:
    return Section(
        title=title,
        rule=_MERGE_RULE.format(things=things),
        rows=(
            Row(label="wrong pairs", score=merges.wrong_pairs),
            Row(label="wrong clusters", score=merges.wrong_clusters),
            Row(label="missed pairs", score=merges.missed_pairs),
        ),
        findings=merges.findings,
    )


def _counts(clusters: Iterable[str], shared: set[str]) -> str:
    return f" {len(set(clusters))} things, {len(shared)} of them in several articles."


def _in_several(places: Iterable[tuple[str, str]]) -> set[str]:
    """Give what stands in more than one article."""
    counts = Counter(cluster for cluster, _ in set(places))
    return {cluster for cluster, count in counts.items() if count > 1}


def _entity_units(aligned: Aligned) -> Iterator[Unit]:
    first: dict[tuple[str, str, NodeKey], GoldMention] = {}
    for one, node in aligned.mentions.items():
        first.setdefault((one.at.article, one.cluster, node), one)
    for (article, cluster, node), one in first.items():
        yield Unit(article=article, truth=cluster, ours=node, at=one.at)


def _event_units(aligned: Aligned) -> Iterator[Unit]:
    for one, node in aligned.tellings.items():
        yield Unit(article=one.article, truth=one.event, ours=node, at=one.spans[0])
