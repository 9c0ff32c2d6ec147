from __future__ import annotations

import pytest

from hkgraph.evaluation.gold import LeftOut
from hkgraph.evaluation.headline import HEADLINE
from hkgraph.evaluation.pool import in_order, pool
from hkgraph.evaluation.report import Evaluation
from hkgraph.evaluation.score import (
    CalibrationError,
    Coverage,
    Finding,
    Mean,
    Outcome,
    Reliability,
    Row,
    Section,
    Share,
    Tally,
    macro_f1,
)

EMPTY = Share(right=0, total=0)


def evaluation(name, *scores):
    rows = [Row(label=label, score=score) for label, score in scores]
    finding = Finding(outcome=Outcome.MISSED, label=name)
    tables = [Section(title="Table", rule="", rows=tuple(rows), findings=(finding,))]
    for title in dict.fromkeys(title for _, title, _ in HEADLINE):
        labels = [row for _, where, row in HEADLINE if where == title]
        blank = tuple(Row(label=label, score=EMPTY) for label in labels)
        tables.append(Section(title=title, rule="", rows=blank))
    left_out = (LeftOut(what="pronouns", count=2, reason="none is marked"),)
    return Evaluation(
        gold=name, source=name, headline=(), sections=tuple(tables), left_out=left_out
    )


def table(*parts, show_parts=True):
    pooled = pool("both", parts, show_parts=show_parts)
    return {row.label: row.score for row in pooled.sections[0].rows}


def test_counts_are_added_up():
    one = evaluation("a", ("arrest", Tally(found=1, missed=2, spurious=3)))
    other = evaluation("b", ("arrest", Tally(found=4, missed=0, spurious=1, right=6)))

    assert table(one, other)["arrest"] == Tally(found=5, missed=2, spurious=4, right=7)


def test_shares_are_added_up():
    parts = [evaluation("a", ("time", Share(right=1, total=2)))] * 2

    assert table(*parts)["time"] == Share(right=2, total=4)


def test_coverages_are_added_up():
    parts = [evaluation("a", ("MUC", Coverage(kept=1, wanted=2, right=0.5, given=1)))] * 2

    assert table(*parts)["MUC"] == Coverage(kept=2, wanted=4, right=1, given=2)


def test_calibration_error_is_worked_out_anew():
    labels = ("low", "high")
    one = evaluation(
        "a",
        ("low", Reliability(told=1.0, right=0, total=2)),
        ("high", Reliability(told=1.8, right=2, total=2)),
        ("error", CalibrationError(error=0.3, over=labels)),
    )
    other = evaluation(
        "b",
        ("low", Reliability(told=1.0, right=2, total=2)),
        ("high", Reliability(told=1.8, right=2, total=2)),
        ("error", CalibrationError(error=0.3, over=labels)),
    )

    scores = table(one, other)

    assert scores["low"] == Reliability(told=2.0, right=2, total=4)
    assert scores["error"].error == pytest.approx(0.4 / 8)


def test_mean_is_worked_out_anew():
    def part(name, found):
        rows = [
            Row(label="person", score=Tally(found=found, missed=1)),
            Row(label="place", score=Tally(found=1)),
        ]
        mean = ("mean", macro_f1(rows))
        return evaluation(name, *((row.label, row.score) for row in rows), mean)

    # person: 3 of 5, so F1 is 6/8; place: 1.
    assert table(part("a", 3), part("b", 0))["mean"] == Mean(value=0.875, over=("person", "place"))


def test_lines_of_one_file_find_their_place_among_those_of_another():
    assert in_order([["all", "bail", "time"], ["all", "arrest", "time"]]) == [
        "all",
        "arrest",
        "bail",
        "time",
    ]


def test_what_is_left_out_is_added_up():
    pooled = pool("both", [evaluation("a"), evaluation("b")], show_parts=True)

    assert pooled.left_out == (LeftOut(what="pronouns", count=4, reason="none is marked"),)


def test_report_names_every_file():
    pooled = pool("both", [evaluation("a"), evaluation("b")], show_parts=True)

    assert "File by file" in pooled.to_text()
    assert [finding.label for finding in pooled.sections[0].findings] == ["a", "b"]


def test_report_without_parts_tells_no_file_from_another():
    pooled = pool("both", [evaluation("one.md")], show_parts=False)

    assert "one.md" not in pooled.to_text(detail=True)
    assert "one.md" not in pooled.to_json(detail=True)
