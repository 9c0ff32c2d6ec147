"""What was put together that is not one, and what is one and was not put together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from hkgraph.evaluation.score import Finding, Outcome, Rate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hkgraph.evaluation.gold import FileSpan
    from hkgraph.identity.keys import NodeKey


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Unit:
    """One thing in one article, as the truth and as we call it.

    Attributes:
        at: The first place that names or tells it there.
    """

    article: str
    truth: str
    ours: NodeKey
    at: FileSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class Merges:
    """How units of different articles were put together.

    Attributes:
        wrong_pairs: Of the pairs that we put together, those that are two things.
        wrong_clusters: Of our clusters that hold several units, those of more than one thing.
        missed_pairs: Of the pairs that are one thing, those that we leave apart.
        findings: Wrong merges, then missed ones: one for each cluster.
    """

    wrong_pairs: Rate
    wrong_clusters: Rate
    missed_pairs: Rate
    findings: tuple[Finding, ...]


def judge_merges(units: Iterable[Unit]) -> Merges:
    """Compare what we put together with what is one."""
    listed = sorted(set(units))
    by_ours, by_truth = _grouped(listed, ours=True), _grouped(listed, ours=False)
    wrong = [group for group in by_ours.values() if len({one.truth for one in group}) > 1]
    missed = [group for group in by_truth.values() if len({one.ours for one in group}) > 1]
    together = [pair for group in by_ours.values() for pair in _pairs(group)]
    belonging = [pair for group in by_truth.values() for pair in _pairs(group)]
    return Merges(
        wrong_pairs=Rate(
            hits=sum(one.truth != other.truth for one, other in together), total=len(together)
        ),
        wrong_clusters=Rate(
            hits=len(wrong), total=sum(len(group) > 1 for group in by_ours.values())
        ),
        missed_pairs=Rate(
            hits=sum(one.ours != other.ours for one, other in belonging), total=len(belonging)
        ),
        findings=(
            *(_finding(Outcome.WRONG, group, group[0].ours, ours=False) for group in wrong),
            *(_finding(Outcome.MISSED, group, group[0].truth, ours=True) for group in missed),
        ),
    )


def _grouped(units: Iterable[Unit], *, ours: bool) -> dict[str, list[Unit]]:
    groups: defaultdict[str, list[Unit]] = defaultdict(list)
    for one in units:
        groups[one.ours if ours else one.truth].append(one)
    return groups


def _pairs(group: list[Unit]) -> Iterable[tuple[Unit, Unit]]:
    """Pair units; inside an article nothing was to be put together."""
    return ((a, b) for a, b in combinations(group, 2) if a.article != b.article)


def _finding(outcome: Outcome, group: list[Unit], name: str, *, ours: bool) -> Finding:
    parts = _grouped(group, ours=ours)
    told = (
        f"{part}: {', '.join(f'{one.at.text!r} in {one.article}' for one in units)}"
        for part, units in sorted(parts.items())
    )
    return Finding(outcome=outcome, label=name, note=" | ".join(told))
