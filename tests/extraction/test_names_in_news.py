"""Names as news brings them in: described, owned from, declared short; in invented sentences."""

from __future__ import annotations

import pytest

# ── bodies that only their surroundings show ────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She runs the Tolo Larder, a volunteer canteen in Tai Po.", "Tolo Larder"),
        ("It was bought from Ridge Anchor, a Singapore-based private equity firm.", "Ridge Anchor"),
        ("Advocacy group Kowloon Lens said so, and law firm Wexcombe agreed.", "Wexcombe"),
        ("Officers looked into an online group called Harbour Lamp.", "Harbour Lamp"),
        ("Glad Star’s operations director, Miranda Ko, was not there.", "Glad Star"),
        ("The founder of Brightloaf left. He likes Brightloaf.", "Brightloaf"),
        ("QCHU president Yim Kwok-hung called it a first.", "QCHU"),
        ("Meanwhile, Blippo users wondered who she was.", "Blippo"),
        ("HelpPost Asia, a labour rights NGO with two offices, was glad.", "HelpPost Asia"),
        ("They met at the Wan Lok Kitchen on Monday.", "Wan Lok Kitchen"),
        ("He joined Pinder & Soo, a law firm, in May.", "Pinder & Soo"),
    ],
)
def test_body_is_known_by_what_stands_beside_it(names_in, text, name):
    assert (name, "organisation") in names_in(text)


def test_paper_is_known_by_its_description(names_in):
    assert ("Morning Beacon", "media") in names_in("A daily, the Morning Beacon, wrote of it.")


def test_body_keeps_its_kind_wherever_it_is_named(names_in):
    text = "Paul Tin told Glad Boat to go. Glad Boat’s chairman was not there."

    assert ("Glad Boat", "organisation") in names_in(text)


def test_first_words_of_a_body_name_the_body(names_in):
    text = "Wing Tak Marine Holdings opened a yard. Wing Tak has 20 staff."

    assert ("Wing Tak", "organisation") in names_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "The union Chan leads has 300 members.",
        "Peter Chan, a director of a law firm, spoke.",
        "Peter Chan, chairman of the union, spoke.",
        "Developer Peter Chan Tai-lok was fined.",
    ],
)
def test_person_beside_a_noun_of_bodies_is_no_body(names_in, text):
    assert not {kind for _, kind in names_in(text)} & {"organisation", "media"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Wing Tak Marine Holdings (“Wing Tak” or the “Group”) grew.", "Wing Tak"),
        ("The Tolo Guild of Weavers (TGW) met. TGW was glad.", "TGW"),
    ],
)
def test_short_name_in_brackets_names_the_body(names_in, text, name):
    assert (name, "organisation") in names_in(text)


# ── people ──────────────────────────────────────────────────────────────────────────────────


def test_hyphened_noun_is_no_part_of_a_name(names_in):
    found = names_in("Heart-throb Jasper Yau Chun-yin broke down in the dock.")

    assert ("Jasper Yau Chun-yin", "person") in found
