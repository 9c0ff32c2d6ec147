"""What people decided about links: it overrides every score, and can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.identity.judgements import SCOPE, LinkJudgement, Verdict
from hkgraph.identity.linking.records import Link, LinkState
from hkgraph.wikidata.entities import KnownEntity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hkgraph.identity.judgements import Judgements
    from hkgraph.identity.keys import Keyed

_METHOD = "a person's judgement"
_ORDER = (LinkState.LINKED, LinkState.NEEDS_REVIEW, LinkState.NIL)


def link_of(node: str, members: Sequence[Keyed], judgements: Judgements) -> Link:
    """Give the one answer for all that a node stands for.

    What is judged of the node or of a key that it goes by holds for all; what is judged of a key
    in one article holds for that member.
    """
    own = [
        judge(one.link, judgements.links.get(_scoped(one), ()), one.entity.name) for one in members
    ]
    nodes = sorted({node, *(one.key for one in members)})
    on_all = [said for key in nodes for said in judgements.links.get(key, ())]
    return judge(agree(own), on_all, members[0].entity.name)


def agree(links: Sequence[Link]) -> Link:
    """Give the surest answer; two sure ones that differ are for a person to see."""
    confirmed = [one for one in links if one.reviewer and one.state is LinkState.LINKED]
    decided = confirmed or [one for one in links if not one.reviewer] or list(links)
    linked = {one.candidates[0].qid: one for one in decided if one.state is LinkState.LINKED}
    if len(linked) > 1:
        found = tuple(linked[qid].candidates[0] for qid in sorted(linked))
        return Link(
            state=LinkState.NEEDS_REVIEW,
            candidates=found,
            method="articles differ",
            confidence=round(1 / len(linked), 2),
        )
    return min(decided, key=_by_certainty)


def judge(link: Link, said: Iterable[LinkJudgement], name: str) -> Link:
    """Let judgements on one node decide over a score.

    Args:
        name: What an entry is called of which only the id is known.
    """
    said = list(said)
    confirmed = {one.qid: one for one in said if one.verdict is Verdict.YES}
    refused = {one.qid: one for one in said if one.verdict is Verdict.NO}
    if len(confirmed) == 1:
        (chosen,) = confirmed.values()
        known = _entry(chosen.qid, link, name)
        return Link(
            state=LinkState.LINKED,
            candidates=(known,),
            method=_METHOD,
            confidence=1.0,
            reviewer=chosen.by,
        )
    every = (*link.candidates, *link.others)
    rest = tuple(one for one in every if one.qid not in refused)
    doubted = [one for one in said if one.qid in {known.qid for known in link.candidates}]
    if not doubted and not confirmed:
        return link
    rest = (
        *(_entry(qid, link, name) for qid in sorted(confirmed)),
        *(one for one in rest if one.qid not in confirmed),
    )
    return Link(
        state=LinkState.NEEDS_REVIEW if rest else LinkState.NIL,
        candidates=rest,
        method=_METHOD,
        confidence=link.confidence if rest else 1.0,
        reviewer=min(one.by for one in said),
    )


def _scoped(member: Keyed) -> str:
    return f"{member.key}{SCOPE}{member.article}"


def _entry(qid: str, link: Link, name: str) -> KnownEntity:
    """Give the entry of an id, which a person may know and the knowledge base may not."""
    every = (*link.candidates, *link.others)
    found = next((one for one in every if one.qid == qid), None)
    return found or KnownEntity(qid=qid, label=name, label_zh="", description="", verified=True)


def _by_certainty(link: Link) -> tuple[int, float, str]:
    rank = _ORDER.index(link.state) if link.state in _ORDER else len(_ORDER)
    return rank, -link.confidence, ",".join(one.qid for one in link.candidates)
