"""The gate on one worked example, and on copies of it with one thing spoilt."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from pyshacl import validate
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH

from hkgraph.errors import SettingsError
from hkgraph.graph import vocab
from hkgraph.validation.gate import Gate
from hkgraph.validation.report import Severity
from hkgraph.validation.shapes import load_shapes
from hkgraph.validation.terms import to_oxigraph as to_ox

ROOT = Path(__file__).parents[2]
SHAPES, ONTOLOGY = ROOT / "shapes", ROOT / "ontology"
HK = vocab.PREFIXES["hk"]
REPORTED = (SH.focusNode, SH.sourceConstraintComponent, SH.value)


@pytest.fixture(scope="module")
def gate():
    return Gate(SHAPES, ONTOLOGY)


@pytest.fixture(scope="module")
def event():
    path = ONTOLOGY / "examples/Event.ttl"
    return [quad.triple for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)]


def without(triples, predicate):
    return [t for t in triples if t.predicate != predicate]


def first(triples, predicate):
    return min((t for t in triples if t.predicate == predicate), key=str)


def replaced(triples, old, value):
    return [ox.Triple(t.subject, t.predicate, value) if t == old else t for t in triples]


def shapes_of(results):
    return {result.shape.removeprefix(HK) for result in results}


def test_example_conforms(gate, event):
    verdict = gate.check(event)

    assert verdict.conforms
    assert verdict.results == ()


def test_quads_are_checked_like_triples(gate, event):
    quads = [ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode("urn:g")) for t in event]

    assert gate.check(quads).conforms


# ── the evidence is not idle ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("predicate", [vocab.START, vocab.END])
@pytest.mark.parametrize("step", [-1, 1, 1000])
def test_shifted_offset_is_caught(gate, event, predicate, step):
    triple = first(event, predicate)
    moved = ox.Literal(int(triple.object.value) + step)

    verdict = gate.check(replaced(event, triple, moved))

    assert not verdict.conforms
    assert {r.value for r in verdict.results if r.shape == HK + "TextSpanShape-cut"} == {
        triple.subject.value
    }


def test_words_that_do_not_stand_there_are_caught(gate, event):
    triple = first(event, vocab.EXACT)

    verdict = gate.check(replaced(event, triple, ox.Literal(triple.object.value + "x")))

    assert shapes_of(verdict.violations) == {"TextSpanShape-cut"}


def test_missing_text_is_caught_at_every_span(gate, event):
    spans = {t.subject.value for t in event if t.predicate == vocab.EXACT}

    verdict = gate.check(without(event, vocab.HK_TEXT))

    assert shapes_of(verdict.violations) == {"TextSpanShape-sourceText"}
    assert {result.focus for result in verdict.results} == spans


def test_text_of_another_article_does_not_help(gate, event):
    text = first(event, vocab.HK_TEXT)
    moved = ox.Triple(ox.NamedNode("urn:other"), vocab.HK_TEXT, text.object)

    assert not gate.check([*without(event, vocab.HK_TEXT), moved]).conforms


def test_missing_evidence_is_caught_at_every_statement(gate, event):
    statements = {t.subject.value for t in event if t.predicate == vocab.MODALITY}

    verdict = gate.check(without(event, vocab.EVIDENCE))

    missing = [r for r in verdict.violations if r.shape == HK + "StatementShape-evidence"]
    assert {result.focus for result in missing} == statements


def test_missing_spans_are_caught(gate, event):
    spans = {t.subject for t in event if t.predicate == vocab.EXACT}

    verdict = gate.check([t for t in event if t.subject not in spans])

    assert "StatementShape-evidence" in shapes_of(verdict.violations)


# ── what the gate adds ────────────────────────────────────────────────────────────────────────


def test_subclass_facts_are_used(gate):
    office = ox.Triple(ox.NamedNode("urn:o"), vocab.TYPE, vocab.OFFICE)

    verdict = gate.check([office])

    assert {"OrganisationShape-schemaType", "LabelShape-prefLabel"} <= shapes_of(verdict.violations)


def test_without_the_ontology_subclasses_are_unknown(tmp_path):
    (tmp_path / "other.ttl").write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    office = ox.Triple(ox.NamedNode("urn:o"), vocab.TYPE, vocab.OFFICE)

    verdict = Gate(SHAPES, tmp_path).check([office])

    assert "LabelShape-prefLabel" not in shapes_of(verdict.results)


def test_neighbours_around_are_looked_at_and_not_judged(gate, event):
    types = {vocab.ORGANIZATION, vocab.ORG_ORGANIZATION}
    about = {t.subject for t in event if t.object in types}
    inner = [t for t in event if t.subject not in about]
    rim = [t for t in event if t.subject in about and t.predicate == vocab.TYPE]

    assert not gate.check(inner).conforms
    assert not gate.check([*inner, *rim]).conforms
    assert gate.check(inner, around=rim).conforms


def test_triple_term_is_refused(gate):
    term = ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.NamedNode("urn:c"))

    with pytest.raises(TypeError, match="triple term"):
        gate.check([ox.Triple(ox.NamedNode("urn:r"), ox.NamedNode("urn:p"), term)])


# ── verdict and report ────────────────────────────────────────────────────────────────────────


def test_warning_alone_conforms(gate, event):
    article = first(event, vocab.HEADLINE).subject

    verdict = gate.check(without(event, vocab.DATE_PUBLISHED))

    assert verdict.conforms
    assert verdict.violations == ()
    assert [(r.focus, r.severity) for r in verdict.warnings] == [(article.value, Severity.WARNING)]


def test_report_does_not_depend_on_order_or_run(event):
    spoilt = without(without(event, vocab.EVIDENCE), vocab.PREF_LABEL)

    one = Gate(SHAPES, ONTOLOGY).check(spoilt)
    other = Gate(SHAPES, ONTOLOGY).check([*reversed(spoilt), *spoilt])

    assert len(one.results) > 10
    assert one == other


def test_checks_do_not_leak_into_each_other(gate, event):
    before = gate.check(event)

    gate.check(without(event, vocab.EVIDENCE))

    assert gate.check(event) == before


def test_report_is_a_shacl_report(gate, event):
    verdict = gate.check(without(without(event, vocab.HK_TEXT), vocab.DATE_PUBLISHED))

    graph = Graph().parse(data=verdict.turtle, format="turtle")

    report = graph.value(predicate=RDF.type, object=SH.ValidationReport)
    assert graph.value(report, SH.conforms).toPython() is False
    found = {
        (str(graph.value(r, SH.focusNode)), str(graph.value(r, SH.sourceShape)))
        for r in graph.objects(report, SH.result)
    }
    assert found == {(r.focus, r.shape) for r in verdict.results}


def test_path_of_several_steps_is_written_as_shacl_has_it(gate, event):
    verdict = gate.check(without(event, vocab.HK_TEXT))

    assert {r.path for r in verdict.results} == {f"( <{vocab.HAS_SOURCE.value}> <{HK}text> )"}


def test_text_names_what_is_wrong_and_the_mend(gate):
    link = ox.NamedNode("urn:k")
    triples = [
        ox.Triple(link, vocab.TYPE, vocab.ENTITY_LINK),
        ox.Triple(link, vocab.ENTITY, ox.NamedNode("urn:o")),
        ox.Triple(link, vocab.CANDIDATE, ox.NamedNode("http://www.wikidata.org/entity/Q42")),
        ox.Triple(link, vocab.LINK_STATE, ox.NamedNode(HK + "Maybe")),
    ]

    assert gate.check(triples).to_text() == (
        "does not conform (violations: 1, warnings: 0)\n"
        "\n"
        "Violation: Say what came of it: add one hk:linkState, hk:Linked, hk:NeedsReview, hk:Nil, "
        "hk:NotLookedUp or hk:LookUpFailed.\n"
        "  focus: urn:k\n"
        "  path:  hk:linkState\n"
        "  value: hk:Maybe\n"
        "  shape: hk:EntityLinkShape-linkState\n"
    )


# ── folders ───────────────────────────────────────────────────────────────────────────────────


def test_digest_follows_names_and_bytes(tmp_path):
    shape = b"<urn:s> a <http://www.w3.org/ns/shacl#NodeShape> ."
    (tmp_path / "one.ttl").write_bytes(shape)
    first_digest = load_shapes(tmp_path).digest
    (tmp_path / "notes.md").write_bytes(b"no shape")
    assert load_shapes(tmp_path).digest == first_digest

    (tmp_path / "one.ttl").rename(tmp_path / "two.ttl")

    assert load_shapes(tmp_path).digest != first_digest


def test_digests_of_the_gate_are_stable(gate):
    again = Gate(SHAPES, ONTOLOGY)

    assert len(gate.shapes_digest) == len(gate.ontology_digest) == 64
    assert gate.shapes_digest == again.shapes_digest
    assert gate.ontology_digest == again.ontology_digest


def test_folder_without_shapes_is_refused(tmp_path):
    with pytest.raises(SettingsError, match="holds no shape"):
        load_shapes(tmp_path)


def test_folder_without_ontology_is_refused(tmp_path):
    with pytest.raises(SettingsError, match="holds no ontology"):
        Gate(SHAPES, tmp_path)


@pytest.mark.parametrize("which", ["shapes", "ontology"])
def test_file_that_is_no_turtle_is_refused(tmp_path, which):
    (tmp_path / "broken.ttl").write_text("<urn:a> <urn:b>", encoding="utf-8")
    folders = {"shapes": SHAPES, "ontology": ONTOLOGY, which: tmp_path}

    with pytest.raises(SettingsError, match=r"broken\.ttl is not Turtle"):
        Gate(folders["shapes"], folders["ontology"])


def test_ill_formed_shape_is_refused(tmp_path):
    (tmp_path / "bad.ttl").write_text(
        "<urn:s> a <http://www.w3.org/ns/shacl#PropertyShape> .", encoding="utf-8"
    )

    with pytest.raises(SettingsError, match="sh:path"):
        load_shapes(tmp_path)


# ── shapes of other people ────────────────────────────────────────────────────────────────────

PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix ex: <http://example.org/> .
"""
THING = """
ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property ex:S-p .
ex:S-p a sh:PropertyShape ; sh:path ex:p ; sh:minCount 1 .
"""
CASES = {
    "plain": THING,
    "deactivated": THING + "ex:S sh:deactivated true .",
    "closed": THING + "ex:S sh:closed true ; sh:ignoredProperties ( ex:q ) .",
    "used by another": THING + "ex:T sh:targetNode ex:b ; sh:node ex:S .",
    "below a property": THING + "ex:S-p sh:property ex:P2 . ex:P2 sh:path ex:q ; sh:minCount 1 .",
    "siblings": """
ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property ex:S-p , ex:S-q .
ex:S-p sh:path ex:p ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShapesDisjoint true ;
  sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] .
ex:S-q sh:path ex:p ; sh:qualifiedMinCount 1 ; sh:qualifiedValueShapesDisjoint true ;
  sh:qualifiedValueShape [ sh:class ex:Thing ] .
""",
    "flat query": """
ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:sparql [
  sh:select "SELECT $this ?value WHERE { $this <http://example.org/p> ?value }" ] .
""",
    "nested query": """
ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:sparql [
  sh:select "SELECT $this WHERE { { FILTER (bound($this)) } }" ] .
""",
    "query by property": """
ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:property ex:S-p .
ex:S-p a sh:PropertyShape ; sh:path ex:p ; sh:sparql [
  sh:select "SELECT $this ?value WHERE { $this $PATH ?value }" ] .
""",
}
THINGS = """
ex:a a ex:Thing ; ex:p ex:b .
ex:b a ex:Thing ; ex:q 1 ; ex:p ex:c .
ex:c a ex:Thing .
"""


