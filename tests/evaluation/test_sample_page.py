"""The annotated sample page, told back as an extract: every score must be able to reach 1."""

from __future__ import annotations

from pathlib import Path

import pytest

from hkgraph.evaluation.scoring import score
from hkgraph.evaluation.seed_format import read_gold
from hkgraph.model import (
    Article,
    Block,
    BlockKind,
    Concept,
    DateMention,
    Entity,
    Event,
    Extract,
    Kind,
    Membership,
    Mention,
    MentionForm,
    OffsetMap,
    Predicate,
    Quotation,
    QuoteForm,
    Segment,
    SourceDocument,
    Statement,
    TimeBasis,
    TimeValue,
)

SEED = Path(__file__).parents[2] / "../shared/gold/seed-gold.json"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the sample page lies elsewhere")


def test_annotation_told_back_scores_one_in_every_row():
    gold = read_gold(SEED)
    page = gold.source.read_text(encoding="utf-8")

    evaluation = score(gold, [Teller(gold, marked, page).reading() for marked in gold.articles])

    short = [
        (section.title, row.label, row.score)
        for section in evaluation.sections
        if section.title not in {"Evidence", "Coreference"}
        for row in section.rows
        if getattr(row.score, "f1", getattr(row.score, "value", None)) not in (1, None)
    ]
    assert short == []


class Teller:
    """Tells what the annotation says of one article in our own records."""

    def __init__(self, gold, marked, page):
        self.gold = gold
        self.marked = marked
        text = page[marked.start : marked.end]
        whole = Segment(text_start=0, file_start=marked.start, length=len(text))
        self.article = Article(
            key=marked.id,
            document=SourceDocument(key="d", sha256=gold.sha256, names=("page.txt",)),
            headline=marked.headline.text,
            text=text,
            blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),),
            offsets=OffsetMap((whole,)),
            url=marked.url,
            published=marked.published,
            authors=tuple(min(names) for names in marked.authors),
            contributors=tuple(min(names) for names in marked.contributors),
            publisher=min(marked.publisher),
        )

    def reading(self):
        events = [event for event in self.gold.events if event.types and self.spans(event)]
        roles = [role for role in self.gold.roles if self.spans(role)]
        extract = Extract(
            entities=tuple(self.entities()),
            mentions=tuple(self.mentions()),
            dates=tuple(self.dates()),
            events=tuple(Event(id=event.id, type=event.types[0]) for event in events),
            memberships=tuple(
                Membership(
                    id=role.id, person=role.person, organisation=role.organisation, title=role.title
                )
                for role in roles
            ),
            statements=(
                *(told for event in events for told in self.event(event)),
                *map(self.role, roles),
                *(self.relation(r) for r in self.gold.relations if self.spans(r)),
            ),
            quotations=(
                *self.quotations(self.gold.quotations, QuoteForm.DIRECT),
                *self.quotations(self.gold.speeches, QuoteForm.INDIRECT),
            ),
        )
        return self.article, extract

    def span(self, place):
        return self.article.span(place.start - self.marked.start, place.end - self.marked.start)

    def spans(self, thing):
        return tuple(self.span(p) for p in thing.evidence if p.article == self.marked.id)

    def entities(self):
        for entity in self.gold.entities:
            yield Entity(id=entity.id, kind=entity.kind, name=entity.name)
        for relation in self.gold.relations:
            if Predicate.CRIMINALISES in relation.predicates:
                yield Entity(id=relation.object, kind=Kind.OFFENCE, name=relation.object)

    def mentions(self):
        for entity in self.gold.entities:
            for place in entity.mentions:
                if place.article == self.marked.id:
                    span = self.span(place)
                    yield Mention(span=span, entity=entity.id, form=MentionForm.NAME)

    def dates(self):
        for time in self.gold.dates:
            if time.at.article == self.marked.id:
                yield DateMention(span=self.span(time.at), time=value(time.edtf))

    def quotations(self, marked, form):
        for quotation in marked:
            if quotation.at.article == self.marked.id:
                span = self.span(quotation.at)
                yield Quotation(span=span, form=form, speaker=quotation.speaker)

    def event(self, event):
        dated = {r.subject for r in self.gold.relations if Predicate.HAS_TIME in r.predicates}
        pairs = [(Predicate.EVENT_TYPE, Concept(slug=event.types[0]))]
        pairs += [(Predicate.AFFECTS, who) for who in sorted(event.participants)]
        if event.time and event.id not in dated:
            pairs.append((Predicate.HAS_TIME, value(event.time.edtf)))
        for predicate, obj in pairs:
            yield Statement(
                subject=event.id,
                predicate=predicate,
                object=obj,
                evidence=self.spans(event),
                modality=min(event.modalities),
                attributed_to=event.attributed_to,
            )

    def role(self, role):
        return Statement(
            subject=role.person,
            predicate=Predicate.HAS_MEMBERSHIP,
            object=role.id,
            evidence=self.spans(role),
            modality=role.modality,
            attributed_to=role.attributed_to,
        )

    def relation(self, relation):
        timed = Predicate.HAS_TIME in relation.predicates
        return Statement(
            subject=relation.subject,
            predicate=min(relation.predicates),
            object=value(relation.object) if timed else relation.object,
            evidence=self.spans(relation),
            modality=relation.modality,
            polarity=relation.polarity,
            attributed_to=relation.attributed_to,
        )


def value(edtf):
    return TimeValue(edtf=edtf, not_before=None, not_after=None, basis=TimeBasis.EXPLICIT)
