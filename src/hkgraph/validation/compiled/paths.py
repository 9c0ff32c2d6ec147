"""Property paths: from a shapes graph, into SPARQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from rdflib import BNode, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH

from hkgraph.validation.compiled.errors import NotCompiledError

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from rdflib import Graph
    from rdflib.term import Node

_LOOPS = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One property."""

    iri: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inverse:
    """A path walked backwards."""

    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """Paths walked one after the other."""

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Any one of several paths."""

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """A path walked several times.

    Attributes:
        sign: ``*``, ``+`` or ``?``.
    """

    path: Path
    sign: str


Path: TypeAlias = Step | Inverse | Sequence | Alternative | Loop


def read_path(node: Node, graph: Graph) -> Path:
    """Read the path that a ``sh:path`` names.

    Raises:
        NotCompiledError: If it is no path that SHACL has.
    """
    if isinstance(node, URIRef):
        return Step(iri=str(node))
    if not isinstance(node, BNode):
        raise NotCompiledError(f"the path {node}")
    if (node, RDF.first, None) in graph:
        return Sequence(paths=_members(node, graph))
    if (to := graph.value(node, SH.inversePath)) is not None:
        return Inverse(path=read_path(to, graph))
    if (to := graph.value(node, SH.alternativePath)) is not None:
        return Alternative(paths=_members(to, graph))
    for kind, sign in _LOOPS.items():
        if (to := graph.value(node, kind)) is not None:
            return Loop(path=read_path(to, graph), sign=sign)
    raise NotCompiledError("a path of an unknown kind")


def _members(node: Node, graph: Graph) -> tuple[Path, ...]:
    paths = tuple(read_path(member, graph) for member in Collection(graph, node))
    if len(paths) < 2:
        raise NotCompiledError("a list of fewer than two paths")
    return paths


def to_sparql(path: Path) -> str:
    """Write a path as SPARQL does.

    >>> to_sparql(Sequence(paths=(Step(iri="urn:a"), Loop(path=Step(iri="urn:b"), sign="*"))))
    '(<urn:a>/(<urn:b>)*)'
    """
    match path:
        case Step():
            return f"<{path.iri}>"
        case Inverse():
            return f"^({to_sparql(path.path)})"
        case Sequence():
            return f"({'/'.join(map(to_sparql, path.paths))})"
        case Alternative():
            return f"({'|'.join(map(to_sparql, path.paths))})"
        case Loop():
            return f"({to_sparql(path.path)}){path.sign}"


def properties_of(path: Path) -> set[str]:
    """Give the properties that a path walks."""
    match path:
        case Step():
            return {path.iri}
        case Sequence() | Alternative():
            return set().union(*map(properties_of, path.paths))
        case _:
            return properties_of(path.path)


def may_stand_still(path: Path) -> bool:
    """Say whether a path leads from every node to itself, even from one that no triple has."""
    match path:
        case Step():
            return False
        case Inverse():
            return may_stand_still(path.path)
        case Sequence():
            return all(map(may_stand_still, path.paths))
        case Alternative():
            return any(map(may_stand_still, path.paths))
        case Loop():
            return path.sign != "+" or may_stand_still(path.path)


def has_loop(path: Path) -> bool:
    """Say whether a path walks anything again and again."""
    return loops_over(path, properties_of(path))


def loops_over(path: Path, properties: AbstractSet[str]) -> bool:
    """Say whether a path walks one of some properties again and again."""
    match path:
        case Step():
            return False
        case Inverse():
            return loops_over(path.path, properties)
        case Loop():
            return bool(properties_of(path) & properties)
        case _:
            return any(loops_over(part, properties) for part in path.paths)
