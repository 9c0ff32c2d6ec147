"""What extraction gives: entities, events, roles, statements and quotations of one article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from hkgraph.model.articles import Article, SourceDocument
from hkgraph.model.spans import LocalId, Span
from hkgraph.model.terms import (
    Kind,
    MentionForm,
    Modality,
    Predicate,
    QuoteForm,
    TimeBasis,
)

_TYPE = re.compile(r"[a-z]+(-[a-z]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeValue:
    """A date as far as the text tells it; precision is never invented.

    Attributes:
        edtf: Extended Date/Time Format, e.g. ``2021-10-31``, ``2020-06``, ``../2021-12-31``.
        not_before: Earliest day it allows; None where open.
        not_after: Latest day it allows; None where open.
    """

    edtf: str
    not_before: date | None
    not_after: date | None
    basis: TimeBasis

    def __post_init__(self) -> None:
        """Refuse a range that ends before it begins."""
        if self.not_before and self.not_after and self.not_before > self.not_after:
            raise ValueError(f"{self.edtf}: {self.not_before} is after {self.not_after}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextValue:
    """Words as an object, such as the term of a sentence ("10 years")."""

    text: str
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """An event type as an object."""

    slug: str

    def __post_init__(self) -> None:
        """Refuse what cannot be the last part of a type's IRI; which types there are, words say."""
        if not _TYPE.fullmatch(self.slug):
            raise ValueError(f"no event type can be called {self.slug!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleTitle:
    """A role as an object."""

    title: str


Object = LocalId | TimeValue | TextValue | Concept | RoleTitle | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One stretch of text that names an entity.

    Attributes:
        entity: The entity named, by coreference inside the article.
    """

    span: Span
    entity: LocalId
    form: MentionForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Somebody or something that one article names.

    Attributes:
        name: The fullest name in the article, without article or title ("Holden Chow Ho-ding");
            for an anonymous agent a description ("Security Bureau spokesman").
        aliases: Other names in the article, sorted, without ``name``; never pronouns or nominals.
        anonymous: True for agents without a name; such are never merged across articles.
        gazetteer: Id of the gazetteer row that the name matched, if any.
        parent: For an office, the organisation that it belongs to, if the text tells it.
    """

    id: LocalId
    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()
    anonymous: bool = False
    gazetteer: str | None = None
    parent: LocalId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that is told to have happened, or to be going to.

    Attributes:
        type: Slug of the contract's event types.
    """

    id: LocalId
    type: str

    def __post_init__(self) -> None:
        """Refuse a type that the contract does not have."""
        Concept(slug=self.type)


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A role that somebody holds or held.

    Attributes:
        title: As printed, lower-case unless a proper title ("secretary general"); None when the
            text says no more than that the person belongs to it.
        during: When the role was held, as far as told.
    """

    id: LocalId
    person: LocalId
    organisation: LocalId | None
    title: str | None
    during: TimeValue | None = None

    def __post_init__(self) -> None:
        """Refuse a role without title and organisation."""
        if self.organisation is None and self.title is None:
            raise ValueError("a membership needs an organisation or a title")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One article saying one thing; says nothing about truth.

    Attributes:
        evidence: One to n spans; both arguments, or what refers to them, stand in them.
        polarity: False when the text denies it.
        attributed_to: Whom the article credits; None is the article's own voice.
        confidence: 0 to 1, two digits.
        rule: Name of the rule that found it, for ``hkgraph extract --explain``.
        reviewer: Who corrected or confirmed it, where a person did.
    """

    subject: LocalId
    predicate: Predicate
    object: Object
    evidence: tuple[Span, ...]
    modality: Modality = Modality.ASSERTED
    polarity: bool = True
    attributed_to: LocalId | None = None
    confidence: float = 0.9
    rule: str = ""
    reviewer: str = ""

    def __post_init__(self) -> None:
        """Refuse a statement without evidence, and hearsay without its source."""
        if not self.evidence:
            raise ValueError(f"no evidence for {self.subject} {self.predicate} {self.object}")
        if self.modality is Modality.REPORTED and self.attributed_to is None:
            raise ValueError("a reported statement needs attributed_to")
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence {self.confidence} is not between 0 and 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words that somebody said.

    Attributes:
        span: What was said, without the quote marks.
        speaker: None when the text names nobody.
        on_behalf_of: The organisation that the speaker speaks for, when the text tells it.
        cue: The words that tell who speaks ("said Ms Bais").
    """

    span: Span
    form: QuoteForm
    speaker: LocalId | None = None
    on_behalf_of: LocalId | None = None
    cue: Span | None = None
    confidence: float = 0.9
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A stretch of text that tells a time."""

    span: Span
    time: TimeValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """All that was found in one article.

    Attributes:
        entities: In order of first mention.
        about: Entities that the article is mainly on, most important first.
    """

    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    events: tuple[Event, ...] = ()
    memberships: tuple[Membership, ...] = ()
    statements: tuple[Statement, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    about: tuple[LocalId, ...] = ()
    authors: tuple[LocalId, ...] = ()
    contributors: tuple[LocalId, ...] = ()
    publisher: LocalId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An article with what was found in it; what identity and graph work on.

    Attributes:
        documents: Every input that holds the article; ``article.document`` is the one with the
            smallest key.
    """

    article: Article
    extract: Extract
    documents: tuple[SourceDocument, ...]
