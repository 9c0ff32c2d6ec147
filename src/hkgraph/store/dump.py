"""Dumps: sorted, so that equal content gives equal bytes, and streamed, whatever its size."""

from __future__ import annotations

import heapq
import tempfile
from contextlib import ExitStack
from enum import StrEnum
from itertools import groupby, islice
from typing import IO, TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from hkgraph.errors import UsageError
from hkgraph.graph.vocab import OUTCOME, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hkgraph.graph.iri import Minter

#: Lines sorted in memory at a time; about 100 MB.
CHUNK_LINES = 500_000


class DumpFormat(StrEnum):
    """What a dump can be written as."""

    TURTLE = "turtle"
    TRIG = "trig"
    NQUADS = "nquads"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"

    @property
    def rdf_format(self) -> RdfFormat:
        """The engine's name for it."""
        return _RDF_FORMATS[self]

    @property
    def keeps_graphs(self) -> bool:
        """Say whether it tells which graph a triple is in."""
        return self.rdf_format.supports_datasets


_RDF_FORMATS = {
    DumpFormat.TURTLE: RdfFormat.TURTLE,
    DumpFormat.TRIG: RdfFormat.TRIG,
    DumpFormat.NQUADS: RdfFormat.N_QUADS,
    DumpFormat.NTRIPLES: RdfFormat.N_TRIPLES,
    DumpFormat.JSONLD: RdfFormat.JSON_LD,
    DumpFormat.RDFXML: RdfFormat.RDF_XML,
}
_LINES = {DumpFormat.NQUADS, DumpFormat.NTRIPLES}


def all_graphs(store: Store, minter: Minter, *, also_unmanaged: bool) -> list[str]:
    """Name the graphs that hkgraph manages, and on request the others too.

    The nameless graph has the name ``""``.
    """
    names = [g.value for g in store.named_graphs() if isinstance(g, NamedNode)]
    if also_unmanaged:
        return sorted([*names, ""])
    return sorted(name for name in names if minter.is_managed(name))


def check_graphs(store: Store, names: Iterable[str]) -> None:
    """Check that there are such named graphs.

    Raises:
        UsageError: There is no such graph, or a name is no IRI.
    """
    for name in names:
        try:
            known = store.contains_named_graph(NamedNode(name))
        except ValueError:
            known = False
        if not known:
            raise UsageError(
                f"the store has no graph {name}",
                hint="See: hkgraph query --text 'SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }'.",
            )


def iter_quads(store: Store, graphs: Iterable[str]) -> Iterator[Quad]:
    """Give the quads of some graphs; ``""`` is the nameless one."""
    for name in graphs:
        graph = NamedNode(name) if name else DefaultGraph()
        yield from store.quads_for_pattern(None, None, None, graph)


def iter_outcomes(store: Store, minter: Minter) -> Iterator[Quad]:
    """Give what came of charges, convictions and sentences, without which none should be read."""
    return store.quads_for_pattern(None, OUTCOME, None, minter.links)


def write_dump(quads: Iterable[Quad], output: IO[bytes], format_: DumpFormat) -> None:
    """Write quads sorted bytewise by their line, each once.

    Triples formats leave the graphs out, so that a triple of two graphs is written once.
    """
    with ExitStack() as stack:
        lines = _sorted_lines(_lines(quads, keep_graph=format_.keeps_graphs), stack)
        if format_ in _LINES:
            output.writelines(lines)
        else:
            _write_serialized(lines, output, format_)


def _write_serialized(lines: Iterator[bytes], output: IO[bytes], format_: DumpFormat) -> None:
    source = RdfFormat.N_QUADS if format_.keeps_graphs else RdfFormat.N_TRIPLES
    parsed = (quad for line in lines for quad in parse(line, format=source))
    statements = parsed if format_.keeps_graphs else (quad.triple for quad in parsed)
    serialize(statements, output, format=format_.rdf_format, prefixes=PREFIXES)


def _lines(quads: Iterable[Quad], *, keep_graph: bool) -> Iterator[bytes]:
    for quad in quads:
        statement: Quad | Triple = quad if keep_graph else quad.triple
        yield f"{statement} .\n".encode()


def _sorted_lines(lines: Iterator[bytes], stack: ExitStack) -> Iterator[bytes]:
    """Sort in chunks on disk and merge them, so that memory stays bounded."""
    chunks: list[Iterable[bytes]] = []
    while chunk := sorted(islice(lines, CHUNK_LINES)):
        if len(chunk) < CHUNK_LINES and not chunks:
            chunks.append(chunk)
            break
        file = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
        file.writelines(chunk)
        file.seek(0)
        chunks.append(file)
    return (line for line, _ in groupby(heapq.merge(*chunks)))
