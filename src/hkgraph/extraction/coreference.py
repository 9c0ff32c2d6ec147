"""The step that says which mentions mean the same entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.clusters import Cluster, Clusters
from hkgraph.extraction.gazetteer import load_gazetteer
from hkgraph.extraction.name_forms import natural_order
from hkgraph.extraction.reading import DraftEntity
from hkgraph.model import Kind, LocalId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from hkgraph.extraction.reading import Reading


def link_mentions(reading: Reading) -> None:
    """Fill ``entities``, authors and publisher, and the entity of each mention."""
    clusters = Clusters(reading)
    clusters.group()
    authors = [_author(clusters, name) for name in reading.article.authors]
    contributors = [_author(clusters, name) for name in reading.article.contributors]
    publisher = _publisher(clusters, reading.article.publisher)
    ids = _number(reading, clusters.all)
    reading.authors = [ids[author] for author in authors]
    reading.contributors = [ids[contributor] for contributor in contributors]
    reading.publisher = ids[publisher] if publisher else None
    reading.mentions = [m for m in reading.mentions if m.entity is not None]


def resolve(reading: Reading, token: Token) -> LocalId | None:
    """Find the entity that a noun or pronoun refers to, where that is sure."""
    mention = reading.mention_of(token)
    return mention.entity if mention else None


def _author(clusters: Clusters, name: str) -> Cluster:
    natural = natural_order(name)
    known = clusters.find_person(natural)
    if known is None:
        known = Cluster(kind=Kind.PERSON)
        clusters.all.append(known)
    if natural not in known.names:
        known.names.append(natural)
    return known


def _publisher(clusters: Clusters, name: str | None) -> Cluster | None:
    if name is None:
        return None
    row = load_gazetteer().find(name)
    for cluster in clusters.all:
        if (row and cluster.gazetteer == row.id) or name in cluster.names:
            return cluster
    found = Cluster(kind=Kind.MEDIA, gazetteer=row.id if row else None, names=[name])
    clusters.all.append(found)
    return found


def _number(reading: Reading, clusters: Iterable[Cluster]) -> dict[Cluster, LocalId]:
    """Give ids in order of first mention; those without one come last."""
    end = len(reading.article.text)
    ordered = sorted(clusters, key=lambda c: c.mentions[0].start if c.mentions else end)
    ids: dict[Cluster, LocalId] = {}
    for number, cluster in enumerate(ordered, start=1):
        ids[cluster] = LocalId(f"e{number}")
        entity = _entity(ids[cluster], cluster)
        reading.entities[entity.id] = entity
        for mention in cluster.mentions:
            mention.entity = entity.id
    return ids


def _entity(local_id: LocalId, cluster: Cluster) -> DraftEntity:
    rows = load_gazetteer().rows
    name = cluster.fullest if cluster.names else rows[cluster.gazetteer or ""].name
    return DraftEntity(
        id=local_id,
        kind=cluster.kind,
        name=name,
        aliases=set(cluster.names) - {name},
        gazetteer=cluster.gazetteer,
    )
