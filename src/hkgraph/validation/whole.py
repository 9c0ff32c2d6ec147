"""The whole store against the shapes, one article's small graph at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.validation.report import Result, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hkgraph.validation.gate import Gate, Triples


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeVerdict:
    """The outcome of checking many articles.

    Attributes:
        verdict: The results of all; what several articles share is named once.
        failing: IRIs of the articles whose own small graph does not conform, sorted.
        articles: How many were checked.
    """

    verdict: Verdict
    failing: tuple[str, ...]
    articles: int


def check_whole(
    gate: Gate, small_graphs: Iterable[tuple[str, *tuple[Triples, ...]]]
) -> WholeVerdict:
    """Check each article's small graph and unite the verdicts.

    Memory holds one small graph at a time and the results, whatever the size of the store.

    Args:
        gate: Holds the shapes.
        small_graphs: IRI of each article, then what ``Gate.check`` takes for it: the triples, and
            if need be those around.
    """
    results: set[Result] = set()
    failing: list[str] = []
    articles = 0
    for article, *graphs in small_graphs:
        verdict = gate.check(*graphs)
        results.update(verdict.results)
        articles += 1
        if not verdict.conforms:
            failing.append(article)
    return WholeVerdict(
        verdict=Verdict.of(results), failing=tuple(sorted(failing)), articles=articles
    )
