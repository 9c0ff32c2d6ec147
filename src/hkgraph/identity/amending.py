"""What people rejected, corrected or confirmed of what articles say, put into their extracts.

It happens before identity is resolved, so everything that follows from a statement follows from
the amended one; articles themselves are never changed. A judgement is on the statement as it was
extracted: one that is withdrawn leaves no trace.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hkgraph.identity.claims import Claims
from hkgraph.identity.judgements import Verdict
from hkgraph.identity.resolution import resolve
from hkgraph.model import Predicate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hkgraph.identity.judgements import Judgements, StatementJudgement
    from hkgraph.identity.keys import KnownName, NodeKey
    from hkgraph.model import ArticleKey, Extract, LocalId, Statement, Telling
    from hkgraph.wikidata.knowledge_base import KnowledgeBase


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """An article as people left it.

    Attributes:
        left: What each statement that was extracted has become, in order; None if rejected.
        idle: Judgements that no statement of the article answers to.
    """

    telling: Telling
    left: tuple[Statement | None, ...]
    idle: tuple[StatementJudgement, ...] = ()


class Amender:
    """Amends articles.

    Args:
        judgements: Those on statements count.
    """

    def __init__(
        self,
        gazetteer: Mapping[str, KnownName],
        knowledge_base: KnowledgeBase,
        judgements: Judgements,
    ) -> None:
        self._gazetteer = gazetteer
        self._knowledge_base = knowledge_base
        self._by_article: dict[str, list[StatementJudgement]] = {}
        for claim, judged in judgements.statements.items():
            self._by_article.setdefault(claim.article, []).append(judged)

    def amend(self, telling: Telling) -> Amended:
        """Put what was judged of an article's statements into its extract."""
        judged = self._by_article.get(telling.article.key)
        if not judged:
            return Amended(telling=telling, left=telling.extract.statements)
        return amend(telling, Claims(telling.article.key, self.own(telling)), judged)

    def own(self, telling: Telling) -> Mapping[LocalId, NodeKey]:
        """Give the keys that an article itself mints."""
        alone = resolve([telling], self._gazetteer, self._knowledge_base)
        return alone.own[telling.article.key]


def amend(telling: Telling, claims: Claims, judged: Sequence[StatementJudgement]) -> Amended:
    """Apply judgements to one article.

    Args:
        claims: Of the article as it was extracted.
    """
    extract = telling.extract
    changes: dict[int, Statement | None] = {}
    idle = []
    for one in judged:
        found = _find(extract.statements, one, claims)
        results = {index: _judge(extract.statements[index], one, claims) for index in found}
        if found and all(is_sound for _, is_sound in results.values()):
            changes |= {index: result for index, (result, _) in results.items()}
        else:
            idle.append(one)
    left = tuple(changes.get(index, one) for index, one in enumerate(extract.statements))
    amended = _without_what_nobody_tells(extract, [one for one in left if one])
    return Amended(telling=replace(telling, extract=amended), left=left, idle=tuple(idle))


def corrected(one: Statement, instead: Mapping[str, str], claims: Claims) -> Statement | None:
    """Give a statement with other words for its parts; None where they name nothing."""
    predicate = one.predicate
    if "predicate" in instead:
        if instead["predicate"] not in set(Predicate):
            return None
        predicate = Predicate(instead["predicate"])
    subject = claims.find(instead["subject"]) if "subject" in instead else one.subject
    value = one.object
    if "object" in instead:
        parsed = claims.parse(instead["object"], predicate, one.object)
        if parsed is None:
            return None
        value = parsed
    if subject is None:
        return None
    return replace(one, subject=subject, predicate=predicate, object=value)


def _find(statements: Sequence[Statement], judged: StatementJudgement, claims: Claims) -> list[int]:
    """Find what a judgement is on; an event that goes by another name now is found by the rest."""
    claim = judged.claim
    exact = [i for i, one in enumerate(statements) if claims.are(claim, one)]
    if exact or not claim.subject.startswith("event/"):
        return exact
    near = [i for i, one in enumerate(statements) if claims.are_but_for_subject(claim, one)]
    return near if len(near) == 1 else []


def _judge(
    one: Statement, judged: StatementJudgement, claims: Claims
) -> tuple[Statement | None, bool]:
    """Give what is left of a statement, and whether the judgement makes sense."""
    if judged.verdict is Verdict.UNSURE:
        return one, True
    if judged.verdict is Verdict.NO and not judged.instead:
        return None, True
    result = corrected(one, dict(judged.instead), claims)
    if result is None:
        return one, False
    return replace(result, confidence=1.0, reviewer=judged.by), True


def _without_what_nobody_tells(extract: Extract, kept: list[Statement]) -> Extract:
    """Drop events and roles of which nothing says any more that there were such."""
    before, after = _founded(extract.statements), _founded(kept)
    gone = before - after
    left = tuple(s for s in kept if s.subject not in gone and s.object not in gone)
    return replace(
        extract,
        statements=left,
        events=tuple(e for e in extract.events if e.id not in gone),
        memberships=tuple(m for m in extract.memberships if m.id not in gone),
    )


def _founded(statements: Iterable[Statement]) -> set[object]:
    """Give the events whose type is told, and the roles that somebody is told to hold."""
    found: set[object] = set()
    for one in statements:
        if one.predicate is Predicate.EVENT_TYPE:
            found.add(one.subject)
        elif one.predicate is Predicate.HAS_MEMBERSHIP:
            found.add(one.object)
    return found


def tell_idle(judged: StatementJudgement, article: ArticleKey | str) -> str:
    """Say that a judgement has no effect, and why."""
    claim = judged.claim
    instead = ", ".join(f"{part}={text}" for part, text in judged.instead)
    why = f", or it names nothing by {instead}" if instead else ""
    return (
        f"the judgement of {judged.by} on {str(claim)!r} has no effect:"
        f" article {article} no longer says so at {claim.start}..{claim.end}{why}"
    )
