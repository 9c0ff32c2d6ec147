"""Stored queries in terms of SHACL, as editors and collections of examples look for them.

The forms are those of SIB's collection: a ``sh:SPARQLExecutable`` with its text, what it answers
as ``rdfs:comment``, and the endpoint that it is written for as ``schema:target``.

Source: https://github.com/sib-swiss/sparql-examples
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

from hkgraph.graph.vocab import PREFIXES
from hkgraph.server.description.terms import is_a, says, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hkgraph.queries import Param, StoredQuery

_CLASSES = {
    "select": "sh:SPARQLSelectExecutable",
    "ask": "sh:SPARQLAskExecutable",
    "construct": "sh:SPARQLConstructExecutable",
    "describe": "spex:SPARQLDescribeExecutable",
}
_TEXTS = {
    "select": "sh:select",
    "ask": "sh:ask",
    "construct": "sh:construct",
    "describe": "spex:describe",
}
_DATATYPES = {"string": "xsd:string", "integer": "xsd:integer", "date": "xsd:date"}
_ANY_URI = NamedNode(f"{PREFIXES['xsd']}anyURI")


def executables(
    queries: Iterable[StoredQuery], prefixes: Mapping[str, str], site: str
) -> Iterator[Triple]:
    """Describe stored queries and the prefixes that they have in common.

    Args:
        site: URL of the start page, with a slash at its end.
    """
    declared = NamedNode(f"{site}queries#prefixes")
    for prefix, namespace in prefixes.items():
        declaration = NamedNode(f"{site}queries#prefix-{prefix}")
        yield says(declared, "sh:declare", declaration)
        yield says(declaration, "sh:prefix", Literal(prefix))
        yield says(declaration, "sh:namespace", Literal(namespace, datatype=_ANY_URI))
    for query in queries:
        node = NamedNode(f"{site}queries/{query.name}")
        yield says(node, "sh:prefixes", declared)
        yield says(node, "schema:target", NamedNode(f"{site}sparql"))
        yield from _executable(node, query)


def _executable(node: NamedNode, query: StoredQuery) -> Iterator[Triple]:
    head = query.head
    yield is_a(node, "sh:SPARQLExecutable")
    yield is_a(node, _CLASSES[head.form])
    yield says(node, "rdfs:label", head.title)
    yield says(node, "rdfs:comment", head.description)
    yield says(node, _TEXTS[head.form], Literal(query.body))
    for keyword in head.keywords:
        yield says(node, "schema:keywords", Literal(keyword))
    for endpoint in head.federates_with:
        yield says(node, "spex:federatesWith", NamedNode(endpoint))
    for order, (name, param) in enumerate(head.params.items()):
        parameter = NamedNode(f"{node.value}#{name}")
        yield says(node, "sh:parameter", parameter)
        yield says(parameter, "sh:order", order)
        yield from _parameter(parameter, name, param)


def _parameter(node: NamedNode, name: str, param: Param) -> Iterator[Triple]:
    yield is_a(node, "sh:Parameter")
    yield says(node, "sh:path", node)
    yield says(node, "sh:name", Literal(name))
    yield says(node, "sh:description", param.description)
    yield says(node, "sh:defaultValue", param.term(param.example))
    if param.type == "iri":
        yield says(node, "sh:nodeKind", term("sh:IRI"))
    else:
        yield says(node, "sh:datatype", term(_DATATYPES[param.type]))
