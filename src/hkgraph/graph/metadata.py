"""What an article is: who made it, when, where it stands, and what its publisher says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from hkgraph.articles.keys import canonical_url
from hkgraph.graph import literals, vocab

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.graph.article import ArticleGraph

#: The status of an article that its publisher has taken back.
RETRACTED = "Retracted"


def describe_article(graph: ArticleGraph) -> Iterator[Triple]:
    """Give the triples about the article itself."""
    yield from _metadata(graph)
    yield from _notices(graph)


def _metadata(graph: ArticleGraph) -> Iterator[Triple]:
    about, article, extract = graph.article, graph.telling.article, graph.telling.extract
    yield Triple(about, vocab.TYPE, vocab.NEWS_ARTICLE)
    yield Triple(about, vocab.HEADLINE, literals.words(article.headline, article.language))
    yield Triple(about, vocab.IN_LANGUAGE, Literal(article.language))
    if article.url:
        yield Triple(about, vocab.URL, NamedNode(article.url))
    if graph.work:
        yield Triple(about, vocab.EXAMPLE_OF_WORK, graph.work)
    if article.published:
        yield Triple(about, vocab.DATE_PUBLISHED, literals.day(article.published))
    if article.modified:
        yield Triple(about, vocab.DATE_MODIFIED, literals.day(article.modified))
    for document in graph.telling.documents:
        yield Triple(about, vocab.IS_PART_OF, graph.minter.node(f"document/{document.key}"))
    people = [(vocab.AUTHOR, extract.authors), (vocab.CONTRIBUTOR, extract.contributors)]
    for predicate, locals_ in [*people, (vocab.ABOUT, extract.about)]:
        for local in locals_:
            yield Triple(about, predicate, graph.node(local))
    if extract.publisher:
        yield Triple(about, vocab.PUBLISHER, graph.node(extract.publisher))


def _notices(graph: ArticleGraph) -> Iterator[Triple]:
    article = graph.telling.article
    for correction in article.corrections:
        address = canonical_url(correction) if " " not in correction else None
        words = literals.words(correction, article.language)
        yield Triple(graph.article, vocab.CORRECTION, NamedNode(address) if address else words)
    if article.is_retracted:
        yield Triple(graph.article, vocab.WORK_STATUS, Literal(RETRACTED))
