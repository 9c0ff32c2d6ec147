"""Where a node comes from: the statement that it is or hangs on, its article and its sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from hkgraph.graph import vocab

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Store

#: From a statement, quotation or span to its article.
_TO_ARTICLE = (vocab.REPORTED_IN, vocab.HAS_SOURCE, vocab.IS_PART_OF)
#: From a statement to what hangs on it.
_FROM_STATEMENT = (vocab.EVIDENCE, vocab.SUBJECT, vocab.OBJECT)
#: From what no statement names to what a statement may.
_NEAR = (vocab.ENTITY,)
_NEAR_BACKWARDS = (vocab.HAS_ROLE, vocab.MEMBER_DURING)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Source:
    """One place in one article.

    Attributes:
        article: IRI.
        headline: Empty if the article has none.
        statement: IRI of the statement or quotation, if there is one.
        sentence: The words that it rests on; empty if none are known.
    """

    article: str
    headline: str = ""
    statement: str = ""
    sentence: str = ""


def find_sources(node: NamedNode, store: Store) -> list[Source]:
    """Find where a node comes from, sorted; nothing for one that no article leads to."""
    found = set(_direct(node, store))
    if not found:
        near = [to for name in _NEAR for to in _objects(store, node, name)]
        near += [one for name in _NEAR_BACKWARDS for one in _subjects(store, name, node)]
        found = {source for one in near for source in _direct(one, store)}
    return sorted(found)


def _direct(node: NamedNode, store: Store) -> Iterator[Source]:
    if vocab.NEWS_ARTICLE in _objects(store, node, vocab.TYPE):
        yield _source(node, store)
        return
    for article in _subjects(store, vocab.IS_PART_OF, node):
        if vocab.NEWS_ARTICLE in _objects(store, article, vocab.TYPE):
            yield _source(article, store)
    statements = [one for name in _FROM_STATEMENT for one in _subjects(store, name, node)]
    for one in [node, *statements]:
        spans = _objects(store, one, vocab.EVIDENCE)
        for article in _articles(one, store):
            yield _source(article, store, statement=one, span=min(spans, default=one, key=str))
    for span in _objects(store, node, vocab.MENTION):
        for article in _articles(span, store):
            yield _source(article, store, span=span)


def _articles(node: NamedNode, store: Store) -> list[NamedNode]:
    return [to for name in _TO_ARTICLE for to in _objects(store, node, name)]


def _source(
    article: NamedNode,
    store: Store,
    *,
    statement: NamedNode | None = None,
    span: NamedNode | None = None,
) -> Source:
    is_span = statement is not None and statement == span
    return Source(
        article=article.value,
        headline=_text(store, article, vocab.HEADLINE),
        statement="" if statement is None or is_span else statement.value,
        sentence="" if span is None else _text(store, span, vocab.EXACT),
    )


def _text(store: Store, node: NamedNode, predicate: NamedNode) -> str:
    quads = store.quads_for_pattern(node, predicate, None, None)
    return min((q.object.value for q in quads if isinstance(q.object, Literal)), default="")


def _objects(store: Store, node: NamedNode, predicate: NamedNode) -> list[NamedNode]:
    quads = store.quads_for_pattern(node, predicate, None, None)
    return [quad.object for quad in quads if isinstance(quad.object, NamedNode)]


def _subjects(store: Store, predicate: NamedNode, node: NamedNode) -> list[NamedNode]:
    quads = store.quads_for_pattern(None, predicate, node, None)
    return [quad.subject for quad in quads if isinstance(quad.subject, NamedNode)]
