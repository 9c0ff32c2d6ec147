"""What extraction found, in offsets of the decoded file so that it can be compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from hkgraph.model import Modality

if TYPE_CHECKING:
    from hkgraph.evaluation.gold import FileSpan
    from hkgraph.model import Article, Extract, Kind, LocalId, MentionForm, Predicate

Extracted = tuple["Article", "Extract"]


class EntityKey(NamedTuple):
    """One of our entities, events or memberships; they are local to an article."""

    article: int
    id: LocalId


@dataclass(frozen=True, slots=True, kw_only=True)
class OurEntity:
    """An entity as one article names it."""

    kind: Kind
    name: str
    names: tuple[str, ...]
    anonymous: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OurMention:
    """A mention of an entity of a kind that is scored.

    Attributes:
        credit: Whether it stands in a line that only says who wrote.
    """

    entity: EntityKey
    kind: Kind
    form: MentionForm
    anonymous: bool
    at: FileSpan
    credit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OurQuotation:
    """Words that somebody is found to have said."""

    at: FileSpan
    speaker: EntityKey | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OurStatement:
    """One statement; ``object`` is a key, an EDTF value, or words.

    Attributes:
        confidence: 0 to 1, as the extract has it.
    """

    subject: EntityKey
    predicate: Predicate
    object: EntityKey | str
    evidence: tuple[FileSpan, ...]
    modality: Modality
    polarity: bool
    attributed_to: EntityKey | None
    confidence: float
    rule: str

    @property
    def is_plain(self) -> bool:
        """Say whether it would be a plain fact."""
        asserted = self.modality is Modality.ASSERTED and self.attributed_to is None
        return asserted and self.polarity


@dataclass(frozen=True, slots=True, kw_only=True)
class OurEvent:
    """An event with what its statements say of it.

    Attributes:
        told: The statement that it happened, or did not.
    """

    key: EntityKey
    type: str
    participants: frozenset[EntityKey]
    times: frozenset[str]
    modality: Modality
    attributed_to: EntityKey | None
    evidence: tuple[FileSpan, ...]
    told: OurStatement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OurRole:
    """A membership with a title.

    Attributes:
        told: The statement that the person holds it.
        during: EDTF, if told.
    """

    person: EntityKey
    organisation: EntityKey | None
    title: str
    modality: Modality
    attributed_to: EntityKey | None
    evidence: tuple[FileSpan, ...]
    polarity: bool = True
    during: str | None = None
    told: OurStatement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OurDate:
    """A stretch that tells a time."""

    at: FileSpan
    edtf: str


@dataclass(slots=True)
class Ours:
    """All that was found in all articles of a file.

    Attributes:
        held: Ranges of the decoded file that stand in the text of an article.
        outside: How many mentions and quotations stand outside the annotated articles.
        denied: Events of which the text says that they did not happen.
    """

    held: list[tuple[int, int]] = field(default_factory=list)
    entities: dict[EntityKey, OurEntity] = field(default_factory=dict)
    mentions: list[OurMention] = field(default_factory=list)
    quotations: list[OurQuotation] = field(default_factory=list)
    speeches: list[OurQuotation] = field(default_factory=list)
    events: list[OurEvent] = field(default_factory=list)
    denied: list[OurEvent] = field(default_factory=list)
    roles: list[OurRole] = field(default_factory=list)
    statements: list[OurStatement] = field(default_factory=list)
    dates: list[OurDate] = field(default_factory=list)
    outside: int = 0

    def holds(self, place: FileSpan) -> bool:
        """Say whether any of the stretch stands in the text of an article."""
        return any(start < place.end and place.start < end for start, end in self.held)
