"""The records that pass between steps: frozen, and refused when they cannot be right.

Nothing here knows RDF. A record that stands inside one article names its neighbours by local ids
(``e1`` an entity, ``v1`` an event, ``m1`` a membership); IRIs are minted in ``graph/iri.py``.
All offsets are half-open and count Unicode code points of the article text.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NewType

LocalId = NewType("LocalId", str)
ArticleKey = NewType("ArticleKey", str)
DocumentKey = NewType("DocumentKey", str)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of article text.

    Attributes:
        start: First character, counted from 0.
        end: One past the last character.
        text: The characters themselves, so that ``article.text[start:end] == text``.
    """

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        """Refuse an empty span and one whose text has another length."""
        if not 0 <= self.start < self.end:
            raise ValueError(f"bad span {self.start}..{self.end}: need 0 <= start < end")
        if len(self.text) != self.end - self.start:
            raise ValueError(f"span {self.start}..{self.end} cannot hold {self.text!r}")

    def covers(self, other: Span) -> bool:
        """Say whether ``other`` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end


# ── articles ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """One input as received; it may hold several articles.

    Attributes:
        key: 16 hex digits; of its own address if it has one, else of its bytes.
        sha256: 64 hex digits, of the bytes.
        names: File names without folders, sorted; several when the same bytes came twice.
        url: The document's own address (canonical link, feed id), not that of an article in it.
    """

    key: DocumentKey
    sha256: str
    names: tuple[str, ...]
    url: str | None = None


class BlockKind(StrEnum):
    """What a stretch of article text is on the page."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph-like part of the article text; blocks are in order and do not overlap."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of article text that stands unchanged in the decoded file."""

    text_start: int
    file_start: int
    length: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """The way back from the article text to the decoded file.

    Attributes:
        segments: Sorted by ``text_start``; what lies between two segments is the reader's own
            (a line break between blocks) or markup of the file.
    """

    segments: tuple[Segment, ...] = ()

    def to_file(self, start: int, end: int) -> tuple[int, int] | None:
        """Give the half-open range of the decoded file, or None where nothing stands behind it."""
        first, last = self._at(start), self._at(end - 1)
        return None if first is None or last is None else (first, last + 1)

    def _at(self, offset: int) -> int | None:
        index = bisect_right(self.segments, offset, key=lambda segment: segment.text_start) - 1
        if index < 0:
            return None
        segment = self.segments[index]
        inside = offset - segment.text_start
        return segment.file_start + inside if inside < segment.length else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One published text, as a reader gives it.

    Attributes:
        key: 16 hex digits of sha256 of canonical URL (or nothing), a newline and the text.
        document: The input that it stood in.
        headline: As printed; also the first block of ``text`` where the page shows one.
        text: Decoded, line ends as line feeds, markup removed, NFC; an empty line parts blocks.
        blocks: What each stretch of ``text`` is.
        offsets: The way back to the decoded file.
        published: ISO 8601 day or time with the source's zone; None if nothing tells it.
        published_inferred: True when the day is the page's and not the article's own.
        modified: Like ``published``.
        authors: Names as people read them ("Tom Grundy"), in order.
        publisher: Who published the article; never the site that reprints it.
        language: BCP 47 tag of the text.
        warnings: What a person should know about the reading, one sentence each.
    """

    key: ArticleKey
    document: SourceDocument
    headline: str
    text: str
    blocks: tuple[Block, ...]
    offsets: OffsetMap = field(default_factory=OffsetMap)
    url: str | None = None
    published: str | None = None
    published_inferred: bool = False
    modified: str | None = None
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str = "en"
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse blocks that lie outside the text or out of order."""
        last = 0
        for block in self.blocks:
            if not last <= block.start < block.end <= len(self.text):
                raise ValueError(f"bad block {block.start}..{block.end} of {len(self.text)}")
            last = block.end

    @property
    def published_day(self) -> date | None:
        """The day of publication in the source's zone."""
        return date.fromisoformat(self.published[:10]) if self.published else None

    def span(self, start: int, end: int) -> Span:
        """Cut a span out of the text."""
        return Span(start=start, end=end, text=self.text[start:end])


