"""Links the entities of an article: rank the candidates of each, then decide.

A wrong link is worse than none, so some things are decided by no score: an entry of another type is
no candidate; a name that somebody known without an id may bear is nobody's; and what an article
says of a private person, or with an ordinary word, is shown to a person first.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from hkgraph.identity.linking.candidates import Candidates
from hkgraph.identity.linking.clues import Clues, Reading, longer_name
from hkgraph.identity.linking.deciding import decide, is_sure, why_hold, why_not_looked_up
from hkgraph.identity.linking.features import candidate_features, nil_features, speaks_for
from hkgraph.identity.linking.records import Link, LinkState, Ranking, Scored
from hkgraph.identity.linking.weights import load_weights
from hkgraph.model import Entity, LocalId

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from hkgraph.identity.linking.records import Candidate
    from hkgraph.identity.linking.weights import Weights
    from hkgraph.model import Kind, Telling
    from hkgraph.wikidata.entities import KnownEntity
    from hkgraph.wikidata.knowledge_base import KnowledgeBase

_UNANSWERED = Link(state=LinkState.LOOK_UP_FAILED, method="Wikidata gave no answer")
_RIVAL = Link(state=LinkState.NIL, method="known without an id", confidence=0.9)


class Linker:
    """Links names to one knowledge base.

    Args:
        knowledge_base: What is asked.
        weights: How much each feature counts; as fitted if not given.
    """

    def __init__(self, knowledge_base: KnowledgeBase, weights: Weights | None = None) -> None:
        self._base = knowledge_base
        self._candidates = Candidates(knowledge_base)
        self.weights = weights or load_weights()

    def link(
        self,
        telling: Telling,
        names: Mapping[LocalId, tuple[str, ...]] | None = None,
        private: Collection[LocalId] = (),
    ) -> dict[LocalId, Link]:
        """Link every entity of an article.

        Args:
            names: All names of an entity, the fullest first, where others than the article's count.
            private: People whom the article places outside of public life.
        """
        names = names or {}
        entities = telling.extract.entities
        own = {one.id: names.get(one.id) or (one.name, *one.aliases) for one in entities}
        try:
            links = {one.id: self._without_ranking(one, own[one.id][0]) for one in entities}
            sought = {one.id: own[one.id] for one in entities if links[one.id] is None}
            rankings = self.rank(telling, sought, private)
            decided = {
                one.id: self._decide(rankings[one.id], own[one.id][0], one.kind)
                for one in entities
                if one.id in rankings
            }
        except sqlite3.DatabaseError as exc:
            failed = Link(state=LinkState.LOOK_UP_FAILED, method=f"knowledge base: {exc}")
            return dict.fromkeys(own, failed)
        return {local: link or decided[local] for local, link in links.items()}

    def _decide(self, ranking: Ranking, name: str, kind: Kind) -> Link:
        if not ranking.scored and self._base.is_unanswered(name, kind):
            return _UNANSWERED
        return decide(ranking, self.weights)

    def rank(
        self,
        telling: Telling,
        names: Mapping[LocalId, tuple[str, ...]],
        private: Collection[LocalId] = (),
    ) -> dict[LocalId, Ranking]:
        """Rank the candidates of entities: each by itself, then beside those that are sure.

        Args:
            names: Of the entities to look up, by id, the fullest first.
            private: People whom the article places outside of public life.
        """
        reading = Reading(telling)
        entities = [one for one in telling.extract.entities if one.id in names]
        found = {
            one.id: self._candidates.find(
                names[one.id],
                one.kind,
                longer_name(one, names[one.id][0]),
                spelt=one.gazetteer is not None,
            )
            for one in entities
        }
        clues = {
            one.id: reading.clues(one, names[one.id], private=one.id in private)
            for one in entities
            if found[one.id]
        }
        first = {local: self._rank(one, found[local]) for local, one in clues.items()}
        best = {local: one.scored[0].candidate.known for local, one in first.items()}
        sure = [best[local] for local, one in first.items() if is_sure(one, self.weights)]
        second = {
            local: self._rank(one, found[local], sure)
            for local, one in clues.items()
            if speaks_for(sure, found[local])
        }
        return {local: second.get(local) or first.get(local, _NOTHING) for local in found}

    def rank_name(self, name: str, kind: Kind) -> Ranking:
        """Rank what a name may mean of which nothing else is known."""
        entity = Entity(id=LocalId("e1"), kind=kind, name=name)
        found = self._candidates.find((name,), kind)
        return self._rank(Clues(entity=entity, names=(name,)), found) if found else _NOTHING

    def _rank(
        self, clues: Clues, candidates: Sequence[Candidate], sure: Iterable[KnownEntity] = ()
    ) -> Ranking:
        described = [(one, candidate_features(clues, one, candidates, sure)) for one in candidates]
        nil = nil_features(clues)
        *shares, none = self.weights.probabilities([features for _, features in described], nil)
        scored = [
            Scored(candidate=one, features=features, probability=share)
            for (one, features), share in zip(described, shares, strict=True)
        ]
        scored.sort(key=lambda one: (-one.probability, one.candidate.known.qid))
        hold = why_hold(clues, scored[0].candidate)
        return Ranking(scored=tuple(scored), nil_features=nil, nil=none, hold=hold)

    def _without_ranking(self, entity: Entity, name: str) -> Link | None:
        """Answer without a score, where that can be done."""
        why = why_not_looked_up(entity, name)
        if why:
            return Link(state=LinkState.NOT_LOOKED_UP, method=why)
        return _RIVAL if self._base.has_rival(name, entity.kind) else None


#: Sure as one can be of a base that does not hold everything.
_NOTHING = Ranking(nil=0.9)
