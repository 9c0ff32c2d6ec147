"""An annotation told back as an extract: every score must be able to reach 1."""

from __future__ import annotations

import pytest

from conftest import ROOT
from hkgraph.articles.decode import decode
from hkgraph.articles.reader import read_file
from hkgraph.evaluation.corpus_format import find_source, read_corpus_gold
from hkgraph.evaluation.retold import retell
from hkgraph.evaluation.scoring import score

ANNOTATIONS = sorted((ROOT / "tests" / "gold" / "development").glob("*.yaml"))


@pytest.mark.parametrize("path", ANNOTATIONS, ids=lambda path: path.stem)
def test_annotation_told_back_scores_one(path):
    source = find_source(path)
    gold = read_corpus_gold(path, source, read_file(source))

    text = decode(source.read_bytes(), source.name).text
    evaluation = score(gold, retell(gold, text))

    wanted = [row for row in evaluation.headline if row.label != "supported statements"]
    shares = {row.label: getattr(row.score, "f1", getattr(row.score, "value", 1)) for row in wanted}
    assert {label for label, share in shares.items() if share not in (1, None)} == set()
