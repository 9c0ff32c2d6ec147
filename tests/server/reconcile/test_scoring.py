"""Scores: how alike names are, how properties weigh, and when a candidate is a match."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hkgraph.server.reconciling.records import Entity, Name, Value
from hkgraph.server.reconciling.scoring import (
    SURE_MARGIN,
    SURE_SCORE,
    Scored,
    agreement,
    find_match,
    likeness,
    name_likeness,
    total,
)

NAMES = st.text(st.sampled_from("abc AB-'.鄧美寶"), max_size=12)
SHARES = st.floats(0, 1)


def candidate(key, score, *, is_contrary=False, has_type=True):
    entity = Entity(id=key, name=key, types=("t",), names=(Name(text=key),))
    return Scored(
        entity=entity, score=score, features={}, is_contrary=is_contrary, has_type=has_type
    )


@given(NAMES, NAMES)
def test_likeness_is_a_share_and_the_same_both_ways(one, other):
    assert 0.0 <= likeness(one, other) <= 1.0
    assert likeness(one, other) == likeness(other, one)


@given(NAMES.filter(lambda name: any(map(str.isalnum, name))))
def test_a_name_is_wholly_like_itself_in_any_case(name):
    assert likeness(name, name.upper()) == 1.0


@pytest.mark.parametrize(
    ("asked", "nearer", "farther"),
    [
        ("Kenneth Roth", "Kenneth Rooth", "Kenneth Fok"),
        ("Lam Cheuk-ting", "Lam Cheuk Ting", "Lam Wing-kee"),
        ("Hong Kong Police", "Hong Kong Police Force", "Hong Kong"),
        ("鄧美寶", "鄧美宝", "陳大文"),
    ],
)
def test_a_nearer_name_is_more_like(asked, nearer, farther):
    assert likeness(asked, nearer) > likeness(asked, farther)


@pytest.mark.parametrize(("is_person", "is_sure"), [(True, False), (False, True)])
def test_one_word_is_sure_of_a_place_and_not_of_a_person(is_person, is_sure):
    entity = Entity(
        id="x", name="Tang", types=("t",), names=(Name(text="Tang"),), is_person=is_person
    )

    assert (100 * name_likeness("Tang", entity) >= SURE_SCORE) is is_sure


def test_a_chinese_name_without_blanks_is_no_single_word():
    entity = Entity(
        id="x", name="鄧美寶", types=("t",), names=(Name(text="鄧美寶"),), is_person=True
    )

    assert name_likeness("鄧美寶", entity) == 1.0


@pytest.mark.parametrize(
    ("asked", "value", "agrees"),
    [
        ("Q8646", Value(text="Hong Kong", id="Q8646"), 1.0),
        ("http://www.wikidata.org/entity/Q8646", Value(text="Hong Kong", id="Q8646"), 1.0),
        ("hong kong", Value(text="Hong Kong", id="Q8646"), 1.0),
        ("1994", Value(text="1994-05-02"), 1.0),
        ("1994-05", Value(text="1994-05-02"), 1.0),
        ("1994-05-02", Value(text="1994"), 0.0),
        ("199", Value(text="1994"), 0.0),
        ("3.0", Value(text="3", number=3.0), 1.0),
        ("baker", Value(text="judge"), 0.0),
    ],
)
def test_a_value_agrees_by_id_name_number_or_a_longer_time(asked, value, agrees):
    assert agreement([asked], [value]) == agrees


def test_what_is_not_known_neither_agrees_nor_contradicts():
    assert 0.0 < agreement(["baker"], []) < 1.0


@given(SHARES | st.none(), st.lists(SHARES, max_size=5))
def test_a_score_is_between_none_and_a_hundred(name, agreements):
    assert 0.0 <= total(name, agreements) <= 100.0 + 1e-9


@given(st.lists(st.floats(0, 100), max_size=6))
def test_a_match_is_the_best_and_well_ahead_of_the_next(scores):
    ranked = [candidate(str(i), score) for i, score in enumerate(sorted(scores, reverse=True))]

    match = find_match(ranked)

    if match:
        assert match is ranked[0]
        assert match.score >= SURE_SCORE
        assert all(match.score - other.score >= SURE_MARGIN for other in ranked[1:])


@pytest.mark.parametrize("flaw", [{"is_contrary": True}, {"has_type": False}])
def test_what_contradicts_is_no_match_however_alike(flaw):
    assert find_match([candidate("a", 100.0)]) is not None
    assert find_match([candidate("a", 100.0, **flaw)]) is None
