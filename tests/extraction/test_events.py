"""Events and who takes part in them, in invented sentences read by the real steps."""

from __future__ import annotations

from collections import defaultdict

import pytest

from hkgraph.model import Modality, Predicate
from readings import RUNS, names_of, word_of


@pytest.fixture
def read(reading_of):
    def run(text: str, published: str = "2021-10-25", *, headline: bool = False):
        return reading_of(text, published, RUNS, headline=headline)

    return run


def events_of(reading):
    """Give for each event what is said of it, by predicate, in words."""
    names = names_of(reading)
    found = []
    for event in reading.events:
        told = defaultdict(set)
        for statement in reading.statements:
            if statement.subject == event.id:
                told[statement.predicate].add(word_of(statement.object, names))
        found.append(dict(told))
    return found


@pytest.mark.parametrize(
    ("text", "kind", "part", "who"),
    [
        ("Police arrested Mary Thornfield on Monday.", "arrest", "affects", "Mary Thornfield"),
        ("Mary Thornfield was arrested by police.", "arrest", "affects", "Mary Thornfield"),
        ("The arrest of Mary Thornfield shook us.", "arrest", "affects", "Mary Thornfield"),
        ("Mary Thornfield was taken into custody.", "arrest", "affects", "Mary Thornfield"),
        ("Mary Thornfield was charged with arson.", "charge", "affects", "Mary Thornfield"),
        ("Mary Thornfield was found guilty of arson.", "conviction", "affects", "Mary Thornfield"),
        ("Mary Thornfield was acquitted on Friday.", "acquittal", "affects", "Mary Thornfield"),
        ("Mary Thornfield was jailed for two years.", "sentencing", "affects", "Mary Thornfield"),
        ("Mary Thornfield was refused bail.", "bail", "affects", "Mary Thornfield"),
        ("Mary Thornfield was released on Monday.", "release", "affects", "Mary Thornfield"),
        ("Mary Thornfield resigned on Monday.", "resignation", "agent", "Mary Thornfield"),
        ("Mary Thornfield stepped down on Monday.", "resignation", "agent", "Mary Thornfield"),
        ("Mary Thornfield died on Monday.", "death", "affects", "Mary Thornfield"),
        (
            "Mary Thornfield was denied entry to Japan.",
            "entry-denial",
            "affects",
            "Mary Thornfield",
        ),
        (
            "Mary Thornfield was turned away at the gate.",
            "entry-denial",
            "affects",
            "Mary Thornfield",
        ),
        ("Next Digital was dissolved in May.", "dissolution", "affects", "Next Digital"),
        ("Amnesty International left Hong Kong.", "departure", "agent", "Amnesty International"),
        (
            "Amnesty International has ceased operations.",
            "closure",
            "affects",
            "Amnesty International",
        ),
        ("Police raided Next Digital on Monday.", "raid", "affects", "Next Digital"),
        ("The United States sanctioned Mary Thornfield.", "sanction", "affects", "Mary Thornfield"),
        (
            "Beijing imposed the national security law.",
            "lawmaking",
            "affects",
            "national security law",
        ),
        (
            "Amnesty International published a report.",
            "publication",
            "agent",
            "Amnesty International",
        ),
        ("Mary Thornfield met Robert Quill on Monday.", "meeting", "agent", "Robert Quill"),
    ],
)
def test_a_frame_finds_its_event_and_who_takes_part(read, text, kind, part, who):
    (event,) = events_of(read(text))

    assert event[Predicate.EVENT_TYPE] == {kind}
    assert who in event[Predicate(f"hk:{part}")]


def test_time_place_law_and_offence_stand_with_their_event(read):
    (event,) = events_of(
        read(
            "Mary Thornfield was arrested in Hong Kong on October 4 under the national security "
            "law on suspicion of subversion."
        )
    )

    assert event[Predicate.HAS_TIME] == {"2021-10-04"}
    assert event[Predicate.HAS_PLACE] == {"Hong Kong"}
    assert event[Predicate.UNDER_LAW] == {"national security law"}
    assert event[Predicate.OFFENCE] == {"subversion"}


def test_each_person_of_a_list_gets_their_own_term(read):
    events = events_of(
        read(
            "Mary Thornfield was jailed for 10 years, Robert Quill for six years and nine months, "
            "and Anna Whitlock for four years."
        )
    )

    assert [(e[Predicate.AFFECTS], e[Predicate.TERM]) for e in events] == [
        ({"Mary Thornfield"}, {"10 years"}),
        ({"Robert Quill"}, {"six years and nine months"}),
        ({"Anna Whitlock"}, {"four years"}),
    ]


def test_terms_told_respectively_go_round_in_order(read):
    events = events_of(
        read(
            "Mary Thornfield and Robert Quill were jailed for three years and two years "
            "respectively."
        )
    )

    assert [(e[Predicate.AFFECTS], e[Predicate.TERM]) for e in events] == [
        ({"Mary Thornfield"}, {"three years"}),
        ({"Robert Quill"}, {"two years"}),
    ]


