"""The ontology: every term is defined, every example conforms, every term in use exists."""

from itertools import chain
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS

from hkgraph.graph import vocab
from hkgraph.model import EVENT_TYPES, Predicate
from hkgraph.validation.gate import Gate

ROOT = Path(__file__).parents[1]
ONTOLOGY = ROOT / "ontology"
EXAMPLES = sorted((ONTOLOGY / "examples").glob("*.ttl"))
HK = Namespace("https://w3id.org/hkgraph/ns#")
DATA = "https://w3id.org/hkgraph/id/"
SCHEME = URIRef(f"{DATA}event-type/")
DOCUMENT = URIRef("https://w3id.org/hkgraph/ontology")
GROUPS = {
    "justice": "arrest charge trial conviction acquittal sentencing appeal quashing bail release "
    "raid ruling",
    "organisation-change": "founding dissolution closure departure merger redundancy",
    "office-holding": "appointment resignation election dismissal",
    "government-act": "sanction entry-denial ban lawmaking amendment repeal policy",
    "communication": "announcement statement interview meeting publication",
    "public-action": "protest strike",
    "mishap": "death injury accident weather",
    "dealings": "visit award deal",
}


@pytest.fixture(scope="module")
def ontology():
    return Graph().parse(ONTOLOGY / "hkgraph.ttl")


@pytest.fixture(scope="module")
def vocabulary():
    return Graph().parse(ONTOLOGY / "imports/vocabulary.ttl")


@pytest.fixture(scope="module")
def gate():
    return Gate(ROOT / "shapes", ONTOLOGY)


def terms(graph):
    return {s for s in graph.subjects(RDF.type) if isinstance(s, URIRef) and s in HK}


def turtle_files():
    return sorted(chain(ONTOLOGY.rglob("*.ttl"), (ROOT / "shapes").glob("*.ttl")))


@pytest.mark.parametrize("path", turtle_files(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_turtle_parses_in_both_libraries(path):
    triples = list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))

    assert len(Graph().parse(path)) == len(set(map(str, triples))) > 0


def test_every_term_has_label_definition_and_home(ontology):
    for term in terms(ontology):
        assert [o for o in ontology.objects(term, RDFS.label) if o.language == "en"], term
        assert [o for o in ontology.objects(term, SKOS.definition) if o.language == "en"], term
        assert list(ontology.objects(term, RDFS.isDefinedBy)) == [DOCUMENT], term


def test_labels_are_unique_in_a_language(ontology):
    labels = [str(o) for s, o in ontology.subject_objects(RDFS.label) if o.language == "en"]

    assert len(labels) == len(set(labels))


def test_ontology_speaks_of_its_own_terms_only(ontology):
    assert {s for s in ontology.subjects() if s not in HK} == {DOCUMENT}


