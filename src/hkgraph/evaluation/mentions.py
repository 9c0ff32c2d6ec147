"""Scores entities mention by mention."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hkgraph.evaluation import scope
from hkgraph.evaluation.align import jaccard, overlap, pair_up
from hkgraph.evaluation.gold import LeftOut
from hkgraph.evaluation.score import Finding, Outcome, Row, Section, Share, Tally, add, macro_f1
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hkgraph.evaluation.gold import FileSpan, Gold, GoldEntity
    from hkgraph.evaluation.ours import OurMention, Ours

ORDER = (Kind.PERSON, Kind.ORGANISATION, Kind.OFFICE, Kind.PLACE, Kind.LAW)
ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)

Mark = tuple["GoldEntity", "FileSpan"]

LENIENT_RULE = (
    "A mention is right if kind and any character agree; pairs are one to one, closest first. "
    "Pronouns are left out. A description (nominal) of a named entity counts only where it is "
    "right; so do one where descriptions are marked apart (they have their own line), a second "
    "name of one entity in one annotated stretch, and what stands in a line of credits."
)
STRICT_RULE = "The same, but both ends must agree; only a first the, a or an may be out or in."


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """Annotated mentions beside ours.

    Attributes:
        pairs: Those that are the same, one to one.
        wrong: Ours that are none and are held against us.
        described: The same as ``pairs``, for descriptions that are marked apart from names.
    """

    marks: list[Mark]
    mentions: list[OurMention]
    pairs: list[tuple[Mark, OurMention]]
    wrong: list[OurMention]
    described: list[tuple[Mark, OurMention]]

    @property
    def missed(self) -> list[Mark]:
        """Annotated mentions that none of ours is."""
        matched = {id(place) for (_, place), _ in self.pairs}
        return [mark for mark in self.marks if id(mark[1]) not in matched]


def match_mentions(gold: Gold, ours: Ours, *, strict: bool = False) -> Matching:
    """Pair the mentions of both sides."""
    marks = scored_marks(gold, ours)
    mentions = [m for m in ours.mentions if m.form is not MentionForm.PRONOUN]
    weight: Callable[[Mark, OurMention], float] = _same_ends if strict else _shared
    pairs = pair_up(marks, mentions, weight)
    matched = {id(mention) for _, mention in pairs}
    lenient = pair_up(marks, mentions, _shared) if strict else pairs
    rest = [m for m in mentions if id(m) not in matched]
    described = pair_up([(e, at) for e in gold.entities for at in e.nominals], rest, weight)
    matched |= {id(mention) for _, mention in described}
    rest = [m for m in rest if id(m) not in matched and counts(m)]
    wrong = [m for m in rest if not _second_name(m, lenient)]
    return Matching(marks=marks, mentions=mentions, pairs=pairs, wrong=wrong, described=described)


def scored_marks(gold: Gold, ours: Ours) -> list[Mark]:
    """Give the annotated mentions, without those in bylines that the article text does not hold."""
    bylines = [place for article in gold.articles for place in article.bylines]
    return [
        (entity, place)
        for entity in gold.entities
        for place in entity.mentions
        if ours.holds(place) or not any(overlap(place, line) for line in bylines)
    ]


def counts(mention: OurMention) -> bool:
    """Say whether a mention that is not annotated is held wrong."""
    return not mention.credit and (mention.form is MentionForm.NAME or mention.anonymous)


def _shared(mark: Mark, mention: OurMention) -> float:
    entity, place = mark
    return jaccard(place, mention.at) if entity.kind is mention.kind else 0


def _same_ends(mark: Mark, mention: OurMention) -> float:
    entity, place = mark
    bare = (entity, _without_article(place))
    return float(_shared(bare, replace(mention, at=_without_article(mention.at))) == 1)


def _without_article(place: FileSpan) -> FileSpan:
    found = ARTICLE.match(place.text)
    if found is None or found.end() == len(place.text):
        return place
    return replace(place, start=place.start + found.end(), text=place.text[found.end() :])


def _second_name(mention: OurMention, pairs: list[tuple[Mark, OurMention]]) -> bool:
    """Say whether a mention stands in a stretch that is annotated as one name of its entity."""
    return any(
        mention is not other
        and mention.entity == other.entity
        and place.start <= mention.at.start
        and mention.at.end <= place.end
        for (_, place), other in pairs
    )


def score_mentions(
    lenient: Matching, strict: Matching, *, descriptions: int
) -> tuple[Section, Section]:
    """Give the lenient and the strict score.

    Args:
        descriptions: How many are marked apart from names.
    """
    return (
        Section(
            title="Entities, by mention, lenient",
            rule=LENIENT_RULE,
            rows=_rows(lenient, descriptions),
            findings=tuple(_findings(lenient)),
        ),
        Section(
            title="Entities, by mention, strict",
            rule=STRICT_RULE,
            rows=_rows(strict, descriptions),
            findings=tuple(_findings(strict)),
        ),
    )


def left_out(gold: Gold, ours: Ours) -> tuple[LeftOut, ...]:
    """Count what is not scored, on either side, beyond what the annotation lists itself."""
    marked = sum(len(entity.mentions) for entity in gold.entities)
    pronouns = sum(m.form is MentionForm.PRONOUN for m in ours.mentions)
    offences = sum(e.kind not in scope.SCORED_KINDS for e in ours.entities.values())
    amounts = (
        ("mentions in bylines", marked - len(scored_marks(gold, ours)), scope.BYLINES_LEFT_OUT),
        ("our pronouns", pronouns, scope.PRONOUNS_LEFT_OUT),
        ("our offences", offences, scope.OFFENCES_LEFT_OUT),
        ("our mentions and quotations", ours.outside, scope.OUTSIDE_LEFT_OUT),
        ("our denied events", 0 if gold.complete else len(ours.denied), scope.DENIED_LEFT_OUT),
    )
    return tuple(LeftOut(what=what, count=n, reason=why) for what, n, why in amounts if n)


def _rows(matching: Matching, descriptions: int) -> tuple[Row, ...]:
    tallies = {
        kind: Tally(
            found=sum(entity.kind is kind for (entity, _), _ in matching.pairs),
            missed=sum(entity.kind is kind for entity, _ in matching.missed),
            spurious=sum(mention.kind is kind for mention in matching.wrong),
        )
        for kind in ORDER
    }
    rows = [Row(label=kind.value, score=tally) for kind, tally in tallies.items()]
    rows.append(Row(label="all (micro)", score=add(tallies.values())))
    rows.append(Row(label="all (macro F1)", score=macro_f1(rows[: len(ORDER)])))
    if descriptions:
        share = Share(right=len(matching.described), total=descriptions)
        rows.append(Row(label="descriptions seen", score=share))
    return tuple(rows)


def _findings(matching: Matching) -> Iterable[Finding]:
    for (entity, place), mention in matching.pairs:
        note = "" if place.text == mention.at.text else f"ours: {mention.at.text!r}"
        yield Finding(outcome=Outcome.FOUND, label=entity.kind, at=place, note=note)
    for entity, place in matching.missed:
        note = _closest(place, matching.mentions)
        yield Finding(outcome=Outcome.MISSED, label=entity.kind, at=place, note=note)
    for mention in matching.wrong:
        yield Finding(outcome=Outcome.SPURIOUS, label=mention.kind, at=mention.at)


def _closest(place: FileSpan, ours: list[OurMention]) -> str:
    over = max(ours, key=lambda m: jaccard(place, m.at), default=None)
    if over is None or not overlap(place, over.at):
        return ""
    return f"ours: {over.kind} {over.at.text!r}"
