"""Which keys mean one thing: pairs that belong together, vetoes, and the clusters that follow.

A cluster is a function of its members alone: pairs are judged by the names of the two and nothing
else, and a short form that fits two different full names joins neither.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from hkgraph.model import Kind
from hkgraph.text import fold
from hkgraph.wikidata.knowledge_base import short_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hkgraph.identity.keys import Keyed, NodeKey

_ORGANISATIONS = (Kind.ORGANISATION, Kind.MEDIA)


def cluster(keyed: Iterable[Keyed]) -> dict[NodeKey, NodeKey]:
    """Give the canonical key of every key.

    The canonical key is the smallest, by code point, of those from static resources, else the
    smallest of all.
    """
    members = [k for k in keyed if k.shared]
    static = {k.key for k in members if k.static}
    groups = _Groups(k.key for k in members)
    for left, right in _same_pairs(members):
        groups.join(left, right)
    return groups.canonical(static)


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


class _Groups:
    """Disjoint sets of keys."""

    def __init__(self, keys: Iterable[NodeKey]) -> None:
        self._parent = {key: key for key in keys}

    def join(self, left: NodeKey, right: NodeKey) -> None:
        """Put two keys into one set."""
        self._parent[self._root(left)] = self._root(right)

    def canonical(self, preferred: set[NodeKey]) -> dict[NodeKey, NodeKey]:
        """Give each key the smallest preferred key of its set, else the smallest."""
        sets: defaultdict[NodeKey, list[NodeKey]] = defaultdict(list)
        for key in self._parent:
            sets[self._root(key)].append(key)
        return {
            key: min([k for k in keys if k in preferred] or keys)
            for keys in sets.values()
            for key in keys
        }

    def _root(self, key: NodeKey) -> NodeKey:
        while self._parent[key] != key:
            key = self._parent[key]
        return key
