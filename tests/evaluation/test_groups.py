from __future__ import annotations

import pytest

from hkgraph.evaluation.groups import without_groups


@pytest.fixture
def tree():
    two = {"kind": "person", "mentions": ["two nurses"], "anonymous": "true", "group": "true"}
    return {
        "entities": {"two": two, "lo": {"kind": "person", "mentions": ["Lo"]}},
        "events": [{"type": "injury", "agent": ["lo"], "affects": ["two"], "count": "2"}],
        "quotations": [{"words": "No", "speaker": "two"}, {"words": "Yes", "speaker": "lo"}],
        "roles": [{"person": "two", "title": "nurse"}, {"person": "lo", "title": "clerk"}],
        "relations": [{"subject": "lo", "predicate": "criticises", "object": "two"}],
    }


def test_mentions_of_a_group_become_descriptions(tree):
    group = without_groups(tree)["entities"]["two"]

    assert (group["mentions"], group["nominals"]) == ([], ["two nurses"])


def test_an_event_keeps_the_number_of_a_group(tree):
    assert without_groups(tree)["events"] == [{"type": "injury", "agent": ["lo"], "count": "2"}]


def test_what_a_group_says_has_no_speaker(tree):
    said = without_groups(tree)["quotations"]

    assert said == [{"words": "No"}, {"words": "Yes", "speaker": "lo"}]


def test_groups_have_no_roles_and_relations(tree):
    left = without_groups(tree)

    assert [role["person"] for role in left["roles"]] == ["lo"]
    assert left["relations"] == []
