"""Terms of the vocabularies that data and services are described in."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Triple

from hkgraph.graph import literals, vocab

PREFIXES = {
    "void": "http://rdfs.org/ns/void#",
    "void-ext": "http://ldf.fi/void-ext#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sh": "http://www.w3.org/ns/shacl#",
    "spex": "https://purl.expasy.org/sparql-examples/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "formats": "http://www.w3.org/ns/formats/",
    "entailment": "http://www.w3.org/ns/entailment/",
}
_ALL = vocab.PREFIXES | PREFIXES


def term(name: str) -> NamedNode:
    """Expand a prefixed name.

    >>> term("void:triples").value
    'http://rdfs.org/ns/void#triples'
    """
    prefix, _, local = name.partition(":")
    return NamedNode(_ALL[prefix] + local)


def says(subject: NamedNode, predicate: str, value: NamedNode | Literal | str | int) -> Triple:
    """Make a triple; a ``str`` is a text in English, an ``int`` an ``xsd:integer``."""
    if isinstance(value, str):
        value = Literal(value, language="en")
    elif isinstance(value, int):
        value = literals.integer(value)
    return Triple(subject, term(predicate), value)


def is_a(subject: NamedNode, class_name: str) -> Triple:
    """Say what class something is of."""
    return Triple(subject, vocab.TYPE, term(class_name))
