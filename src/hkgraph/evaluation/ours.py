"""What extraction found, moved to offsets of the decoded file so that it can be compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from hkgraph.evaluation.gold import Place
from hkgraph.evaluation.scope import SCORED_KINDS
from hkgraph.model import (
    Concept,
    Kind,
    LocalId,
    MentionForm,
    Modality,
    Predicate,
    QuoteForm,
    RoleTitle,
    TextValue,
    TimeValue,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hkgraph.evaluation.gold import Gold
    from hkgraph.model import Article, Extract, Mention, Object, Quotation, Span, Statement

Reading = tuple["Article", "Extract"]


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
    """A mention of an entity of a kind that is scored."""

    entity: EntityKey
    kind: Kind
    form: MentionForm
    anonymous: bool
    at: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class OurQuotation:
    """Words that somebody is found to have said."""

    at: Place
    speaker: EntityKey | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OurStatement:
    """One statement; ``object`` is a key, an EDTF value, or words."""

    subject: EntityKey
    predicate: Predicate
    object: EntityKey | str
    evidence: tuple[Place, ...]
    modality: Modality
    polarity: bool
    attributed_to: EntityKey | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OurEvent:
    """An event with what its statements say of it."""

    key: EntityKey
    type: str
    participants: frozenset[EntityKey]
    times: frozenset[str]
    modality: Modality
    attributed_to: EntityKey | None
    evidence: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OurRole:
    """A membership with a title."""

    person: EntityKey
    organisation: EntityKey | None
    title: str
    modality: Modality
    attributed_to: EntityKey | None
    evidence: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OurDate:
    """A stretch that tells a time."""

    at: Place
    edtf: str


@dataclass(slots=True)
class Ours:
    """All that was found in all articles of a file.

    Attributes:
        held: Ranges of the decoded file that stand in the text of an article.
        outside: How many mentions and quotations stand outside the annotated articles.
    """

    held: list[tuple[int, int]] = field(default_factory=list)
    entities: dict[EntityKey, OurEntity] = field(default_factory=dict)
    mentions: list[OurMention] = field(default_factory=list)
    quotations: list[OurQuotation] = field(default_factory=list)
    speeches: list[OurQuotation] = field(default_factory=list)
    events: list[OurEvent] = field(default_factory=list)
    roles: list[OurRole] = field(default_factory=list)
    statements: list[OurStatement] = field(default_factory=list)
    dates: list[OurDate] = field(default_factory=list)
    outside: int = 0

    def holds(self, place: Place) -> bool:
        """Say whether any of the stretch stands in the text of an article."""
        return any(start < place.end and place.start < end for start, end in self.held)


def gather(gold: Gold, readings: Iterable[Reading]) -> Ours:
    """Move all that was found to offsets of the decoded file."""
    ours = Ours()
    for index, (article, extract) in enumerate(readings):
        _Mover(gold, index, article, extract, ours).move()
    return ours


class _Mover:
    def __init__(
        self, gold: Gold, index: int, article: Article, extract: Extract, ours: Ours
    ) -> None:
        self._gold = gold
        self._index = index
        self._article = article
        self._extract = extract
        self._ours = ours

    def move(self) -> None:
        ours, extract = self._ours, self._extract
        segments = self._article.offsets.segments
        ours.held += [(s.file_start, s.file_start + s.length) for s in segments]
        ours.entities |= {
            self._key(e.id): OurEntity(
                kind=e.kind, name=e.name, names=(e.name, *e.aliases), anonymous=e.anonymous
            )
            for e in extract.entities
        }
        for mention in extract.mentions:
            self._mention(mention)
        for quotation in extract.quotations:
            self._quotation(quotation)
        ours.dates += [
            OurDate(at=at, edtf=d.time.edtf) for d in extract.dates if (at := self._at(d.span))
        ]
        ours.statements += [self._statement(s) for s in extract.statements]
        self._events()
        self._roles()

    def _key(self, local: LocalId) -> EntityKey:
        return EntityKey(self._index, local)

    def _maybe(self, local: LocalId | None) -> EntityKey | None:
        return None if local is None else self._key(local)

    def _at(self, span: Span) -> Place | None:
        """Give the stretch of the decoded file, if an annotated article holds it."""
        moved = self._article.offsets.to_file(span.start, span.end)
        if moved is None:
            return None
        start, end = moved
        inside = (a.id for a in self._gold.articles if a.start <= start and end <= a.end)
        article = next(inside, None)
        return Place(article=article, start=start, end=end, text=span.text) if article else None

    def _places(self, spans: Iterable[Span]) -> tuple[Place, ...]:
        return tuple(at for span in spans if (at := self._at(span)))

    def _mention(self, mention: Mention) -> None:
        key = self._key(mention.entity)
        entity = self._ours.entities[key]
        kind, at = SCORED_KINDS.get(entity.kind), self._at(mention.span)
        if at is None:
            self._ours.outside += 1
        elif kind is not None:
            self._ours.mentions.append(
                OurMention(
                    entity=key, kind=kind, form=mention.form, anonymous=entity.anonymous, at=at
                )
            )

    def _quotation(self, quotation: Quotation) -> None:
        at = self._at(quotation.span)
        if at is None:
            self._ours.outside += 1
            return
        indirect = quotation.form is QuoteForm.INDIRECT
        kind = self._ours.speeches if indirect else self._ours.quotations
        kind.append(OurQuotation(at=at, speaker=self._maybe(quotation.speaker)))

    def _statement(self, statement: Statement) -> OurStatement:
        return OurStatement(
            subject=self._key(statement.subject),
            predicate=statement.predicate,
            object=self._object(statement.object),
            evidence=self._places(statement.evidence),
            modality=statement.modality,
            polarity=statement.polarity,
            attributed_to=self._maybe(statement.attributed_to),
        )

    def _object(self, value: Object) -> EntityKey | str:
        match value:
            case TimeValue(edtf=edtf):
                return edtf
            case TextValue(text=text):
                return text
            case Concept(slug=text) | RoleTitle(title=text):
                return text
            case int():
                return str(value)
            case _:
                return self._key(value)

    def _about(self, local: LocalId, predicate: Predicate) -> list[OurStatement]:
        key = self._key(local)
        return [s for s in self._ours.statements if s.subject == key and s.predicate is predicate]

    def _events(self) -> None:
        for event in self._extract.events:
            told = self._about(event.id, Predicate.EVENT_TYPE)
            parts = [
                *self._about(event.id, Predicate.AGENT),
                *self._about(event.id, Predicate.AFFECTS),
            ]
            times = self._about(event.id, Predicate.HAS_TIME)
            first = told[0] if told else None
            self._ours.events.append(
                OurEvent(
                    key=self._key(event.id),
                    type=event.type,
                    participants=frozenset(
                        s.object for s in parts if isinstance(s.object, EntityKey)
                    ),
                    times=frozenset(s.object for s in times if isinstance(s.object, str)),
                    modality=first.modality if first else Modality.ASSERTED,
                    attributed_to=first.attributed_to if first else None,
                    evidence=tuple(p for s in told for p in s.evidence),
                )
            )

    def _roles(self) -> None:
        told = {
            s.object: s
            for s in reversed(self._ours.statements)
            if s.predicate is Predicate.HAS_MEMBERSHIP
        }
        for role in self._extract.memberships:
            if role.title is None:
                continue
            statement = told.get(self._key(role.id))
            self._ours.roles.append(
                OurRole(
                    person=self._key(role.person),
                    organisation=self._maybe(role.organisation),
                    title=role.title,
                    modality=statement.modality if statement else Modality.ASSERTED,
                    attributed_to=statement.attributed_to if statement else None,
                    evidence=statement.evidence if statement else (),
                )
            )
