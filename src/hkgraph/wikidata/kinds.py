"""Which types of things an entity of a kind may be."""

from __future__ import annotations

from hkgraph.model import Kind

_ORGANISATIONS = ("government", "organization", "media", "party", "union", "court", "brand")
#: A hard veto on the others.
TYPES_OF_KIND: dict[Kind, tuple[str, ...]] = {
    Kind.PERSON: ("person",),
    Kind.ORGANISATION: _ORGANISATIONS,
    Kind.MEDIA: _ORGANISATIONS,
    Kind.PLACE: ("place",),
    Kind.LAW: ("law",),
}
