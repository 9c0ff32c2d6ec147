"""The annotated sample page, told back as an extract: every score must be able to reach 1."""

from __future__ import annotations

from pathlib import Path

import pytest

from hkgraph.evaluation.retold import retell
from hkgraph.evaluation.scoring import score
from hkgraph.evaluation.seed_format import read_gold

SEED = Path(__file__).parents[2] / "../shared/gold/seed-gold.json"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the sample page lies elsewhere")


def test_annotation_told_back_scores_one_in_every_row():
    gold = read_gold(SEED)
    page = gold.source.read_text(encoding="utf-8")

    evaluation = score(gold, retell(gold, page))

    short = [
        (section.title, row.label, row.score)
        for section in evaluation.sections
        if section.title not in {"Evidence", "Coreference"}
        for row in section.rows
        if getattr(row.score, "f1", getattr(row.score, "value", None)) not in (1, None)
    ]
    assert short == []
