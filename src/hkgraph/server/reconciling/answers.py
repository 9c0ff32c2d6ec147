"""What goes back to clients, in the shapes of the specification."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hkgraph import __version__
from hkgraph.server.reconciling.queries import MOST_QUERIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hkgraph.server.reconciling.catalogue import Catalogue, Type
    from hkgraph.server.reconciling.queries import WantedProperty
    from hkgraph.server.reconciling.records import Entity, Property, Source, Value

VERSIONS = ("0.2",)
#: Size of the frame that previews are made for, in pixels.
PREVIEW_WIDTH, PREVIEW_HEIGHT = 400, 260
_DAYS_BEGIN = "T00:00:00Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a service is called, and what its ids mean.

    Attributes:
        path: Where it is, below the start page, without a slash in front.
        view: Where an entity is to be seen; ``{site}`` stands for the start page.
    """

    name: str
    path: str
    identifier_space: str
    schema_space: str
    view: str


def manifest(identity: Identity, catalogue: Catalogue, site: str) -> dict[str, Any]:
    """Say what a service can do and where.

    Args:
        site: URL of the start page, with a slash at its end.
    """
    place = f"{site}{identity.path}"
    suggest = {
        kind: {"service_url": place, "service_path": f"/suggest/{kind}"}
        for kind in ("entity", "type", "property")
    }
    return {
        "versions": list(VERSIONS),
        "name": identity.name,
        "identifierSpace": identity.identifier_space,
        "schemaSpace": identity.schema_space,
        "defaultTypes": [show_type(one) for one in catalogue.types.values() if not one.broader],
        "documentation": f"{site}docs",
        "serviceVersion": __version__,
        "view": {"url": identity.view.replace("{site}", site)},
        "preview": {
            "url": f"{place}/preview?id={{{{id}}}}",
            "width": PREVIEW_WIDTH,
            "height": PREVIEW_HEIGHT,
        },
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": place, "service_path": "/properties"},
            "property_settings": [_LIMIT],
        },
        "batchSize": MOST_QUERIES,
    }


_LIMIT = {
    "name": "limit",
    "label": "Limit",
    "type": "number",
    "default": 0,
    "help_text": "How many values a row may have; 0 for all",
}


def show_type(one: Type) -> dict[str, Any]:
    """Put a type as far as a list of types needs it."""
    return {"id": one.id, "name": one.name}


def suggested_types(types: Iterable[Type], catalogue: Catalogue) -> list[dict[str, Any]]:
    """Put types with those above them."""
    return [
        {**show_type(one), "broader": [show_type(above) for above in catalogue.lineage(one.id)[1:]]}
        for one in types
    ]


def suggested_properties(properties: Iterable[Property]) -> list[dict[str, Any]]:
    """Put properties for somebody to choose from."""
    return [{"id": one.id, "name": one.name, "description": one.description} for one in properties]


def suggested_entities(
    entities: Iterable[Entity], source: Source, catalogue: Catalogue
) -> list[dict[str, Any]]:
    """Put entities for somebody to choose from."""
    return [
        {
            "id": one.id,
            "name": one.name,
            "description": source.describe(one),
            "notable": [show_type(catalogue.types[kind]) for kind in one.types],
        }
        for one in entities
    ]


def column(prop: Property, site: str) -> dict[str, Any]:
    """Put what a column of values is about."""
    shown: dict[str, Any] = {"id": prop.id, "name": prop.name}
    if prop.service:
        shown["service"] = f"{site}{prop.service}"
    return shown


def cells(values: list[Value], prop: Property, wanted: WantedProperty) -> list[dict[str, Any]]:
    """Put the values of one property of one entity."""
    chosen = values[: wanted.settings.limit] if wanted.settings.limit else values
    return [_cell(value, prop) for value in chosen]


def _cell(value: Value, prop: Property) -> dict[str, Any]:
    if value.id is not None:
        # What another service knows has the id that it has there.
        known = value.id.rpartition("/")[2]
        return (
            {"id": known, "name": known} if prop.service else {"id": value.id, "name": value.text}
        )
    if value.number is not None:
        is_whole = value.number.is_integer()
        return {"int": int(value.number)} if is_whole else {"float": value.number}
    return {"date": value.text + _DAYS_BEGIN} if value.is_day else {"str": value.text}
