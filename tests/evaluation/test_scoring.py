from __future__ import annotations

from dataclasses import replace

import pytest

from hkgraph.evaluation.score import Share, Tally
from hkgraph.model import (
    Concept,
    Entity,
    Event,
    Extract,
    Kind,
    Membership,
    MentionForm,
    Modality,
    Predicate,
    Quotation,
    QuoteForm,
    TimeBasis,
    TimeValue,
)

LENIENT = "Entities, by mention, lenient"
STRICT = "Entities, by mention, strict"
CLUSTERS = "Entities, as clusters"


def test_perfect_extract_scores_one_in_every_row(page):
    scores = [(s.title, row) for s in page.score().sections for row in s.rows]

    short = [(title, row.label) for title, row in scores if _value(row.score) not in (1, None)]

    assert short == []


def test_perfect_extract_has_nothing_wrong_to_list(page):
    findings = [f for section in page.score().sections for f in section.findings]

    assert {finding.outcome for finding in findings} == {"found"}


def test_empty_extract_scores_zero_in_every_table_of_findings(page):
    page.change(**{name: () for name in Extract.__dataclass_fields__ if name != "publisher"})

    tallies = {row.label: row.score for row in page.score().headline}

    assert [tallies[name].f1 for name in ("events", "relations", "roles", "quotations")] == [0] * 4
    assert tallies["entities F1 (lenient, micro)"].f1 == 0
    assert tallies["dates"].value == 0


def test_no_article_at_all_scores_zero(page):
    from hkgraph.evaluation.scoring import score

    evaluation = score(page.gold, [])

    assert evaluation.sections[0].rows[0].score == Tally(found=0, missed=1, spurious=0)


def test_mention_with_other_ends_is_right_only_when_lenient(page):
    mentions = [m for m in page.extract.mentions if m.span.text != "Mei Wong"]
    page.change(mentions=(*mentions, page.mention("e3", "said Mei Wong")))

    assert page.row(LENIENT, "person") == Tally(found=3, missed=0, spurious=0)
    assert page.row(STRICT, "person") == Tally(found=2, missed=1, spurious=1)


def test_leading_article_may_differ_even_when_strict(page):
    mentions = [m for m in page.extract.mentions if m.span.text != "Quiet Law"]
    laws = (page.mention("e4", "the Quiet Law"), page.mention("e4", "The Quiet Law"))
    page.change(mentions=(*mentions, *laws))

    assert page.row(STRICT, "law") == Tally(found=2, missed=0, spurious=0)


def test_second_name_in_one_annotated_stretch_costs_nothing(page):
    page.change(mentions=(*page.extract.mentions, page.mention("e3", "Mei")))

    assert page.row(LENIENT, "person") == Tally(found=3, missed=0, spurious=0)
    assert page.row(STRICT, "person") == Tally(found=3, missed=0, spurious=0)


def test_second_name_counts_neither_way_where_the_first_has_other_ends(page):
    others = [m for m in page.extract.mentions if m.span.text != "Mei Wong"]
    parts = (page.mention("e3", "ei Wong"), page.mention("e3", "Mei"))
    page.change(mentions=(*others, *parts))

    assert page.row(STRICT, "person") == Tally(found=2, missed=1, spurious=1)


def test_mention_of_another_kind_is_both_missed_and_spurious(page):
    chan = next(e for e in page.extract.entities if e.name == "Bo Chan")
    others = [e for e in page.extract.entities if e.name != "Bo Chan"]
    page.change(entities=(*others, replace(chan, kind=Kind.ORGANISATION)))

    assert page.row(LENIENT, "person") == Tally(found=2, missed=1, spurious=0)
    assert page.row(LENIENT, "organisation") == Tally(found=5, missed=0, spurious=1)
    assert page.row(LENIENT, "all (micro)") == Tally(found=12, missed=1, spurious=1)


def test_micro_f1_is_worked_out_over_all_kinds(page):
    page.change(mentions=page.extract.mentions[:10])

    score = page.row(LENIENT, "all (micro)")

    assert (score.precision, score.recall) == (1, 10 / 13)
    assert score.f1 == pytest.approx(20 / 23)


def test_macro_f1_averages_the_kinds(page):
    page.change(mentions=tuple(m for m in page.extract.mentions if m.entity != "e4"))

    assert page.row(LENIENT, "all (macro F1)").value == pytest.approx(4 / 5)


def test_pronoun_of_ours_costs_nothing(page):
    pronoun = page.mention("e6", "The union", form=MentionForm.PRONOUN)
    page.change(mentions=(*page.extract.mentions, pronoun))

    assert page.row(LENIENT, "organisation") == Tally(found=5, missed=0, spurious=0)


