"""What clusters are called, where two of them may go by one name.

The key that a name gives belongs to one cluster: to what static resources know, else to what was
published first, so that news of a namesake does not move it. Every other member of that name bears
a key of its own article.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.identity.judgements import SCOPE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from hkgraph.identity.keys import Keyed, NodeKey
    from hkgraph.identity.matching.profiles import Profile
    from hkgraph.model import ArticleKey, LocalId

    Place = tuple[ArticleKey, LocalId]
    Pinned = AbstractSet[str]

#: Sorts behind every day.
_UNDATED = "~"
_LAST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One entity of one article.

    Attributes:
        published: Of its article, ISO 8601; empty if nothing tells it.
    """

    keyed: Keyed
    profile: Profile
    published: str = ""

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.keyed.article, self.keyed.entity.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What each member and each cluster is called.

    Attributes:
        own: The key that a member's article mints.
        canonical: By own key.
    """

    own: Mapping[Place, NodeKey]
    canonical: Mapping[NodeKey, NodeKey]

    def of_unit(self, unit: Sequence[Member]) -> NodeKey:
        """Give the canonical key of what stands together."""
        return self.canonical[self.own[unit[0].place]]


def first_names(
    units: Sequence[Sequence[Member]], are_alike: Callable[[int, int], bool], pinned: Pinned
) -> dict[Place, NodeKey]:
    """Give each member the key of its name, or its own where it is not sure to be the first of it.

    That is so whatever else the two may have in common with a third, so that an IRI does not vanish
    when such a third comes: it then leads to the one of the cluster.
    """
    first: dict[NodeKey, tuple[tuple[object, ...], int]] = {}
    for number, unit in enumerate(units):
        claim = (min(_claim(one, pinned) for one in unit), number)
        key = unit[0].keyed.key
        first[key] = min(claim, first.get(key, claim))
    found: dict[Place, NodeKey] = {}
    for number, unit in enumerate(units):
        holder = first[unit[0].keyed.key][1]
        fits = holder == number or are_alike(holder, number)
        for one in unit:
            found[one.place] = one.keyed.key if fits else one.keyed.alone
    return found


def name_clusters(
    clusters: Sequence[Sequence[Member]], minted: Mapping[Place, NodeKey], pinned: Pinned
) -> Names:
    """Name clusters.

    Args:
        minted: The key that each member would bear; where it goes to another cluster, the member
            bears its own.
        pinned: Nodes that name their cluster, if they are of it.
    """
    holders: dict[NodeKey, tuple[tuple[object, ...], int]] = {}
    for number, cluster in enumerate(clusters):
        for one in cluster:
            claim = (_claim(one, pinned), number)
            key = minted[one.place]
            holders[key] = min(claim, holders.get(key, claim))
    own: dict[Place, NodeKey] = {}
    canonical: dict[NodeKey, NodeKey] = {}
    for number, cluster in enumerate(clusters):
        ranks: dict[NodeKey, int] = {}
        for one in cluster:
            key = minted[one.place]
            key = own[one.place] = key if holders[key][1] == number else one.keyed.alone
            ranks[key] = min(_rank(one, key, pinned), ranks.get(key, _LAST))
        name = min(ranks, key=lambda key: (ranks[key], key))
        canonical |= dict.fromkeys(ranks, name)
    return Names(own=own, canonical=canonical)


def _claim(one: Member, pinned: Pinned) -> tuple[object, ...]:
    """Rank what wants to bear the key of its name, the strongest claim first."""
    is_pinned = _scoped(one) in pinned
    return not is_pinned, not one.keyed.static, one.published or _UNDATED, one.place


def _rank(one: Member, key: NodeKey, pinned: Pinned) -> int:
    """Rank a key among those of its cluster: pinned, known, any."""
    if key in pinned or _scoped(one) in pinned:
        return 0
    return 1 if one.keyed.static and key == one.keyed.key else _LAST


def _scoped(one: Member) -> str:
    return f"{one.keyed.key}{SCOPE}{one.keyed.article}"
