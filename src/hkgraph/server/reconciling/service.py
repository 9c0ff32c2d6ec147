"""One reconciliation service: what it is called, what it offers, and its answers."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from fastapi.concurrency import run_in_threadpool

from hkgraph.server.reconciling.answers import (
    cells,
    column,
    manifest,
    suggested_entities,
    suggested_properties,
    suggested_types,
)
from hkgraph.server.reconciling.catalogue import names_of
from hkgraph.server.reconciling.matching import Matching
from hkgraph.server.reconciling.queries import parse_batch, parse_extension
from hkgraph.server.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from hkgraph.server.reconciling.answers import Identity
    from hkgraph.server.reconciling.catalogue import Catalogue
    from hkgraph.server.reconciling.queries import Extension, Query
    from hkgraph.server.reconciling.records import Entity, Property, Source

#: Time that one request may take.
MOST_SECONDS = 10.0
#: Suggestions in one answer.
SUGGESTIONS = 10

Answer = dict[str, Any]


class Service:
    """Answers what the specification lets clients ask.

    Args:
        open_source: Gives what names are matched against, for one request.
    """

    def __init__(
        self,
        identity: Identity,
        catalogue: Catalogue,
        open_source: Callable[[], Awaitable[Source]],
    ) -> None:
        self.identity = identity
        self.catalogue = catalogue
        self._open = open_source

    def manifest(self, site: str) -> Answer:
        """Say what the service can do."""
        return manifest(self.identity, self.catalogue, site)

    async def reconcile(self, text: str) -> Answer:
        """Answer a batch of queries.

        Raises:
            Refused: It is none, or takes too long.
        """
        batch = parse_batch(text)
        return await run_in_threadpool(self._reconcile, batch, await self._open())

    async def extend(self, text: str, site: str) -> Answer:
        """Give the values of properties.

        Raises:
            Refused: The request is none, takes too long, or names properties that are not known.
        """
        wanted = parse_extension(text)
        return await run_in_threadpool(self._extend, wanted, await self._open(), site)

    async def suggest_entities(self, prefix: str, cursor: int) -> Answer:
        """Give entities that a text may be the beginning of."""
        source = await self._open()
        return await run_in_threadpool(self._suggest, source, prefix, cursor)

    def suggest_types(self, prefix: str, cursor: int) -> Answer:
        """Give types that a text may be the beginning of."""
        found = self.catalogue.suggest_types(prefix)[cursor : cursor + SUGGESTIONS]
        return {"result": suggested_types(found, self.catalogue)}

    def suggest_properties(self, prefix: str, cursor: int) -> Answer:
        """Give properties that a text may be the beginning of."""
        found = self.catalogue.suggest_properties(prefix)[cursor : cursor + SUGGESTIONS]
        return {"result": suggested_properties(found)}

    def propose(self, type_id: str, limit: int | None) -> Answer:
        """Give what can be fetched of the entities of a type."""
        found = self.catalogue.properties_of(type_id)[:limit]
        shown = [{"id": one.id, "name": one.name} for one in found]
        answer: Answer = {"type": type_id, "properties": shown}
        return answer if limit is None else {**answer, "limit": limit}

    async def preview(self, entity_id: str) -> Answer:
        """Give what a preview shows of an entity: it, words on it, its properties with values.

        Raises:
            Refused: There is none of this id.
        """
        source = await self._open()
        return await run_in_threadpool(self._preview, source, entity_id)

    def _reconcile(self, batch: dict[str, Query], source: Source) -> Answer:
        matching = Matching(self.catalogue, source)
        clock = _Clock()
        found = {}
        for key, query in batch.items():
            clock.check()
            found[key] = {"result": matching.answer(query)}
        return found

    def _extend(self, wanted: Extension, source: Source, site: str) -> Answer:
        columns = [(self._property(one.id), one) for one in wanted.properties]
        clock = _Clock()
        rows: Answer = {}
        for entity_id in wanted.ids:
            clock.check()
            rows[entity_id] = {
                asked.id: cells(source.values(entity_id, prop), prop, asked)
                for prop, asked in columns
            }
        meta = [{**column(prop, site), "id": asked.id} for prop, asked in columns]
        return {"meta": meta, "rows": rows}

    def _property(self, property_id: str) -> Property:
        found = self.catalogue.find_property(property_id)
        if found is None:
            known = names_of(list(self.catalogue.properties.values()))
            raise Refused(400, f"no property has the id {property_id}", hint=f"Known are: {known}.")
        return found

    def _suggest(self, source: Source, prefix: str, cursor: int) -> Answer:
        found = source.complete(prefix, limit=cursor + SUGGESTIONS)[cursor:]
        return {"result": suggested_entities(found, source, self.catalogue)}

    def _preview(self, source: Source, entity_id: str) -> Answer:
        entity = source.get(entity_id)
        if entity is None:
            message = f"{self.identity.name} has no {entity_id}"
            raise Refused(404, message, hint="Reconcile a name to find ids.")
        return {
            "entity": entity,
            "description": source.describe(entity),
            "rows": self._rows(source, entity),
        }

    def _rows(self, source: Source, entity: Entity) -> dict[str, list[str]]:
        properties = self.catalogue.properties_of(entity.types[0])
        rows = {prop.name: source.values(entity.id, prop) for prop in properties}
        return {name: [value.text for value in values] for name, values in rows.items() if values}


class _Clock:
    """Ends what takes too long, between one part and the next."""

    def __init__(self) -> None:
        self._end = time.monotonic() + MOST_SECONDS

    def check(self) -> None:
        if time.monotonic() > self._end:
            raise Refused(
                504,
                f"the request takes longer than {MOST_SECONDS:g} seconds",
                hint="Send fewer queries at once.",
            )
