"""Scores roles: who holds which title in which organisation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hkgraph.evaluation.score import Finding, Outcome, Row, Section, Share, Tally
from hkgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hkgraph.evaluation.align import Alignment
    from hkgraph.evaluation.gold import Gold, GoldRole
    from hkgraph.evaluation.ours import OurRole, Ours

RULE = (
    "A role is right if person, organisation and the head of the title agree, and the title says "
    "deputy, vice, former or acting in both or in neither. An occupation is a title without "
    "organisation; ours may name one. A title of ours without the organisation that the annotation "
    "gives is neither right nor wrong."
)
RANKS = frozenset({"acting", "assistant", "deputy", "ex", "former", "vice", "under"})
_OF = re.compile(r"\s+(?:of|for|at|in|on)\s+|[,(]")


def score_roles(gold: Gold, ours: Ours, alignment: Alignment) -> tuple[Section, RolePairs]:
    """Give the score, and the pairs whose modality is scored elsewhere."""
    roles = [role for role in gold.roles if role.organisation]
    occupations = [role for role in gold.roles if not role.organisation]
    done = _pairs(occupations, ours.roles, alignment, with_organisation=False)
    spoken_for = {id(other) for _, other in done}
    rest = [r for r in ours.roles if r.organisation and id(r) not in spoken_for]
    held = _pairs(roles, rest, alignment, with_organisation=True)
    half = {id(role) for role in half_told(gold, ours, alignment)}
    bare = [r for r in ours.roles if not r.organisation and id(r) not in half]
    section = Section(
        title="Roles",
        rule=RULE,
        rows=(
            Row(label="roles in an organisation", score=_tally(roles, rest, held)),
            Row(label="occupations", score=_tally(occupations, [*bare, *_of(done)], done)),
            *_times([*held, *done]),
        ),
        findings=(
            *_findings(roles, rest, held, ours, alignment),
            *_findings(occupations, bare, done, ours, alignment),
        ),
    )
    return section, [*held, *done]


def half_told(gold: Gold, ours: Ours, alignment: Alignment) -> list[OurRole]:
    """Give our titles without organisation that an annotated role in an organisation has."""
    occupations = [role for role in gold.roles if not role.organisation]
    held = [role for role in gold.roles if role.organisation]
    return [
        other
        for other in ours.roles
        if not other.organisation
        and any(_same_title(one, other, alignment) for one in held)
        and not any(_same_title(one, other, alignment) for one in occupations)
    ]


RolePairs = list[tuple["GoldRole", "OurRole"]]


def head(title: str) -> tuple[str, frozenset[str]]:
    """Give the last word of a title before its "of …", and the words of rank in it.

    >>> head("deputy secretary general of the union")
    ('general', frozenset({'deputy'}))
    """
    words = re.findall(r"\w+", _OF.split(fold(title))[0])
    return (words[-1] if words else "", RANKS.intersection(words))


def _pairs(
    theirs: Sequence[GoldRole],
    ours: Sequence[OurRole],
    alignment: Alignment,
    *,
    with_organisation: bool,
) -> RolePairs:
    """Pair each of ours with the first that it is; several articles may tell one role."""
    pairs = []
    for other in ours:
        for one in theirs:
            place = alignment.find(other.organisation) == one.organisation
            if _same_title(one, other, alignment) and (place or not with_organisation):
                pairs.append((one, other))
                break
    return pairs


def _same_title(one: GoldRole, other: OurRole, alignment: Alignment) -> bool:
    return alignment.find(other.person) == one.person and head(one.title) == head(other.title)


def _times(pairs: RolePairs) -> Iterable[Row]:
    """Give how often a role is dated right, where the annotation dates any."""
    dated = [(one.during, other.during) for one, other in pairs if one.during]
    if dated:
        right = sum(theirs == ours for theirs, ours in dated)
        share = Share(right=right, total=len(dated))
        yield Row(label="right time of those found", score=share)


def _of(pairs: RolePairs) -> list[OurRole]:
    return [other for _, other in pairs if other.organisation]


def _tally(theirs: Sequence[GoldRole], ours: Sequence[OurRole], pairs: RolePairs) -> Tally:
    found = {one.id for one, _ in pairs}
    return Tally(
        found=len(found),
        missed=len(theirs) - len(found),
        spurious=len(ours) - len(pairs),
        right=len(pairs),
    )


def _findings(
    theirs: Sequence[GoldRole],
    ours: Sequence[OurRole],
    pairs: RolePairs,
    everything: Ours,
    alignment: Alignment,
) -> Iterable[Finding]:
    found = {one.id for one, _ in pairs}
    for one in theirs:
        label = f"{one.person}: {one.title} @ {one.organisation}"
        at = one.evidence[0] if one.evidence else None
        if one.id in found:
            yield Finding(outcome=Outcome.FOUND, label=label, at=at)
        else:
            near = [_spell(r, alignment) for r in everything.roles if _near(one, r, alignment)]
            note = f"ours: {'; '.join(near)}" if near else ""
            yield Finding(outcome=Outcome.MISSED, label=label, at=at, note=note)
    matched = {id(other) for _, other in pairs}
    for other in ours:
        if id(other) not in matched:
            at = other.evidence[0] if other.evidence else None
            yield Finding(outcome=Outcome.SPURIOUS, label=_spell(other, alignment), at=at)


def _near(one: GoldRole, other: OurRole, alignment: Alignment) -> bool:
    return alignment.find(other.person) == one.person


def _spell(role: OurRole, alignment: Alignment) -> str:
    where = alignment.name(role.organisation)
    return f"{alignment.name(role.person)}: {role.title} @ {where}"
