"""Evaluates identity and links, from the articles' bytes to the scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.evaluation.identity.alignment import align
from hkgraph.evaluation.identity.linking import name_things, score_links
from hkgraph.evaluation.identity.reading import read_identity_gold
from hkgraph.evaluation.identity.scoring import score_identity
from hkgraph.evaluation.identity.system import find

if TYPE_CHECKING:
    from pathlib import Path

    from hkgraph.evaluation.report import Evaluation


def evaluate_identity(folder: Path) -> Evaluation:
    """Read, extract, resolve and score.

    Args:
        folder: Holds ``clusters.yaml``, or folders that do.

    Raises:
        UsageError: No truth stands there.
        DataError: The truth does not belong to its articles.
        SourceError: An article cannot be read.
    """
    gold = read_identity_gold(folder)
    return score_identity(folder.resolve().name, gold, align(gold, find(gold.articles)))


def evaluate_links(folder: Path) -> Evaluation:
    """Like ``evaluate_identity``, but score links to Wikidata.

    Raises:
        UsageError: No truth stands there.
        DataError: The truth does not belong to its articles.
        SourceError: An article cannot be read.
    """
    gold = read_identity_gold(folder)
    found = find(gold.articles)
    things = name_things(gold, align(gold, found), found.links)
    return score_links(folder.resolve().name, gold, things)
