"""Which keys mean one thing: pairs that belong together, vetoes, and the clusters that follow.

A cluster is a function of its members alone: pairs are judged by the names of the two and nothing
else, and a short form that fits two different full names joins neither.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from hkgraph.identity.grouping import Groups, Pair
from hkgraph.model import Kind
from hkgraph.text import fold
from hkgraph.wikidata.names import short_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hkgraph.identity.judgements import Judgements
    from hkgraph.identity.keys import Keyed, NodeKey

_ORGANISATIONS = (Kind.ORGANISATION, Kind.MEDIA)


def cluster(keyed: Iterable[Keyed], judgements: Judgements) -> dict[NodeKey, NodeKey]:
    """Give the canonical key of every key.

    The canonical key is the smallest, by code point, of those that are pinned, else of those from
    static resources, else of all.
    """
    members = [k for k in keyed if k.shared]
    groups = Groups((k.key for k in members), judgements)
    groups.join(Pair(1.0, min(pair), max(pair)) for pair in _same_pairs(members))
    return groups.canonical({k.key for k in members if k.static})


def _same_pairs(members: list[Keyed]) -> Iterator[tuple[NodeKey, NodeKey]]:
    """Pair each short name with the one full name that it fits."""
    full: defaultdict[tuple[str, str], set[NodeKey]] = defaultdict(set)
    short: defaultdict[tuple[str, str], set[NodeKey]] = defaultdict(set)
    for one in members:
        group = "organisation" if one.entity.kind in _ORGANISATIONS else one.entity.kind.value
        for form in _forms(one):
            full[group, form].add(one.key)
        short[group, fold(one.entity.name)].add(one.key)
    for name, keys in sorted(short.items()):
        others = full.get(name, set()) - keys
        if len(others) == 1:
            yield from ((key, next(iter(others))) for key in sorted(keys))


def _forms(one: Keyed) -> Iterator[str]:
    """Give the shorter names that other articles may use for the same entity, folded."""
    if one.entity.kind is Kind.PERSON:
        yield from short_forms(one.entity.name, "person")
    elif one.entity.kind in _ORGANISATIONS:
        yield from (fold(a) for a in one.entity.aliases if a.isupper() and len(a) > 2)
