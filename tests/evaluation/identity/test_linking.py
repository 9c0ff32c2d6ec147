"""Links against truth by hand: what counts as right, as missed and as told with confidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from hkgraph.evaluation.gold import FileSpan
from hkgraph.evaluation.identity.alignment import Aligned
from hkgraph.evaluation.identity.gold import NIL, UNKNOWN, GoldCluster, GoldMention, IdentityGold
from hkgraph.evaluation.identity.linking import name_things, score_links
from hkgraph.identity.linking.records import Link, LinkState
from hkgraph.model import Kind
from hkgraph.wikidata.knowledge_base import KnowledgeBase

LEE = "Q9051824"


@pytest.fixture(scope="module")
def lee():
    with_base = KnowledgeBase.bundled()
    yield with_base.find("John Lee", Kind.PERSON)[0]
    with_base.close()


def score(*cases):
    """Score pairs of a truth and a link; a link of None is for what is not found."""
    clusters, mentions, nodes, links = {}, [], {}, {}
    for number, (truth, link) in enumerate(cases):
        name = f"thing-{number}"
        clusters[name] = GoldCluster(id=name, kind=Kind.PERSON, name=name, wikidata=truth)
        at = FileSpan(article="one", start=number, end=number + 1, text="x")
        mentions.append(GoldMention(at=at, cluster=name))
        if link:
            nodes[mentions[-1]] = f"person/{number}"
            links["one", f"person/{number}"] = link
    gold = IdentityGold(
        articles={"one": Path("one.md")}, clusters=clusters, mentions=tuple(mentions)
    )
    return score_links("gold", gold, name_things(gold, Aligned(nodes, {}), links))


def figures(scores, title="Links"):
    section = next(s for s in scores.sections if s.title == title)
    return {row.label: row.score for row in section.rows}


def linked(known, confidence=0.98):
    return Link(state=LinkState.LINKED, candidates=(known,), confidence=confidence)


def nil(confidence=0.9):
    return Link(state=LinkState.NIL, confidence=confidence)


def counts(rate):
    return rate.hits, rate.total


def test_a_link_is_right_when_the_truth_has_its_id(lee):
    rows = figures(score((LEE, linked(lee)), ("Q1", linked(lee)), (NIL, linked(lee))))

    assert counts(rows["links that are right"]) == (1, 3)


def test_what_is_not_found_counts_as_not_linked(lee):
    rows = figures(score((LEE, linked(lee)), (LEE, None)))

    assert counts(rows["linked of the linkable"]) == (1, 2)
    assert counts(rows["linked of the linkable found"]) == (1, 1)


def test_a_candidate_for_review_is_no_link(lee):
    review = Link(state=LinkState.NEEDS_REVIEW, candidates=(lee,), confidence=0.6)
    rows = figures(score((LEE, review), (NIL, review)))

    assert rows["links that are right"].total == 0
    assert counts(rows["left to review"]) == (2, 2)
    assert counts(rows["left alone of those without id"]) == (1, 1)


def test_what_the_truth_does_not_know_is_left_out(lee):
    rows = figures(score((UNKNOWN, linked(lee)), (NIL, nil())))

    assert rows["links that are right"].total == 0
    assert counts(rows["left alone of those without id"]) == (1, 1)


def test_the_brier_score_is_the_mean_square_of_the_differences(lee):
    scores = score((LEE, linked(lee, 0.9)), (LEE, nil(0.8)))

    brier = figures(scores, "Confidence of links")["Brier score"]
    assert brier.value == pytest.approx((0.1**2 + 0.8**2) / 2)


def test_what_was_not_looked_up_tells_nothing(lee):
    scores = score((NIL, Link(state=LinkState.NOT_LOOKED_UP)), (LEE, linked(lee)))

    assert figures(scores, "Confidence of links")["Brier score"].total == 1


def test_wrong_and_missing_links_are_listed_with_what_was_found(lee):
    links = score((NIL, linked(lee)), (LEE, nil())).sections[0]

    assert [(f.outcome.value, f.label) for f in links.findings] == [
        ("wrong", "thing-0 is NIL"),
        ("missed", f"thing-1 is {LEE}"),
    ]
    assert "Q9051824 John Lee" in links.findings[0].note