@pytest.mark.parametrize("case", CASES)
def test_any_shape_means_what_it_means_to_pyshacl(case, tmp_path):
    text = PREFIXES + CASES[case]
    (tmp_path / "shapes.ttl").write_text(text, encoding="utf-8")
    _, stock, _ = validate(
        Graph().parse(data=PREFIXES + THINGS, format="turtle"),
        shacl_graph=Graph().parse(data=text, format="turtle"),
    )

    verdict = Gate(tmp_path, ONTOLOGY).check(
        quad.triple for quad in ox.parse(PREFIXES + THINGS, format=ox.RdfFormat.TURTLE)
    )

    assert {(r.focus, r.component, r.value) for r in verdict.results} == {
        tuple(
            None if term is None else str(term) if isinstance(term, URIRef) else str(to_ox(term))
            for term in (stock.value(r, name) for name in REPORTED)
        )
        for r in stock.objects(None, SH.result)
    }


@pytest.mark.parametrize(
    "text", ["ex:S-p sh:rule [] .", "ex:S-p sh:js [] .", "ex:f a sh:SPARQLFunction ."]
)
def test_what_would_be_passed_over_is_refused(tmp_path, text):
    (tmp_path / "s.ttl").write_text(PREFIXES + THING + text, "utf-8")

    with pytest.raises(SettingsError, match="does not run"):
        load_shapes(tmp_path)


def test_severity_of_its_own_is_refused(tmp_path):
    (tmp_path / "s.ttl").write_text(PREFIXES + THING + "ex:S-p sh:severity ex:Bad .", "utf-8")

    with pytest.raises(SettingsError, match=r"severity http://example\.org/Bad"):
        load_shapes(tmp_path)


def test_query_that_is_no_sparql_is_refused(tmp_path):
    text = 'ex:S a sh:NodeShape ; sh:targetClass ex:Thing ; sh:sparql [ sh:select "%s" ] .'
    query = "SELECT $this WHERE { $this ex:undeclared ?value }"
    (tmp_path / "s.ttl").write_text(PREFIXES + text % query, encoding="utf-8")
    thing = ox.NamedNode("http://example.org/Thing")

    with pytest.raises(SettingsError, match="a shape's SPARQL"):
        Gate(tmp_path, ONTOLOGY).check([ox.Triple(ox.NamedNode("urn:a"), vocab.TYPE, thing)])
