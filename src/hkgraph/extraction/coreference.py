"""The step that says which mentions mean the same entity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.agents import (
    describe_people,
    describes_name,
    is_person_noun,
    note_anonymous,
    refer_to_described,
)
from hkgraph.extraction.bodies import (
    note_described_law,
    refer_to_body,
    refer_to_known_body,
    refer_to_law,
)
from hkgraph.extraction.clusters import Clusters
from hkgraph.extraction.discourse import SUBJECTS, Discourse
from hkgraph.extraction.noun_phrases import noun_phrase
from hkgraph.extraction.offices import note_elliptic_office, note_office
from hkgraph.extraction.pronouns import refer_by_pronoun
from hkgraph.extraction.reading import DraftEntity
from hkgraph.model import LocalId

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from hkgraph.extraction.clusters import Cluster
    from hkgraph.extraction.reading import Reading

_NOUN_RULES = (
    note_anonymous,
    refer_to_described,
    note_office,
    refer_to_known_body,
    refer_to_body,
    refer_to_law,
    note_described_law,
)


def link_mentions(reading: Reading) -> None:
    """Fill ``entities``, authors and publisher, and the entity of each mention."""
    clusters = Clusters(reading)
    discourse = Discourse(reading, clusters)
    describe_people(discourse)
    for token in reading.doc:
        _resolve(discourse, token)
    ids = _number(reading, clusters.all)
    reading.authors = [ids[id(author)] for author in clusters.authors]
    reading.contributors = [ids[id(contributor)] for contributor in clusters.contributors]
    reading.publisher = ids[id(clusters.publisher)] if clusters.publisher else None
    placed = (m for m in reading.mentions if m.entity is not None)
    reading.mentions = sorted(placed, key=lambda m: (m.start, -m.end))


def resolve(reading: Reading, token: Token) -> LocalId | None:
    """Find the entity that a noun or pronoun refers to, where that is sure."""
    mention = reading.mention_of(token)
    return mention.entity if mention else None


def _resolve(discourse: Discourse, token: Token) -> None:
    """Say what one noun or pronoun means, going through the text from its beginning."""
    if discourse.is_named(token):
        return
    if note_elliptic_office(discourse, token):
        return
    if token.pos_ == "PRON" or token.tag_ == "PRP$":
        refer_by_pronoun(discourse, token)
    elif token.pos_ == "NOUN" and token.dep_ != "compound":
        phrase = noun_phrase(token)
        if not any(rule(discourse, phrase) for rule in _NOUN_RULES) and _is_rival(discourse, token):
            discourse.note(None, token)


def _is_rival(discourse: Discourse, token: Token) -> bool:
    """Say whether a pronoun behind may mean this thing, which is no entity."""
    if describes_name(discourse, token):
        return False
    return token.dep_ in SUBJECTS or (token.dep_ in {"dobj", "pobj"} and is_person_noun(token))


def _number(reading: Reading, clusters: Iterable[Cluster]) -> dict[int, LocalId]:
    """Give ids in order of first mention; those without one come last."""
    end = len(reading.article.text)
    firsts = {id(c): min((m.start for m in c.mentions), default=end) for c in clusters}
    ordered = sorted(clusters, key=lambda c: firsts[id(c)])
    ids = {id(c): LocalId(f"e{number}") for number, c in enumerate(ordered, start=1)}
    for cluster in ordered:
        entity = _entity(ids, cluster)
        reading.entities[entity.id] = entity
        for mention in cluster.mentions:
            mention.entity = entity.id
    return ids


def _entity(ids: dict[int, LocalId], cluster: Cluster) -> DraftEntity:
    name = cluster.fullest_known
    return DraftEntity(
        id=ids[id(cluster)],
        kind=cluster.kind,
        name=name,
        aliases=set(cluster.names) - {name},
        anonymous=cluster.anonymous,
        gazetteer=cluster.gazetteer,
        parent=ids[id(cluster.parent)] if cluster.parent else None,
    )
