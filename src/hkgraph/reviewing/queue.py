"""The questions that a generation leaves open, most important first, as judgements stand now."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode

from hkgraph.graph import vocab
from hkgraph.graph.describe import WIKIDATA
from hkgraph.graph.iri import Minter
from hkgraph.identity.judgements import SCOPE, Verdict
from hkgraph.reviewing.questions import Question
from hkgraph.store import doubts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

    from hkgraph.identity.judgements import Judgements
    from hkgraph.store.generation import Generation

_NEEDS_REVIEW = vocab.term("hk:NeedsReview")
#: Beyond this, more of the same is no more important.
_MOST_COUNTED = 1_000


class Queue:
    """Finds what is open in one generation.

    Args:
        store: Its database.
    """

    def __init__(self, generation: Generation, store: Store) -> None:
        self._generation = generation
        self._store = store
        self._minter = Minter(generation.manifest.base_iri)

    def all(self) -> list[Question]:
        """Give what the build could not decide, in stable order, answered since or not."""
        return sorted([*self._pairs(), *self._links()], key=lambda one: one.order)

    def _pairs(self) -> Iterator[Question]:
        for line in self._generation.read_lines(doubts.FILE):
            one = doubts.Doubt.parse(line)
            # Joining two moves the smaller into the larger: that much hangs on it.
            statements, articles = min(self._weigh(one.left), self._weigh(one.right))
            yield Question(
                kind="same",
                left=one.left,
                right=one.right,
                score=one.score,
                reasons=one.reasons,
                statements=statements,
                articles=articles,
            )

    def _links(self) -> Iterator[Question]:
        for quad in self._store.quads_for_pattern(None, vocab.LINK_STATE, _NEEDS_REVIEW, None):
            link = quad.subject
            entity = self._value(link, vocab.ENTITY)
            key = self._minter.key_of(entity)
            if not key:
                continue
            node = unquote(key)
            statements, articles = self._weigh(node)
            for qid in self._candidates(link):
                yield Question(
                    kind="link",
                    left=node,
                    right=qid,
                    score=float(self._value(link, vocab.CONFIDENCE) or 0.5),
                    reasons=tuple(filter(None, [self._value(link, vocab.METHOD)])),
                    statements=statements,
                    articles=articles,
                )

    def _candidates(self, link: object) -> list[str]:
        quads = self._store.quads_for_pattern(link, vocab.CANDIDATE, None, None)  # type: ignore[arg-type]
        found = (quad.object for quad in quads)
        return sorted(o.value.removeprefix(WIKIDATA) for o in found if isinstance(o, NamedNode))

    def _weigh(self, side: str) -> tuple[int, int]:
        """Count the statements on a node, and the articles that make them."""
        key, _, article = side.partition(SCOPE)
        node = self._minter.node(key)
        merged = self._value(node, vocab.MERGED_INTO)
        node = NamedNode(merged) if merged else node
        statements, articles = set(), set()
        for role in (vocab.SUBJECT, vocab.OBJECT):
            for quad in islice(
                self._store.quads_for_pattern(None, role, node, None), _MOST_COUNTED
            ):
                where = getattr(quad.graph_name, "value", "")
                if not article or where.endswith(f"/{article}"):
                    statements.add(quad.subject)
                    articles.add(where)
        return len(statements), len(articles)

    def _value(self, node: object, predicate: NamedNode) -> str:
        quad = next(self._store.quads_for_pattern(node, predicate, None, None), None)  # type: ignore[arg-type]
        found = quad.object if quad else None
        return found.value if isinstance(found, NamedNode | Literal) else ""


def still_open(questions: list[Question], judgements: Judgements) -> list[Question]:
    """Leave out what was answered, and other candidates of what was found.

    Of several candidates for one node one is asked at a time, the first in order.
    """
    found: defaultdict[str, set[Verdict]] = defaultdict(set)
    for node, said in judgements.links.items():
        found[node] = {one.verdict for one in said}
    left: list[Question] = []
    asked: set[str] = set()
    for one in questions:
        if one.verdict(judgements) is not None:
            continue
        if one.kind == "link":
            if Verdict.YES in found[one.left] or one.left in asked:
                continue
            asked.add(one.left)
        left.append(one)
    return left
