"""Which of ours is which of theirs: stretches by overlap, entities by their mentions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from hkgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hkgraph.evaluation.gold import FileSpan, Gold
    from hkgraph.evaluation.ours import EntityKey, Ours

A = TypeVar("A")
B = TypeVar("B")

#: Less overlap than this, and two mentions are not taken to name the same.
SAME_NAME = 0.5


def overlap(one: FileSpan, other: FileSpan) -> int:
    """Count the characters that both hold."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def jaccard(one: FileSpan, other: FileSpan) -> float:
    """Give the overlap as a share of what the two cover together, 0 to 1."""
    common = overlap(one, other)
    return common / (one.end - one.start + other.end - other.start - common)


def pair_up(
    theirs: Sequence[A], ours: Sequence[B], weight: Callable[[A, B], float]
) -> list[tuple[A, B]]:
    """Pair one to one, heaviest pairs first; earlier ones win a draw.

    Args:
        weight: 0 for a pair that must not be made.
    """
    weighed = [
        (-heavy, i, j)
        for i, one in enumerate(theirs)
        for j, other in enumerate(ours)
        if (heavy := weight(one, other)) > 0
    ]
    taken_theirs: set[int] = set()
    taken_ours: set[int] = set()
    pairs = []
    for _, i, j in sorted(weighed):
        if i not in taken_theirs and j not in taken_ours:
            taken_theirs.add(i)
            taken_ours.add(j)
            pairs.append((theirs[i], ours[j]))
    return pairs


class Alignment:
    """Says which annotated entity each of ours is.

    Each of our mentions votes for the annotated mention of its kind that it overlaps most or holds;
    without such a mention, for one of another kind.
    An entity without a vote is placed by its name. Several of ours may be one of theirs.
    """

    def __init__(self, gold: Gold, ours: Ours) -> None:
        self._by_name = _by_name(gold)
        self._entities = ours.entities
        self._aligned: dict[EntityKey, str | None] = {}
        votes = _votes(gold, ours)
        for key, entity in ours.entities.items():
            self._aligned[key] = _winner(votes.get(key, {})) or self._named(entity.names)

    def find(self, key: EntityKey | None) -> str | None:
        """Give the id of the annotated entity."""
        return self._aligned.get(key) if key else None

    def name(self, key: EntityKey | None) -> str:
        """Call an entity by its annotated id, else by our name for it."""
        if key is None:
            return "nobody"
        entity = self._entities.get(key)
        return self.find(key) or (entity.name if entity else key.id)

    def _named(self, names: Iterable[str]) -> str | None:
        return next((self._by_name[n] for n in map(fold, names) if n in self._by_name), None)


def _by_name(gold: Gold) -> dict[str, str]:
    named: dict[str, str] = {}
    for entity in gold.entities:
        for name in sorted(entity.names):
            named.setdefault(re.sub(r"^the ", "", fold(name)), entity.id)
            named.setdefault(fold(name), entity.id)
    return named


def _votes(gold: Gold, ours: Ours) -> dict[EntityKey, dict[str, float]]:
    theirs = [
        (entity, place)
        for entity in gold.entities
        for place in (*entity.mentions, *entity.nominals)
    ]
    votes: dict[EntityKey, dict[str, float]] = {}
    for mention in ours.mentions:
        weighed = [
            (share + (entity.kind is mention.kind), entity.id)
            for entity, place in theirs
            if (share := jaccard(place, mention.at)) >= SAME_NAME
            or (entity.kind is mention.kind and _inside(place, mention.at))
        ]
        if weighed:
            _, winner = max(weighed)
            ballot = votes.setdefault(mention.entity, {})
            ballot[winner] = ballot.get(winner, 0) + 1
    return votes


def _inside(place: FileSpan, other: FileSpan) -> bool:
    """Say whether a longer name of ours holds the annotated one ("Hong Kong police")."""
    return other.start <= place.start and place.end <= other.end


def _winner(ballot: dict[str, float]) -> str | None:
    return min(ballot, key=lambda name: (-ballot[name], name), default=None)
