"""What a person marked in a source, in the contract's words and free of how the file spells it.

All offsets are half-open code points of the decoded source file. What the annotation holds and no
record here can express is listed in ``Gold.left_out``, with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from hkgraph.model import Kind, Modality, Predicate


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class FileSpan:
    """A stretch of the decoded file.

    Attributes:
        article: Id of the marked article that it stands in.
    """

    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Something annotated or extracted that the score does not count.

    Attributes:
        count: How many of them there are.
    """

    what: str
    count: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """One article of the source, and what its head and foot say.

    Attributes:
        authors: For each author, the accepted ways to write the name.
        contributors: Like ``authors``.
        publisher: Accepted ways to write the publisher's name; empty if none is given.
        published: ISO day.
        bylines: Where names of authors, contributors and publisher stand.
    """

    id: str
    start: int
    end: int
    headline: FileSpan
    authors: tuple[frozenset[str], ...] = ()
    contributors: tuple[frozenset[str], ...] = ()
    publisher: frozenset[str] = frozenset()
    url: str | None = None
    published: str | None = None
    bylines: tuple[FileSpan, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEntity:
    """Somebody or something, over all articles of the source.

    Attributes:
        kind: Media count as organisations.
        names: The name and every alias.
        parent: The organisation that an office belongs to.
    """

    id: str
    kind: Kind
    name: str
    names: frozenset[str]
    mentions: tuple[FileSpan, ...]
    anonymous: bool = False
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuotation:
    """Words that somebody said, quoted or reported.

    Attributes:
        may_be_unknown: True where the text names no speaker, so that giving none is right too.
    """

    id: str
    at: FileSpan
    speaker: str | None
    may_be_unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTime:
    """When something was, and the words that tell it.

    Attributes:
        inferred: True when no words of the article tell it.
    """

    edtf: str
    at: FileSpan | None
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """Something told to have happened or to be going to.

    Attributes:
        types: Slugs that count as right, the best first; empty when the contract has no such event.
        tolerated: Slugs that are not counted as wrong although ``types`` is empty.
        participants: Those who count as main participants.
        others: Those with a lesser part, such as who interviews.
        modalities: Those that count as right.
        attributed_to: None when the annotation does not say.
        reasons: Events or laws that it was caused by.
    """

    id: str
    label: str
    types: tuple[str, ...]
    evidence: tuple[FileSpan, ...]
    modalities: frozenset[Modality]
    tolerated: frozenset[str] = frozenset()
    participants: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    time: GoldTime | None = None
    place: str | None = None
    attributed_to: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRole:
    """A role or, without organisation, an occupation."""

    id: str
    person: str
    organisation: str | None
    title: str
    evidence: tuple[FileSpan, ...]
    modality: Modality
    attributed_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRelation:
    """A triple that the article states.

    Attributes:
        predicates: Those that count as right.
        object: Id of an entity or event, an EDTF value, or the name of an offence.
    """

    id: str
    subject: str
    predicates: frozenset[Predicate]
    object: str
    polarity: bool
    evidence: tuple[FileSpan, ...]
    modality: Modality
    attributed_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """The whole annotation of one source file.

    Attributes:
        source: Path of the file that was annotated.
        sha256: 64 hex digits, of its bytes.
        speeches: Reported speech without quote marks.
        dates: Every stretch with a known time, also of events that are left out.
    """

    source: Path
    sha256: str
    articles: tuple[GoldArticle, ...]
    entities: tuple[GoldEntity, ...] = ()
    quotations: tuple[GoldQuotation, ...] = ()
    speeches: tuple[GoldQuotation, ...] = ()
    events: tuple[GoldEvent, ...] = ()
    roles: tuple[GoldRole, ...] = ()
    relations: tuple[GoldRelation, ...] = ()
    dates: tuple[GoldTime, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
