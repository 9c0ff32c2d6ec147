"""What passes between a reconciliation service and what it matches against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: How much a name of each sort counts when it is the text that was asked for.
LABEL_WEIGHT = 1.0
ALIAS_WEIGHT = 0.97
HIDDEN_WEIGHT = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name of an entity.

    Attributes:
        weight: How much it counts, from 0 to 1.
    """

    text: str
    weight: float = LABEL_WEIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Something that a name may mean.

    Attributes:
        id: Below the service's identifier space.
        types: Ids of its types, the most telling first.
        names: All of them, in every language.
        is_person: True if a single word of its name may be a family name, shared by many.
    """

    id: str
    name: str
    types: tuple[str, ...]
    names: tuple[Name, ...]
    is_person: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value of a property.

    Attributes:
        text: As people read it.
        id: Of the entity that it is; None for what is none.
        number: None for what is none.
        is_day: True if the text is a whole date.
    """

    text: str
    id: str | None = None
    number: float | None = None
    is_day: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """An attribute that entities may have.

    Attributes:
        path: Predicates from an entity to its values; ``^`` goes against the arrow.
        of: Ids of the types that it is proposed for; a narrower type takes over the broader one's.
        description: For people who choose it from a list.
        service: Path of the service that knows its values; None for the same or for no entities.
    """

    id: str
    name: str
    path: tuple[str, ...]
    of: tuple[str, ...]
    description: str
    service: str | None = None


class Source(Protocol):
    """What a service matches against, as it stands while one request is answered."""

    def find(self, text: str, types: Sequence[str], *, limit: int) -> list[Entity]:
        """Give what may be called so, what is most likely first.

        Args:
            types: The only ones to be found; empty for all.
        """
        ...

    def complete(self, text: str, *, limit: int) -> list[Entity]:
        """Give what is called by a name that begins so, or has the id, while somebody types."""
        ...

    def get(self, entity_id: str) -> Entity | None:
        """Give an entity by its id or IRI; None for none."""
        ...

    def values(self, entity_id: str, prop: Property) -> list[Value]:
        """Give the values of a property, sorted."""
        ...

    def holders(self, prop: Property, text: str, *, limit: int) -> list[Entity]:
        """Give what has a value of this id or name."""
        ...

    def describe(self, entity: Entity) -> str:
        """Tell an entity from its namesakes in a few words."""
        ...

    def has_rival(self, text: str) -> bool:
        """Say whether a name may mean somebody who is known, but not to be found here."""
        ...

    def features(self, entity: Entity) -> Mapping[str, float]:
        """Give what else may help clients to decide, by the feature's id."""
        ...
