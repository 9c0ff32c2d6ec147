"""What came of looking an entity up, and what it was weighed by."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hkgraph.wikidata.entities import KnownEntity


class LinkState(StrEnum):
    """What came of looking an entity up."""

    LINKED = "Linked"
    NEEDS_REVIEW = "NeedsReview"
    NIL = "Nil"
    NOT_LOOKED_UP = "NotLookedUp"
    LOOK_UP_FAILED = "LookUpFailed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The answer for one entity.

    Attributes:
        candidates: Best first; exactly one when linked, none when nothing bears the name.
        method: How the candidates were found, or why there is none, in a few words.
        confidence: 0 to 1, of the first candidate; of there being none when nil.
        reviewer: Who decided, where a person did.
        others: Candidates behind the one that is linked, for when a person refuses it.
    """

    state: LinkState
    candidates: tuple[KnownEntity, ...] = ()
    others: tuple[KnownEntity, ...] = ()
    method: str = ""
    confidence: float = 0.0
    reviewer: str = ""

    @property
    def is_unknown(self) -> bool:
        """Whether it was looked for and nothing that bears the name is known."""
        sought = self.state in (LinkState.NIL, LinkState.LOOK_UP_FAILED)
        return sought and not self.candidates


class Way(StrEnum):
    """How a candidate was found, the surest first."""

    LABEL = "exact label"
    ALIAS = "exact alias"
    FORM = "Hong Kong name form"
    SIMILAR = "similar name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An entry of the knowledge base that a name may mean.

    Attributes:
        similarity: 0 to 1, of the two names.
        words: Telling words of its description and of what it is stated to be, folded.
        homes: Countries that it is of.
    """

    known: KnownEntity
    way: Way
    similarity: float = 1.0
    words: frozenset[str] = frozenset()
    homes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A candidate with what speaks for and against it.

    Attributes:
        features: By name; what each counts is in ``data/linking/weights.yaml``.
        probability: 0 to 1; those of all candidates and of none sum to 1.
    """

    candidate: Candidate
    features: Mapping[str, float]
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """All candidates for one entity, best first, and that it is none of them.

    Attributes:
        nil_features: What speaks for its being none of them.
        nil: 0 to 1, that it is none of them.
        hold: Why a person should look at it before it is linked, or empty.
    """

    scored: tuple[Scored, ...] = ()
    nil_features: Mapping[str, float] = field(default_factory=dict)
    nil: float = 1.0
    hold: str = ""

    @property
    def margin(self) -> float:
        """How far the best is ahead of the next, which may be none of them."""
        if not self.scored:
            return 0.0
        others = [self.nil, *(one.probability for one in self.scored[1:])]
        return self.scored[0].probability - max(others)
