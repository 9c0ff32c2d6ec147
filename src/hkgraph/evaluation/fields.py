"""Scores articles as such: how many were found, and what their heads and feet say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.evaluation.align import pair_up
from hkgraph.evaluation.score import Finding, Outcome, Row, Section, Share, Tally
from hkgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hkgraph.evaluation.gold import Gold, GoldArticle
    from hkgraph.model import Article

RULE = (
    "An article is found if one of ours shares most characters with it. A field is right if it is "
    "the same, names in any of the spellings that the annotation gives; all authors must agree."
)
FIELDS = ("headline", "url", "published", "authors", "contributors", "publisher")


def score_fields(gold: Gold, articles: Sequence[Article]) -> Section:
    """Give the score of articles and of each field over the annotated articles that have it."""
    pairs = pair_up(gold.articles, articles, _common)
    found = {one.id: other for one, other in pairs}
    checked = [
        (one, field, value, found.get(one.id))
        for one in gold.articles
        for field in FIELDS
        if (value := _value(one, field))
    ]
    findings = tuple(_finding(*entry) for entry in checked)
    rows = [Row(label="articles", score=_tally(len(gold.articles), len(articles), len(pairs)))]
    for field in FIELDS:
        outcomes = [
            finding.outcome
            for finding, (_, name, *_rest) in zip(findings, checked, strict=True)
            if name == field
        ]
        if outcomes:
            share = Share(right=outcomes.count(Outcome.FOUND), total=len(outcomes))
            rows.append(Row(label=field, score=share))
    return Section(title="Articles", rule=RULE, rows=tuple(rows), findings=findings)


def _tally(theirs: int, ours: int, found: int) -> Tally:
    return Tally(found=found, missed=theirs - found, spurious=ours - found)


def _common(one: GoldArticle, other: Article) -> float:
    return sum(
        max(0, min(one.end, s.file_start + s.length) - max(one.start, s.file_start))
        for s in other.offsets.segments
    )


def _value(one: GoldArticle, field: str) -> str:
    match field:
        case "headline":
            return one.headline.text if one.headline else ""
        case "authors" | "contributors":
            people = one.authors if field == "authors" else one.contributors
            return ", ".join(min(names) for names in people)
        case "publisher":
            return min(one.publisher, default="")
        case _:
            return (one.url if field == "url" else one.published) or ""


def _finding(one: GoldArticle, field: str, value: str, other: Article | None) -> Finding:
    label = f"{one.id} {field}: {value}"
    if other is None:
        return Finding(outcome=Outcome.MISSED, label=label)
    if _right(one, field, value, other):
        return Finding(outcome=Outcome.FOUND, label=label)
    return Finding(outcome=Outcome.WRONG, label=label, note=f"ours: {getattr(other, field)}")


def _right(one: GoldArticle, field: str, value: str, other: Article) -> bool:
    match field:
        case "headline":
            return fold(value) == fold(other.headline)
        case "authors":
            return _same_people(one.authors, other.authors)
        case "contributors":
            return _same_people(one.contributors, other.contributors)
        case "publisher":
            return fold(other.publisher or "") in map(fold, one.publisher)
        case "published":
            return (other.published or "")[:10] == one.published
        case _:
            return one.url == other.url


def _same_people(theirs: Iterable[frozenset[str]], ours: Sequence[str]) -> bool:
    spelled = [{fold(name) for name in names} for names in theirs]
    return len(spelled) == len(ours) and all(
        fold(name) in names for names, name in zip(spelled, ours, strict=True)
    )
