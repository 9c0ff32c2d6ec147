"""Which of our mentions and events the truth's are, article by article."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.evaluation.align import SAME_NAME, jaccard, overlap, pair_up

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hkgraph.evaluation.identity.gold import GoldMention, GoldTelling, IdentityGold
    from hkgraph.evaluation.identity.system import Found, NamedAt, ToldAt
    from hkgraph.identity.keys import NodeKey
    from hkgraph.model import Kind


@dataclass(frozen=True, slots=True)
class Aligned:
    """The truth's mentions and tellings with the nodes that we give them.

    Attributes:
        mentions: Only those that one of ours is.
        tellings: Likewise.
    """

    mentions: Mapping[GoldMention, NodeKey]
    tellings: Mapping[GoldTelling, NodeKey]


def align(gold: IdentityGold, found: Found) -> Aligned:
    """Pair one to one: mentions that share most characters, events of one type and place."""
    mentions: dict[GoldMention, NodeKey] = {}
    tellings: dict[GoldTelling, NodeKey] = {}
    theirs, ours = defaultdict(list), defaultdict(list)
    for marked in gold.mentions:
        theirs[marked.at.article].append(marked)
    for named in found.mentions:
        ours[named.at.article].append(named)
    kinds = {name: cluster.kind for name, cluster in gold.clusters.items()}
    for article, here in theirs.items():
        pairs = pair_up(here, ours[article], lambda one, our: _same_place(one, our, kinds))
        mentions |= {marked: named.node for marked, named in pairs}
    clusters = _clusters(mentions)
    for article in gold.articles:
        told = [one for one in gold.tellings if one.article == article]
        events = [one for one in found.events if one.article == article]
        pairs_told = pair_up(told, events, lambda one, our: _same_event(one, our, clusters))
        tellings |= {one: our.node for one, our in pairs_told}
    return Aligned(mentions, tellings)


def _same_place(marked: GoldMention, named: NamedAt, kinds: Mapping[str, Kind]) -> float:
    """Weigh a pair: characters in common, or a longer name of its kind ("Hong Kong police")."""
    share = jaccard(marked.at, named.at)
    is_inside = named.at.start <= marked.at.start and marked.at.end <= named.at.end
    if share < SAME_NAME and not (is_inside and kinds.get(marked.cluster) is named.kind):
        return 0.0
    return share + named.is_name


def _clusters(mentions: Mapping[GoldMention, NodeKey]) -> dict[tuple[str, NodeKey], str]:
    """Say what each of our nodes is inside each article: the cluster that it shares most with."""
    votes: defaultdict[tuple[str, NodeKey], Counter[str]] = defaultdict(Counter)
    for marked, node in mentions.items():
        votes[marked.at.article, node][marked.cluster] += 1
    return {
        place: min(ballot, key=lambda name: (-ballot[name], name))
        for place, ballot in votes.items()
    }


def _same_event(
    told: GoldTelling, event: ToldAt, clusters: Mapping[tuple[str, NodeKey], str]
) -> float:
    """Weigh a pair: one type, words in common, and nobody in it whom the truth does not have."""
    if told.type != event.type:
        return 0.0
    common = sum(overlap(one, other) for one in told.spans for other in event.spans)
    if not common:
        return 0.0
    known = {clusters.get((event.article, node)) for node in event.participants} - {None}
    if told.about and known and told.about.isdisjoint(known):
        return 0.0
    longest = sum(one.end - one.start for one in told.spans)
    return len(told.about & known) + common / longest
