from __future__ import annotations

import pytest

from hkgraph.extraction.confidence import experience, read_experience
from hkgraph.resources import resource

CASES = [
    ("event:arrest", "hk:affects", 45, 50),
    ("event:arrest", "hk:agent", 10, 10),
    ("event:award", "hk:affects", 2, 20),
    ("role:before-name", "org:hasMembership", 30, 30),
]


@pytest.fixture(name="known")
def _known():
    return experience(CASES)


def test_much_checked_rule_gets_its_own_share(known):
    assert known.estimate("event:arrest/detain", "hk:affects") == pytest.approx(0.9, abs=0.03)


def test_word_of_the_rule_does_not_matter(known):
    one = known.estimate("event:arrest/detain", "hk:affects")

    assert known.estimate("event:arrest/round up", "hk:affects") == one


def test_often_wrong_rule_is_little_trusted(known):
    assert known.estimate("event:award/win", "hk:affects") < 0.25


def test_unchecked_rule_is_worth_what_its_family_is(known):
    fresh = known.estimate("event:visit/tour", "hk:affects")

    assert known.estimate("event:award/win", "hk:affects") < fresh
    assert fresh < known.estimate("event:arrest/detain", "hk:affects")


def test_without_any_experience_all_rules_are_equal():
    nothing = experience([])

    assert nothing.estimate("event:visit/tour", "hk:agent") == nothing.estimate("a", "b")


def test_few_cases_prove_little():
    once_right = experience([("role:clause", "org:hasMembership", 1, 1)])

    assert once_right.estimate("role:clause", "org:hasMembership") < 0.95


def test_every_line_of_the_table_says_how_many_of_how_many():
    known = read_experience(resource("data") / "confidence" / "rules.tsv")

    assert known.total
    assert all(known.right[family] <= known.total[family] for family in known.total)
