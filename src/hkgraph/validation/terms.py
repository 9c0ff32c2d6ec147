"""RDF terms between pyoxigraph, which keeps the data, and rdflib, which pyshacl wants."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import XSD

if TYPE_CHECKING:
    from rdflib.term import Node

OxTerm: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def to_rdflib(term: OxTerm) -> URIRef | BNode | Literal:
    """Give the same term as rdflib's, its lexical form untouched.

    Strings become plain literals, since rdflib holds ``"a"`` and ``"a"^^xsd:string`` apart.

    Raises:
        TypeError: If the term is a triple term, which rdflib cannot hold.
    """
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Triple):
        raise TypeError("a triple term cannot be validated: use statement nodes")
    if term.language:
        return Literal(term.value, lang=term.language, normalize=False)
    datatype = URIRef(term.datatype.value)
    if datatype == XSD.string:
        return Literal(term.value)
    return Literal(term.value, datatype=datatype, normalize=False)


def to_rdflib_triple(triple: ox.Triple | ox.Quad) -> tuple[Node, Node, Node]:
    """Give the same triple as rdflib's; the graph of a quad is left out."""
    return to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)


def to_oxigraph(term: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Give the same term as pyoxigraph's; its ``str`` is the N-Triples notation."""
    if isinstance(term, BNode):
        return ox.BlankNode(term)
    if not isinstance(term, Literal):
        return ox.NamedNode(str(term))
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(term.datatype or XSD.string))
