"""Small knowledge bases and articles for tests of links."""

from __future__ import annotations

import sqlite3

from hkgraph.model import (
    Extract,
    Kind,
    LocalId,
    Membership,
    Mention,
    MentionForm,
)
from hkgraph.wikidata.filling import Origin, create, finish, insert_entry
from hkgraph.wikidata.knowledge_base import KnowledgeBase
from tellings import entity, make_article, make_telling


def base_of(*entries):
    """Make a knowledge base that holds nothing else."""
    db = create(sqlite3.connect(":memory:"))
    for one in entries:
        insert_entry(db, one)
    finish(db, Origin(title="test", source="test"))
    return KnowledgeBase(db)


def tell(text, *named, roles=()):
    """Make an article; each of ``named`` is (kind, name) or (kind, name, attributes).

    Args:
        roles: (name of the person, title, name of the body or None).
    """
    article = make_article("told", text)
    entities, mentions = [], []
    for number, (kind, name, *more) in enumerate(named, 1):
        entities.append(entity(number, kind, name, **(more[0] if more else {})))
        start = text.index(name)
        mentions.append(
            Mention(
                span=article.span(start, start + len(name)),
                entity=LocalId(f"e{number}"),
                form=MentionForm.NAME,
            )
        )
    ids = {one.name: one.id for one in entities}
    memberships = tuple(
        Membership(
            id=LocalId(f"m{number}"),
            person=ids[person],
            organisation=ids.get(body),
            title=title,
        )
        for number, (person, title, body) in enumerate(roles, 1)
    )
    extract = Extract(entities=tuple(entities), mentions=tuple(mentions), memberships=memberships)
    return make_telling("told", extract, text)


PERSON, BODY, PLACE = Kind.PERSON, Kind.ORGANISATION, Kind.PLACE
