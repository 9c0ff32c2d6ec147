"""The types and properties that a service offers, read from the table beside this module."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from hkgraph.search.folding import fold
from hkgraph.server.reconciling.records import Property
from hkgraph.server.wording import prefixed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """A category of entities.

    Attributes:
        kinds: What the source calls it; a narrower type has the kinds of the broader.
        broader: Id of the type above; None for none.
        told_by: Ids of the properties whose values tell its entities from their namesakes.
    """

    id: str
    name: str
    kinds: tuple[str, ...]
    broader: str | None
    told_by: tuple[str, ...]


class Catalogue:
    """Types and properties by id.

    Args:
        types: The most telling first: an entity of several has them in this order.
    """

    def __init__(self, types: Iterable[Type], properties: Iterable[Property]) -> None:
        self.types: Mapping[str, Type] = {one.id: one for one in types}
        self.properties: Mapping[str, Property] = {one.id: one for one in properties}

    @classmethod
    def read(cls, name: str) -> Catalogue:
        """Read a table that stands beside this module."""
        text = (Path(__file__).parent / name).read_text(encoding="utf-8")
        table = yaml.safe_load(text)
        return cls(map(_type, table["types"]), map(_property, table["properties"]))

    def find_type(self, type_id: str) -> Type | None:
        """Find a type by its id, or by its IRI."""
        return self.types.get(type_id) or self.types.get(_short(type_id))

    def find_property(self, property_id: str) -> Property | None:
        """Find a property by its id, or by its IRI."""
        return self.properties.get(property_id) or self.properties.get(_short(property_id))

    def properties_of(self, type_id: str) -> list[Property]:
        """Give what entities of a type may have, in the order of the table; all for no type."""
        lineage = {one.id for one in self.lineage(type_id)}
        return [p for p in self.properties.values() if not lineage or lineage & {*p.of}]

    def lineage(self, type_id: str) -> list[Type]:
        """Give a type and those above it; nothing for one that is not known."""
        found: list[Type] = []
        above = self.find_type(type_id)
        while above:
            found.append(above)
            above = self.types.get(above.broader) if above.broader else None
        return found

    def suggest_types(self, prefix: str) -> list[Type]:
        """Give the types that a text may be the beginning of, by id or by a word of the name."""
        return [one for one in self.types.values() if _begins(prefix, one.id, one.name)]

    def suggest_properties(self, prefix: str) -> list[Property]:
        """Give the properties that a text may be the beginning of."""
        return [one for one in self.properties.values() if _begins(prefix, one.id, one.name)]


def _type(row: Mapping[str, Any]) -> Type:
    return Type(
        id=row["id"],
        name=row["name"],
        kinds=tuple(row["kinds"]),
        broader=row.get("broader"),
        told_by=tuple(row.get("told_by", ())),
    )


def _property(row: Mapping[str, Any]) -> Property:
    return Property(
        id=row["id"],
        name=row["name"],
        path=tuple(row["path"]),
        of=tuple(row["of"]),
        description=row["description"],
        service=row.get("service"),
    )


def _short(iri: str) -> str:
    return prefixed(iri).removeprefix("http://www.wikidata.org/entity/")


def _begins(prefix: str, identifier: str, name: str) -> bool:
    if identifier.lower().startswith(prefix.lower()) or _short(prefix) == identifier:
        return True
    wanted = fold(prefix)
    return f" {fold(name)}".find(f" {wanted}") >= 0 if wanted else not prefix.strip()


def names_of(properties: Sequence[Property]) -> str:
    """List ids for an error's hint."""
    return ", ".join(one.id for one in properties)
