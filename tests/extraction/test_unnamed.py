"""Capitals that name nobody, in invented texts."""

from __future__ import annotations

import pytest

from hkgraph.extraction.names.finding import find_names


@pytest.fixture
def named(reading_of):
    """Give the names found in a text."""

    def find(text):
        reading = reading_of(text)
        find_names(reading)
        return [text[m.start : m.end] for m in reading.mentions]

    return find


@pytest.mark.parametrize(
    "text",
    [
        "The pier at dawn. Photo: Mei Tso/Reuters.",
        "The pier at dawn. File photo: Facebook.",
        "The pier at dawn (Photo by Anson Lo/Getty Images)",
        "The pier at dawn. (ANSON LO / AFP)",
        "Read more: Mei Tso Visits Beijing",
    ],
)
def test_credit_or_link_names_nobody(named, text):
    assert named(text) == []


def test_caption_before_a_credit_names_its_people(named):
    assert named("Chief Executive John Poon in Sha Tin. Photo: Mei Tso.") == [
        "John Poon",
        "Sha Tin",
    ]


def test_line_in_title_case_gives_known_names_only(named):
    assert named("Hong Kong Leader Promises Better Weather For Every Visitor") == ["Hong Kong"]


def test_storm_is_nobody_wherever_it_is_named(named):
    text = "Severe Tropical Storm Bavaro left Hong Kong. Bavaro hit fishermen."

    assert named(text) == ["Hong Kong"]


def test_title_of_a_film_holds_no_names(named):
    assert named('She acted in films such as "Lost in Macau" and "Marcus Goes Home".') == []


def test_ordinary_quotation_holds_names(named):
    assert named('He said "Macau was far" and left.') == ["Macau"]
