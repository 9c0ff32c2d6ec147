"""Evaluates extraction on one annotated file, from its bytes to the scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.articles.reader import read_file
from hkgraph.evaluation.scoring import score
from hkgraph.evaluation.seed_format import read_gold
from hkgraph.extraction.extractor import Extractor

if TYPE_CHECKING:
    from pathlib import Path

    from hkgraph.evaluation.report import Evaluation


def evaluate(gold_path: Path, source: Path | None = None) -> Evaluation:
    """Read, extract and score.

    Args:
        gold_path: The annotation.
        source: The annotated file, where it does not stand at the path that the annotation names.

    Raises:
        SourceError: The annotation or its source cannot be read.
        DataError: The annotation is none, or belongs to other bytes.
    """
    gold = read_gold(gold_path, source)
    extractor = Extractor()
    readings = [(article, extractor.extract(article)) for article in read_file(gold.source)]
    return score(gold, readings, name=gold_path.name)
