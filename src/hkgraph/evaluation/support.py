"""Counts how many statements carry evidence that names what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.evaluation.score import Finding, Outcome, Row, Section, Share

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hkgraph.evaluation.ours import Extracted
    from hkgraph.model import Extract, Span, Statement

RULE = (
    "Of our statements: those whose subject and object, as far as they are entities, or what "
    "refers to them in the text, stand in the evidence. Needs no annotation."
)


def score_support(readings: Sequence[Extracted]) -> Section:
    """Give the share of statements that are supported, plain ones also by themselves."""
    judged = [
        (statement, lacking) for _, extract in readings for statement, lacking in _judged(extract)
    ]
    plain = [(s, lacking) for s, lacking in judged if s.polarity and s.attributed_to is None]
    return Section(
        title="Evidence",
        rule=RULE,
        rows=(
            Row(label="supported statements", score=_share(judged)),
            Row(label="of those credited to nobody", score=_share(plain)),
        ),
        findings=tuple(_finding(s, lacking) for s, lacking in judged if lacking),
    )


def _judged(extract: Extract) -> Iterable[tuple[Statement, list[str]]]:
    """Give each statement with the entities that its evidence lacks."""
    places: dict[str, list[Span]] = {entity.id: [] for entity in extract.entities}
    names = {entity.id: entity.name for entity in extract.entities}
    for mention in extract.mentions:
        places[mention.entity].append(mention.span)
    holders = {m.id: (m.person, m.organisation) for m in extract.memberships}
    for statement in extract.statements:
        told = statement.object
        named = holders.get(told, (told, None)) if isinstance(told, str) else ()
        yield (
            statement,
            [
                names[end]
                for end in (statement.subject, *named)
                if end in places and not _stands_in(places[end], statement.evidence)
            ],
        )


def _stands_in(places: Iterable[Span], evidence: Sequence[Span]) -> bool:
    return any(stretch.overlaps(place) for place in places for stretch in evidence)


def _share(judged: Sequence[tuple[Statement, list[str]]]) -> Share:
    return Share(right=sum(not lacking for _, lacking in judged), total=len(judged))


def _finding(statement: Statement, lacking: list[str]) -> Finding:
    words = " … ".join(span.text for span in statement.evidence)
    label = f"{statement.predicate.value} ({statement.rule}): {' '.join(words.split())[:90]!r}"
    return Finding(outcome=Outcome.WRONG, label=label, note=f"lacks {', '.join(lacking)}")