def test_pronoun_of_an_anonymous_entity_costs_nothing(page):
    nobody = Entity(id="e9", kind=Kind.PERSON, name="banner", anonymous=True)
    pronoun = page.mention("e9", "We", form=MentionForm.PRONOUN)
    page.change(
        entities=(*page.extract.entities, nobody), mentions=(*page.extract.mentions, pronoun)
    )

    assert page.row(LENIENT, "person") == Tally(found=3, missed=0, spurious=0)


def test_unmatched_description_of_a_named_entity_costs_nothing(page):
    description = page.mention("e6", "The union", form=MentionForm.NOMINAL)
    page.change(mentions=(*page.extract.mentions, description))

    assert page.row(LENIENT, "organisation") == Tally(found=5, missed=0, spurious=0)


def test_unmatched_description_of_an_anonymous_entity_is_spurious(page):
    banner = Entity(id="e9", kind=Kind.PERSON, name="banner", anonymous=True)
    page.change(
        entities=(*page.extract.entities, banner),
        mentions=(
            *page.extract.mentions,
            page.mention("e9", "a banner", form=MentionForm.NOMINAL),
        ),
    )

    assert page.row(LENIENT, "person") == Tally(found=3, missed=0, spurious=1)


def test_split_entity_is_found_once_and_spurious_once(page):
    twin = Entity(id="e9", kind=Kind.PERSON, name="Wong")
    mentions = tuple(
        replace(m, entity="e9") if m.span.text == "Wong" else m for m in page.extract.mentions
    )
    page.change(entities=(*page.extract.entities, twin), mentions=mentions)

    assert page.row(CLUSTERS, "clusters") == Tally(found=7, missed=0, spurious=1)
    assert page.row(CLUSTERS, "not split") == Share(right=6, total=7)
    assert page.row(CLUSTERS, "not merged") == Share(right=8, total=8)


def test_merged_entities_lose_one(page):
    mentions = tuple(
        replace(m, entity="e1") if m.entity == "e6" else m for m in page.extract.mentions
    )
    page.change(mentions=mentions)

    assert page.row(CLUSTERS, "clusters") == Tally(found=6, missed=1, spurious=0)
    assert page.row(CLUSTERS, "not merged") == Share(right=5, total=6)


def test_byline_that_the_text_leaves_out_is_not_missed(page):
    left_out = {entry.what: entry.count for entry in page.score().left_out}

    assert left_out["mentions in bylines"] == 2


def test_wrong_speaker_leaves_the_quotation_found(page):
    first, *rest = page.extract.quotations
    page.change(quotations=(replace(first, speaker="e7"), *rest))

    assert page.row("Quotations", "found") == Tally(found=2, missed=0, spurious=0)
    assert page.row("Quotations", "right speaker of those found") == Share(right=1, total=2)


def test_missing_speaker_is_wrong_where_the_text_names_one(page):
    first, *rest = page.extract.quotations
    page.change(quotations=(replace(first, speaker=None), *rest))

    assert page.row("Quotations", "right speaker of those found") == Share(right=1, total=2)


def test_unsure_speaker_may_be_given_too(page):
    first, second, third = page.extract.quotations
    page.change(quotations=(first, replace(second, speaker="e6"), third))

    assert page.row("Quotations", "right speaker of those found") == Share(right=2, total=2)


def test_quotation_cut_short_is_missed_and_spurious(page):
    _, *rest = page.extract.quotations
    cut = Quotation(span=page.span("We will go"), form=QuoteForm.DIRECT, speaker="e3")
    page.change(quotations=(cut, *rest))

    assert page.row("Quotations", "found") == Tally(found=1, missed=1, spurious=1)


def test_indirect_quotation_is_scored_with_reported_speech(page):
    *_, speech = page.extract.quotations
    page.change(quotations=(speech,))

    assert page.row("Quotations", "found") == Tally(found=0, missed=2, spurious=0)
    assert page.row("Reported speech", "found") == Tally(found=1, missed=0, spurious=0)


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("deputy director of operations", 1),
        ("Deputy Director", 1),
        ("director", 0),
        ("deputy chair", 0),
    ],
)
def test_title_needs_the_same_head_and_rank(page, title, found):
    page.change(memberships=(Membership(id="m1", person="e3", organisation="e1", title=title),))

    assert page.row("Roles", "roles in an organisation").found == found


def test_role_in_another_organisation_is_missed_and_spurious(page):
    page.change(
        memberships=(Membership(id="m1", person="e3", organisation="e6", title="deputy director"),)
    )

    score = page.row("Roles", "roles in an organisation")

    assert (score.found, score.missed, score.spurious) == (0, 1, 1)


def test_event_with_another_participant_is_missed_and_spurious(page):
    statements = tuple(
        replace(s, object="e3") if s.predicate is Predicate.AFFECTS and s.object == "e7" else s
        for s in page.extract.statements
    )
    page.change(statements=statements)

    score = page.row("Events", "arrest")

    assert (score.found, score.missed, score.spurious) == (0, 1, 1)


