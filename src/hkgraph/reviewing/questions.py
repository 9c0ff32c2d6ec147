"""What a person is asked: whether two nodes are one thing, or a node is an entity of Wikidata."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from hkgraph.identity.judgements import (
    Judgement,
    LinkJudgement,
    PairJudgement,
    Verdict,
)
from hkgraph.text import short_hash

if TYPE_CHECKING:
    from hkgraph.identity.judgements import Judgements

Kind = Literal["same", "link"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to decide.

    Attributes:
        left: A node, or what one article alone means by it.
        right: Another, or the id of an entity of Wikidata.
        score: 0 to 1, how surely the answer is yes.
        reasons: What the score rests on, in a few words each.
        statements: How many the decision touches.
        articles: Likewise.
    """

    kind: Kind
    left: str
    right: str
    score: float
    reasons: tuple[str, ...] = ()
    statements: int = 0
    articles: int = 0

    @property
    def id(self) -> str:
        """Name it, the same at each build.

        >>> Question(kind="link", left="person/ada-lam", right="Q1", score=0.5).id
        'link-8a592cc2777e95a0'
        """
        return f"{self.kind}-{short_hash(self.kind, self.left, self.right)}"

    @property
    def impact(self) -> float:
        """How much hangs on it: what it touches, times how unsure the score is."""
        uncertainty = 1 - abs(2 * self.score - 1)
        return round((1 + self.statements + self.articles) * uncertainty, 4)

    @property
    def order(self) -> tuple[float, str, str, str]:
        """Sorts questions, those first on which most hangs."""
        return -self.impact, self.kind, self.left, self.right

    def answer(self, verdict: Verdict, *, by: str, when: str, why: str = "") -> Judgement:
        """Put an answer as a judgement."""
        if self.kind == "link":
            return LinkJudgement(
                node=self.left, qid=self.right, verdict=verdict, by=by, when=when, why=why
            )
        left, right = sorted((self.left, self.right))
        return PairJudgement(left=left, right=right, verdict=verdict, by=by, when=when, why=why)

    def verdict(self, judgements: Judgements) -> Verdict | None:
        """Give what was answered."""
        if self.kind == "link":
            return judgements.link_verdict(self.left, self.right)
        return judgements.verdict_on(self.left, self.right)