def test_version_is_the_same_in_every_place(ontology):
    version = str(ontology.value(DOCUMENT, OWL.versionInfo))

    assert str(ontology.value(DOCUMENT, OWL.versionIRI)) == f"{DOCUMENT}/{version}"
    assert f"## {version} " in (ONTOLOGY / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("reported", [HK.ReportedEvent, HK.ReportedMembership])
def test_what_is_only_told_is_a_kind_of_nothing(ontology, reported):
    assert list(ontology.objects(reported, RDFS.subClassOf)) == []


def test_event_types_are_those_of_the_contract():
    scheme = Graph().parse(ONTOLOGY / "event-types.ttl")

    listed = {slug: group for group, slugs in GROUPS.items() for slug in slugs.split()}
    tops = {*GROUPS, "other"}
    found = {str(s).removeprefix(SCHEME) for s in scheme.subjects(RDF.type, SKOS.Concept)}
    assert found == {*listed, *tops}
    assert {*listed, "other"} == EVENT_TYPES
    for slug, group in listed.items():
        assert list(scheme.objects(SCHEME + slug, SKOS.broader)) == [SCHEME + group]
    assert set(scheme.subjects(SKOS.topConceptOf, SCHEME)) == {SCHEME + top for top in tops}


def test_every_event_type_is_labelled_and_in_the_scheme():
    scheme = Graph().parse(ONTOLOGY / "event-types.ttl")

    for concept in scheme.subjects(RDF.type, SKOS.Concept):
        assert list(scheme.objects(concept, SKOS.inScheme)) == [SCHEME]
        assert "en" in {label.language for label in scheme.objects(concept, SKOS.prefLabel)}
        assert [o.language for o in scheme.objects(concept, SKOS.definition)] == ["en"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_example_conforms_without_a_warning(path, gate):
    verdict = gate.check(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))

    assert verdict.to_text() == "conforms (violations: 0, warnings: 0)\n"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_example_shows_its_class_and_has_no_blank_node(path):
    graph = Graph().parse(path)
    classes = {str(o).replace("#", "/").rsplit("/", 1)[-1] for o in graph.objects(None, RDF.type)}

    assert path.stem in classes | ({"Offence"} if "Concept" in classes else set())
    assert all(isinstance(term, URIRef | Literal) for triple in graph for term in triple)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_plain_fact_in_an_example_has_its_statement(path):
    graph = Graph().parse(path)
    said = {
        (graph.value(s, RDF.subject), graph.value(s, RDF.predicate), graph.value(s, RDF.object))
        for s in graph.subjects(HK.modality, HK.Asserted)
        if (s, HK.attributedTo, None) not in graph and (s, HK.polarity, Literal(True)) in graph
    }
    predicates = {URIRef(vocab.term(predicate.value).value) for predicate in Predicate}
    described = (HK.ReportedMembership, URIRef(vocab.MEMBERSHIP.value))
    plain = {
        (s, p, o)
        for s, p, o in graph
        if p in predicates and not any((s, RDF.type, kind) in graph for kind in described)
    }

    assert plain - said == set()


def test_every_class_of_the_ontology_has_an_example(ontology):
    classes = {str(s).removeprefix(HK) for s in ontology.subjects(RDF.type, OWL.Class)}

    assert classes - {path.stem for path in EXAMPLES} == set()


def used_terms(path):
    """List the IRIs of vocabularies that a file uses: properties, classes, values of hk:."""
    graph = Graph().parse(path)
    iris = {term for triple in graph for term in triple if isinstance(term, URIRef)}
    iris |= {o.datatype for o in graph.objects() if isinstance(o, Literal) and o.datatype}
    return {str(iri) for iri in iris if str(iri).startswith(tuple(vocab.PREFIXES.values()))}


@pytest.mark.parametrize(
    "path",
    [*EXAMPLES, *sorted((ROOT / "shapes").glob("*.ttl")), ONTOLOGY / "hkgraph.ttl"],
    ids=lambda p: f"{p.parent.name}-{p.stem}",
)
def test_term_in_use_exists(path, ontology, vocabulary):
    own = set(map(str, Graph().parse(path).subjects()))
    known = {str(s) for s in chain(ontology.subjects(RDF.type), vocabulary.subjects(RDF.type))}
    xsd = vocab.PREFIXES["xsd"]

    unknown = {iri for iri in used_terms(path) - known - own if not iri.startswith((xsd, str(SH)))}

    assert unknown == set()


def test_term_in_code_exists(ontology, vocabulary):
    known = {str(s) for s in chain(ontology.subjects(RDF.type), vocabulary.subjects(RDF.type))}
    constants = {t.value for t in vars(vocab).values() if isinstance(t, ox.NamedNode)}
    constants |= {vocab.term(predicate.value).value for predicate in Predicate}

    assert {iri for iri in constants - known if not iri.startswith(vocab.PREFIXES["xsd"])} == set()


def test_mapping_speaks_of_known_terms(ontology, vocabulary):
    types = Graph().parse(ONTOLOGY / "event-types.ttl")
    known = set(chain(*(graph.subjects(RDF.type) for graph in (ontology, vocabulary, types))))

    for path in (ONTOLOGY / "mappings").glob("*.ttl"):
        assert set(Graph().parse(path).subjects()) - known == set(), path.name
