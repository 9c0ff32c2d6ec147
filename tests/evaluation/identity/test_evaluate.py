"""The gold of identity from its bytes to the scores, and what the command writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hkgraph.evaluation.identity.evaluate import evaluate_identity

GOLD = Path(__file__).parents[2] / "gold" / "identity"
#: Wrong merges are the worst fault; the figures of a version stand in benchmarks/identity.md.
FLOORS = {"entities (B³)": 0.9, "events (B³)": 0.8}

ONE = """\
---
headline: Mo heads the Quiet Law Society
publisher: Tolo News
date: 2024-03-06
url: https://example.org/one
---

Ada Mo Ka-yan was arrested in Sha Tin on Tuesday.
"""
TRUTH = """\
articles: {one: one.md, two: two.md}
clusters:
  mo:
    kind: person
    name: Ada Mo Ka-yan
    wikidata: NIL
    mentions: {one: [Ada Mo Ka-yan], two: [Ada Mo]}
events:
  arrest:
    type: arrest
    about: [mo]
    told: {one: [was arrested], two: [was arrested]}
"""


@pytest.fixture(scope="module")
def scores():
    return evaluate_identity(GOLD)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "one.md").write_text(ONE, encoding="utf-8")
    two = ONE.replace("Ada Mo Ka-yan", "Ada Mo").replace("org/one", "org/two")
    (tmp_path / "two.md").write_text(two, encoding="utf-8")
    (tmp_path / "clusters.yaml").write_text(TRUTH, encoding="utf-8")
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("label", FLOORS)
def test_the_gold_scores_above_its_floor(scores, label):
    found = {row.label: row.score.f1 for row in scores.headline if row.label in FLOORS}

    assert found[label] >= FLOORS[label]


@pytest.mark.slow
def test_every_wrong_merge_is_listed(scores):
    merges = next(s for s in scores.sections if s.title == "Merges of entities")
    wrong = next(row.score for row in merges.rows if row.label == "wrong clusters")

    assert sum(f.outcome == "wrong" for f in merges.findings) == wrong.hits


def test_two_articles_on_one_person_and_one_arrest_score_full(folder, hkgraph):
    scores = json.loads(hkgraph("evaluate", "--identity", folder, "--format", "json").out)

    figures = {row["label"]: row for row in scores["headline"]}
    assert figures["entities (B³)"]["f1"] == 1
    assert figures["events (B³)"]["f1"] == 1
    assert figures["wrong merges of entities"]["count"] == 0


def test_the_page_shows_every_section(folder, hkgraph):
    page = hkgraph("evaluate", "--identity", folder, "--format", "html").out

    assert page.startswith("<!DOCTYPE html>")
    assert "<h2>Entities across articles</h2>" in page


def test_the_text_tells_how_sure_a_share_is(folder, hkgraph):
    text = hkgraph("evaluate", "--identity", folder, "--detail").out

    assert "0 of 1   95 %: 0.000 to 0.793" in text


def test_two_kinds_of_gold_at_once_are_refused(folder, hkgraph):
    finished = hkgraph("evaluate", folder, "--identity", folder)

    assert finished.code == 2
    assert "one of GOLD, --identity and --linking" in finished.err


def test_links_are_scored_by_the_same_truth(folder, hkgraph):
    scores = json.loads(hkgraph("evaluate", "--linking", folder, "--format", "json").out)

    rows = {row["label"]: row for row in scores["headline"]}
    assert rows["left alone of those without id"]["count"] == 2
    assert scores["headline"][-1] == {"label": "Brier score", "brier": 0.01, "of": 2}


def test_the_page_of_links_has_a_plot(folder, hkgraph):
    assert "<svg" in hkgraph("evaluate", "--linking", folder, "--format", "html").out
