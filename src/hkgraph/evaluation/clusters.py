"""Scores entities as clusters of mentions, inside each article."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from hkgraph.evaluation.align import pair_up
from hkgraph.evaluation.mentions import counts
from hkgraph.evaluation.score import Finding, Outcome, Row, Section, Share, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hkgraph.evaluation.gold import FileSpan
    from hkgraph.evaluation.mentions import Matching
    from hkgraph.evaluation.ours import EntityKey, Ours

RULE = (
    "Per article: an entity is found if one of ours shares most mentions with it; pairs are one "
    "to one. Not split: all its mentions that are found are in one of ours. Not merged: all right "
    "mentions of ours are in one annotated entity."
)


class Cluster(NamedTuple):
    """An annotated entity in one article."""

    article: str
    entity: str


def score_clusters(lenient: Matching, ours: Ours) -> Section:
    """Give the score, from mentions that were paired leniently."""
    shared = Counter(
        (Cluster(place.article, entity.id), mention.entity)
        for (entity, place), mention in lenient.pairs
    )
    theirs = sorted({Cluster(place.article, entity.id) for entity, place in lenient.marks})
    mine = sorted(
        {mention.entity for _, mention in lenient.pairs}
        | {mention.entity for mention in lenient.mentions if counts(mention)}
    )
    found = pair_up(theirs, mine, lambda a, b: shared[a, b])
    split = Counter(theirs for theirs, _ in shared)
    merged = Counter(mine for _, mine in shared)
    tally = Tally(
        found=len(found), missed=len(theirs) - len(found), spurious=len(mine) - len(found)
    )
    return Section(
        title="Entities, as clusters",
        rule=RULE,
        rows=(
            Row(label="clusters", score=tally),
            Row(label="not split", score=_single(split)),
            Row(label="not merged", score=_single(merged)),
        ),
        findings=(
            *_missed(set(theirs) - {a for a, _ in found}, lenient),
            *_spurious(set(mine) - {b for _, b in found}, lenient, ours),
            *_split(split, shared, lenient, ours),
            *_merged(merged, shared, lenient, ours),
        ),
    )


def _single(parts: Counter[Cluster] | Counter[EntityKey]) -> Share:
    return Share(right=sum(n == 1 for n in parts.values()), total=len(parts))


def _first(cluster: Cluster, lenient: Matching) -> FileSpan:
    places = [p for e, p in lenient.marks if (p.article, e.id) == cluster]
    return min(places, key=lambda place: place.start)


def _first_of_ours(key: EntityKey, lenient: Matching) -> FileSpan:
    return min(m.at for m in lenient.mentions if m.entity == key)


def _missed(missed: set[Cluster], lenient: Matching) -> Iterable[Finding]:
    for cluster in sorted(missed):
        at = _first(cluster, lenient)
        yield Finding(outcome=Outcome.MISSED, label=cluster.entity, at=at)


def _spurious(spurious: set[EntityKey], lenient: Matching, ours: Ours) -> Iterable[Finding]:
    for key in sorted(spurious):
        entity, at = ours.entities[key], _first_of_ours(key, lenient)
        yield Finding(outcome=Outcome.SPURIOUS, label=f"{entity.kind} {entity.name}", at=at)


def _split(
    split: Counter[Cluster],
    shared: Counter[tuple[Cluster, EntityKey]],
    lenient: Matching,
    ours: Ours,
) -> Iterable[Finding]:
    for cluster in sorted(cluster for cluster, parts in split.items() if parts > 1):
        names = sorted(ours.entities[b].name for a, b in shared if a == cluster)
        note = f"split over {', '.join(names)}"
        at = _first(cluster, lenient)
        yield Finding(outcome=Outcome.WRONG, label=cluster.entity, at=at, note=note)


def _merged(
    merged: Counter[EntityKey],
    shared: Counter[tuple[Cluster, EntityKey]],
    lenient: Matching,
    ours: Ours,
) -> Iterable[Finding]:
    for key in sorted(key for key, parts in merged.items() if parts > 1):
        names = sorted(a.entity for a, b in shared if b == key)
        note = f"holds mentions of {', '.join(names)}"
        name, at = ours.entities[key].name, _first_of_ours(key, lenient)
        yield Finding(outcome=Outcome.WRONG, label=name, at=at, note=note)
