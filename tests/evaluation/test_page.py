from __future__ import annotations

import re

import pytest

from hkgraph.errors import UsageError
from hkgraph.evaluation.evaluate import evaluate_as_page
from hkgraph.evaluation.gold import FileSpan
from hkgraph.evaluation.page import show, to_html
from hkgraph.evaluation.report import Evaluation
from hkgraph.evaluation.score import Finding, Outcome, Section

TEXT = "Wong & <Chan> met."


def finding(outcome, start, end, note=""):
    at = FileSpan(article="a", start=start, end=end, text=TEXT[start:end])
    return Finding(outcome=outcome, label="person", at=at, note=note)


def evaluation(*entities):
    titles = ("Quotations", "Roles", "Events", "Relations", "Modality and attribution")
    sections = [Section(title=title, rule="", rows=()) for title in titles]
    marked = Section(title="Entities, by mention, lenient", rule="", rows=(), findings=entities)
    return Evaluation(
        gold="a.yaml", source="a.md", headline=(), sections=(marked, *sections), left_out=()
    )


def test_runs_join_to_the_text():
    shown = show(evaluation(finding(Outcome.FOUND, 0, 4), finding(Outcome.MISSED, 2, 9)), TEXT)

    assert "".join(run.text for run in shown.runs) == TEXT


def test_run_has_the_classes_of_all_that_is_marked_there():
    shown = show(evaluation(finding(Outcome.SPURIOUS, 0, 4), finding(Outcome.MISSED, 0, 4)), TEXT)

    assert shown.runs[0].classes == "entity-missed entity-spurious"


def test_text_and_notes_are_escaped():
    wrong = finding(Outcome.MISSED, 7, 13, note='ours: "<b>"')

    html = to_html("Page", [(evaluation(wrong), TEXT)])

    assert "&lt;Chan&gt;" in html
    assert "<Chan>" not in html
    assert "<b>&" not in html


def test_page_needs_nothing_from_outside(corpus):
    html = evaluate_as_page(corpus)

    assert "<script" not in html
    assert re.findall(r'(?:src|href)="(?!#)', html) == []
    assert "url(" not in html


def test_page_shows_each_file_of_a_folder(corpus):
    assert "<h2>watch.md</h2>" in evaluate_as_page(corpus)


def test_sealed_folder_has_no_page(corpus):
    sealed = corpus.rename(corpus.parent / "sealed")

    with pytest.raises(UsageError, match="sealed is sealed"):
        evaluate_as_page(sealed)
