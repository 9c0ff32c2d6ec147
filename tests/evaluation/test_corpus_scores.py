"""What the corpus is scored for: denials, parts of events, plain facts, evidence, coreference."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hkgraph.articles.reader import read_file
from hkgraph.evaluation.corpus_format import find_source, read_corpus_gold
from hkgraph.evaluation.score import Share, Tally
from hkgraph.evaluation.scoring import score
from hkgraph.model import (
    Concept,
    DateMention,
    Entity,
    Event,
    Extract,
    Kind,
    Membership,
    Mention,
    MentionForm,
    Modality,
    Predicate,
    Quotation,
    QuoteForm,
    Statement,
    TimeBasis,
    TimeValue,
)

CLOSED = "Harbour Watch closed on Monday"
SUIT = "The group may sue under the Quiet Law"
DAY = TimeValue(edtf="2024-03-04", not_before=None, not_after=None, basis=TimeBasis.RELATIVE)
END = replace(DAY, edtf="../2024-03-04")
SAID = {"modality": Modality.REPORTED, "attributed_to": "wong"}
NAMES = {
    "watch": (Kind.ORGANISATION, "Harbour Watch"),
    "shatin": (Kind.PLACE, "Sha Tin"),
    "wong": (Kind.PERSON, "Mei Wong"),
    "police": (Kind.ORGANISATION, "Police"),
    "chan": (Kind.PERSON, "Bo Chan"),
    "quiet": (Kind.LAW, "Quiet Law"),
    "lee": (Kind.PERSON, "Ann Lee"),
}


class Page:
    """An extract that agrees with the annotation in everything, and that a test may spoil."""

    def __init__(self, path):
        source = find_source(path)
        (self.article,) = read_file(source)
        self.gold = read_corpus_gold(path, source, [self.article])
        self.extract = self._right()

    def _right(self):
        told = self.told
        return Extract(
            entities=tuple(Entity(id=i, kind=kind, name=n) for i, (kind, n) in NAMES.items()),
            mentions=(
                *(self.mention(i, name) for i, (_, name) in NAMES.items()),
                self.mention("watch", "Harbour Watch", 1),
                self.mention("watch", "The group", form=MentionForm.NOMINAL),
                self.mention("watch", "its", form=MentionForm.PRONOUN),
                self.mention("wong", "Wong", 1),
            ),
            dates=(DateMention(span=self.span("on Monday"), time=DAY),),
            events=(
                Event(id="v1", type="closure"),
                Event(id="v2", type="arrest"),
                Event(id="v3", type="lawmaking"),
                Event(id="v4", type="trial"),
            ),
            memberships=(
                Membership(
                    id="m1", person="wong", organisation="watch", title="director", during=END
                ),
            ),
            statements=(
                told("v1", Predicate.EVENT_TYPE, Concept(slug="closure"), CLOSED, **SAID),
                told("v1", Predicate.AFFECTS, "watch", CLOSED, **SAID),
                told("v1", Predicate.HAS_PLACE, "shatin", "Harbour Watch shuts in Sha Tin"),
                told("v1", Predicate.HAS_TIME, DAY, CLOSED, **SAID),
                *self.denial(),
                told("v3", Predicate.EVENT_TYPE, Concept(slug="lawmaking"), "the Quiet Law"),
                told("v3", Predicate.AFFECTS, "quiet", "the Quiet Law"),
                told("v4", Predicate.EVENT_TYPE, Concept(slug="trial"), SUIT, **self.perhaps),
                told("v4", Predicate.AGENT, "watch", SUIT, **self.perhaps),
                told("v4", Predicate.UNDER_LAW, "quiet", SUIT, **self.perhaps),
                told("wong", Predicate.HAS_MEMBERSHIP, "m1", "its director, Mei Wong"),
                told("watch", Predicate.BASED_IN, "shatin", "Harbour Watch shuts in Sha Tin"),
                told("chan", Predicate.MEMBER_OF, "watch", "Bo Chan. The group"),
            ),
            quotations=(
                Quotation(span=self.span(CLOSED), form=QuoteForm.INDIRECT, speaker="wong"),
                Quotation(
                    span=self.span("We will go in peace,"), form=QuoteForm.DIRECT, speaker="wong"
                ),
            ),
        )

    perhaps = {"modality": Modality.POSSIBLE}  # noqa: RUF012  # never changed

    def denial(self, **changed):
        changed = {"polarity": False, **changed}
        words = "Police did not arrest Bo Chan"
        return (
            self.told("v2", Predicate.EVENT_TYPE, Concept(slug="arrest"), words, **changed),
            self.told("v2", Predicate.AGENT, "police", words, **changed),
            self.told("v2", Predicate.AFFECTS, "chan", words, **changed),
        )

    def span(self, words, nth=0):
        start = -1
        for _ in range(nth + 1):
            start = self.article.text.index(words, start + 1)
        return self.article.span(start, start + len(words))

    def mention(self, who, words, nth=0, form=MentionForm.NAME):
        return Mention(span=self.span(words, nth), entity=who, form=form)

    def told(self, subject, predicate, obj, words, **more):
        evidence = (self.span(words),)
        return Statement(
            subject=subject, predicate=predicate, object=obj, evidence=evidence, **more
        )

    def change(self, **fields):
        self.extract = replace(self.extract, **fields)

    def without(self, *subjects):
        return tuple(s for s in self.extract.statements if s.subject not in subjects)

    def score(self):
        return score(self.gold, [(self.article, self.extract)])

    def row(self, title, label):
        section = next(s for s in self.score().sections if s.title == title)
        return next(row.score for row in section.rows if row.label == label)


@pytest.fixture
def page(corpus):
    return Page(corpus / "watch.yaml")


def test_right_extract_scores_one_in_every_row(page):
    rows = [(s.title, row) for s in page.score().sections for row in s.rows]

    assert [(title, row.label) for title, row in rows if value(row) not in (1, None)] == []


def value(row):
    return getattr(row.score, "f1", getattr(row.score, "value", None))


def test_description_is_neither_right_nor_missed_among_names(page):
    page.change(mentions=tuple(m for m in page.extract.mentions if m.form is MentionForm.NAME))

    organisations = page.row("Entities, by mention, lenient", "organisation")
    assert organisations == Tally(found=3, missed=0, spurious=0)
    assert page.row("Entities, by mention, lenient", "descriptions seen") == Share(right=0, total=1)


def test_name_in_a_line_of_credits_costs_nothing(page):
    page.change(mentions=(*page.extract.mentions, page.mention("lee", "Reporting")))

    assert page.row("Entities, by mention, lenient", "person").spurious == 0


def test_split_entity_costs_coreference(page):
    twin = Entity(id="twin", kind=Kind.ORGANISATION, name="The group")
    mentions = tuple(
        replace(m, entity="twin") if m.span.text == "The group" else m
        for m in page.extract.mentions
    )
    page.change(entities=(*page.extract.entities, twin), mentions=mentions)

    # Links: 2 of watch and 1 of wong are annotated; that of the group is lost.
    assert page.row("Coreference", "MUC").recall == pytest.approx(2 / 3)
    assert page.row("Coreference", "MUC").precision == 1
    assert page.row("Coreference", "CoNLL mean").value < 1


def test_denied_event_that_is_told_as_fact_is_wrong(page):
    page.change(statements=(*page.without("v2"), *page.denial(polarity=True)))

    assert page.row("Events", "denied events") == Tally(found=0, missed=1, spurious=0)
    assert page.row("Events", "arrest") == Tally(found=0, missed=0, spurious=1, right=0)
    # Facts of ours: lawmaking with its law, role, place, member; and the arrest with its two.
    assert page.row("Plain facts", "no plan, denial or hearsay") == Share(right=5, total=8)


def test_event_without_participants_is_not_wrong_but_does_not_count(page):
    bare = [s for s in page.extract.statements if s.predicate is not Predicate.AFFECTS]
    page.change(statements=tuple(bare))

    assert page.row("Events", "closure") == Tally(found=0, missed=1, spurious=0, right=0)


def test_second_event_without_participants_is_wrong(page):
    again = page.told("v9", Predicate.EVENT_TYPE, Concept(slug="closure"), CLOSED, **SAID)
    page.change(
        events=(*page.extract.events, Event(id="v9", type="closure")),
        statements=(*page.extract.statements, again),
    )

    assert page.row("Events", "closure").spurious == 1


def test_missing_part_of_an_event_is_missed(page):
    page.change(
        statements=tuple(
            s for s in page.extract.statements if s.predicate is not Predicate.HAS_PLACE
        )
    )

    assert page.row("Parts of events", "place") == Tally(found=0, missed=1, spurious=0)
    assert page.row("Parts of events", "affects") == Tally(found=2, missed=0, spurious=0)


def test_hearsay_told_as_fact_is_a_wrong_plain_fact(page):
    plain = {"modality": Modality.ASSERTED, "attributed_to": None}
    page.change(
        statements=tuple(
            replace(s, **plain) if s.subject == "v1" else s for s in page.extract.statements
        )
    )

    assert page.row("Plain facts", "events") == Tally(found=1, missed=0, spurious=1)
    assert page.row("Plain facts", "no plan, denial or hearsay") == Share(right=5, total=7)


def test_fact_told_as_plan_is_a_missed_plain_fact(page):
    planned = [
        replace(s, modality=Modality.PLANNED) if s.predicate is Predicate.BASED_IN else s
        for s in page.extract.statements
    ]
    page.change(statements=tuple(planned))

    assert page.row("Plain facts", "relations") == Tally(found=1, missed=1, spurious=0)


def test_title_without_its_organisation_is_neither_right_nor_wrong(page):
    page.change(
        memberships=(Membership(id="m1", person="wong", organisation=None, title="director"),)
    )

    assert page.row("Roles", "roles in an organisation") == Tally(missed=1, right=0)
    assert page.row("Roles", "occupations") == Tally(right=0)
    assert page.row("Plain facts", "roles") == Tally(missed=1)


def test_role_with_another_time_is_dated_wrong(page):
    (role,) = page.extract.memberships
    page.change(memberships=(replace(role, during=DAY),))

    assert page.row("Roles", "right time of those found") == Share(right=0, total=1)


def test_membership_that_a_role_implies_is_not_spurious(page):
    extra = page.told("wong", Predicate.MEMBER_OF, "watch", "its director, Mei Wong")
    page.change(statements=(*page.extract.statements, extra))

    assert page.row("Relations", "memberOf") == Tally(found=1)


def test_date_that_is_not_annotated_is_spurious(page):
    page.change(
        dates=(*page.extract.dates, DateMention(span=page.span("Quiet"), time=DAY)),
    )

    assert page.row("Dates, by mention", "with precision") == Tally(found=1, spurious=1)


def test_uncredited_event_costs_attribution(page):
    page.change(
        statements=tuple(
            replace(s, attributed_to="wong") if s.subject == "v3" else s
            for s in page.extract.statements
        )
    )

    attribution = page.row("Modality and attribution", "attribution")
    assert (attribution.right, attribution.total) == (5, 6)


def test_statement_whose_evidence_lacks_its_object_is_not_supported(page):
    lame = page.told("watch", Predicate.BASED_IN, "shatin", CLOSED)
    page.change(statements=(*page.extract.statements, lame))

    total = len(page.extract.statements)
    assert page.row("Evidence", "supported statements") == Share(right=total - 1, total=total)


def test_pronoun_in_the_evidence_supports(page):
    # "its director" names nobody of the two but by the pronoun.
    page.change(
        statements=(page.told("wong", Predicate.HAS_MEMBERSHIP, "m1", "its director, Mei Wong"),)
    )

    assert page.row("Evidence", "supported statements") == Share(right=1, total=1)


def test_longer_name_of_the_same_kind_is_the_annotated_entity(page):
    long = page.mention("police", "Police did not arrest")
    others = tuple(m for m in page.extract.mentions if m.entity != "police")
    page.change(mentions=(*others, long))

    assert page.row("Parts of events", "all").spurious == 0
    assert page.row("Events", "denied events").found == 1
