"""Who says a quotation, as far as its article tells, and whether two may be one voice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hkgraph.identity.keys import NodeKey
    from hkgraph.model import Extract, LocalId, Quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who says something.

    Attributes:
        person: The speaker, if the article names a person; canonical key.
        bodies: The organisation that speaks, or those that the speaker speaks for or belongs to.
    """

    person: NodeKey | None = None
    bodies: frozenset[NodeKey] = frozenset()

    @property
    def is_named(self) -> bool:
        """Say whether the article tells who says it."""
        return self.person is not None or bool(self.bodies)


def voice_of(quotation: Quotation, extract: Extract, names: Mapping[LocalId, NodeKey]) -> Voice:
    """Give the voice of a quotation.

    Args:
        names: Canonical keys of what the article names.
    """
    speaker = next((e for e in extract.entities if e.id == quotation.speaker), None)
    bodies = {quotation.on_behalf_of}
    bodies.update(m.organisation for m in extract.memberships if speaker and m.person == speaker.id)
    is_person = speaker is not None and speaker.kind is Kind.PERSON
    if speaker and not is_person:
        bodies.add(speaker.id)
    return Voice(
        person=names[speaker.id] if speaker and is_person and not speaker.anonymous else None,
        bodies=frozenset(names[body] for body in bodies if body),
    )


def may_be_one_voice(one: Voice, other: Voice) -> bool:
    """Say whether nothing speaks against it: two named people are one or are two.

    A body speaks through its people, and an article that names nobody contradicts no other.
    """
    if one.person and other.person:
        return one.person == other.person
    return not one.is_named or not other.is_named or not one.bodies.isdisjoint(other.bodies)
