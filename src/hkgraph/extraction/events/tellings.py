"""One sentence telling of one event: what merging joins into events."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hkgraph.model import Predicate, TimeValue

if TYPE_CHECKING:
    from spacy.tokens import Token

    from hkgraph.extraction.events.voice import Voice
    from hkgraph.model import LocalId, Object, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One thing that a telling says about its event.

    Attributes:
        evidence: Holds the word that tells of the event and what stands for the object.
    """

    predicate: Predicate
    object: Object
    evidence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTelling:
    """An event as one clause tells it.

    Attributes:
        trigger: The verb or noun that names the event.
        anchor: The verb that carries its tense, or the trigger itself.
        evidence: The trigger and everything that takes part.
        in_headline: True where only a headline says it, which is never enough.
        unnamed: True where those affected are people without names ("a man was arrested"); an
            unnamed shop is often another than one that is named later.
    """

    type: str
    trigger: Token
    anchor: Token
    voice: Voice
    details: tuple[Detail, ...]
    evidence: Span
    rule: str
    in_headline: bool = False
    unnamed: bool = False

    def objects(self, *predicates: Predicate) -> tuple[Object, ...]:
        """Give the objects of some predicates, in order."""
        return tuple(d.object for d in self.details if d.predicate in predicates)

    @property
    def main(self) -> frozenset[Object]:
        """Whom the event is about: those affected, else those who act."""
        affected = self.objects(Predicate.AFFECTS)
        return frozenset(affected or self.objects(Predicate.AGENT))

    @property
    def time(self) -> TimeValue | None:
        """When it was, as far as this telling says."""
        times = (o for o in self.objects(Predicate.HAS_TIME) if isinstance(o, TimeValue))
        return next(times, None)

    def with_details(self, *details: Detail) -> EventTelling:
        """Add details."""
        return replace(self, details=(*self.details, *details))

    def without_affected(self, people: frozenset[LocalId]) -> EventTelling:
        """Leave out some of those affected, because they have a telling of their own."""
        kept = (
            d
            for d in self.details
            if d.predicate is not Predicate.AFFECTS or d.object not in people
        )
        return replace(self, details=tuple(kept))
