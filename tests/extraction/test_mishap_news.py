"""News of every day: accidents, storms, illness, services, work, marches and visits."""

from __future__ import annotations

import pytest

from hkgraph.model import Predicate
from readings import RUNS, asserted


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("A fire broke out in Jordan on Monday, leaving at least six people dead.", "death", 6),
        ("The storm left one dead and 14 others injured.", "injury", 14),
        ("A bus overturned near Tai Po, killing five passengers and injuring 43.", "injury", 43),
        ("The death toll rose to 31 on Monday.", "death", 31),
        ("A fall brought the death toll to 17.", "death", 17),
        ("Four men and two women were certified dead at the scene.", "death", 6),
        ("Two workers were hit by a falling tree.", "injury", 2),
        ("Three firemen suffered burns on Friday.", "injury", 3),
        ("More than 90 people were taken to five hospitals.", "injury", 90),
        ("The blaze claimed six lives.", "death", 6),
        ("Peak Airways cancelled two flights to Taipei on Friday.", "other", 2),
        ("The Centre for Health Protection recorded two imported cases.", "other", 2),
        ("More than 7,000 nurses walked out on Monday.", "strike", 7000),
        ("Thousands of workers staged a five-day strike over pay.", "strike", 2000),
        ("Dozens of nurses staged a sit-in in the lobby.", "protest", 24),
        ("More than 1,000 workers have lost their jobs since January.", "redundancy", 1000),
    ],
)
def test_those_hit_and_those_who_act_are_counted(told, text, kind, number):
    assert (kind, Predicate.MINIMUM_COUNT, number) in asserted(told(text))


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("A fire broke out at a residential building in Jordan on Monday.", "accident", "Jordan"),
        ("The two vessels collided off Cheung Chau on Thursday.", "accident", "Cheung Chau"),
        ("A bus crashed into a lorry in Sha Tin on Monday.", "accident", "Sha Tin"),
        ("A crash occurred on Monday near Tai Po.", "accident", "Tai Po"),
        ("A bus overturned near Tai Po, killing five passengers.", "death", "Tai Po"),
        ("Peter Cole died at a hospital in Kowloon on Friday.", "death", "Kowloon"),
        ("Protesters rallied outside a railway station in Sha Tin.", "protest", "Sha Tin"),
        ("The march, which began in Wan Chai on Sunday, was peaceful.", "protest", "Wan Chai"),
        ("Thirty students staged a sit-in outside a hotel in Central.", "protest", "Central"),
        ("Typhoon Haitang slammed Hong Kong on Sunday.", "weather", "Hong Kong"),
        ("Typhoon Suyin edges closer to Hong Kong.", "weather", "Hong Kong"),
        ("The typhoon made landfall near Yangjiang on Tuesday.", "weather", "Yangjiang"),
        ("A cluster of infections broke out at a school in Sha Tin.", "other", "Sha Tin"),
        ("Rosa Law began a visit to Geneva on Monday.", "visit", "Geneva"),
        ("Rosa Law arrived in Beijing on Monday.", "visit", "Beijing"),
    ],
)
def test_where_it_was_is_found_through_venues_too(told, text, kind, place):
    assert (kind, Predicate.HAS_PLACE, place) in asserted(told(text))


@pytest.mark.parametrize(
    ("text", "effect", "cause"),
    [
        ("A bus overturned near Tai Po, killing five people.", "death", "accident"),
        ("A 1996 fire that killed 41 people shocked the city.", "death", "accident"),
        ("A fire broke out in Jordan. Three people died in the blaze.", "death", "accident"),
        ("Four people died when a bus overturned in Sha Tin.", "death", "accident"),
        (
            "Typhoon Haitang hit Hong Kong. Ferry services were suspended because of the storm.",
            "other",
            "weather",
        ),
        ("Classes were suspended due to flooding in Sha Tin.", "other", "weather"),
        (
            "A bus overturned in Sha Tin on Friday. Two men died as a result of the crash.",
            "death",
            "accident",
        ),
    ],
)
def test_what_people_came_to_harm_by_is_the_cause(told, text, effect, cause):
    assert (effect, Predicate.CAUSED_BY, cause) in asserted(told(text))


@pytest.mark.parametrize(
    "text",
    [
        "The stock market crash in Hong Kong ruined Peter Cole.",
        "Peter Cole came under fire in Hong Kong on Monday.",
        "Rosa Law fought fire with fire on Monday.",
        "The Observatory confirmed three cases of fraud.",
        "Peter Cole was admitted to the bar in May.",
        "He walked out of the room on Monday.",
        "An air strike on Gaza began on Monday.",
        "An air strike in Gaza on Monday hit a house.",
        "A political storm in Hong Kong began on Monday.",
        "Shares rallied on Monday.",
    ],
)
def test_words_in_another_sense_tell_no_mishap(told, text):
    mishaps = {"accident", "weather", "strike", "protest", "other", "injury"}
    assert not mishaps & {row[0] for row in told(text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Bus drivers threatened to go on strike in April.", "strike"),
        ("A march planned for Sunday was called off.", "protest"),
        ("The union will stage a strike on Friday.", "strike"),
        ("No flights were cancelled on Monday.", "other"),
        ("No landslides were reported in Sha Tin.", "accident"),
        ("A march will take place in Mong Kok on Sunday.", "protest"),
        ("Peter Cole was not injured on Monday.", "injury"),
        ("Five people would have died on Monday.", "death"),
    ],
)
def test_what_is_planned_or_did_not_happen_is_no_fact(told, text, kind):
    assert kind not in {row[0] for row in asserted(told(text))}


def test_cases_told_one_after_the_other_stay_apart(reading_of):
    text = "The Hospital Authority confirmed three cases today. It also recorded a cluster in May."
    reading = reading_of(text, "2021-10-25", RUNS)
    assert [event.type for event in reading.events] == ["other", "other"]


def test_a_second_verb_of_one_mishap_is_no_second_event(reading_of):
    reading = reading_of("Nine men were injured and sent to hospital.", "2021-10-25", RUNS)
    assert [event.type for event in reading.events] == ["injury"]


def test_a_place_of_people_is_not_where_they_were_charged(told):
    found = asserted(told("Peter Cole was charged with the murder of a man in Macau."))
    assert not {row for row in found if row[1] is Predicate.HAS_PLACE}


def test_noun_takes_up_no_accident_that_is_told_only_later(told):
    text = "Mary Wong died in the fire.\n\nA fire broke out at a factory in Sha Tin in 1996."

    assert not {row for row in told(text) if row[1] is Predicate.CAUSED_BY}


@pytest.mark.parametrize(
    "text",
    [
        "Peak Airways cut 300 jobs as Ada Fong said in a speech that peace would last.",
        "Ada Fong was arrested as police raided the office of the Tolo Guild.",
    ],
)
def test_what_was_at_the_same_time_is_no_cause(told, text):
    assert not {row for row in told(text) if row[1] is Predicate.CAUSED_BY}
