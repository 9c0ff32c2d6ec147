"""Any shape over any small graph: compiled, it finds what pyshacl finds."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hkgraph.validation.compiled import CompiledShapes
from hkgraph.validation.gate import Gate

ONTOLOGY = Path(__file__).parents[3] / "ontology"
PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <http://example.org/> .
"""
NODES = ["ex:a", "ex:b", "ex:c", "_:d"]
LITERALS = ['"x"', '"y"@en', '"z"@en', '"w"@fr', "1", "2", "3.5", '"no"^^xsd:integer', "true"]
LITERALS += ['"2021-05-03"^^xsd:date', '"2021-05-99"^^xsd:date', '"long enough"']
PROPERTIES = ["ex:p", "ex:q", "ex:r"]
CLASSES = ["ex:C", "ex:D", "ex:E"]

triples = st.tuples(
    st.sampled_from(NODES), st.sampled_from(PROPERTIES), st.sampled_from(NODES + LITERALS)
)
types = st.tuples(st.sampled_from(NODES), st.just("a"), st.sampled_from(CLASSES))
graphs = st.lists(triples | types, min_size=3, max_size=25).map(
    lambda found: "ex:D rdfs:subClassOf ex:C .\n" + "".join(f"{' '.join(t)} .\n" for t in found)
)

paths = st.recursive(
    st.sampled_from(PROPERTIES),
    lambda inner: st.one_of(
        inner.map("[ sh:inversePath {} ]".format),
        inner.map("[ sh:zeroOrMorePath {} ]".format),
        inner.map("[ sh:oneOrMorePath {} ]".format),
        inner.map("[ sh:zeroOrOnePath {} ]".format),
        st.tuples(inner, inner).map("( {0[0]} {0[1]} )".format),
        st.tuples(inner, inner).map("[ sh:alternativePath ( {0[0]} {0[1]} ) ]".format),
    ),
    max_leaves=3,
)


def each(pattern, values):
    return st.sampled_from(values).map(pattern.format)


value_constraints = st.one_of(
    each("sh:class {}", CLASSES),
    each("sh:datatype {}", ["xsd:string", "xsd:integer", "xsd:date", "rdf:langString"]),
    each("sh:nodeKind sh:{}", ["IRI", "Literal", "BlankNode", "IRIOrLiteral", "BlankNodeOrIRI"]),
    each("sh:minInclusive {}", ["2", "1.5", '"2021-05-03"^^xsd:date']),
    each("sh:maxExclusive {}", ["2", "3.5"]),
    each("sh:minLength {}", [0, 2]),
    each("sh:maxLength {}", [1, 5]),
    each('sh:pattern "{}"', ["^x", "o", "EX"]),
    each("sh:languageIn ( {} )", ['"en"', '"fr" "en"', '"*"']),
    each("sh:in ( {} )", ["ex:a 1", '"x" "y"@en ex:b', "ex:b ex:c"]),
    each("sh:hasValue {}", ["ex:a", "1", '"y"@en']),
    each("sh:equals {}", PROPERTIES),
    each("sh:disjoint {}", PROPERTIES),
)
property_constraints = st.one_of(
    value_constraints,
    each("sh:minCount {}", [1, 2]),
    each("sh:maxCount {}", [0, 1, 2]),
    st.just("sh:uniqueLang true"),
)


def joined(constraints):
    """One of each kind at most: what has a value twice is often ill-formed."""
    return " ; ".join({one.split()[0]: one for one in constraints}.values())


def shapes_of(inner):
    nested = st.one_of(
        inner.map("sh:not [ {} ]".format),
        st.lists(inner, min_size=1, max_size=2).map(
            lambda found: f"sh:or ( {' '.join(f'[ {one} ]' for one in found)} )"
        ),
        st.lists(inner, min_size=2, max_size=3).map(
            lambda found: f"sh:xone ( {' '.join(f'[ {one} ]' for one in found)} )"
        ),
        st.tuples(inner, inner).map("sh:and ( [ {0[0]} ] [ {0[1]} ] )".format),
        inner.filter(lambda one: "sh:path" not in one[:8]).map("sh:node [ {} ]".format),
        inner.filter(lambda one: one.startswith("sh:path")).map("sh:property [ {} ]".format),
    )
    qualified = st.tuples(inner, st.sampled_from(["Min", "Max"]), st.integers(0, 2)).map(
        "sh:qualifiedValueShape [ {0[0]} ] ; sh:qualified{0[1]}Count {0[2]}".format
    )
    node = st.lists(value_constraints | nested, min_size=1, max_size=2).map(joined)
    found = st.lists(property_constraints | nested | qualified, min_size=1, max_size=2)
    return node | st.tuples(paths, found.map(joined)).map("sh:path {0[0]} ; {0[1]}".format)


shapes = st.recursive(
    st.lists(value_constraints, min_size=1, max_size=2).map(joined), shapes_of, max_leaves=4
)
targets = st.sampled_from(
    [
        "sh:targetClass ex:C",
        "sh:targetNode ex:a , ex:none , 1",
        "sh:targetSubjectsOf ex:p",
        "sh:targetObjectsOf ex:q",
        "sh:targetClass ex:C , ex:E ; sh:targetNode ex:b",
    ]
)


def keys(verdict):
    """All but the names of blank shapes, and the words of results without a message."""
    return {
        (
            one.focus,
            one.path,
            one.component,
            one.severity,
            one.value,
            "_" if one.shape.startswith("_:") else one.shape,
        )
        for one in verdict.results
    }


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(graph=graphs, shape=shapes, target=targets, severity=st.sampled_from(["Info", "Warning"]))
def test_compiled_shape_finds_what_pyshacl_finds(graph, shape, target, severity):
    with TemporaryDirectory() as name:
        folder = Path(name)
        text = f"{PREFIXES} ex:S {target} ; sh:severity sh:{severity} ; {shape} ."
        (folder / "s.ttl").write_text(text, encoding="utf-8")
        store = ox.Store()
        store.load(PREFIXES + graph, format=ox.RdfFormat.TURTLE)
        gate, compiled = Gate(folder, ONTOLOGY), CompiledShapes(folder, ONTOLOGY)

    assert compiled.left == {}
    assert keys(compiled.check(store)) == keys(gate.check(store))
