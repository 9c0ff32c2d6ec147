"""Dumps: sorted bytewise, each line once, whatever their size; every format says the same."""

import io

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from hkgraph.errors import UsageError
from hkgraph.store import dump
from hkgraph.store.dump import DumpFormat, check_graphs, write_dump


def quad(value, graph="urn:g"):
    return Quad(NamedNode("urn:s"), NamedNode("urn:ns#p"), Literal(value), NamedNode(graph))


QUADS = [quad(v, g) for v in ("z", "é", "a", "A", "漢") for g in ("urn:g", "urn:h")]


def dumped(quads, format_):
    output = io.BytesIO()
    write_dump(quads, output, format_)
    return output.getvalue()


def test_lines_are_sorted_bytewise():
    lines = dumped(QUADS, DumpFormat.NQUADS).splitlines()

    assert lines == sorted(lines)
    assert len(lines) == len(QUADS)


def test_order_of_quads_does_not_matter():
    assert dumped(QUADS, DumpFormat.TRIG) == dumped(QUADS[::-1], DumpFormat.TRIG)


def test_triple_of_two_graphs_is_written_once():
    assert len(dumped(QUADS, DumpFormat.NTRIPLES).splitlines()) == 5


@pytest.mark.parametrize("lines", [1, 2, 3, 10, 11])
def test_merge_of_sorted_chunks_gives_the_same_bytes(monkeypatch, lines):
    whole = dumped(QUADS, DumpFormat.NQUADS)

    monkeypatch.setattr(dump, "CHUNK_LINES", lines)

    assert dumped(QUADS, DumpFormat.NQUADS) == whole


@pytest.mark.parametrize("format_", DumpFormat)
def test_each_format_parses_back_to_the_same(format_):
    content = dumped(QUADS, format_)

    parsed = set(parse(content, format=format_.rdf_format))

    found = parsed if format_.keeps_graphs else {q.triple for q in parsed}
    assert found == (set(QUADS) if format_.keeps_graphs else {q.triple for q in QUADS})


def test_empty_dump_is_well_formed():
    assert dumped([], DumpFormat.NQUADS) == b""
    assert list(parse(dumped([], DumpFormat.RDFXML), format=RdfFormat.RDF_XML)) == []


@pytest.mark.parametrize("name", ["urn:nowhere", "no IRI at all"])
def test_graph_that_is_not_there_is_refused(name):
    store = Store()
    store.extend(QUADS)

    check_graphs(store, ["urn:g"])
    with pytest.raises(UsageError, match="no graph"):
        check_graphs(store, [name])
