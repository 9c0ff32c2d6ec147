"""Which entry a name means in its article, and when that is left to a person or to nobody."""

from __future__ import annotations

import random

import pytest

from hkgraph.identity.linking.linker import Linker
from hkgraph.identity.linking.records import LinkState
from hkgraph.model import Extract, Kind, LocalId, Membership, Mention, MentionForm
from hkgraph.wikidata.entities import Claims, Entry
from tellings import entity, make_article, make_telling

LINKED, REVIEW, NIL = LinkState.LINKED, LinkState.NEEDS_REVIEW, LinkState.NIL


@pytest.fixture(scope="module")
def linker():
    return Linker(KnowledgeBase.bundled())


def telling(text, *named, roles=()):
    """Make an article in which each of ``named`` (kind, name, more) is mentioned where it stands."""
    article = make_article("told", text)
    entities, mentions = [], []
    for number, (kind, name, *more) in enumerate(named, 1):
        entities.append(entity(number, kind, name, **(more[0] if more else {})))
        start = text.index(name)
        span = article.span(start, start + len(name))
        mentions.append(
            Mention(span=span, entity=LocalId(f"e{number}"), form=MentionForm.NAME)
        )
    extract = Extract(entities=tuple(entities), mentions=tuple(mentions), memberships=tuple(roles))
    return make_telling("told", extract, text)
