from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hkgraph.evaluation.assignment import best_total
from hkgraph.evaluation.coreference import b_cubed, ceaf, muc

MEASURES = [muc, b_cubed, ceaf]
WEIGHTS = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 9), min_size=width, max_size=width), min_size=1, max_size=5
    )
)


def chains(*words):
    return [frozenset(word) for word in words]


@pytest.mark.parametrize("measure", MEASURES)
def test_same_chains_score_one(measure):
    score = measure(chains("abc", "de"), chains("de", "abc"))

    assert (score.precision, score.recall, score.f1) == (1, 1, 1)


@pytest.mark.parametrize("measure", MEASURES)
def test_nothing_found_scores_zero(measure):
    assert measure(chains("abc", "de"), []).f1 == 0


# Worked out by hand: abc, de, fg against abd, ce, fgh.
@pytest.mark.parametrize(
    ("measure", "recall", "precision"),
    [
        (muc, 2 / 4, 2 / 5),
        (b_cubed, (5 / 3 + 1 + 2) / 7, (5 / 3 + 1 + 4 / 3) / 8),
        (ceaf, (4 / 6 + 2 / 4 + 4 / 5) / 3, (4 / 6 + 2 / 4 + 4 / 5) / 3),
    ],
)
def test_mixed_chains_score_as_worked_out_by_hand(measure, recall, precision):
    score = measure(chains("abc", "de", "fg"), chains("abd", "ce", "fgh"))

    assert score.recall == pytest.approx(recall)
    assert score.precision == pytest.approx(precision)


@given(WEIGHTS)
def test_best_total_is_that_of_the_best_permutation(weights):
    rows, columns = len(weights), len(weights[0])
    size = max(rows, columns)

    best = max(
        sum(weights[i][j] for i, j in enumerate(order) if i < rows and j < columns)
        for order in permutations(range(size))
    )

    assert best_total(weights) == pytest.approx(best)


def test_no_rows_come_to_nothing():
    assert best_total([]) == 0
