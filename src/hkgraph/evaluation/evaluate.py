"""Evaluates extraction on annotated files, from their bytes to the scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hkgraph.articles.decode import decode
from hkgraph.articles.reader import read_file
from hkgraph.errors import UsageError
from hkgraph.evaluation.corpus_format import find_source, read_corpus_gold
from hkgraph.evaluation.page import to_html
from hkgraph.evaluation.pool import pool
from hkgraph.evaluation.scoring import score
from hkgraph.evaluation.seed_format import read_gold
from hkgraph.extraction.extractor import Extractor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hkgraph.evaluation.gold import Gold
    from hkgraph.evaluation.ours import Extracted
    from hkgraph.evaluation.report import Evaluation

#: A folder of this name is only scored as a whole, so that nobody works on what it holds.
SEALED = "sealed"


class Judged(NamedTuple):
    """The scores of one annotated file, and its decoded text."""

    evaluation: Evaluation
    text: str


def evaluate(gold_path: Path, source: Path | None = None) -> Evaluation:
    """Read, extract and score.

    Args:
        gold_path: The annotation: JSON, YAML, or a folder of YAML files that are scored together.
        source: The annotated file, where it does not stand where the annotation says.

    Raises:
        SourceError: An annotation or its source cannot be read.
        DataError: An annotation is none, or does not belong to its source.
        UsageError: The annotation is sealed, and no folder.
    """
    if not gold_path.is_dir():
        refuse_sealed(gold_path)
        return next(judge(gold_path, source)).evaluation
    parts = [judged.evaluation for judged in judge(gold_path, source)]
    return pool(gold_path.resolve().name, parts, show_parts=not is_sealed(gold_path))


def evaluate_as_page(gold_path: Path, source: Path | None = None) -> str:
    """Like ``evaluate``, but give a page of HTML that shows every article.

    Raises:
        UsageError: The annotation is sealed.
    """
    refuse_sealed(gold_path)
    return to_html(f"Extraction against {gold_path.resolve().name}", judge(gold_path, source))


def judge(gold_path: Path, source: Path | None = None) -> Iterator[Judged]:
    """Score each file by itself, in the order of their names."""
    extractor = Extractor()
    for path in _annotations(gold_path, source):
        gold, readings = _read_annotated(path, source, extractor)
        text = decode(gold.source.read_bytes(), gold.source.name).text
        yield Judged(score(gold, readings, name=path.name), text)


def is_sealed(path: Path) -> bool:
    """Say whether a folder, or the folder of a file, may only be scored as a whole."""
    resolved = path.resolve()
    return (resolved if resolved.is_dir() else resolved.parent).name == SEALED


def refuse_sealed(path: Path) -> None:
    """Keep single files of a sealed folder from being shown.

    Raises:
        UsageError: The path is such a folder, or in one.
    """
    if is_sealed(path):
        raise UsageError(
            f"{path.name} is sealed: only the figures over the whole folder are told",
            hint="Give the folder, and ask for text or JSON.",
        )


def _annotations(gold_path: Path, source: Path | None) -> list[Path]:
    if not gold_path.is_dir():
        return [gold_path]
    paths = sorted(gold_path.glob("*.yaml"))
    if not paths or source:
        what = "no source can be given for" if source else "no annotation stands in"
        raise UsageError(
            f"{what} the folder {gold_path}",
            hint="Give a folder that holds NAME.yaml beside each article, and no source.",
        )
    return paths


def _read_annotated(
    path: Path, source: Path | None, extractor: Extractor
) -> tuple[Gold, list[Extracted]]:
    if path.suffix == ".yaml":
        source = source or find_source(path)
        articles = read_file(source)
        gold = read_corpus_gold(path, source, articles)
    else:
        gold = read_gold(path, source)
        articles = read_file(gold.source)
    return gold, [(article, extractor.extract(article)) for article in articles]