# ── what an article says ────────────────────────────────────────────────────────────────────


class Kind(StrEnum):
    """What an entity is; each has one class in the graph."""

    PERSON = "person"
    ORGANISATION = "organisation"
    MEDIA = "media"
    OFFICE = "office"
    PLACE = "place"
    LAW = "law"
    OFFENCE = "offence"


class MentionForm(StrEnum):
    """How a mention names its entity."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Modality(StrEnum):
    """How a statement is made; contract.md section 4."""

    ASSERTED = "Asserted"
    REPORTED = "Reported"
    ALLEGED = "Alleged"
    PLANNED = "Planned"
    POSSIBLE = "Possible"


class TimeBasis(StrEnum):
    """Where a date comes from."""

    EXPLICIT = "Explicit"
    RELATIVE = "Relative"
    INFERRED = "Inferred"


class QuoteForm(StrEnum):
    """How a quotation stands in the text."""

    DIRECT = "Direct"
    INDIRECT = "Indirect"
    BLOCK = "Block"


class Predicate(StrEnum):
    """What a statement can say; the values are the contract's terms."""

    HAS_MEMBERSHIP = "org:hasMembership"
    MEMBER_OF = "org:memberOf"
    ORGANIZATION = "org:organization"
    ROLE = "org:role"
    MEMBER_DURING = "org:memberDuring"
    BASED_IN = "hk:basedIn"
    HAS_OFFICE_IN = "hk:hasOfficeIn"
    SUB_ORGANIZATION_OF = "org:subOrganizationOf"
    UNIT_OF = "org:unitOf"
    FOUNDING_DATE = "schema:foundingDate"
    DISSOLUTION_DATE = "schema:dissolutionDate"
    CONTAINED_IN_PLACE = "schema:containedInPlace"
    LEGISLATION_DATE = "schema:legislationDate"
    LEGISLATION_PASSED_BY = "schema:legislationPassedBy"
    LEGISLATION_JURISDICTION = "schema:legislationJurisdiction"
    LEGISLATION_CHANGES = "schema:legislationChanges"
    CRIMINALISES = "hk:criminalises"
    EVENT_TYPE = "sem:eventType"
    HAS_TIME = "sem:hasTime"
    HAS_PLACE = "sem:hasPlace"
    SUB_EVENT_OF = "sem:subEventOf"
    AGENT = "hk:agent"
    AFFECTS = "hk:affects"
    UNDER_LAW = "hk:underLaw"
    OFFENCE = "hk:offence"
    TERM = "hk:term"
    CAUSED_BY = "hk:causedBy"
    AFTER = "hk:after"
    MINIMUM_COUNT = "hk:minimumCount"
    CRITICISES = "hk:criticises"
    SUPPORTS = "hk:supports"
    ACCUSED_UNDER = "hk:accusedUnder"


EVENT_TYPES = frozenset(
    [
        "arrest",
        "charge",
        "trial",
        "conviction",
        "acquittal",
        "sentencing",
        "appeal",
        "quashing",
        "bail",
        "release",
        "founding",
        "dissolution",
        "closure",
        "departure",
        "merger",
        "appointment",
        "resignation",
        "election",
        "dismissal",
        "sanction",
        "entry-denial",
        "raid",
        "ban",
        "lawmaking",
        "amendment",
        "repeal",
        "ruling",
        "protest",
        "strike",
        "announcement",
        "statement",
        "interview",
        "meeting",
        "visit",
        "publication",
        "award",
        "death",
        "injury",
        "accident",
        "weather",
        "deal",
        "redundancy",
        "policy",
        "other",
    ]
)


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
        """Refuse a type that the contract does not have."""
        if self.slug not in EVENT_TYPES:
            raise ValueError(f"no event type is called {self.slug!r}")


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
