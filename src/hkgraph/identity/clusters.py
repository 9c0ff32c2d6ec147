"""Who is one among the entities of all articles, and what each is called.

Entities that cannot be told apart by what counts are one *unit*; units are compared by twos and
gathered into clusters. What people judged counts over every score.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.identity.agglomeration import agglomerate, gather
from hkgraph.identity.grouping import Pair
from hkgraph.identity.homonyms import Names, first_names, name_clusters
from hkgraph.identity.judgements import SCOPE, Verdict
from hkgraph.identity.matching.blocking import iter_pairs
from hkgraph.identity.matching.comparison import APART, ENOUGH, compare
from hkgraph.identity.scopes import Scopes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hkgraph.identity.agglomeration import Two
    from hkgraph.identity.homonyms import Member
    from hkgraph.identity.judgements import Judgements
    from hkgraph.identity.keys import NodeKey
    from hkgraph.identity.matching.comparison import Likeness
    from hkgraph.identity.matching.profiles import Profile
    from hkgraph.model import ArticleKey, LocalId

Unit = tuple["Member", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """Who is one.

    Attributes:
        own: By article and local id, the key that the article mints.
        canonical: By own key.
        unsure: Pairs of canonical keys that a person should look at, the surest first.
    """

    own: Mapping[tuple[ArticleKey, LocalId], NodeKey]
    canonical: Mapping[NodeKey, NodeKey]
    unsure: tuple[Pair, ...]


def cluster(members: Iterable[Member], judgements: Judgements) -> Clusters:
    """Gather entities into clusters and name these.

    What is judged of a bare key is judged of what the key means before anybody judged.
    """
    units = _units(members, judgements)
    likenesses = _compare(units)
    scores = {
        pair: likeness.score if likeness.score > APART else 0.0
        for pair, likeness in likenesses.items()
    }
    likely = {pair for pair, score in scores.items() if score >= ENOUGH}
    minted = first_names(
        units, lambda *pair: not likely.isdisjoint(gather([pair])), judgements.pinned
    )
    groups = agglomerate(len(units), scores, enough=ENOUGH)
    names = name_clusters(_members(units, groups), minted, frozenset())
    judged: set[Two] = set()
    if judgements.pairs or judgements.pinned:
        by_verdict = _judged(Scopes(units, names), judgements)
        same = by_verdict[Verdict.YES]
        judged = set().union(*by_verdict.values())
        groups = agglomerate(len(units), scores, enough=ENOUGH, same=same, apart=judged - same)
        names = name_clusters(_members(units, groups), names.own, judgements.pinned)
    doubtful = {pair: one for pair, one in likenesses.items() if pair not in judged}
    return Clusters(
        own=names.own,
        canonical=names.canonical,
        unsure=tuple(_unsure(units, names, doubtful)),
    )


def _members(units: Sequence[Unit], groups: Iterable[Iterable[int]]) -> list[list[Member]]:
    return [[one for number in group for one in units[number]] for group in groups]


def _units(members: Iterable[Member], judgements: Judgements) -> list[Unit]:
    """Put together what is equal in all that counts, in an order that no other order leaks into."""
    scoped = {node.rpartition(SCOPE)[2] for node in _nodes(judgements) if SCOPE in node}
    found: defaultdict[tuple[object, ...], list[Member]] = defaultdict(list)
    for one in members:
        what: object = one.keyed.key if one.keyed.static else one.profile
        alone = one.place if one.keyed.article in scoped else None
        found[what, alone].append(one)
    units = (tuple(sorted(unit, key=lambda one: one.place)) for unit in found.values())
    return sorted(units, key=lambda unit: (unit[0].keyed.key, unit[0].place))


def _nodes(judgements: Judgements) -> Iterable[str]:
    return {*judgements.pinned, *(node for pair in judgements.pairs for node in pair)}


def _compare(units: Sequence[Unit]) -> dict[Two, Likeness]:
    profiles = [_profile(unit) for unit in units]
    compared = ((pair, compare(*(profiles[n] for n in pair))) for pair in iter_pairs(profiles))
    return {pair: likeness for pair, likeness in compared if likeness}


def _profile(unit: Unit) -> Profile:
    """Describe a unit; what is known by many names has those of all articles."""
    first = unit[0].profile
    if len(unit) == 1 or not first.static:
        return first
    return first.joined(one.profile for one in unit[1:])


def _judged(scopes: Scopes, judgements: Judgements) -> dict[Verdict, set[Two]]:
    found: dict[Verdict, set[Two]] = {verdict: set() for verdict in Verdict}
    for (left, right), judged in judgements.pairs.items():
        found[judged.verdict] |= gather(scopes.pairs(left, right))
    return found


def _unsure(
    units: Sequence[Unit], names: Names, doubtful: Mapping[Two, Likeness]
) -> Iterable[Pair]:
    """Give the pairs of clusters that nobody judged and no score decides, each once."""
    found: dict[tuple[NodeKey, NodeKey], Pair] = {}
    for pair, likeness in doubtful.items():
        left, right = sorted(names.of_unit(units[number]) for number in pair)
        if left != right and likeness.score > APART:
            doubt = Pair(likeness.score, left, right, likeness.reasons)
            found[left, right] = max(doubt, found.get((left, right), doubt))
    return sorted(found.values(), key=lambda one: (-one.score, one.left, one.right))