def test_second_event_for_the_same_in_one_article_is_spurious(page):
    again = page.statement("v3", Predicate.EVENT_TYPE, Concept(slug="arrest"), "Police arrested")
    who = page.statement("v3", Predicate.AFFECTS, "e7", "Police arrested Bo Chan")
    page.change(
        events=(*page.extract.events, Event(id="v3", type="arrest")),
        statements=(*page.extract.statements, again, who),
    )

    score = page.row("Events", "all")

    assert (score.found, score.spurious, score.precision) == (2, 1, 2 / 3)


def test_event_that_two_articles_tell_is_found_once_and_right_twice(page):
    from hkgraph.evaluation.scoring import score

    evaluation = score(page.gold, [(page.article, page.extract)] * 2)

    events = next(s for s in evaluation.sections if s.title == "Events").rows[0].score
    assert (events.found, events.right, events.recall, events.precision) == (2, 4, 1, 1)


def test_event_without_counterpart_in_the_contract_is_tolerated(page):
    told = page.statement("v3", Predicate.EVENT_TYPE, Concept(slug="statement"), "union was sad")
    page.change(
        events=(*page.extract.events, Event(id="v3", type="statement")),
        statements=(*page.extract.statements, told),
    )

    assert page.row("Events", "all").spurious == 0


def test_denied_event_is_left_out(page):
    denial = page.statement(
        "v3", Predicate.EVENT_TYPE, Concept(slug="arrest"), "The union was sad", polarity=False
    )
    page.change(
        events=(*page.extract.events, Event(id="v3", type="arrest")),
        statements=(*page.extract.statements, denial),
    )

    left_out = {entry.what: entry.count for entry in page.score().left_out}
    assert page.row("Events", "all").spurious == 0
    assert left_out["our denied events"] == 1


def test_wrong_time_leaves_the_event_found(page):
    june = TimeValue(edtf="2023-06", not_before=None, not_after=None, basis=TimeBasis.EXPLICIT)
    statements = tuple(
        replace(s, object=june) if s.predicate is Predicate.HAS_TIME and s.subject == "v1" else s
        for s in page.extract.statements
    )
    page.change(statements=statements)

    assert page.row("Events", "all").found == 2
    assert page.row("Events", "right time of those found") == Share(right=1, total=2)


def test_date_with_another_value_is_seen_and_wrong(page):
    first, second = page.extract.dates
    page.change(dates=(first, replace(second, time=first.time)))

    assert page.row("Dates, by mention", "seen") == Share(right=2, total=2)
    assert page.row("Dates, by mention", "right value") == Share(right=1, total=2)


def test_denied_relation_that_is_asserted_is_missed_and_spurious(page):
    statements = tuple(replace(s, polarity=True) for s in page.extract.statements)
    page.change(statements=statements)

    assert page.row("Relations", "hasOfficeIn") == Tally(found=0, missed=1, spurious=1)


def test_relation_implied_by_an_office_and_its_event_is_not_spurious(page):
    extra = page.statement("e1", Predicate.HAS_OFFICE_IN, "e2", "Harbour Watch to leave Sha Tin")
    page.change(statements=(*page.extract.statements, extra))

    assert page.row("Relations", "hasOfficeIn") == Tally(found=1, missed=0, spurious=0)


def test_statement_about_a_wrong_event_is_not_counted_again(page):
    told = page.statement("v3", Predicate.EVENT_TYPE, Concept(slug="protest"), "Police arrested")
    cause = page.statement("v3", Predicate.CAUSED_BY, "e4", "Police arrested Bo Chan")
    page.change(
        events=(*page.extract.events, Event(id="v3", type="protest")),
        statements=(*page.extract.statements, told, cause),
    )

    assert page.row("Relations", "all").spurious == 0


def test_plan_told_as_fact_costs_modality_only(page):
    statements = tuple(
        replace(s, modality=Modality.ASSERTED) if s.subject == "v1" else s
        for s in page.extract.statements
    )
    page.change(statements=statements)

    assert page.row("Events", "all").found == 2
    assert page.row("Modality and attribution", "modality of events") == Share(right=1, total=2)


def test_hearsay_credited_to_another_costs_attribution(page):
    statements = tuple(
        replace(s, attributed_to="e1") if s.attributed_to else s for s in page.extract.statements
    )
    page.change(statements=statements)

    # ev-arrest is wrong; the role and three relations, in the article's own voice, are right.
    assert page.row("Modality and attribution", "attribution") == Share(right=4, total=5)


def test_fields_of_the_article_are_compared(page):
    page.article = replace(page.article, publisher="Gulls Weekly", published=None)

    assert page.row("Articles", "publisher") == Share(right=0, total=1)
    assert page.row("Articles", "published") == Share(right=0, total=1)
    assert page.row("Articles", "authors") == Share(right=1, total=1)


def _value(score):
    return getattr(score, "f1", getattr(score, "value", None))
