"""Moves what extraction found to offsets of the decoded file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.evaluation.gold import FileSpan
from hkgraph.evaluation.ours import (
    EntityKey,
    OurDate,
    OurEntity,
    OurEvent,
    OurMention,
    OurQuotation,
    OurRole,
    Ours,
    OurStatement,
)
from hkgraph.evaluation.scope import SCORED_KINDS
from hkgraph.model import (
    BlockKind,
    Concept,
    Modality,
    Predicate,
    QuoteForm,
    RoleTitle,
    TextValue,
    TimeValue,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hkgraph.evaluation.gold import Gold
    from hkgraph.evaluation.ours import Extracted
    from hkgraph.model import (
        Article,
        Event,
        Extract,
        LocalId,
        Membership,
        Mention,
        Object,
        Quotation,
        Span,
        Statement,
    )


def gather(gold: Gold, readings: Iterable[Extracted]) -> Ours:
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
        for event in extract.events:
            self._event(event)
        for role in extract.memberships:
            self._role(role)

    def _key(self, local: LocalId) -> EntityKey:
        return EntityKey(self._index, local)

    def _maybe(self, local: LocalId | None) -> EntityKey | None:
        return None if local is None else self._key(local)

    def _at(self, span: Span) -> FileSpan | None:
        """Give the stretch of the decoded file, if an annotated article holds it."""
        moved = self._article.offsets.to_file(span.start, span.end)
        if moved is None:
            return None
        start, end = moved
        inside = (a.id for a in self._gold.articles if a.start <= start and end <= a.end)
        article = next(inside, None)
        return FileSpan(article=article, start=start, end=end, text=span.text) if article else None

    def _places(self, spans: Iterable[Span]) -> tuple[FileSpan, ...]:
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
                    entity=key,
                    kind=kind,
                    form=mention.form,
                    anonymous=entity.anonymous,
                    at=at,
                    credit=self._in_credits(mention.span),
                )
            )

    def _in_credits(self, span: Span) -> bool:
        return any(
            block.kind is BlockKind.BYLINE and block.start <= span.start < block.end
            for block in self._article.blocks
        )

    def _quotation(self, quotation: Quotation) -> None:
        at = self._at(quotation.span)
        if at is None:
            self._ours.outside += 1
            return
        indirect = quotation.form is QuoteForm.INDIRECT
        kind = self._ours.speeches if indirect else self._ours.quotations
        kind.append(
            OurQuotation(
                at=at,
                speaker=self._maybe(quotation.speaker),
                rule=quotation.rule,
                confidence=quotation.confidence,
            )
        )

    def _statement(self, statement: Statement) -> OurStatement:
        return OurStatement(
            subject=self._key(statement.subject),
            predicate=statement.predicate,
            object=self._object(statement.object),
            evidence=self._places(statement.evidence),
            modality=statement.modality,
            polarity=statement.polarity,
            attributed_to=self._maybe(statement.attributed_to),
            confidence=statement.confidence,
            rule=statement.rule,
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

    def _event(self, event: Event) -> None:
        about = [s for s in self._ours.statements if s.subject == self._key(event.id)]
        told = [s for s in about if s.predicate is Predicate.EVENT_TYPE]
        happened = not told or any(s.polarity for s in told)
        first = told[0] if told else None
        (self._ours.events if happened else self._ours.denied).append(
            OurEvent(
                key=self._key(event.id),
                type=event.type,
                participants=frozenset(_keys(about, Predicate.AGENT, Predicate.AFFECTS)),
                times=frozenset(_words(about, Predicate.HAS_TIME)),
                modality=first.modality if first else Modality.ASSERTED,
                attributed_to=first.attributed_to if first else None,
                evidence=tuple(place for s in told for place in s.evidence),
                told=first,
            )
        )

    def _role(self, role: Membership) -> None:
        if role.title is None:
            return
        key = self._key(role.id)
        told = [s for s in self._ours.statements if s.object == key]
        first = next((s for s in told if s.predicate is Predicate.HAS_MEMBERSHIP), None)
        self._ours.roles.append(
            OurRole(
                person=self._key(role.person),
                organisation=self._maybe(role.organisation),
                title=role.title,
                modality=first.modality if first else Modality.ASSERTED,
                attributed_to=first.attributed_to if first else None,
                evidence=first.evidence if first else (),
                polarity=first.polarity if first else True,
                during=role.during.edtf if role.during else None,
                told=first,
            )
        )


def _keys(statements: Iterable[OurStatement], *predicates: Predicate) -> Iterator[EntityKey]:
    for statement in statements:
        if statement.predicate in predicates and isinstance(statement.object, EntityKey):
            yield statement.object


def _words(statements: Iterable[OurStatement], predicate: Predicate) -> Iterator[str]:
    for statement in statements:
        if statement.predicate is predicate and isinstance(statement.object, str):
            yield statement.object
