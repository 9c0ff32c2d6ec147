"""Answering queries: candidates are found, scored, sorted, and at most one is a match."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hkgraph.server.reconciling.queries import MOST_CANDIDATES
from hkgraph.server.reconciling.scoring import (
    OTHER_TYPE,
    Scored,
    agreement,
    find_match,
    name_likeness,
    total,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hkgraph.server.reconciling.catalogue import Catalogue
    from hkgraph.server.reconciling.queries import Query
    from hkgraph.server.reconciling.records import Entity, Property, Source

#: What is less likely than this helps nobody to choose.
LEAST_SCORE = 30.0
# Candidates that are scored, so that one that is found late may still win by its properties.
_MOST_SCORED = 2 * MOST_CANDIDATES


@dataclass(frozen=True, slots=True)
class Matching:
    """Matches queries against a source, each for itself."""

    catalogue: Catalogue
    source: Source

    def answer(self, query: Query) -> list[dict[str, Any]]:
        """Give the candidates of a query, best first; a match is decided among all of them."""
        wished = [one.id for one in map(self.catalogue.find_type, query.type) if one]
        if query.type and not wished and query.type_strict != "should":
            return []  # nothing has a type that is not known here
        meant = self.source.get(query.query.strip())
        candidates = [meant] if meant else self._candidates(query, wished)
        scored = [self._score(query, wished, one, is_meant=bool(meant)) for one in candidates]
        ranked = sorted(scored, key=lambda one: (-one.score, one.entity.name, one.entity.id))
        match = find_match(ranked)
        if match and not meant and self.source.has_rival(query.query.strip()):
            match = None
        likely = [one for one in ranked if one.score >= LEAST_SCORE]
        shown = likely[: min(query.limit, MOST_CANDIDATES)]
        return [self._show(one, is_match=one is match) for one in shown]

    def _candidates(self, query: Query, wished: Sequence[str]) -> list[Entity]:
        found: dict[str, Entity] = {}
        text = query.query.strip()
        if text:
            for one in self.source.find(text, wished, limit=_MOST_SCORED):
                found[one.id] = one
            if wished and query.type_strict == "should":
                for one in self.source.find(text, (), limit=_MOST_SCORED):
                    found.setdefault(one.id, one)
        else:
            for one in self._holders(query):
                found[one.id] = one
        if query.type_strict == "all":
            return [one for one in found.values() if {*one.types} >= {*wished}]
        if wished and query.type_strict == "any":
            return [one for one in found.values() if {*one.types} & {*wished}]
        return list(found.values())

    def _holders(self, query: Query) -> list[Entity]:
        return [
            entity
            for constraint in query.properties
            if (prop := self.catalogue.find_property(constraint.pid))
            for text in constraint.texts()
            for entity in self.source.holders(prop, text, limit=_MOST_SCORED)
        ]

    def _score(
        self, query: Query, wished: Sequence[str], entity: Entity, *, is_meant: bool
    ) -> Scored:
        """Score a candidate.

        Args:
            is_meant: True if the query is the entity's id or IRI.
        """
        text = query.query.strip()
        name = 1.0 if is_meant else name_likeness(text, entity) if text else None
        agreements = self._agreements(query, entity)
        has_type = not wished or bool({*entity.types} & {*wished})
        score = total(name, list(agreements.values())) * (1.0 if has_type else OTHER_TYPE)
        features: dict[str, float | bool] = {"type_match": has_type}
        if name is not None:
            features["name_likeness"] = round(100 * name, 2)
        for prop, agrees in agreements.items():
            features[f"agrees_{prop.id}"] = round(100 * agrees, 2)
        return Scored(
            entity=entity,
            score=round(score, 2),
            features=features,
            is_contrary=0.0 in agreements.values(),
            has_type=has_type,
        )

    def _agreements(self, query: Query, entity: Entity) -> dict[Property, float]:
        found: dict[Property, float] = {}
        for constraint in query.properties:
            prop = self.catalogue.find_property(constraint.pid)
            if prop:
                values = self.source.values(entity.id, prop)
                found[prop] = agreement(constraint.texts(), values)
        return found

    def _show(self, scored: Scored, *, is_match: bool) -> dict[str, Any]:
        entity = scored.entity
        features = {**scored.features, **self.source.features(entity)}
        return {
            "id": entity.id,
            "name": entity.name,
            "description": self.source.describe(entity),
            "type": [{"id": one, "name": self.catalogue.types[one].name} for one in entity.types],
            "score": scored.score,
            "features": [{"id": key, "value": value} for key, value in features.items()],
            "match": is_match,
        }
