"""What people have decided: who is who, what links, and which statements are wrong.

Judgements are a list that a person can read and edit. Of several on one thing the last counts, and
one that is withdrawn counts as never given. Each is scoped to the two things it names: a *node* is
what stands behind the base IRI (``person/kenneth-roth``), and ``person/wong@3f2a…`` is what one
article alone means by it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Between a node and the article that alone means it.
SCOPE = "@"


class Verdict(StrEnum):
    """What somebody decided."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement as its article makes it, however often it is extracted.

    Attributes:
        start: Of the evidence in the article text, in code points; ``end`` likewise, half-open.
        object: A node, or the text of a value.
    """

    article: str
    start: int
    end: int
    subject: str
    predicate: str
    object: str

    def __str__(self) -> str:
        return f"{self.subject} {self.predicate} {self.object}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Who decided what, when and why."""

    verdict: Verdict
    by: str
    when: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairJudgement(Judged):
    """Whether two nodes are one thing; ``left`` is the smaller by code point."""

    left: str
    right: str

    @property
    def topic(self) -> tuple[object, ...]:
        """What it is on."""
        return ("same", self.left, self.right)

    def __str__(self) -> str:
        return f"{self.left} and {self.right} are one"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkJudgement(Judged):
    """Whether a node is an entity of Wikidata."""

    node: str
    qid: str

    @property
    def topic(self) -> tuple[object, ...]:
        """What it is on."""
        return ("link", self.node, self.qid)

    def __str__(self) -> str:
        return f"{self.node} is {self.qid}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin(Judged):
    """Whether a node's IRI is the one that its cluster has."""

    node: str

    @property
    def topic(self) -> tuple[object, ...]:
        """What it is on."""
        return ("pin", self.node)

    def __str__(self) -> str:
        return f"{self.node} names its cluster"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementJudgement(Judged):
    """Whether an article says so.

    Attributes:
        instead: Subject, predicate or object as they should be, where the verdict is no.
    """

    claim: Claim
    instead: tuple[tuple[str, str], ...] = ()

    @property
    def topic(self) -> tuple[object, ...]:
        """What it is on."""
        return ("statement", self.claim)

    def __str__(self) -> str:
        return str(self.claim)


Judgement = PairJudgement | LinkJudgement | Pin | StatementJudgement


@dataclass(frozen=True)
class Judgements:
    """The judgements that count.

    Args:
        given: All that were given, oldest first.
    """

    given: tuple[Judgement, ...] = field(default=())

    @cached_property
    def standing(self) -> tuple[Judgement, ...]:
        """The last on each topic, unless it was withdrawn; sorted by topic."""
        last = {one.topic: one for one in self.given}
        stand = (one for one in last.values() if one.verdict is not Verdict.WITHDRAWN)
        return tuple(sorted(stand, key=lambda one: str(one.topic)))

    @cached_property
    def pairs(self) -> Mapping[tuple[str, str], PairJudgement]:
        """By the two nodes, the smaller first."""
        found = (one for one in self.standing if isinstance(one, PairJudgement))
        return {(one.left, one.right): one for one in found}

    @cached_property
    def links(self) -> Mapping[str, tuple[LinkJudgement, ...]]:
        """By node."""
        found: dict[str, tuple[LinkJudgement, ...]] = {}
        for one in self.standing:
            if isinstance(one, LinkJudgement):
                found[one.node] = (*found.get(one.node, ()), one)
        return found

    @cached_property
    def pinned(self) -> frozenset[str]:
        """Nodes that name their clusters."""
        found = (one for one in self.standing if isinstance(one, Pin))
        return frozenset(one.node for one in found if one.verdict is Verdict.YES)

    @cached_property
    def statements(self) -> Mapping[Claim, StatementJudgement]:
        """By claim."""
        found = (one for one in self.standing if isinstance(one, StatementJudgement))
        return {one.claim: one for one in found}

    @cached_property
    def digest(self) -> str:
        """64 hex digits of all that counts, in whatever order it was given."""
        return hashlib.sha256("\n".join(map(repr, self.standing)).encode()).hexdigest()

    def verdict_on(self, left: str, right: str) -> Verdict | None:
        """Say whether two nodes were judged to be one thing."""
        found = self.pairs.get((min(left, right), max(left, right)))
        return found.verdict if found else None

    def link_verdict(self, node: str, qid: str) -> Verdict | None:
        """Say whether a node was judged to be an entity of Wikidata."""
        found = (one.verdict for one in self.links.get(node, ()) if one.qid == qid)
        return next(found, None)

    def adding(self, more: Iterable[Judgement]) -> Judgements:
        """Give these and later ones."""
        return Judgements((*self.given, *more))
