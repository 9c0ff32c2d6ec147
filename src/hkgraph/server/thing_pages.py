"""What the page of a thing shows: which template, and what is put into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, QuerySolutions

from hkgraph.graph import vocab
from hkgraph.server.comparisons import beside, versions_of
from hkgraph.server.formats import TRIPLES
from hkgraph.server.graph_reader import EVENTS, ROLES
from hkgraph.server.listings import Listings

if TYPE_CHECKING:
    from hkgraph.server.graph_reader import Reader

_GLANCE = {
    "What": "sem:eventType",
    "When": "sem:hasTime",
    "Where": "sem:hasPlace",
    "By": "hk:agent",
    "Concerning": "hk:affects",
    "Under": "hk:underLaw",
    "Offence": "hk:offence",
    "Term": "hk:term",
    "At least": "hk:minimumCount",
    "What came of it": "hk:outcome",
    "Who": "org:member",
    "As": "org:role",
    "At": "org:organization",
    "During": "org:memberDuring",
}
_IN_GRAPH = """
SELECT ?property (COUNT(*) AS ?triples) {{ GRAPH {graph} {{ ?s ?property ?o }} }}
GROUP BY ?property ORDER BY DESC(?triples) ?property
"""
_ENTITIES = {
    vocab.PERSON.value,
    vocab.ORGANIZATION.value,
    vocab.PLACE.value,
    vocab.LEGISLATION.value,
}


def thing_page(reader: Reader, node: NamedNode) -> tuple[str, dict[str, Any]]:
    """Give the name of the template for a thing, and its values."""
    if reader.store.contains_named_graph(node):
        return "graph.html", _graph(reader, node)
    types = reader.types(node)
    kind = reader.class_of(node)
    listings = Listings(reader)
    template = _template(types)
    values = {
        "iri": node.value,
        "title": reader.label(node),
        "kind": kind.singular if kind else "thing",
        "properties": listings.properties(node),
        "formats": TRIPLES,
        **_content(template, listings, node, types),
    }
    return template, {**values, "cut": reader.cut, "window": reader.window}


def _template(types: frozenset[str]) -> str:
    if vocab.NEWS_ARTICLE.value in types:
        return "article.html"
    if types & (EVENTS | ROLES):
        return "event.html"
    if types & _ENTITIES:
        return "entity.html"
    if vocab.QUOTATION.value in types:
        return "quotation.html"
    return "statement.html" if vocab.STATEMENT.value in types else "thing.html"


def _content(
    template: str, listings: Listings, node: NamedNode, types: frozenset[str]
) -> dict[str, Any]:
    match template:
        case "article.html":
            return _article(listings, node)
        case "event.html":
            return _told(listings, node, types)
        case "entity.html":
            return _entity(listings, node)
        case "quotation.html":
            return {
                "quotation": listings.quotation(node),
                "versions": versions_of(listings, node),
            }
        case "statement.html":
            claims = listings.claims
            return {"claim": claims.read(node), "beside": beside(claims, listings.reader, node)}
        case _:
            return {"incoming": listings.incoming(node), "tellings": listings.tellings_of(node)}


def _graph(reader: Reader, node: NamedNode) -> dict[str, Any]:
    """Give what a graph holds, by property; an article's graph also has its article."""
    rows = reader.store.query(_IN_GRAPH.format(graph=node))
    if not isinstance(rows, QuerySolutions):
        raise TypeError("the properties in a graph come from a SELECT")
    numbers = {reader.show(row["property"]): int(row["triples"].value) for row in rows}
    articles = reader.store.quads_for_pattern(None, vocab.TYPE, vocab.NEWS_ARTICLE, node)
    article = next((q.subject for q in articles if isinstance(q.subject, NamedNode)), None)
    return {
        "iri": node.value,
        "formats": TRIPLES,
        "numbers": numbers,
        "total": sum(numbers.values()),
        "article": reader.show(article) if article else None,
    }


def _told(listings: Listings, node: NamedNode, types: frozenset[str]) -> dict[str, Any]:
    reader = listings.reader
    glance = {
        name: [reader.show(value) for value in reader.told(node, vocab.term(predicate))]
        for name, predicate in _GLANCE.items()
    }
    return {
        "is_plain": bool(types & {vocab.EVENT.value, vocab.MEMBERSHIP.value}),
        "glance": {name: values for name, values in glance.items() if values},
        "tellings": listings.tellings_of(node),
    }


def _article(listings: Listings, node: NamedNode) -> dict[str, Any]:
    reader = listings.reader
    return {
        "source": listings.claims.source(node),
        "authors": [reader.show(a) for a in reader.objects(node, vocab.AUTHOR)],
        "contributors": [reader.show(a) for a in reader.objects(node, vocab.CONTRIBUTOR)],
        "modified": reader.text(node, vocab.DATE_MODIFIED) or "",
        "language": reader.text(node, vocab.IN_LANGUAGE) or "",
        "corrections": [reader.show(c) for c in reader.objects(node, vocab.CORRECTION)],
        "documents": [reader.show(d) for d in reader.objects(node, vocab.IS_PART_OF)],
        "about": [reader.show(a) for a in reader.objects(node, vocab.ABOUT)],
        "sentences": listings.sentences_of(node),
        "quotations": listings.quotations_in(node),
        "named": listings.named_in(node),
    }


def _entity(listings: Listings, node: NamedNode) -> dict[str, Any]:
    reader = listings.reader
    return {
        "names": listings.names(node),
        "same_as": [reader.show(s) for s in reader.objects(node, vocab.SAME_AS)],
        "roles": listings.roles_of(node),
        "people": listings.people_of(node),
        "events": listings.events_of(node),
        "facts": listings.facts_of(node),
        "quotations": listings.quotations_by(node),
        "naming": listings.articles_naming(node),
        "written": listings.articles_by(node),
    }
