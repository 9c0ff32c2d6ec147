"""Invented tellings for tests of identity and graph: built by hand, with no model behind them."""

from __future__ import annotations

from hkgraph.model import (
    Article,
    ArticleKey,
    Block,
    BlockKind,
    Concept,
    DocumentKey,
    Entity,
    Event,
    Extract,
    Kind,
    LocalId,
    Membership,
    Mention,
    MentionForm,
    Modality,
    Predicate,
    Quotation,
    SourceDocument,
    Statement,
    Telling,
    TimeValue,
)
from hkgraph.text import short_hash

TEXT = "Ada Fong, chair of the Tolo Readers, was arrested in Sha Tin on 3 May 2021. She denied it."


def make_article(name: str, text: str = TEXT) -> Article:
    """Make an article whose key comes from its name."""
    key = short_hash(name)
    document = SourceDocument(
        key=DocumentKey(short_hash("document", name)), sha256=short_hash(name) * 4, names=(name,)
    )
    return Article(
        key=ArticleKey(key),
        document=document,
        headline=f"Headline of {name}",
        text=text,
        blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),),
        published="2021-05-04",
    )


def make_telling(name: str, extract: Extract, text: str = TEXT) -> Telling:
    """Put an extract to an article."""
    article = make_article(name, text)
    return Telling(article=article, extract=extract, documents=(article.document,))


def entity(number: int, kind: Kind, name: str, **more: object) -> Entity:
    """Make an entity with the local id ``e{number}``."""
    return Entity(id=LocalId(f"e{number}"), kind=kind, name=name, **more)  # type: ignore[arg-type]


def statement(
    name: str,
    subject: str,
    predicate: Predicate,
    value: object,
    *,
    text: str = TEXT,
    **more: object,
) -> Statement:
    """Make a statement whose evidence is the whole first sentence."""
    end = text.index(".") + 1
    return Statement(
        subject=LocalId(subject),
        predicate=predicate,
        object=value,  # type: ignore[arg-type]
        evidence=(make_article(name, text).span(0, end),),
        rule="test",
        **more,  # type: ignore[arg-type]
    )


def arrest(
    name: str, person: str = "Ada Fong", edtf: str = "2021-05-03", **more: object
) -> Telling:
    """Tell that somebody was arrested."""
    from datetime import date

    from hkgraph.model import TimeBasis

    day = date.fromisoformat(edtf)
    time = TimeValue(edtf=edtf, not_before=day, not_after=day, basis=TimeBasis.EXPLICIT)
    said = (
        statement(name, "v1", Predicate.EVENT_TYPE, Concept(slug="arrest"), **more),
        statement(name, "v1", Predicate.AFFECTS, LocalId("e1"), **more),
        statement(name, "v1", Predicate.HAS_TIME, time, **more),
    )
    article = make_article(name)
    return make_telling(
        name,
        Extract(
            entities=(entity(1, Kind.PERSON, person), entity(2, Kind.ORGANISATION, "Tolo Readers")),
            mentions=(
                Mention(span=article.span(0, 8), entity=LocalId("e1"), form=MentionForm.NAME),
            ),
            events=(Event(id=LocalId("v1"), type="arrest"),),
            statements=said,
        ),
    )


def role(name: str, title: str = "chair", **more: object) -> Telling:
    """Tell that somebody chairs a body."""
    return make_telling(
        name,
        Extract(
            entities=(
                entity(1, Kind.PERSON, "Ada Fong"),
                entity(2, Kind.ORGANISATION, "Tolo Readers"),
            ),
            memberships=(
                Membership(
                    id=LocalId("m1"),
                    person=LocalId("e1"),
                    organisation=LocalId("e2"),
                    title=title,
                ),
            ),
            statements=(statement(name, "e1", Predicate.HAS_MEMBERSHIP, LocalId("m1"), **more),),
        ),
    )


__all__ = ["Modality", "Quotation", "arrest", "entity", "make_telling", "role", "statement"]
