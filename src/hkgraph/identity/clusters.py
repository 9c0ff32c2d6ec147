"""Which keys mean one thing: pairs that belong together, vetoes, and the clusters that follow.

A cluster is a function of its members alone: pairs are judged by the names of the two and nothing
else, and a short form that fits two different full names joins neither.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from hkgraph.identity.judgements import Judgements, Verdict
from hkgraph.identity.keys import Keyed, NodeKey
from hkgraph.model import Kind
from hkgraph.text import fold
from hkgraph.wikidata.knowledge_base import short_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ORGANISATIONS = (Kind.ORGANISATION, Kind.MEDIA)


def cluster(keyed: Iterable[Keyed], judgements: Judgements) -> dict[NodeKey, NodeKey]:
    """Give the canonical key of every key.

    The canonical key is the smallest, by code point, of those that are pinned, else of those from
    static resources, else of all.
    """
    members = [k for k in keyed if k.shared]
    groups = _Groups(k.key for k in members)
    for left, right in _same_pairs(members):
        if judgements.verdict_on(left, right) in (None, Verdict.YES):
            groups.join(left, right)
    for (one, other), judged in judgements.pairs.items():
        if judged.verdict is Verdict.YES:
            groups.join_known(one, other)
    pinned = {NodeKey(node) for node in judgements.pinned}
    return groups.canonical(pinned, {k.key for k in members if k.static})


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

    def join_known(self, left: str, right: str) -> None:
        """Put two keys into one set, if there are such keys."""
        if left in self._parent and right in self._parent:
            self.join(NodeKey(left), NodeKey(right))

    def canonical(self, *preferred: set[NodeKey]) -> dict[NodeKey, NodeKey]:
        """Give each key the smallest of its set; of the first preferred, where it has such."""
        sets: defaultdict[NodeKey, list[NodeKey]] = defaultdict(list)
        for key in self._parent:
            sets[self._root(key)].append(key)
        return {
            key: canonical
            for keys in sets.values()
            for canonical in [_first(keys, preferred)]
            for key in keys
        }

    def _root(self, key: NodeKey) -> NodeKey:
        while self._parent[key] != key:
            key = self._parent[key]
        return key


def _first(keys: list[NodeKey], preferred: tuple[set[NodeKey], ...]) -> NodeKey:
    choices = (sorted(wanted.intersection(keys)) for wanted in preferred)
    return next((found[0] for found in choices if found), min(keys))
