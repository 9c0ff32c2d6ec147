"""The B³ measure, on examples worked out by hand and on those of the paper."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hkgraph.evaluation.identity.bcubed import b_cubed

#: Figure of the paper: three chains of twelve mentions.
TRUTH = dict(zip("12345", "aaaaa", strict=True)) | {"6": "b", "7": "b"}
TRUTH |= dict.fromkeys("89ABC", "c")
labels = st.dictionaries(st.integers(0, 20), st.sampled_from("abcd"), min_size=1)


def test_joining_a_small_chain_to_a_large_one_costs_as_in_the_paper():
    ours = {thing: "x" if thing in "12345" else "y" for thing in TRUTH}

    score = b_cubed(TRUTH, ours)

    assert round(score.precision, 4) == 0.7619
    assert score.recall == 1


def test_joining_two_large_chains_costs_more_as_in_the_paper():
    ours = {thing: "y" if thing in "67" else "x" for thing in TRUTH}

    score = b_cubed(TRUTH, ours)

    assert round(score.precision, 4) == 0.5833
    assert score.recall == 1


def test_what_is_split_costs_recall_alone():
    score = b_cubed({1: "a", 2: "a", 3: "a", 4: "b"}, {1: "x", 2: "x", 3: "y", 4: "z"})

    assert score.precision == 1
    assert round(score.recall, 4) == round((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4, 4)


def test_what_is_not_found_counts_as_alone():
    score = b_cubed({1: "a", 2: "a"}, {1: "x"})

    assert (score.precision, score.recall) == (1, 0.5)


def test_an_average_over_some_still_sees_what_they_were_joined_with():
    score = b_cubed({1: "a", 2: "b"}, {1: "x", 2: "x"}, over=[1])

    assert (score.precision, score.recall) == (0.5, 1)


def test_nothing_has_no_score():
    assert b_cubed({}, {}).f1 is None


@given(labels)
def test_other_names_for_the_right_clusters_are_right(truth):
    score = b_cubed(truth, {thing: f"our {label}" for thing, label in truth.items()})

    assert (score.precision, score.recall) == (1, 1)


@given(labels, labels)
def test_precision_of_one_side_is_recall_of_the_other(truth, ours):
    shared = truth.keys() & ours.keys()
    one = b_cubed({t: truth[t] for t in shared}, {t: ours[t] for t in shared})
    other = b_cubed({t: ours[t] for t in shared}, {t: truth[t] for t in shared})

    assert one.precision == other.recall
