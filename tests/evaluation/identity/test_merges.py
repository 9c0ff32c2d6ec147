"""What was put together that is not one, and what is one and was not put together."""

from __future__ import annotations

from hkgraph.evaluation.gold import FileSpan
from hkgraph.evaluation.identity.merges import Unit, judge_merges
from hkgraph.evaluation.score import Outcome


def unit(article, truth, ours):
    at = FileSpan(article=article, start=0, end=4, text="Chan")
    return Unit(article=article, truth=truth, ours=ours, at=at)


def test_two_things_in_one_cluster_are_a_wrong_merge():
    merges = judge_merges(
        [unit("a", "chan-1", "x"), unit("b", "chan-1", "x"), unit("c", "chan-2", "x")]
    )

    assert (merges.wrong_pairs.hits, merges.wrong_pairs.total) == (2, 3)
    assert (merges.wrong_clusters.hits, merges.wrong_clusters.total) == (1, 1)
    assert merges.missed_pairs.hits == 0


def test_one_thing_in_two_clusters_is_a_missed_merge():
    merges = judge_merges([unit("a", "chan-1", "x"), unit("b", "chan-1", "y")])

    assert (merges.missed_pairs.hits, merges.missed_pairs.total) == (1, 1)
    assert merges.wrong_pairs.total == 0


def test_what_one_article_confuses_counts_for_its_cluster_and_for_no_pair():
    merges = judge_merges([unit("a", "chan-1", "x"), unit("a", "chan-2", "x")])

    assert merges.wrong_pairs.total == 0
    assert merges.wrong_clusters.hits == 1


def test_findings_name_cluster_things_words_and_articles():
    merges = judge_merges([unit("a", "chan-1", "x"), unit("b", "chan-2", "x")])

    (finding,) = merges.findings
    assert finding.outcome is Outcome.WRONG
    assert finding.label == "x"
    assert finding.note == "chan-1: 'Chan' in a | chan-2: 'Chan' in b"


def test_the_order_of_units_changes_nothing():
    units = [unit("a", "chan-1", "x"), unit("b", "chan-2", "x"), unit("c", "chan-1", "y")]

    assert judge_merges(units) == judge_merges(reversed(units))
