"""Scores links to Wikidata: how often a link is right, how much is linked, and what is told of it.

What is scored is each thing in each article that names it, as a *named thing*.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.evaluation.identity.gold import NIL, UNKNOWN
from hkgraph.evaluation.report import Evaluation
from hkgraph.evaluation.score import (
    BrierScore,
    Finding,
    Outcome,
    Rate,
    Reliability,
    Row,
    Section,
    calibration_error,
)
from hkgraph.identity.linking.records import LinkState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hkgraph.evaluation.gold import FileSpan
    from hkgraph.evaluation.identity.alignment import Aligned
    from hkgraph.evaluation.identity.gold import GoldCluster, GoldMention, IdentityGold
    from hkgraph.identity.keys import NodeKey
    from hkgraph.identity.linking.records import Link

#: Lower ends of the bins of confidence.
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95)
_RULE = (
    "Each thing of the truth in each article that names it, where the truth knows its id or that"
    " the knowledge base has none; {linkable} with an id, {nil} without. Shares have their 95 %"
    " interval."
)
_CONFIDENCE_RULE = (
    "What is told of a thing that was looked up, that it is the first candidate or none, by the"
    " confidence it is told with: the share that is right, and the mean of the confidences. Brier"
    " score: mean square of their differences. The last line is the expected calibration error."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedThing:
    """One thing of the truth in one article.

    Attributes:
        at: The first place that names it there.
        link: What came of looking it up; None where extraction does not find it.
    """

    cluster: GoldCluster
    at: FileSpan
    link: Link | None

    @property
    def linked(self) -> str | None:
        """The id that it is linked to, without anybody's help."""
        if self.link and self.link.state is LinkState.LINKED:
            return self.link.candidates[0].qid
        return None

    @property
    def told(self) -> str | None:
        """The id, or that there is none, which its confidence is about."""
        if not self.link or self.link.state in {LinkState.NOT_LOOKED_UP, LinkState.LOOK_UP_FAILED}:
            return None
        return self.link.candidates[0].qid if self.link.candidates else NIL

    @property
    def is_told_right(self) -> bool:
        """Whether that is so."""
        return self.told == self.cluster.wikidata


def name_things(
    gold: IdentityGold, aligned: Aligned, links: Mapping[tuple[str, NodeKey], Link]
) -> list[NamedThing]:
    """Give what can be scored, in the order of the truth."""
    mentions: defaultdict[tuple[str, str], list[GoldMention]] = defaultdict(list)
    for one in gold.mentions:
        if gold.clusters[one.cluster].wikidata != UNKNOWN:
            mentions[one.at.article, one.cluster].append(one)
    nodes = {place: _node(named, aligned) for place, named in mentions.items()}
    return [
        NamedThing(
            cluster=gold.clusters[cluster],
            at=named[0].at,
            link=links[article, node] if (node := nodes[article, cluster]) else None,
        )
        for (article, cluster), named in mentions.items()
    ]


def score_links(name: str, gold: IdentityGold, things: Sequence[NamedThing]) -> Evaluation:
    """Score links.

    Args:
        name: What the report calls the truth.
    """
    linkable = sum(one.cluster.wikidata != NIL for one in things)
    rule = _RULE.format(linkable=linkable, nil=len(things) - linkable)
    links = Section(
        title="Links",
        rule=rule,
        rows=tuple(_rows(things)),
        findings=tuple(finding for one in things if (finding := _judge(one))),
    )
    return Evaluation(
        gold=name,
        source=f"{len(gold.articles)} articles",
        headline=(*links.rows[:3], _brier(things)),
        sections=(links, *_by_kind(things), _confidence(things)),
        left_out=(),
    )


def _node(named: Iterable[GoldMention], aligned: Aligned) -> NodeKey | None:
    """Give the node that most of a thing's mentions have."""
    votes = Counter(aligned.mentions[one] for one in named if one in aligned.mentions)
    return min(votes, key=lambda node: (-votes[node], node)) if votes else None


def _rows(things: Sequence[NamedThing]) -> Iterator[Row]:
    linked = [one for one in things if one.linked]
    right = [one for one in linked if one.linked == one.cluster.wikidata]
    linkable = [one for one in things if one.cluster.wikidata != NIL]
    found = [one for one in linkable if one.link]
    nil = [one for one in things if one.cluster.wikidata == NIL]
    review = [one for one in things if one.link and one.link.state is LinkState.NEEDS_REVIEW]
    yield Row(label="links that are right", score=Rate(hits=len(right), total=len(linked)))
    yield Row(label="linked of the linkable", score=Rate(hits=len(right), total=len(linkable)))
    yield Row(
        label="left alone of those without id",
        score=Rate(hits=sum(not one.linked for one in nil), total=len(nil)),
    )
    yield Row(label="linked of the linkable found", score=Rate(hits=len(right), total=len(found)))
    yield Row(label="left to review", score=Rate(hits=len(review), total=len(things)))


def _by_kind(things: Iterable[NamedThing]) -> Iterator[Section]:
    kinds: defaultdict[str, list[NamedThing]] = defaultdict(list)
    for one in things:
        kinds[one.cluster.kind.value].append(one)
    for kind, ones in sorted(kinds.items()):
        yield Section(
            title=f"Links of kind {kind}",
            rule="The same, and the confidences.",
            rows=(*_rows(ones), _brier(ones)),
        )


def _confidence(things: Iterable[NamedThing]) -> Section:
    told = [one for one in things if one.told]
    bins: dict[float, list[NamedThing]] = {start: [] for start in BINS}
    for one in told:
        bins[max(start for start in BINS if start <= _sure(one))].append(one)
    rows = [
        Row(
            label=f"confidence from {start}",
            score=Reliability(
                told=sum(map(_sure, ones)),
                right=sum(one.is_told_right for one in ones),
                total=len(ones),
            ),
        )
        for start, ones in bins.items()
    ]
    error = Row(label="calibration error", score=calibration_error(rows))
    return Section(
        title="Confidence of links", rule=_CONFIDENCE_RULE, rows=(*rows, _brier(told), error)
    )


def _brier(things: Iterable[NamedThing]) -> Row:
    told = [one for one in things if one.told]
    squares = sum((_sure(one) - one.is_told_right) ** 2 for one in told)
    return Row(label="Brier score", score=BrierScore(squares=squares, total=len(told)))


def _sure(one: NamedThing) -> float:
    return one.link.confidence if one.link else 0.0


def _judge(one: NamedThing) -> Finding | None:
    truth, link = one.cluster.wikidata, one.link
    if one.linked == truth or (truth == NIL and not one.linked):
        return None
    state = f"{link.state.value} ({link.method}, {link.confidence:.2f})" if link else "not found"
    candidates = ", ".join(f"{c.qid} {c.label}" for c in link.candidates[:3]) if link else ""
    return Finding(
        outcome=Outcome.WRONG if one.linked else Outcome.MISSED,
        label=f"{one.cluster.name} is {truth}",
        at=one.at,
        note=f"{state}: {candidates or 'no candidate'}",
    )
