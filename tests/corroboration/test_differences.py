"""Statements that refine, differ from or dispute others, and those that do none of it."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroboration.told import MAY, MAY_3, MAY_4, nodes_of, said_time, stating, time
from hkgraph.corroboration.differences import find_differences
from hkgraph.corroboration.links import Relation
from hkgraph.model import Modality, Predicate, TextValue

REFINES, DIFFERS, DISPUTES = Relation.REFINES, Relation.DIFFERS, Relation.DISPUTES
BOTH_DIFFER = {("a", DIFFERS, "b"), ("b", DIFFERS, "a")}


def links(*tellings):
    names = {telling.article.key: telling.article.headline[-1] for telling in tellings}
    return {
        (names[link.one.article], link.relation, names[link.other.article])
        for link in find_differences(tellings, nodes_of(*tellings))
    }


def term(words):
    return ("v1", Predicate.TERM, TextValue(text=words), {})


def count(number):
    return ("v1", Predicate.MINIMUM_COUNT, number, {})


def founded(value):
    return ("e2", Predicate.FOUNDING_DATE, value, {})


def office(place="p1", **more):
    return ("e2", Predicate.HAS_OFFICE_IN, place, more)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (said_time(MAY_3), said_time(MAY)),
        (said_time(MAY), said_time(time("../2021-05-31", None, "2021-05-31"))),
        (founded(MAY_3), founded(time("2021", "2021-01-01", "2021-12-31"))),
    ],
)
def test_a_more_precise_time_that_agrees_refines(one, other):
    assert links(stating("a", one), stating("b", other)) == {("a", REFINES, "b")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (said_time(MAY_3), said_time(MAY_4)),
        (founded(time("1990", "1990-01-01", "1990-12-31")), founded(MAY)),
        (term("10 years"), term("twelve years")),
        (term("six weeks"), term("6 months")),
        (count(35), count(50)),
    ],
)
def test_two_values_of_what_has_one_differ(one, other):
    assert links(stating("a", one), stating("b", other)) == BOTH_DIFFER


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (said_time(MAY_3), said_time(MAY_3)),
        (
            said_time(time("2021-05/2021-06", "2021-05-01", "2021-06-30")),
            said_time(time("2021-06/2021-07", "2021-06-01", "2021-07-31")),
        ),
        (said_time(MAY_3), said_time(MAY_4, modality=Modality.PLANNED)),
        (said_time(MAY_3), ("v2", Predicate.HAS_TIME, MAY_4, {})),
        (term("ten years"), term("10 years")),
        (term("ten years"), term("life imprisonment")),
        (count(35), count(35)),
        (office("p1"), office("p2")),
        (("v1", Predicate.AGENT, "e1", {}), ("v1", Predicate.AGENT, "e3", {})),
    ],
)
def test_what_may_both_be_so_is_not_linked(one, other):
    assert links(stating("a", one), stating("b", other)) == set()


def test_an_article_that_gives_two_values_is_held_against_none():
    assert (
        links(stating("a", said_time(MAY_3), said_time(MAY_4)), stating("b", said_time(MAY_3)))
        == set()
    )


def test_plans_are_compared_with_plans():
    planned = {"modality": Modality.PLANNED}

    found = links(
        stating("a", said_time(MAY_3, **planned)), stating("b", said_time(MAY, **planned))
    )

    assert found == {("a", REFINES, "b")}


def place(where):
    return ("v1", Predicate.HAS_PLACE, where, {})


def lies_in(part, whole, **more):
    return (part, Predicate.CONTAINED_IN_PLACE, whole, more)


def test_a_place_inside_the_other_place_refines():
    geography = stating("g", lies_in("p1", "p2"), lies_in("p2", "p3"))

    found = links(stating("a", place("p1")), stating("b", place("p3")), geography)

    assert found == {("a", REFINES, "b")}


def test_places_that_nobody_puts_into_each_other_are_not_linked():
    geography = stating("g", lies_in("p1", "p2", modality=Modality.POSSIBLE))

    assert links(stating("a", place("p1")), stating("b", place("p2")), geography) == set()


def test_what_one_article_says_and_the_other_denies_differs():
    assert links(stating("a", office()), stating("b", office(polarity=False))) == BOTH_DIFFER


def test_what_somebody_denies_is_disputed():
    denial = office(polarity=False, attributed_to="e1", modality=Modality.REPORTED)

    assert links(stating("a", office()), stating("b", denial)) == {("b", DISPUTES, "a")}


def test_a_denial_in_the_same_article_disputes_what_it_tells():
    denial = office(polarity=False, attributed_to="e1")

    assert links(stating("a", office(), denial)) == {("a", DISPUTES, "a")}


@pytest.mark.parametrize("modality", [Modality.PLANNED, Modality.POSSIBLE])
def test_a_plan_is_not_denied_by_what_has_not_happened(modality):
    denial = office(polarity=False, attributed_to="e1")

    assert links(stating("a", office(modality=modality)), stating("b", denial)) == set()


def test_the_denial_of_something_else_disputes_nothing():
    denial = office("p2", polarity=False, attributed_to="e1")

    assert links(stating("a", office()), stating("b", denial)) == set()


def test_a_state_that_has_changed_in_between_is_no_contradiction():
    denial = stating("b", office(polarity=False), day="2023-01-01")

    assert links(stating("a", office()), denial) == set()


KINDS = [
    said_time(MAY),
    said_time(MAY_3),
    said_time(MAY_4),
    said_time(MAY_4, polarity=False),
    office(),
    office(polarity=False),
    office(polarity=False, attributed_to="e1"),
    count(3),
    count(4),
]


@given(st.lists(st.sampled_from(KINDS), min_size=2, max_size=4), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_order_does_not_matter_and_an_article_leaves_with_its_links(kinds, shuffle):
    tellings = [stating(str(number), kind) for number, kind in enumerate(kinds)]
    shuffled = list(tellings)
    shuffle.shuffle(shuffled)

    found = links(*tellings)

    assert links(*shuffled) == found
    assert {one[::-1] for one in found if one[1] is DIFFERS} <= found
    assert links(*tellings[1:]) == {one for one in found if "0" not in one[::2]}


def test_a_thousand_tellings_of_two_days_make_no_million_links():
    days = [MAY_3, MAY_4]
    tellings = [stating(str(number), said_time(days[number % 2])) for number in range(200)]

    found = list(find_differences(tellings, nodes_of(*tellings)))

    assert {link.one.article for link in found} == {t.article.key for t in tellings}
    assert len(found) < 3 * len(tellings)


def test_order_of_articles_does_not_matter_where_many_agree():
    tellings = [
        stating("a", said_time(MAY)),
        stating("b", said_time(MAY_3)),
        stating("c", said_time(MAY_4)),
    ]

    assert len({frozenset(links(*order)) for order in permutations(tellings)}) == 1
