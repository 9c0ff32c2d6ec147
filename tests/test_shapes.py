"""Each shape against cases that it must pass and cases that it must catch.

An invalid case says in its head what is expected, ``# expect: <shape> <focus>``, one line a pair.
Only the shapes of the case's own file count, so that a case can stay small.
"""

from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyshacl import validate
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, RDFS, SH, SKOS

from hkgraph.validation.gate import Gate

ROOT = Path(__file__).parents[1]
SHAPES, ONTOLOGY, CASES = ROOT / "shapes", ROOT / "ontology", ROOT / "tests/shapes"
CLASSES = sorted(path.stem for path in SHAPES.glob("*.ttl"))
NEVER_REPORTED = {
    "EventTypeShape-inScheme": "reached by sh:node only, which reports hk:EventShape-eventType",
}


@pytest.fixture(scope="module")
def gate():
    return Gate(SHAPES, ONTOLOGY)


@cache
def shapes_graph(name="*"):
    graph = Graph()
    for path in SHAPES.glob(f"{name}.ttl"):
        graph.parse(path)
    return graph


def own_shapes(path):
    return {
        str(s) for s in shapes_graph(path.parent.parent.name).subjects() if isinstance(s, URIRef)
    }


def triples(path):
    return ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)


def expected(path):
    names = Graph().parse(path).namespace_manager
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = [line.split()[2:] for line in lines if line.startswith("# expect:")]
    return {tuple(str(names.expand_curie(curie)) for curie in pair) for pair in pairs}


def cases(pattern):
    return pytest.mark.parametrize(
        "path", sorted(CASES.glob(pattern)), ids=lambda p: f"{p.parent.parent.name}-{p.stem}"
    )


@cases("*/valid/*.ttl")
def test_valid_case_has_no_result(path, gate):
    results = gate.check(triples(path)).results

    assert [r for r in results if r.shape in own_shapes(path)] == []


@cases("*/invalid/*.ttl")
def test_invalid_case_names_shape_and_focus_node(path, gate):
    results = gate.check(triples(path)).results

    assert {(r.shape, r.focus) for r in results if r.shape in own_shapes(path)} == expected(path)
    assert expected(path)


@pytest.mark.parametrize("name", CLASSES)
@pytest.mark.parametrize("kind", ["valid", "invalid"])
def test_shape_file_has_cases(name, kind):
    assert list((CASES / name / kind).glob("*.ttl"))


def test_cases_stand_in_a_folder_of_a_shape_file():
    assert sorted(path.name for path in CASES.iterdir()) == CLASSES


def test_every_shape_that_reports_is_hit():
    graph = shapes_graph()
    own = set(graph.subjects(RDF.type, SH.PropertyShape)) | set(graph.subjects(SH["or"]))
    own |= set(graph.subjects(SH.sparql))
    named = {str(shape) for shape in own if isinstance(shape, URIRef)}
    named = {s for s in named if s.rsplit("#")[-1] not in NEVER_REPORTED}

    hit = {shape for path in CASES.glob("*/invalid/*.ttl") for shape, _ in expected(path)}

    assert named - hit == set()


@pytest.mark.parametrize("name", CLASSES)
def test_shapes_are_named_and_say_the_mend(name):
    graph = shapes_graph(name)
    shapes = {
        s for kind in (SH.NodeShape, SH.PropertyShape) for s in graph.subjects(RDF.type, kind)
    }
    reporting = {s for s in shapes if (s, SH.property, None) not in graph}

    assert all(isinstance(shape, URIRef) for shape in shapes)
    for shape in reporting:
        messages = [*graph.objects(shape, SH.message)]
        messages += [
            m for q in graph.objects(shape, SH.sparql) for m in graph.objects(q, SH.message)
        ]
        assert [m.language for m in messages] == ["en"], shape
        assert list(graph.objects(shape, SH.severity)) in ([SH.Violation], [SH.Warning]), shape


def spell(term):
    return str(term) if isinstance(term, URIRef) else term.n3()


def stock_results(path, facts):
    """Ask pyshacl itself, with nothing of the gate's in between."""
    _, report, _ = validate(Graph().parse(path) + facts, shacl_graph=shapes_graph())
    return {
        (str(report.value(r, SH.sourceShape)), spell(report.value(r, SH.focusNode)))
        for r in report.objects(None, SH.result)
    }


@pytest.fixture(scope="module")
def facts():
    graph = Graph()
    for path in (
        ONTOLOGY / "hkgraph.ttl",
        ONTOLOGY / "event-types.ttl",
        ONTOLOGY / "imports/vocabulary.ttl",
    ):
        read = Graph().parse(path)
        for predicate in (RDFS.subClassOf, SKOS.inScheme):
            graph += read.triples((None, predicate, None))
    return graph


@cases("*/invalid/*.ttl")
def test_gate_finds_what_pyshacl_alone_finds(path, gate, facts):
    results = gate.check(triples(path)).results

    assert {(r.shape, r.focus) for r in results} == stock_results(path, facts)


# ── no constraint is idle ─────────────────────────────────────────────────────────────────────

CONSTRAINTS = [
    *(SH.minCount, SH.maxCount, SH.nodeKind, SH.datatype, SH.pattern, SH.minLength, SH.uniqueLang),
    *(SH.minInclusive, SH.maxInclusive, SH.hasValue, SH.lessThan, SH.lessThanOrEquals, SH.equals),
    *(SH.node, SH.sparql, SH["class"], SH["in"], SH["not"], SH["or"]),
    *(SH.targetClass, SH.targetObjectsOf),
]


def mutants(graph):
    """Give copies of a shapes graph, each with one constraint or target less."""
    for triple in sorted(graph, key=str):
        if triple[1] in CONSTRAINTS and isinstance(triple[0], URIRef):
            copy = Graph()
            copy += (other for other in graph if other != triple)
            yield triple, copy


@pytest.mark.slow
@pytest.mark.parametrize("name", CLASSES)
def test_no_constraint_is_idle(name, tmp_path):
    paths = sorted((CASES / name / "invalid").glob("*.ttl"))
    graphs = {path: (list(triples(path)), expected(path)) for path in paths}
    own = own_shapes(paths[0])
    idle = []
    for removed, mutant in mutants(shapes_graph(name)):
        mutant.serialize(tmp_path / "mutant.ttl", format="turtle")
        gate = Gate(tmp_path, ONTOLOGY)
        # The cases that name the shape come first: one that passes now is enough.
        likely = sorted(graphs, key=lambda path: str(removed[0]) not in dict(graphs[path][1]))
        unchanged = (
            {(r.shape, r.focus) for r in gate.check(data).results if r.shape in own} == pairs
            for data, pairs in map(graphs.__getitem__, likely)
        )
        idle += [removed] if all(unchanged) else []

    assert idle == []
