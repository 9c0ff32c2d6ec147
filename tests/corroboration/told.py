"""Articles that quote and state, made by hand, with the node keys that resolution would give."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hkgraph.identity.judgements import Judgements
from hkgraph.model import (
    Entity,
    Extract,
    Kind,
    LocalId,
    Membership,
    Predicate,
    Quotation,
    QuoteForm,
    Statement,
    TimeBasis,
    TimeValue,
)
from tellings import make_telling

NO_JUDGEMENTS = Judgements()
CHAIR = Entity(id=LocalId("e1"), kind=Kind.PERSON, name="Bea Bain")
GROUP = Entity(id=LocalId("e2"), kind=Kind.ORGANISATION, name="Tolo Readers")
OTHER = Entity(id=LocalId("e3"), kind=Kind.PERSON, name="Carl Chan-Reed")
SPOKESMAN = Entity(id=LocalId("e4"), kind=Kind.PERSON, name="spokesman", anonymous=True)
PAPER = Entity(id=LocalId("e5"), kind=Kind.MEDIA, name="Tai Tam Herald")
ENTITIES = (CHAIR, GROUP, OTHER, SPOKESMAN, PAPER)


def quoting(name, words, speaker="e1", day="2021-05-04", of_group=()):
    """Make an article that consists of one quotation."""
    text = f"“{words}”, it was said."
    roles = tuple(
        Membership(id=LocalId(f"m{who}"), person=LocalId(who), organisation=GROUP.id, title="chair")
        for who in of_group
    )
    made = make_telling(name, Extract(entities=ENTITIES, memberships=roles), text)
    quotation = Quotation(
        span=made.article.span(1, 1 + len(words)), form=QuoteForm.DIRECT, speaker=speaker
    )
    return replace(
        made,
        article=replace(made.article, published=day),
        extract=replace(made.extract, quotations=(quotation,)),
    )


def stating(name, *statements, day="2021-05-04", publisher=None, text="Something is told here."):
    """Make an article that makes the statements given as (subject, predicate, object, more)."""
    made = make_telling(name, Extract(entities=ENTITIES, publisher=publisher), text)
    evidence = (made.article.span(0, 5),)
    said = tuple(
        Statement(
            subject=subject,
            predicate=predicate,
            object=value,
            evidence=evidence,
            **dict(*more),
        )
        for subject, predicate, value, *more in statements
    )
    return replace(
        made,
        article=replace(made.article, published=day),
        extract=replace(made.extract, statements=said),
    )


def time(edtf, first, last):
    """Make a time from its first and last day."""
    return TimeValue(
        edtf=edtf,
        not_before=date.fromisoformat(first) if first else None,
        not_after=date.fromisoformat(last) if last else None,
        basis=TimeBasis.EXPLICIT,
    )


MAY = time("2021-05", "2021-05-01", "2021-05-31")
MAY_3 = time("2021-05-03", "2021-05-03", "2021-05-03")
MAY_4 = time("2021-05-04", "2021-05-04", "2021-05-04")


def nodes_of(*tellings, **others):
    """Give every article the same keys: local ids under one folder each."""
    keys = {entity.id: f"thing/{entity.name}" for entity in ENTITIES} | others
    keys |= {name: f"place/{name}" for name in ("p1", "p2", "p3")}
    keys |= {name: f"event/{name}" for name in ("v1", "v2")}
    alone = {SPOKESMAN.id}
    return {
        telling.article.key: {
            local: f"{key}-{telling.article.key}" if local in alone else key
            for local, key in keys.items()
        }
        for telling in tellings
    }


def said_time(value, **more):
    """State the time of an event."""
    return ("v1", Predicate.HAS_TIME, value, more)
