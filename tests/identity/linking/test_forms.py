"""The ways in which Hong Kong writes one name."""

from __future__ import annotations

import pytest

from hkgraph.identity.linking.forms import differ, other_forms


@pytest.mark.parametrize(
    "name",
    [
        "CHOW Ho-ding",
        "Chow Ho Ding",
        "Ho-ding Chow",
        "Holden Chow Ho-ding",
        "Holden Ho-ding Chow",
        "Chow Ho-ding, Holden",
    ],
)
def test_every_spelling_has_the_usual_one_among_its_forms(name):
    assert "chow ho-ding" in {*other_forms(name), name.lower()}


def test_english_name_and_surname_are_a_form_of_the_full_name():
    assert "holden chow" in other_forms("Holden Chow Ho-ding")


def test_characters_in_brackets_are_a_form():
    assert "鄒幸彤" in other_forms("Chow Hang-tung (鄒幸彤)")


@pytest.mark.parametrize("name", ["Kenneth Roth", "Mary Ho"])
def test_names_that_are_written_in_one_way_have_no_other_form(name):
    assert other_forms(name) == ()


def test_given_names_that_differ_are_two_people():
    assert differ(["Henry Tang Wing-lok"], ["henry tang", "henry tang ying-yen"])


def test_given_name_that_only_one_has_tells_nothing():
    assert not differ(["Henry Tang Wing-lok"], ["henry tang"])
