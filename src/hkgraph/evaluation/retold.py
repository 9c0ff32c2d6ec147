"""Tells an annotation back as if extraction had found it, to score one annotator by another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.evaluation.event_parts import LABELS
from hkgraph.model import (
    Article,
    ArticleKey,
    Block,
    BlockKind,
    Concept,
    DateMention,
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
    OffsetMap,
    Predicate,
    Quotation,
    QuoteForm,
    Segment,
    SourceDocument,
    Statement,
    TextValue,
    TimeBasis,
    TimeValue,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hkgraph.evaluation.gold import (
        FileSpan,
        Gold,
        GoldArticle,
        GoldEvent,
        GoldQuotation,
        GoldRelation,
        GoldRole,
    )
    from hkgraph.evaluation.ours import Extracted
    from hkgraph.model import Object, Span

_TIMES = frozenset(
    {
        Predicate.DISSOLUTION_DATE,
        Predicate.FOUNDING_DATE,
        Predicate.HAS_TIME,
        Predicate.LEGISLATION_DATE,
    }
)
_WORDS = frozenset({Predicate.TERM})


def retell(gold: Gold, text: str) -> list[Extracted]:
    """Give each annotated article with what the annotation finds in it.

    Args:
        text: The decoded file.
    """
    return [_Teller(gold, marked, text).told() for marked in gold.articles]


class _Teller:
    def __init__(self, gold: Gold, marked: GoldArticle, text: str) -> None:
        self._gold = gold
        self._marked = marked
        self._article = _article(gold, marked, text[marked.start : marked.end])

    def told(self) -> Extracted:
        gold = self._gold
        events = [event for event in gold.events if event.types and self._spans(event)]
        roles = [role for role in gold.roles if self._spans(role)]
        relations = [relation for relation in gold.relations if self._spans(relation)]
        extract = Extract(
            entities=tuple(self._entities()),
            mentions=tuple(self._mentions()),
            dates=tuple(self._dates()),
            events=tuple(Event(id=LocalId(event.id), type=event.types[0]) for event in events),
            memberships=tuple(map(_membership, roles)),
            statements=(
                *(said for event in events for said in self._event(event)),
                *map(self._role, roles),
                *map(self._relation, relations),
            ),
            quotations=(
                *self._quotations(gold.quotations, QuoteForm.DIRECT),
                *self._quotations(gold.speeches, QuoteForm.INDIRECT),
            ),
        )
        return self._article, extract

    def _span(self, place: FileSpan) -> Span:
        start = self._marked.start
        return self._article.span(place.start - start, place.end - start)

    def _here(self, places: Iterable[FileSpan]) -> tuple[Span, ...]:
        return tuple(self._span(p) for p in places if p.article == self._marked.id)

    def _spans(self, thing: GoldEvent | GoldRole | GoldRelation) -> tuple[Span, ...]:
        return self._here(thing.evidence)

    def _entities(self) -> Iterator[Entity]:
        for entity in self._gold.entities:
            yield Entity(
                id=LocalId(entity.id),
                kind=entity.kind,
                name=entity.name,
                anonymous=entity.anonymous,
            )
        for offence in sorted(_offences(self._gold)):
            yield Entity(id=LocalId(offence), kind=Kind.OFFENCE, name=offence)

    def _mentions(self) -> Iterator[Mention]:
        for entity in self._gold.entities:
            forms = {MentionForm.NAME: entity.mentions, MentionForm.NOMINAL: entity.nominals}
            for form, places in forms.items():
                for span in self._here(places):
                    yield Mention(span=span, entity=LocalId(entity.id), form=form)

    def _dates(self) -> Iterator[DateMention]:
        for time in self._gold.dates:
            if time.at and time.at.article == self._marked.id:
                yield DateMention(span=self._span(time.at), time=_time(time.edtf))

    def _quotations(self, marked: Iterable[GoldQuotation], form: QuoteForm) -> Iterator[Quotation]:
        for quotation in marked:
            for span in self._here([quotation.at]):
                yield Quotation(span=span, form=form, speaker=_local(quotation.speaker))

    def _event(self, event: GoldEvent) -> Iterator[Statement]:
        pairs: list[tuple[Predicate, Object]] = [
            (Predicate.EVENT_TYPE, Concept(slug=event.types[0])),
            *self._parts(event),
        ]
        for predicate, value in pairs:
            yield Statement(
                subject=LocalId(event.id),
                predicate=predicate,
                object=value,
                evidence=self._spans(event),
                modality=_modality(min(event.modalities), event.attributed_to),
                polarity=event.polarity,
                attributed_to=_local(event.attributed_to),
            )

    def _parts(self, event: GoldEvent) -> Iterator[tuple[Predicate, Object]]:
        if event.parts is None:
            dated = {r.subject for r in self._gold.relations if Predicate.HAS_TIME in r.predicates}
            yield from ((Predicate.AFFECTS, LocalId(who)) for who in sorted(event.participants))
            if event.time and event.id not in dated:
                yield Predicate.HAS_TIME, _time(event.time.edtf)
            return
        for predicate in LABELS:
            for value in sorted(event.parts.get(predicate, ())):
                yield predicate, _value(predicate, value)

    def _role(self, role: GoldRole) -> Statement:
        return Statement(
            subject=LocalId(role.person),
            predicate=Predicate.HAS_MEMBERSHIP,
            object=LocalId(role.id),
            evidence=self._spans(role),
            modality=_modality(role.modality, role.attributed_to),
            attributed_to=_local(role.attributed_to),
        )

    def _relation(self, relation: GoldRelation) -> Statement:
        predicate = min(relation.predicates)
        return Statement(
            subject=LocalId(relation.subject),
            predicate=predicate,
            object=_value(predicate, relation.object),
            evidence=self._spans(relation),
            modality=_modality(relation.modality, relation.attributed_to),
            polarity=relation.polarity,
            attributed_to=_local(relation.attributed_to),
        )


def _article(gold: Gold, marked: GoldArticle, text: str) -> Article:
    whole = Segment(text_start=0, file_start=marked.start, length=len(text))
    return Article(
        key=ArticleKey(marked.id),
        document=SourceDocument(
            key=DocumentKey("annotated"), sha256=gold.sha256, names=(gold.source.name,)
        ),
        headline=marked.headline.text if marked.headline else "",
        text=text,
        blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),),
        offsets=OffsetMap((whole,)),
        url=marked.url,
        published=marked.published,
        authors=tuple(min(names) for names in marked.authors),
        contributors=tuple(min(names) for names in marked.contributors),
        publisher=min(marked.publisher, default=None),
    )


def _offences(gold: Gold) -> set[str]:
    told = {r.object for r in gold.relations if Predicate.CRIMINALISES in r.predicates}
    charged = (e.parts.get(Predicate.OFFENCE, frozenset()) for e in gold.events if e.parts)
    return told.union(*charged)


def _membership(role: GoldRole) -> Membership:
    return Membership(
        id=LocalId(role.id),
        person=LocalId(role.person),
        organisation=_local(role.organisation),
        title=role.title,
        during=_time(role.during) if role.during else None,
    )


def _local(name: str | None) -> LocalId | None:
    return None if name is None else LocalId(name)


def _modality(modality: Modality, credited: str | None) -> Modality:
    """Give the modality; hearsay whose source is not named cannot be told."""
    is_nobodys = modality is Modality.REPORTED and credited is None
    return Modality.ALLEGED if is_nobodys else modality


def _value(predicate: Predicate, value: str) -> Object:
    if predicate in _TIMES:
        return _time(value)
    if predicate in _WORDS:
        return TextValue(text=value)
    return int(value) if predicate is Predicate.MINIMUM_COUNT else LocalId(value)


def _time(edtf: str) -> TimeValue:
    return TimeValue(edtf=edtf, not_before=None, not_after=None, basis=TimeBasis.EXPLICIT)
