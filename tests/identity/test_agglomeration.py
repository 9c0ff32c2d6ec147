"""Clusters from scored pairs."""

from hypothesis import given
from hypothesis import strategies as st

from hkgraph.identity.agglomeration import agglomerate

COUNT = 7
PAIRS = [(one, other) for other in range(COUNT) for one in range(other)]
SCORES = st.dictionaries(st.sampled_from(PAIRS), st.integers(0, 100).map(lambda n: n / 100))


def clusters(count, scores, **judged):
    return agglomerate(count, scores, enough=0.8, **judged)


def test_sure_pairs_are_one_cluster():
    assert clusters(3, {(0, 1): 0.9}) == [(0, 1), (2,)]


def test_what_fits_two_that_are_two_joins_neither():
    assert clusters(3, {(0, 1): 0.85, (1, 2): 0.82, (0, 2): 0.0}) == [(0,), (1,), (2,)]


def test_what_fits_one_of_two_better_joins_that():
    assert clusters(3, {(0, 1): 0.99, (1, 2): 0.82, (0, 2): 0.0}) == [(0, 1), (2,)]


def test_what_surely_fits_both_settles_a_doubt_between_them():
    assert clusters(3, {(0, 1): 0.99, (1, 2): 0.95, (0, 2): 0.67}) == [(0, 1, 2)]


def test_doubts_keep_whole_clusters_apart():
    scores = {(0, 1): 0.99, (2, 3): 0.99, (1, 2): 0.85, (0, 2): 0.3, (0, 3): 0.3, (1, 3): 0.3}

    assert clusters(4, scores) == [(0, 1), (2, 3)]


def test_judgements_go_before_scores():
    scores = {(0, 1): 0.99, (1, 2): 0.0}

    assert clusters(3, scores, same=[(1, 2)], apart=[(0, 1)]) == [(0,), (1, 2)]


@given(SCORES, st.sets(st.sampled_from(PAIRS), max_size=4))
def test_no_veto_and_no_judgement_is_broken(scores, apart):
    found = clusters(COUNT, scores, apart=apart)

    vetoes = apart | {pair for pair, score in scores.items() if score == 0}
    assert sorted(number for one in found for number in one) == list(range(COUNT))
    assert not any({one, other} <= set(cluster) for one, other in vetoes for cluster in found)


@given(SCORES, st.randoms())
def test_order_of_scores_is_of_no_matter(scores, random):
    shuffled = list(scores.items())
    random.shuffle(shuffled)

    assert clusters(COUNT, dict(shuffled)) == clusters(COUNT, scores)
