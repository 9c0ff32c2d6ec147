"""``hkgraph link``: link anew where something has changed, and tell why a name is linked."""

from __future__ import annotations

import json

import pytest

from hkgraph.identity.judgements import LinkJudgement, Verdict
from hkgraph.store.judgements import JudgementFile


@pytest.fixture
def explained(hkgraph):
    def explain(store, *arguments):
        done = hkgraph("link", "--store", store.path, "--format", "json", "--explain", *arguments)
        return json.loads(done.out)

    return explain


def test_explanation_tells_each_feature_and_what_it_counts(explained, built):
    (one,) = explained(built, "Sha Tin")

    best = one["candidates"][0]
    assert (one["state"], best["id"], one["node"]) == ("Linked", "Q855463", "place/sha-tin")
    assert best["features"]["label"] == 1.0
    assert set(best["features"]) <= set(one["weights"]["candidate"])


def test_probabilities_of_all_and_of_none_sum_to_one(explained, built):
    (one,) = explained(built, "Sha Tin")

    total = one["none"]["probability"] + sum(c["probability"] for c in one["candidates"])
    assert total == pytest.approx(1, abs=1e-3)


def test_explanation_for_people_is_a_table(hkgraph, built):
    done = hkgraph("link", "--store", built.path, "--explain", "Sha Tin")

    lines = done.out.splitlines()
    assert lines[1].startswith("Linked Q855463")
    assert lines[3].split() == "Q855463 Sha Tin Q15019 Sha Tin District none".split()


def test_name_that_no_article_has_is_explained_by_itself(explained, built):
    (one,) = explained(built, "Carrie Lam")

    assert (one["article"], one["candidates"][0]["id"]) == (None, "Q19217")


def test_article_may_be_chosen(explained, built):
    key = built.key("plan")

    assert [one["article"] for one in explained(built, "Hong Kong", "--article", key)] == [key]


def test_article_that_does_not_name_it_is_said(hkgraph, built):
    key = built.key("arrest")

    done = hkgraph("link", "--store", built.path, "--explain", "Sha Tin", "--article", key)

    assert (done.code, f"article {key} names no 'Sha Tin'" in done.err) == (2, True)


def test_article_without_a_name_to_explain_is_wrong_use(hkgraph, built):
    assert hkgraph("link", "--store", built.path, "--article", "a").code == 2


def test_unknown_article_is_said(hkgraph, built):
    done = hkgraph("link", "--store", built.path, "--explain", "Sha Tin", "--article", "a")

    assert (done.code, "no live article has the key 'a'" in done.err) == (2, True)


def test_judgement_publishes_a_generation_and_then_nothing_changes(hkgraph, store):
    store.build()
    refused = LinkJudgement(node="place/sha-tin", qid="Q855463", verdict=Verdict.NO, by="jane")
    JudgementFile(store.path).append([refused])

    first = hkgraph("link", "--store", store.path)
    second = hkgraph("link", "--store", store.path)

    assert "generation 2 is current" in first.err
    assert "nothing has changed" in second.err


def test_explanation_heeds_what_a_person_said(explained, store):
    store.build()
    refused = LinkJudgement(node="place/sha-tin", qid="Q855463", verdict=Verdict.NO, by="jane")
    JudgementFile(store.path).append([refused])

    (one,) = explained(store, "Sha Tin")

    assert (one["state"], one["reviewer"]) == ("NeedsReview", "jane")


def test_links_are_written_as_a_mapping_set(hkgraph, built):
    done = hkgraph("link", "--store", built.path, "--format", "sssom")

    assert done.out.startswith("#curie_map:\n")
    assert "hkid:place/sha-tin\tSha Tin\tschema:sameAs\twd:Q855463\tSha Tin\t" in done.out


def test_mapping_set_explains_no_name(hkgraph, built):
    done = hkgraph("link", "--store", built.path, "--format", "sssom", "--explain", "Sha Tin")

    assert done.code == 2
