"""Scores entities: mention by mention, and as clusters of mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.evaluation import scope
from hkgraph.evaluation.align import jaccard, pair_up
from hkgraph.evaluation.gold import LeftOut
from hkgraph.evaluation.scope import SCORED_KINDS
from hkgraph.evaluation.score import Finding, Outcome, Row, Section, Share, Tally, add, macro_f1
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hkgraph.evaluation.gold import Gold, GoldEntity, Place
    from hkgraph.evaluation.ours import EntityKey, OurMention, Ours

ORDER = (Kind.PERSON, Kind.ORGANISATION, Kind.OFFICE, Kind.PLACE, Kind.LAW)

Marked = tuple["GoldEntity", "Place"]
Pairs = list[tuple[Marked, "OurMention"]]

LENIENT_RULE = (
    "A mention is right if kind and any character agree; pairs are one to one, closest first. "
    "Pronouns are left out. A description (nominal) of a named entity counts only where it is "
    "right."
)
STRICT_RULE = "The same, but the stretch must agree to the character."
CLUSTER_RULE = (
    "Per article: an entity is found if one of ours shares most mentions with it; "
    "pairs are one to one."
)


def score_mentions(gold: Gold, ours: Ours) -> tuple[Section, Section, Section]:
    """Give the lenient and the strict mention scores and the score of whole entities."""
    theirs = scored_marks(gold, ours)
    candidates = [m for m in ours.mentions if m.form is not MentionForm.PRONOUN]
    lenient = pair_up(theirs, candidates, _lenient)
    strict = pair_up(theirs, candidates, _strict)
    return (
        Section(
            title="Entities, by mention, lenient",
            rule=LENIENT_RULE,
            rows=_rows(theirs, candidates, lenient),
            findings=tuple(_findings(theirs, candidates, lenient)),
        ),
        Section(
            title="Entities, by mention, strict",
            rule=STRICT_RULE,
            rows=_rows(theirs, candidates, strict),
        ),
        _clusters(theirs, candidates, lenient),
    )


def scored_marks(gold: Gold, ours: Ours) -> list[Marked]:
    """Give the annotated mentions, without those in bylines that the article text does not hold."""
    bylines = [place for article in gold.articles for place in article.bylines]
    return [
        (entity, place)
        for entity in gold.entities
        for place in entity.mentions
        if ours.holds(place) or not any(jaccard(place, line) for line in bylines)
    ]


def left_out(gold: Gold, ours: Ours) -> tuple[LeftOut, ...]:
    """Count the mentions, on either side, that are not scored."""
    marked = sum(len(entity.mentions) for entity in gold.entities)
    pronouns = sum(m.form is MentionForm.PRONOUN for m in ours.mentions)
    offences = sum(e.kind not in SCORED_KINDS for e in ours.entities.values())
    counts = (
        ("mentions in bylines", marked - len(scored_marks(gold, ours)), scope.BYLINES_LEFT_OUT),
        ("our pronouns", pronouns, scope.PRONOUNS_LEFT_OUT),
        ("our offences", offences, scope.OFFENCES_LEFT_OUT),
        ("our mentions and quotations", ours.outside, scope.OUTSIDE_LEFT_OUT),
    )
    return tuple(LeftOut(what=w, count=c, reason=r) for w, c, r in counts)


def _lenient(mark: Marked, mention: OurMention) -> float:
    entity, place = mark
    return jaccard(place, mention.at) if entity.kind is mention.kind else 0


def _strict(mark: Marked, mention: OurMention) -> float:
    return float(_lenient(mark, mention) == 1)


def _counts(mention: OurMention) -> bool:
    """Say whether an unmatched mention is held wrong."""
    return mention.form is MentionForm.NAME or mention.anonymous


def _rows(theirs: list[Marked], ours: list[OurMention], pairs: Pairs) -> tuple[Row, ...]:
    matched = {id(mention) for _, mention in pairs}
    tallies = {}
    for kind in ORDER:
        found = sum(entity.kind is kind for (entity, _), _ in pairs)
        marked = sum(entity.kind is kind for entity, _ in theirs)
        wrong = sum(m.kind is kind and id(m) not in matched and _counts(m) for m in ours)
        tallies[kind] = Tally(found=found, missed=marked - found, spurious=wrong)
    rows = [Row(label=kind.value, score=tally) for kind, tally in tallies.items()]
    rows.append(Row(label="all (micro)", score=add(tallies.values())))
    rows.append(Row(label="all (macro F1)", score=macro_f1(tallies.values())))
    return tuple(rows)


def _findings(theirs: list[Marked], ours: list[OurMention], pairs: Pairs) -> Iterable[Finding]:
    matched_marks = {id(place) for (_, place), _ in pairs}
    matched = {id(mention) for _, mention in pairs}
    for (entity, place), mention in pairs:
        note = "" if place.text == mention.at.text else f"ours: {mention.at.text!r}"
        yield Finding(outcome=Outcome.FOUND, label=entity.kind, at=place, note=note)
    for entity, place in theirs:
        if id(place) not in matched_marks:
            note = _confused(place, ours)
            yield Finding(outcome=Outcome.MISSED, label=entity.kind, at=place, note=note)
    for mention in ours:
        if id(mention) not in matched and _counts(mention):
            yield Finding(outcome=Outcome.SPURIOUS, label=mention.kind, at=mention.at)


def _confused(place: Place, ours: list[OurMention]) -> str:
    over = max(ours, key=lambda m: jaccard(place, m.at), default=None)
    if over is None or not jaccard(place, over.at):
        return ""
    return f"ours: {over.kind} {over.at.text!r}"


def _clusters(theirs: list[Marked], ours: list[OurMention], pairs: Pairs) -> Section:
    marked = sorted({(place.article, entity.id) for entity, place in theirs})
    right = {mention.entity for _, mention in pairs}
    counted = sorted(right | {m.entity for m in ours if _counts(m)})
    shared: dict[tuple[tuple[str, str], EntityKey], int] = {}
    for (entity, place), mention in pairs:
        pair = ((place.article, entity.id), mention.entity)
        shared[pair] = shared.get(pair, 0) + 1
    found = pair_up(marked, counted, lambda a, b: shared.get((a, b), 0))
    whole = sum(len({b for (a, b) in shared if a == cluster}) == 1 for cluster in marked)
    missed = set(marked) - {a for a, _ in found}
    first = {(place.article, entity.id): place for entity, place in reversed(theirs)}
    return Section(
        title="Entities, as clusters",
        rule=CLUSTER_RULE,
        rows=(
            Row(label="clusters", score=_cluster_tally(marked, counted, found)),
            Row(label="not split", score=Share(right=whole, total=len(marked))),
        ),
        findings=tuple(
            Finding(outcome=Outcome.MISSED, label=name, at=first[article, name])
            for article, name in sorted(missed)
        ),
    )


def _cluster_tally(
    marked: list[tuple[str, str]],
    counted: list[EntityKey],
    found: list[tuple[tuple[str, str], EntityKey]],
) -> Tally:
    return Tally(
        found=len(found), missed=len(marked) - len(found), spurious=len(counted) - len(found)
    )
