"""The knowledge base's entities as what names are matched against; Wikidata itself is not asked."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from hkgraph.model import Kind
from hkgraph.server.reconciling.records import ALIAS_WEIGHT, Entity, Name, Value
from hkgraph.wikidata.kinds import TYPES_OF_KIND

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hkgraph.server.reconciling.catalogue import Catalogue
    from hkgraph.server.reconciling.records import Property
    from hkgraph.wikidata.entities import KnownEntity
    from hkgraph.wikidata.knowledge_base import KnowledgeBase

_QID = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d{0,17})")
_PERSON = "person"
#: Steps that lead to what an entity is called.
_CALLED = ("label", "label_zh")
_KINDS = (Kind.PERSON, Kind.ORGANISATION, Kind.PLACE, Kind.LAW)


class KnownEntities:
    """A knowledge base."""

    def __init__(self, knowledge_base: KnowledgeBase, catalogue: Catalogue) -> None:
        self._known = knowledge_base
        self._catalogue = catalogue
        self._met: dict[str, KnownEntity] = {}

    def find(self, text: str, types: Sequence[str], *, limit: int) -> list[Entity]:
        """Give what has a name like a text, the likest first."""
        wanted = {kind for one in types for kind in self._catalogue.types[one].kinds}
        asked = [kind for kind in _KINDS if wanted & {*TYPES_OF_KIND[kind]}] if wanted else [None]
        hits = [hit for kind in asked for hit in self._known.search(text, kind, limit)]
        self._met |= {known.qid: known for known, _ in hits}
        fitting = (known for known, _ in hits if not wanted or known.type in wanted)
        return list(islice((entity for one in fitting if (entity := self._entity(one))), limit))

    def complete(self, text: str, *, limit: int) -> list[Entity]:
        """Give what is called by a name that begins so, or has the id."""
        exact = self.get(text)
        return [exact] if exact else self.find(text, (), limit=limit)

    def get(self, entity_id: str) -> Entity | None:
        """Give an entity by its id or IRI, or by one that leads on to it."""
        known = self._get(entity_id)
        return self._entity(known) if known else None

    def values(self, entity_id: str, prop: Property) -> list[Value]:
        """Give labels, descriptions and the claims that are kept."""
        known = self._get(entity_id)
        if known is None:
            return []
        (step,) = prop.path
        found = getattr(known, step, None)
        found = getattr(known.claims, step, None) if found is None else found
        if isinstance(found, tuple):
            return [Value(text=self._label(qid), id=qid) for qid in found]
        return [Value(text=str(found))] if found else []

    def holders(self, prop: Property, text: str, *, limit: int) -> list[Entity]:
        """Give what is called so; the knowledge base has no index of other properties."""
        return self.find(text, (), limit=limit) if {*prop.path} <= {*_CALLED} else []

    def describe(self, entity: Entity) -> str:
        """Give Wikidata's description, else the type."""
        known = self._get(entity.id)
        kind = self._catalogue.types[entity.types[0]].name
        return known.description or kind if known else kind

    def has_rival(self, text: str) -> bool:
        """Say whether somebody who has no id here is known to bear the name."""
        return any(self._known.has_rival(text, kind) for kind in _KINDS)

    def features(self, entity: Entity) -> Mapping[str, float]:
        """Tell how many wikis have a page on it."""
        known = self._get(entity.id)
        return {"sitelinks": known.sitelinks if known else 0}

    def _get(self, entity_id: str) -> KnownEntity | None:
        found = _QID.fullmatch(entity_id)
        if found is None:
            return None
        return self._met.get(found[1]) or self._known.get(found[1])

    def _label(self, qid: str) -> str:
        known = self._known.get(qid)
        return known.label if known else qid

    def _entity(self, known: KnownEntity) -> Entity | None:
        types = [one.id for one in self._catalogue.types.values() if known.type in one.kinds]
        if not types:
            return None
        labels = [Name(text=text) for text in (known.label, known.label_zh) if text]
        aliases = [Name(text=text, weight=ALIAS_WEIGHT) for text in known.names]
        return Entity(
            id=known.qid,
            name=known.label or known.label_zh or known.qid,
            types=tuple(types),
            names=(*labels, *aliases),
            is_person=known.type == _PERSON,
        )
