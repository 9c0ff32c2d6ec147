"""Which articles a page shows: the newest that tell of a thing, or those that follow.

Of something that ten thousand articles name, a page reads fifty. Each article has a graph, so those
that tell of a thing are found by the graphs that its triples stand in, without a join.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, QuerySolutions

from hkgraph.graph import vocab
from hkgraph.server.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyoxigraph import QuerySolution, Store

    from hkgraph.server.graph_reader import Term

ARTICLES_A_PAGE = 50

# Articles that tell of a thing have it as the value of one of these, or name it.
_WRITERS = (vocab.AUTHOR, vocab.CONTRIBUTOR, vocab.PUBLISHER)
_WAYS = (vocab.SUBJECT, vocab.OBJECT, vocab.SPEAKER, *_WRITERS)
#: Look-ups by value that a window answers from its own articles; roles by the statements on them.
NARROWED = frozenset((*_WAYS, vocab.MEMBER, vocab.HAS_ORGANIZATION))
_ARTICLES = """
SELECT ?article WHERE {{
  {{ SELECT DISTINCT ?graph WHERE {{
    {{ GRAPH ?graph {{ {node} {mention} ?part }} }}
    UNION {{ VALUES ?way {{ {ways} }} GRAPH ?graph {{ ?part ?way {node} }} }}
  }} }}
  GRAPH ?graph {{ ?article a {article} OPTIONAL {{ ?article {published} ?day }} }}
}} ORDER BY DESC(?day) ?article LIMIT {limit} OFFSET {offset}
"""
_STATEMENTS = """
SELECT ?statement ?subject ?object WHERE {{
  VALUES ?article {{ {articles} }}
  ?statement {reported_in} ?article ; {subject} ?subject ; {object} ?object .
}}
"""
_QUOTATIONS = """
SELECT ?quotation ?speaker WHERE {{
  VALUES ?article {{ {articles} }} ?quotation {is_part_of} ?article ; {speaker} ?speaker .
}}
"""
_WRITTEN = """
SELECT ?article ?way WHERE {{
  VALUES ?article {{ {articles} }} VALUES ?way {{ {ways} }} ?article ?way {node} .
}}
"""
_MENTIONS = """
SELECT ?article (COUNT(?span) AS ?number) WHERE {{
  VALUES ?article {{ {articles} }} ?span {has_source} ?article .
  FILTER EXISTS {{ {node} {mention} ?span }}
}} GROUP BY ?article
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Some of the articles that tell of a thing, and what they tell.

    Attributes:
        page: Counted from 1.
        has_more: True if there are older articles.
        found: What has a value, by predicate and value, of those predicates that are narrowed.
        mentions: How often each article names the thing.
    """

    page: int
    has_more: bool
    articles: tuple[NamedNode, ...]
    found: Mapping[tuple[NamedNode, Term], tuple[NamedNode, ...]]
    mentions: Mapping[NamedNode, int]

    def subjects(self, predicate: NamedNode, value: Term) -> list[NamedNode]:
        """Give what the articles say has this value of a property, sorted, each once."""
        return sorted(set(self.found.get((predicate, value), ())), key=str)


def open_window(store: Store, node: NamedNode, page: int) -> Window | None:
    """Look at a page of the articles that tell of a thing; None if one page holds them all.

    Raises:
        Refused: There are not so many.
    """
    if page == 1 and _fits(store, node):
        return None
    rows = _ask(
        store,
        _ARTICLES,
        node=node,
        ways=_spaced(_WAYS),
        limit=ARTICLES_A_PAGE + 1,
        offset=(page - 1) * ARTICLES_A_PAGE,
    )
    articles = tuple(row["article"] for row in rows)
    if not articles and page == 1:
        return None  # it stands in many graphs, but none of them is an article's
    if not articles:
        message = f"there is no page {page} of what articles say of {node.value}"
        raise Refused(404, message, hint="Begin at the first page: leave out page=.")
    shown = articles[:ARTICLES_A_PAGE]
    return Window(
        page=page,
        has_more=len(articles) > len(shown),
        articles=shown,
        found=_read(store, node, shown),
        mentions={
            row["article"]: int(row["number"].value)
            for row in _ask(store, _MENTIONS, node=node, articles=_spaced(shown))
        },
    )


def _fits(store: Store, node: NamedNode) -> bool:
    """Say whether a thing's triples stand in so few graphs that all articles fit on a page."""
    graphs: set[object] = set()
    naming = store.quads_for_pattern(node, vocab.MENTION, None, None)
    telling = (store.quads_for_pattern(None, way, node, None) for way in _WAYS)
    for quad in chain(naming, chain.from_iterable(telling)):
        graphs.add(quad.graph_name)
        if len(graphs) > ARTICLES_A_PAGE:
            return False
    return True


def _read(
    store: Store, node: NamedNode, articles: Iterable[NamedNode]
) -> dict[tuple[NamedNode, Term], tuple[NamedNode, ...]]:
    found: defaultdict[tuple[NamedNode, Term], list[NamedNode]] = defaultdict(list)
    shown = _spaced(articles)
    for row in _ask(store, _STATEMENTS, articles=shown):
        found[vocab.SUBJECT, row["subject"]].append(row["statement"])
        found[vocab.OBJECT, row["object"]].append(row["statement"])
    for row in _ask(store, _QUOTATIONS, articles=shown):
        found[vocab.SPEAKER, row["speaker"]].append(row["quotation"])
    for row in _ask(store, _WRITTEN, articles=shown, node=node, ways=_spaced(_WRITERS)):
        found[row["way"], node].append(row["article"])
    return {key: tuple(nodes) for key, nodes in found.items()}


def _ask(store: Store, query: str, **terms: NamedNode | str | int) -> list[QuerySolution]:
    """Run a query with terms in it; an IRI cannot carry syntax."""
    text = query.format(
        article=vocab.NEWS_ARTICLE,
        mention=vocab.MENTION,
        published=vocab.DATE_PUBLISHED,
        reported_in=vocab.REPORTED_IN,
        subject=vocab.SUBJECT,
        object=vocab.OBJECT,
        is_part_of=vocab.IS_PART_OF,
        speaker=vocab.SPEAKER,
        has_source=vocab.HAS_SOURCE,
        **terms,
    )
    rows = store.query(text, use_default_graph_as_union=True)
    if not isinstance(rows, QuerySolutions):
        raise TypeError(f"{text} is no SELECT")
    return list(rows)


def _spaced(nodes: Iterable[NamedNode]) -> str:
    return " ".join(map(str, nodes))