def test_people_who_share_a_fate_share_an_event(read):
    (event,) = events_of(
        read("Mary Thornfield, Robert Quill and Anna Whitlock were arrested on Monday.")
    )

    assert event[Predicate.AFFECTS] == {"Mary Thornfield", "Robert Quill", "Anna Whitlock"}


def test_a_plural_relative_clause_is_about_the_whole_list(read):
    events = events_of(
        read("Mary Thornfield and Robert Quill, who were arrested in May, met Anna Whitlock.")
    )

    assert events[0][Predicate.AFFECTS] == {"Mary Thornfield", "Robert Quill"}


def test_announcements_of_one_body_stay_apart(read):
    reading = read(
        "Amnesty International announced a survey on October 4. "
        "Amnesty International announced a prize on October 11."
    )

    assert len(reading.events) == 2


def test_an_announced_closure_is_a_plan(read):
    reading = read("Next Digital announced the closure of Apple Daily.")

    closures = {e.id for e in reading.events if e.type == "closure"}
    assert {s.modality for s in reading.statements if s.subject in closures} == {Modality.PLANNED}


def test_a_second_clause_behind_a_semicolon_denies_only_itself(read):
    reading = read("Police arrested Mary Thornfield; Thornfield was denied bail.")

    polarity = {
        e.type: s.polarity for e in reading.events for s in reading.statements if s.subject == e.id
    }
    assert polarity == {"arrest": True, "bail": False}


def test_a_count_stands_for_people_without_names(read):
    (event,) = events_of(read("Dozens of activists have been arrested since June."))

    assert event[Predicate.MINIMUM_COUNT] == {24}


def test_groups_are_counted_at_their_least(read):
    (event,) = events_of(read("At least 35 groups have broken up."))

    assert event[Predicate.MINIMUM_COUNT] == {35}


def test_one_event_told_twice_is_one_with_both_sentences(read):
    reading = read(
        "Mary Thornfield was arrested on Monday.\n\nPolice arrested Thornfield at her home."
    )

    assert len(reading.events) == 1
    (told,) = (s for s in reading.statements if s.predicate is Predicate.EVENT_TYPE)
    assert len(told.evidence) == 2


def test_two_dates_make_two_events(read):
    reading = read(
        "Mary Thornfield was arrested in May 2020. Thornfield was arrested again in June 2021."
    )

    assert len(reading.events) == 2


def test_a_plan_carried_out_keeps_both_tellings(read):
    reading = read(
        "Amnesty International said it would leave Hong Kong. Amnesty International left Hong Kong."
    )

    told = [s.modality for s in reading.statements if s.predicate is Predicate.EVENT_TYPE]
    assert sorted(told) == [Modality.ASSERTED, Modality.PLANNED]
    assert len(reading.events) == 1


def test_a_date_ahead_makes_a_plan_of_the_present_tense(read):
    reading = read("The National Gallery closes on November 30, 2021.")

    assert {s.modality for s in reading.statements} <= {Modality.PLANNED}


def test_what_somebody_says_happened_is_reported(read):
    reading = read("Robert Quill said Mary Thornfield was arrested on Monday.")

    assert {s.modality for s in reading.statements if s.subject == "v1"} == {Modality.REPORTED}


def test_a_clause_reported_behind_it_is_no_plain_fact(read):
    reading = read("Amnesty International left Hong Kong in May, the New York Times reported.")

    assert all(s.modality is Modality.REPORTED for s in reading.statements)


def test_what_used_to_happen_is_no_event(read):
    assert read("Amnesty International used to hold a vigil in Hong Kong.").events == []


def test_a_year_is_no_count(read):
    (event,) = events_of(read("It was quiet after the protests of 2019."))

    assert Predicate.MINIMUM_COUNT not in event


def test_a_denied_event_has_no_polarity(read):
    reading = read("Mary Thornfield was not arrested.")

    assert [s.polarity for s in reading.statements] == [False] * len(reading.statements)
    assert reading.statements


def test_what_came_after_what_is_kept(read):
    events = events_of(
        read("Amnesty International left Hong Kong after it was penalised by China.")
    )

    assert events[0][Predicate.AFTER] == {"sanction"}


def test_a_law_given_as_reason_is_the_cause(read):
    (event,) = events_of(
        read("Amnesty International left Hong Kong because of the national security law.")
    )

    assert event[Predicate.CAUSED_BY] == {"national security law"}


def test_a_headline_alone_tells_no_event(read):
    reading = read(
        "Mary Thornfield arrested over fire\n\nThe weather was fine on Monday.", headline=True
    )

    assert reading.events == []


def test_a_verb_without_anybody_is_no_event(read):
    assert read("Anyone who is arrested may call a lawyer.").events == []


def test_evidence_stays_inside_the_sentence(read):
    reading = read("It rained. Mary Thornfield was arrested by police on Monday. It went on.")

    sentence = "Mary Thornfield was arrested by police on Monday."
    assert all(span.text in sentence for s in reading.statements for span in s.evidence)
