from __future__ import annotations

import json

from hkgraph.evaluation.gold import FileSpan, LeftOut
from hkgraph.evaluation.report import Evaluation
from hkgraph.evaluation.score import Finding, Mean, Outcome, Row, Section, Share, Tally

EVENTS = Section(
    title="Events",
    rule="Type and participant.",
    rows=(
        Row(label="all", score=Tally(found=1, missed=1, spurious=3)),
        Row(label="right time", score=Share(right=0, total=0)),
        Row(label="macro", score=Mean(value=0.25)),
    ),
    findings=(
        Finding(outcome=Outcome.SPURIOUS, label="arrest"),
        Finding(
            outcome=Outcome.WRONG,
            label="closure",
            at=FileSpan(article="A1", start=3, end=9, text="closed"),
            note="time none",
        ),
    ),
)
EVALUATION = Evaluation(
    gold="gold.json",
    source="page.txt",
    headline=(Row(label="events", score=Tally(found=1, missed=1, spurious=3)),),
    sections=(EVENTS,),
    left_out=(LeftOut(what="pronouns", count=4, reason="not marked"),),
)
TABLE = """\
page.txt against gold.json

                                          P      R     F1   right missed spurious
  events                              0.250  0.500  0.333       1      1        3

Events
  Type and participant.
                                          P      R     F1   right missed spurious
  all                                 0.250  0.500  0.333       1      1        3
  right time                              –        0 of 0
  macro                                             0.250

Left out
     4  pronouns: not marked
"""


def test_table_has_one_line_a_row():
    assert EVALUATION.to_text() == TABLE


def test_detail_lists_what_is_wrong_before_what_is_spurious():
    text = EVALUATION.to_text(detail=True)

    assert "  ~ closure | A1 3–9 'closed' | time none\n  + arrest\n" in text


def test_json_holds_figures_and_null_for_nothing_to_divide():
    rows = json.loads(EVALUATION.to_json())["sections"][0]["rows"]

    assert rows[0] == {
        "label": "all",
        "precision": 0.25,
        "recall": 0.5,
        "f1": 0.3333,
        "found": 1,
        "missed": 1,
        "spurious": 3,
    }
    assert rows[1] == {"label": "right time", "right": 0, "of": 0, "share": None}


def test_json_lists_findings_only_in_detail():
    short = json.loads(EVALUATION.to_json())["sections"][0]
    full = json.loads(EVALUATION.to_json(detail=True))["sections"][0]

    assert "findings" not in short
    assert [finding["outcome"] for finding in full["findings"]] == ["wrong", "spurious"]


def test_same_extract_gives_the_same_bytes(page):
    first, second = page.score(), page.score()

    assert first.to_json(detail=True) == second.to_json(detail=True)
    assert first.to_text(detail=True) == second.to_text(detail=True)
