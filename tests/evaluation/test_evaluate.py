from __future__ import annotations

import json
import subprocess
import sys

import pytest

from hkgraph.errors import UsageError
from hkgraph.evaluation.evaluate import evaluate


def test_file_is_read_extracted_and_scored(gold_path):
    evaluation = evaluate(gold_path)

    persons = next(row.score for row in evaluation.sections[1].rows if row.label == "person")
    assert (evaluation.gold, evaluation.source) == ("gold.json", "page.txt")
    assert persons.found + persons.missed > 0


def test_source_can_be_named(gold_path, tmp_path):
    moved = (gold_path.parent / "page.txt").rename(tmp_path / "moved.txt")

    assert evaluate(gold_path, moved).source == "moved.txt"


def test_module_writes_json_to_stdout(gold_path):
    command = [sys.executable, "-m", "hkgraph.evaluation", str(gold_path), "--json"]

    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")

    assert json.loads(done.stdout)["gold"] == "gold.json"


def test_annotation_beside_its_article_is_scored(corpus):
    evaluation = evaluate(corpus / "watch.yaml")

    assert (evaluation.gold, evaluation.source) == ("watch.yaml", "watch.md")
    assert evaluation.parts == ()


def test_folder_is_scored_as_a_whole_and_file_by_file(corpus):
    for suffix in (".md", ".yaml"):
        (corpus / f"again{suffix}").write_bytes((corpus / f"watch{suffix}").read_bytes())
    one = evaluate(corpus / "watch.yaml")

    both = evaluate(corpus)

    assert [part.source for part in both.parts] == ["again.md", "watch.md"]
    assert both.sections[1].rows[0].score.found == 2 * one.sections[1].rows[0].score.found


def test_sealed_folder_tells_only_figures_of_all(corpus):
    sealed = corpus.rename(corpus.parent / "sealed")

    evaluation = evaluate(sealed)

    assert "watch" not in evaluation.to_json(detail=True)
    assert "Harbour" not in evaluation.to_text(detail=True)


def test_single_file_of_a_sealed_folder_is_refused(corpus):
    sealed = corpus.rename(corpus.parent / "sealed")

    with pytest.raises(UsageError, match=r"watch\.yaml is sealed"):
        evaluate(sealed / "watch.yaml")


def test_folder_without_annotation_is_refused(tmp_path):
    with pytest.raises(UsageError, match="no annotation"):
        evaluate(tmp_path)


def test_folder_takes_no_source(corpus):
    with pytest.raises(UsageError, match="no source"):
        evaluate(corpus, corpus / "watch.md")
