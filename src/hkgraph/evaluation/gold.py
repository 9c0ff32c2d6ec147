"""What a person marked in a source, in the contract's words and free of how the file spells it.

All offsets are half-open code points of the decoded source file. What the annotation holds and no
record here can express is listed in ``Gold.left_out``, with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hkgraph.evaluation.scope import PREDICATES

if TYPE_CHECKING:
    from collections.abc import Mapping
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
        headline: None where the annotation does not give it.
        authors: For each author, the accepted ways to write the name.
        contributors: Like ``authors``.
        publisher: Accepted ways to write the publisher's name; empty if none is given.
        published: ISO day.
        bylines: Where names of authors, contributors and publisher stand.
    """

    id: str
    start: int
    end: int
    headline: FileSpan | None = None
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
        nominals: Descriptions that stand for it, where the annotation marks them apart from names.
        parent: The organisation that an office belongs to.
    """

    id: str
    kind: Kind
    name: str
    names: frozenset[str]
    mentions: tuple[FileSpan, ...]
    nominals: tuple[FileSpan, ...] = ()
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
        parts: Values of each predicate of the event that is scored by itself: ids, an EDTF value,
            words; None where the annotation does not tell them apart.
        modalities: Those that count as right.
        polarity: False for what the text says did not happen.
        attributed_to: None when nobody is credited, or when the annotation does not say.
        credit_known: Whether None means that nobody is credited.
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
    parts: Mapping[Predicate, frozenset[str]] | None = None
    polarity: bool = True
    attributed_to: str | None = None
    credit_known: bool = False
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRole:
    """A role or, without organisation, an occupation.

    Attributes:
        during: EDTF, if told.
    """

    id: str
    person: str
    organisation: str | None
    title: str
    evidence: tuple[FileSpan, ...]
    modality: Modality
    attributed_to: str | None
    during: str | None = None


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
        dates: Stretches with a known time, also of events that are left out.
        predicates: The predicates that are scored as relations, by the annotation's names.
        complete: Whether every date and every denied event is marked.
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
    predicates: Mapping[str, frozenset[Predicate]] = field(default_factory=lambda: PREDICATES)
    complete: bool = False
