"""What clusters are called, where two of them may go by one name.

The key that a name gives belongs to one cluster: to what static resources know, else to what was
published first, so that news of a namesake does not move it. Every other member of that name bears
a key of its own article.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.identity.judgements import SCOPE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from hkgraph.identity.keys import Keyed, NodeKey
    from hkgraph.identity.matching.profiles import Profile
    from hkgraph.model import ArticleKey, LocalId

#: Sorts behind every day.
_UNDATED = "~"


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
    def place(self) -> tuple[ArticleKey, LocalId]:
        """Where it stands."""
        return self.keyed.article, self.keyed.entity.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What each member and each cluster is called.

    Attributes:
        own: The key that a member's article mints.
        canonical: By own key.
    """

    own: Mapping[tuple[ArticleKey, LocalId], NodeKey]
    canonical: Mapping[NodeKey, NodeKey]

    def of_unit(self, unit: Sequence[Member]) -> NodeKey:
        """Give the canonical key of what stands together."""
        return self.canonical[self.own[unit[0].place]]


def name_clusters(
    units: Sequence[Sequence[Member]],
    groups: Sequence[Sequence[int]],
    pinned: AbstractSet[str],
) -> Names:
    """Name clusters of units.

    Args:
        pinned: Nodes that name their cluster, if they are of it.
    """
    clusters = [[one for number in group for one in units[number]] for group in groups]
    holders: dict[NodeKey, tuple[tuple[object, ...], int]] = {}
    for number, cluster in enumerate(clusters):
        for one in cluster:
            claim = (_claim(one, pinned), number)
            holders[one.keyed.key] = min(claim, holders.get(one.keyed.key, claim))
    own: dict[tuple[ArticleKey, LocalId], NodeKey] = {}
    canonical: dict[NodeKey, NodeKey] = {}
    for number, cluster in enumerate(clusters):
        ranks: defaultdict[NodeKey, int] = defaultdict(lambda: 2)
        for one in cluster:
            holds = holders[one.keyed.key][1] == number
            key = own[one.place] = one.keyed.key if holds else one.keyed.alone
            rank = 0 if _is_pinned(one, key, pinned) else 1 if one.keyed.static and holds else 2
            ranks[key] = min(ranks[key], rank)
        name = min(ranks, key=lambda key: (ranks[key], key))
        canonical |= dict.fromkeys(ranks, name)
    return Names(own=own, canonical=canonical)


def _claim(one: Member, pinned: AbstractSet[str]) -> tuple[object, ...]:
    """Rank what wants to bear the key of its name, the strongest claim first."""
    is_pinned = _scoped(one) in pinned
    return not is_pinned, not one.keyed.static, one.published or _UNDATED, one.place


def _is_pinned(one: Member, key: NodeKey, pinned: AbstractSet[str]) -> bool:
    return key in pinned or _scoped(one) in pinned


def _scoped(one: Member) -> str:
    return f"{one.keyed.key}{SCOPE}{one.keyed.article}"
