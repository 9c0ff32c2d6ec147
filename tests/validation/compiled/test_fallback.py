"""What the compiler does not know goes to pyshacl, and is never passed over."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from structlog.testing import capture_logs

from hkgraph.errors import SettingsError
from hkgraph.validation.compiled import CompiledShapes

ONTOLOGY = Path(__file__).parents[3] / "ontology"
PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <http://example.org/> .
"""
DATA = """
ex:a a ex:Thing ; ex:p ex:b .
ex:b a ex:Thing ; ex:p ex:c ; ex:fine false .
ex:c a ex:Thing ; ex:q ex:a ; ex:fine true .
"""
#: Shapes that cannot be compiled, and the focus nodes that they refuse.
LEFT = {
    "query in a query": (
        """ex:S sh:targetClass ex:Thing ; sh:sparql [ sh:select
        "SELECT $this { $this a ?c { SELECT $this { $this <http://example.org/p> ?b } } }" ] .""",
        "ab",
    ),
    "shape that refers to itself": (
        "ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:node ex:S ; sh:minCount 2 ] .",
        "a",
    ),
    "component of its own": (
        """ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:wanted ] ;
        sh:validator [ a sh:SPARQLAskValidator ;
          sh:ask "ASK { $value ?any $wanted }" ] .
        ex:S sh:targetClass ex:Thing ; ex:wanted ex:b .""",
        "bc",
    ),
    "target that is a query": (
        """ex:S sh:nodeKind sh:Literal ; sh:target [ a sh:SPARQLTarget ; sh:select
        "SELECT ?this { ?this <http://example.org/q> ?any }" ] .""",
        "c",
    ),
    "expression": (
        "ex:S sh:targetSubjectsOf ex:fine ; sh:expression [ sh:path ex:fine ] .",
        "b",
    ),
    "loop over facts of the ontology": (
        """ex:S sh:targetNode ex:a ; sh:property ex:T .
        ex:T sh:path [ sh:oneOrMorePath skos:inScheme ] ; sh:minCount 1 .""",
        "a",
    ),
}


def compiled(text, folder):
    (folder / "s.ttl").write_text(f"{PREFIXES}\nex:S a sh:NodeShape .\n{text}", encoding="utf-8")
    return CompiledShapes(folder, ONTOLOGY)


@pytest.fixture
def store():
    store = ox.Store()
    store.load(PREFIXES + DATA, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode("urn:g"))
    return store


@pytest.mark.parametrize("case", LEFT)
def test_shape_is_left_to_pyshacl_which_refuses_what_is_wrong(case, store, tmp_path):
    text, wrong = LEFT[case]
    shapes = compiled(text, tmp_path)

    with capture_logs() as logs:
        verdict = shapes.check(store)

    assert {result.focus[-1] for result in verdict.results} == set(wrong)
    assert [log["event"] for log in logs] == ["shape_left_to_pyshacl"]


def test_shapes_beside_it_are_compiled(store, tmp_path):
    text, _ = LEFT["component of its own"]
    shapes = compiled(f"{text}\nex:T sh:targetNode ex:a ; sh:nodeKind sh:Literal .", tmp_path)

    verdict = shapes.check(store)

    assert [str(shape.node)[-1] for shape in shapes.left] == ["S"]
    assert {(result.shape[-1], result.focus[-1]) for result in verdict.results} == {
        *(("S", "b"), ("S", "c"), ("T", "a"))
    }


def test_pyshacl_too_looks_only_at_the_nodes_that_were_asked_for(store, tmp_path):
    text, _ = LEFT["component of its own"]

    verdict = compiled(text, tmp_path).check(store, [ox.NamedNode("http://example.org/c")])

    assert [result.focus[-1] for result in verdict.results] == ["c"]


def test_shape_that_nobody_can_use_is_refused(store, tmp_path):
    shapes = compiled("ex:S sh:targetNode ex:a ; sh:nodeKind 1 , 2 .", tmp_path)

    with pytest.raises(SettingsError, match=r"example\.org/S"):
        shapes.check(store)


def test_query_that_is_no_sparql_is_refused(store, tmp_path):
    text = 'ex:S sh:targetNode ex:a ; sh:sparql [ sh:select "SELECT $this { $this ex:p ?v }" ] .'

    with pytest.raises(SettingsError, match="a shape's SPARQL"):
        compiled(text, tmp_path).check(store)
