"""Scores entities as chains of coreferent mentions, over all that names or describes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.evaluation.align import SAME_NAME, jaccard, overlap, pair_up
from hkgraph.evaluation.coreference import b_cubed, ceaf, muc
from hkgraph.evaluation.score import Row, Section, macro_f1
from hkgraph.model import MentionForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hkgraph.evaluation.gold import FileSpan, Gold
    from hkgraph.evaluation.ours import EntityKey, OurMention, Ours

RULE = (
    "The CoNLL score: the mean of MUC, B³ and entity-based CEAF, over names and descriptions, "
    "article by article. Pronouns and bylines are left out; chains of one count. Two "
    f"mentions are the same from {SAME_NAME:.0%} of common characters (Jaccard)."
)
#: A mention as both sides know it: of the annotation, or only of ours.
Token = tuple[str, int]


def score_chains(gold: Gold, ours: Ours) -> Section:
    """Give the three measures and their mean."""
    theirs, mine = _scored(gold, ours)
    places = [place for _, place in theirs]
    pairs = pair_up(range(len(theirs)), mine, lambda i, m: _same(places[i], m))
    twins = {id(mention): i for i, mention in pairs}
    known: dict[str, set[Token]] = {}
    for i, (entity, _) in enumerate(theirs):
        known.setdefault(entity, set()).add(("theirs", i))
    found: dict[EntityKey, set[Token]] = {}
    for i, mention in enumerate(mine):
        twin = twins.get(id(mention))
        token = ("ours", i) if twin is None else ("theirs", twin)
        found.setdefault(mention.entity, set()).add(token)
    rows = _rows([*map(frozenset, known.values())], [*map(frozenset, found.values())])
    return Section(title="Coreference", rule=RULE, rows=rows)


def _scored(gold: Gold, ours: Ours) -> tuple[list[tuple[str, FileSpan]], list[OurMention]]:
    """Give the mentions of both sides that take part; theirs with entity and article."""
    bylines = {place for article in gold.articles for place in article.bylines}
    theirs = [
        (f"{entity.id} in {place.article}", place)
        for entity in gold.entities
        for place in (*entity.mentions, *entity.nominals)
        if ours.holds(place) and not any(overlap(place, line) for line in bylines)
    ]
    mine = [
        mention
        for mention in ours.mentions
        if mention.form is not MentionForm.PRONOUN
        and not (mention.credit or any(overlap(mention.at, line) for line in bylines))
    ]
    return theirs, mine


def _rows(theirs: Sequence[frozenset[Token]], ours: Sequence[frozenset[Token]]) -> tuple[Row, ...]:
    rows = (
        Row(label="MUC", score=muc(theirs, ours)),
        Row(label="B³", score=b_cubed(theirs, ours)),
        Row(label="CEAF (entities)", score=ceaf(theirs, ours)),
    )
    return (*rows, Row(label="CoNLL mean", score=macro_f1(rows)))


def _same(place: FileSpan, mention: OurMention) -> float:
    share = jaccard(place, mention.at)
    return share if share >= SAME_NAME else 0
