"""From a ranking to an answer: linked, for a person to see, or none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.extraction.names.senses import shared_home
from hkgraph.identity.linking.features import is_telling, may_be_government
from hkgraph.identity.linking.records import Link, LinkState, Way
from hkgraph.model import Kind
from hkgraph.wikidata.kinds import TYPES_OF_KIND

if TYPE_CHECKING:
    from hkgraph.identity.linking.clues import Clues
    from hkgraph.identity.linking.records import Candidate, Ranking
    from hkgraph.identity.linking.weights import Weights
    from hkgraph.model import Entity
    from hkgraph.wikidata.entities import KnownEntity

#: Candidates that a link names; the others are far behind.
_SHOWN = 5
#: Share of its sentences that name other countries, from which a shared name may be theirs.
_OFTEN = 0.5
#: Only a person is as sure as 1.
_SUREST = 0.99


def why_not_looked_up(entity: Entity, name: str) -> str:
    """Say why a name is not worth a look, or nothing."""
    if entity.anonymous or entity.kind not in TYPES_OF_KIND:
        return "no proper name"
    if entity.kind is Kind.PERSON and " " not in name.strip() and name.isascii():
        return "surname only"
    return ""


def why_hold(clues: Clues, best: Candidate) -> str:
    """Say why no score can decide on a candidate, or nothing."""
    if clues.private:
        return "a private person may be a namesake"
    if not is_telling(clues):
        return "the name alone does not tell"
    if may_be_government(clues, best):
        return "a capital may stand for a government"
    if clues.abroad >= _OFTEN and shared_home(clues.name) is not None:
        return "others abroad have the name"
    return ""


def is_sure(ranking: Ranking, weights: Weights) -> bool:
    """Say whether the best candidate is linked without a person's word."""
    best = ranking.scored[0]
    may_be = best.candidate.known.verified and best.candidate.way is not Way.SIMILAR
    return may_be and best.probability >= weights.auto and not ranking.hold


def decide(ranking: Ranking, weights: Weights) -> Link:
    """Give the answer that a ranking allows."""
    if not ranking.scored:
        return Link(state=LinkState.NIL, method="no entry bears the name", confidence=ranking.nil)
    best = ranking.scored[0]
    known = tuple(one.candidate.known for one in ranking.scored)
    method = best.candidate.way.value
    confidence = min(round(best.probability, 2), _SUREST)
    if is_sure(ranking, weights):
        return Link(
            state=LinkState.LINKED,
            candidates=known[:1],
            others=_next_best(ranking, weights),
            method=method,
            confidence=confidence,
        )
    held = ranking.hold and best.candidate.way is not Way.SIMILAR
    if best.probability < weights.review and not held:
        return Link(
            state=LinkState.NIL,
            candidates=known[:1],
            method=f"{method}, too unlikely",
            confidence=min(round(ranking.nil, 2), _SUREST),
        )
    return Link(
        state=LinkState.NEEDS_REVIEW,
        candidates=known[:_SHOWN],
        method=f"{method}, {ranking.hold}" if ranking.hold else method,
        confidence=confidence,
    )


def _next_best(ranking: Ranking, weights: Weights) -> tuple[KnownEntity, ...]:
    """Give those that a person should see if it were not the best."""
    rest = ranking.nil + sum(one.probability for one in ranking.scored[1:])
    likely = (one for one in ranking.scored[1:_SHOWN] if one.probability >= weights.review * rest)
    return tuple(one.candidate.known for one in likely)
