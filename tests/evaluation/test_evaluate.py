from __future__ import annotations

import json
import subprocess
import sys

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
