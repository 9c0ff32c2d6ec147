"""What stands at a shape, property by property, as constraints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from rdflib import BNode, Literal, URIRef
from rdflib.namespace import RDF, SH, XSD

from hkgraph.validation.compiled.constraints import (
    cardinality,
    enumeration,
    logical,
    property_pair,
    shape_based,
    strings,
    value_range,
    value_type,
)
from hkgraph.validation.compiled.errors import NotCompiledError
from hkgraph.validation.compiled.reading_queries import read_select
from hkgraph.validation.terms import to_oxigraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rdflib.term import Node

    from hkgraph.validation.compiled.reading import Reader
    from hkgraph.validation.compiled.shape import FocusConstraint, Shape, ValueConstraint
    from hkgraph.validation.shapes import PyshaclShape

Constraint: TypeAlias = "ValueConstraint | FocusConstraint"
Read: TypeAlias = "Callable[[Node, PyshaclShape, Reader], Iterable[Constraint]]"

#: What stands at shapes and is no constraint, or is read together with one.
_NO_CONSTRAINTS = {
    SH[name]
    for name in (
        "path targetClass targetNode targetSubjectsOf targetObjectsOf severity message deactivated "
        "name description order group defaultValue property flags ignoredProperties "
        "qualifiedValueShape qualifiedValueShapesDisjoint"
    ).split()
}
#: What has at most one value.
_SINGLE = {
    SH[name]
    for name in (
        "datatype nodeKind minCount maxCount minLength maxLength languageIn uniqueLang in closed "
        "qualifiedMinCount qualifiedMaxCount"
    ).split()
}
#: What only a property shape can have.
_WITH_PATH = {
    SH[name]
    for name in (
        "minCount maxCount lessThan lessThanOrEquals uniqueLang qualifiedMinCount qualifiedMaxCount"
    ).split()
}


def read_constraints(shape: PyshaclShape, reader: Reader) -> Iterator[Constraint]:
    """Yield the constraints of a shape, ``sh:property`` apart.

    Raises:
        NotCompiledError: If one is unknown or ill-formed.
    """
    if shape.find_custom_constraints():
        raise NotCompiledError("a constraint component of its own")
    seen: set[Node] = set()
    for predicate, to in sorted(reader.graph.predicate_objects(shape.node), key=str):
        if (predicate in seen and predicate in _SINGLE) or (
            predicate in _WITH_PATH and not shape.is_property_shape
        ):
            raise NotCompiledError(f"{predicate} where it cannot be")
        seen.add(predicate)
        if predicate in _READERS:
            yield from _READERS[predicate](to, shape, reader)
        elif str(predicate).startswith(str(SH)) and predicate not in _NO_CONSTRAINTS:
            raise NotCompiledError(str(predicate))


def _iri(node: Node) -> str:
    if not isinstance(node, URIRef):
        raise NotCompiledError(f"{node} where an IRI should be")
    return str(node)


def _number(node: Node) -> int:
    if not isinstance(node, Literal) or node.datatype != XSD.integer or node.value is None:
        raise NotCompiledError(f"{node} where an integer should be")
    if node.value < 0:
        raise NotCompiledError(f"{node} where a count should be")
    return int(node.value)


def _literal(node: Node) -> Literal:
    if not isinstance(node, Literal):
        raise NotCompiledError(f"{node} where a literal should be")
    return node


def _flag(node: Node) -> bool:
    if not isinstance(_literal(node).value, bool):
        raise NotCompiledError(f"{node} where true or false should be")
    return bool(_literal(node).value)


def _members(node: Node, reader: Reader) -> list[Node]:
    """List the members of a list that is well formed."""
    members: list[Node] = []
    while node != RDF.nil:
        firsts = list(reader.graph.objects(node, RDF.first))
        rests = list(reader.graph.objects(node, RDF.rest))
        if len(firsts) != 1 or len(rests) != 1 or len(members) > 10_000:
            raise NotCompiledError("an ill-formed list")
        members += firsts
        node = rests[0]
    return members


def _shapes(node: Node, reader: Reader) -> tuple[Shape, ...]:
    members = _members(node, reader)
    if not members:
        raise NotCompiledError("an empty list of shapes")
    return tuple(map(reader.shape, members))


def _term(node: Node) -> str | None:
    """Write a term as N-Triples; a blank node of the shapes is none of the data."""
    return None if isinstance(node, BNode) else str(to_oxigraph(node))


def _node_kind(to: Node, _: PyshaclShape, __: Reader) -> Iterator[Constraint]:
    name = _iri(to).removeprefix(str(SH))
    if name not in value_type.NODE_KINDS:
        raise NotCompiledError(f"the node kind {to}")
    yield value_type.NodeKind(name)


def _bound(name: str) -> Read:
    return lambda to, _, __: [value_range.Bound(name, _literal(to))]


def _pattern(to: Node, shape: PyshaclShape, reader: Reader) -> Iterator[Constraint]:
    flags = [str(flag).lower() for flag in reader.graph.objects(shape.node, SH.flags)]
    if len(flags) > 1:
        raise NotCompiledError("several sh:flags")
    pattern = strings.Pattern(str(_literal(to)), "".join(flags))
    try:
        strings.compiled(pattern.pattern, pattern.flags)
    except re.error as exc:
        raise NotCompiledError(f"the pattern {to}") from exc
    yield pattern


def _language_in(to: Node, _: PyshaclShape, reader: Reader) -> Iterator[Constraint]:
    ranges = (str(_literal(member)).lower() for member in _members(to, reader))
    yield strings.LanguageIn(frozenset(ranges))


def _unique_lang(to: Node, _: PyshaclShape, __: Reader) -> Iterator[Constraint]:
    if _flag(to):
        yield strings.UniqueLang()


def _in(to: Node, _: PyshaclShape, reader: Reader) -> Iterator[Constraint]:
    terms = (_term(member) for member in _members(to, reader))
    yield enumeration.In(tuple(sorted({term for term in terms if term is not None})))


def _closed(to: Node, shape: PyshaclShape, reader: Reader) -> Iterator[Constraint]:
    if not _flag(to):
        return
    allowed = set()
    for ignored in reader.graph.objects(shape.node, SH.ignoredProperties):
        allowed |= set(_members(ignored, reader))
    for one in reader.graph.objects(shape.node, SH.property):
        allowed |= set(reader.graph.objects(one, SH.path))
    yield enumeration.Closed(frozenset(str(iri) for iri in allowed if isinstance(iri, URIRef)))


def _node(to: Node, _: PyshaclShape, reader: Reader) -> Iterator[Constraint]:
    shape = reader.shape(to)
    if shape.path is not None:
        raise NotCompiledError("a sh:node that is a property shape")
    yield shape_based.Node(shape)


def _qualified(sign: str) -> Read:
    def read(to: Node, shape: PyshaclShape, reader: Reader) -> Iterator[Constraint]:
        graph, node = reader.graph, shape.node
        disjoint = any(map(_flag, graph.objects(node, SH.qualifiedValueShapesDisjoint)))
        all_siblings = (SH.property / SH.qualifiedValueShape) if disjoint else None
        for value_shape in graph.objects(node, SH.qualifiedValueShape):
            siblings = {
                sibling
                for parent in graph.subjects(SH.property, node)
                if all_siblings is not None
                for sibling in graph.objects(parent, all_siblings)
            }
            yield shape_based.Qualified(
                reader.shape(value_shape),
                sign,
                _number(to),
                tuple(reader.shape(one) for one in sorted(siblings - {value_shape}, key=str)),
            )

    return read


def _logical(kind: Callable[[tuple[Shape, ...]], Constraint]) -> Read:
    return lambda to, _, reader: [kind(_shapes(to, reader))]


_READERS: dict[Node, Read] = {
    SH["class"]: lambda to, _, __: [value_type.ClassOf(f"<{_iri(to)}>")],
    SH.datatype: lambda to, _, __: [value_type.Datatype(_iri(to))],
    SH.nodeKind: _node_kind,
    SH.minCount: lambda to, _, __: [cardinality.MinCount(_number(to))],
    SH.maxCount: lambda to, _, __: [cardinality.MaxCount(_number(to))],
    SH.minInclusive: _bound("MinInclusive"),
    SH.minExclusive: _bound("MinExclusive"),
    SH.maxInclusive: _bound("MaxInclusive"),
    SH.maxExclusive: _bound("MaxExclusive"),
    SH.minLength: lambda to, _, __: [strings.MinLength(_number(to))],
    SH.maxLength: lambda to, _, __: [strings.MaxLength(_number(to))],
    SH.pattern: _pattern,
    SH.languageIn: _language_in,
    SH.uniqueLang: _unique_lang,
    SH.equals: lambda to, _, __: [property_pair.Equals(_iri(to))],
    SH.disjoint: lambda to, _, __: [property_pair.Disjoint(_iri(to))],
    SH.lessThan: lambda to, _, __: [property_pair.LessThan(_iri(to), equal=False)],
    SH.lessThanOrEquals: lambda to, _, __: [property_pair.LessThan(_iri(to), equal=True)],
    SH["in"]: _in,
    SH.hasValue: lambda to, _, __: [enumeration.HasValue(_term(to))],
    SH.closed: _closed,
    SH["not"]: lambda to, _, reader: [logical.Not(reader.shape(to))],
    SH["and"]: _logical(logical.And),
    SH["or"]: _logical(logical.Or),
    SH.xone: _logical(logical.Xone),
    SH.node: _node,
    SH.qualifiedMinCount: _qualified("<"),
    SH.qualifiedMaxCount: _qualified(">"),
    SH.sparql: read_select,
}
