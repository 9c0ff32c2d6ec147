"""What the service says of itself, held against what it does."""

import os
import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from hkgraph.graph.vocab import TYPE
from hkgraph.server.app import create_app
from hkgraph.server.description.counts import MOST_GRAPHS
from hkgraph.server.description.dataset import Dataset
from hkgraph.server.description.service import EXTENSION_FUNCTIONS
from hkgraph.server.description.terms import term
from hkgraph.settings import Settings
from server.sample_store import publish

GOLDEN = Path(__file__).parents[1] / "golden/service-description.nt"
ENDPOINT = "http://testserver/sparql"
ID = "https://w3id.org/hkgraph/id/"
RDF = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}
# Terms of the service description vocabulary that may stand in a description.
SD_TERMS = {
    *("Service", "Dataset", "Graph", "NamedGraph", "Function", "endpoint", "feature"),
    *("defaultDataset", "defaultGraph", "namedGraph", "name", "graph", "supportedLanguage"),
    *("resultFormat", "inputFormat", "extensionFunction", "defaultEntailmentRegime"),
    *("UnionDefaultGraph", "BasicFederatedQuery", "SPARQL11Query", "SPARQL11Update"),
}


class Description:
    """A description that was fetched, for look-ups by prefixed name."""

    def __init__(self, client, path="/sparql"):
        deadline = time.monotonic() + 30
        while True:
            response = client.get(path, headers={"accept": "application/n-triples"})
            if "being counted" not in response.text or time.monotonic() > deadline:
                break
        self.triples = [q.triple for q in parse(response.content, format=RdfFormat.N_TRIPLES)]

    def values(self, predicate, subject=None):
        wanted = term(predicate)
        return [
            t.object for t in self.triples if t.predicate == wanted and subject in (None, t.subject)
        ]

    def number(self, predicate, subject):
        [value] = self.values(predicate, subject)
        return int(value.value)

    @property
    def dataset(self):
        [node] = self.values("sd:defaultDataset")
        return node

    def partitions(self, kind, key, count):
        """Give the counts of partitions by what they are the partition of."""
        parts = self.values(kind, self.dataset)
        return {self.values(key, part)[0].value: self.number(count, part) for part in parts}


@pytest.fixture
def description(client):
    return Description(client)


def counted(client, query):
    """Run a query that gives keys and numbers."""
    response = client.get("/sparql", params={"query": query, "format": "json"})
    rows = response.json()["results"]["bindings"]
    return {row["key"]["value"]: int(row["n"]["value"]) for row in rows if "key" in row}


@pytest.mark.parametrize("path", ["/sparql", "/.well-known/void"])
@pytest.mark.parametrize("media_type", RDF)
def test_the_description_comes_in_the_rdf_that_is_accepted(client, path, media_type):
    response = client.get(path, headers={"accept": media_type})

    subjects = {q.subject.value for q in parse(response.content, format=RDF[media_type])}
    assert response.headers["content-type"].startswith(media_type)
    assert ENDPOINT in subjects


def test_one_service_is_described_at_the_endpoint_that_was_asked(description):
    services = [t.subject for t in description.triples if t.object == term("sd:Service")]

    assert services == [NamedNode(ENDPOINT)]
    assert description.values("sd:endpoint") == [NamedNode(ENDPOINT)]
    assert description.values("void:sparqlEndpoint") == [NamedNode(ENDPOINT)]


def test_the_service_is_described_in_terms_that_the_vocabulary_has(description):
    namespace = term("sd:").value
    terms = {
        node.value.removeprefix(namespace)
        for t in description.triples
        for node in (t.predicate, t.object)
        if isinstance(node, NamedNode) and node.value.startswith(namespace)
    }

    assert terms <= SD_TERMS


def test_the_golden_description_of_the_sample_is_what_is_served(description):
    found = "".join(f"{t} .\n" for t in sorted(description.triples, key=str))

    if os.environ.get("HKGRAPH_GOLDEN") == "write":
        GOLDEN.write_text(found, encoding="utf-8")

    assert found == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("partition", "key", "count", "query"),
    [
        (
            *("void:classPartition", "void:class", "void:entities"),
            "SELECT ?key (COUNT(DISTINCT ?s) AS ?n) { ?s a ?key } GROUP BY ?key",
        ),
        (
            *("void:propertyPartition", "void:property", "void:triples"),
            "SELECT ?key (COUNT(*) AS ?n) { ?s ?key ?o } GROUP BY ?key",
        ),
        (
            *("void:propertyPartition", "void:property", "void:distinctSubjects"),
            "SELECT ?key (COUNT(DISTINCT ?s) AS ?n) { ?s ?key ?o } GROUP BY ?key",
        ),
        (
            *("void:propertyPartition", "void:property", "void:distinctObjects"),
            "SELECT ?key (COUNT(DISTINCT ?o) AS ?n) { ?s ?key ?o } GROUP BY ?key",
        ),
        (
            *("void-ext:languagePartition", "void-ext:language", "void:triples"),
            "SELECT ?key (COUNT(*) AS ?n) { ?s ?p ?o BIND(LANG(?o) AS ?key) } GROUP BY ?key",
        ),
    ],
)
def test_each_part_is_counted_as_the_endpoint_counts_it(
    client, description, partition, key, count, query
):
    expected = counted(client, query)
    expected.pop("", None)  # what has no language

    assert expected
    assert description.partitions(partition, key, count) == expected


def test_each_graph_is_counted_as_the_endpoint_counts_it(client, description):
    graphs = description.values("sd:namedGraph", description.dataset)
    names = [description.values("sd:name", graph)[0] for graph in graphs]

    expected = counted(
        client, "SELECT ?key (COUNT(*) AS ?n) { GRAPH ?key { ?s ?p ?o } } GROUP BY ?key"
    )
    assert {name.value: description.number("void:triples", name) for name in names} == expected


@pytest.mark.parametrize(
    ("predicate", "expression"),
    [
        ("void:triples", "COUNT(*)"),
        ("void:distinctSubjects", "COUNT(DISTINCT ?s)"),
        ("void:distinctObjects", "COUNT(DISTINCT ?o)"),
        ("void:properties", "COUNT(DISTINCT ?p)"),
        ("void-ext:languages", "COUNT(DISTINCT ?language)"),
        ("void:entities", f"COUNT(DISTINCT IF(STRSTARTS(STR(?s), '{ID}'), ?s, 1 / 0))"),
    ],
)
def test_each_total_is_what_the_endpoint_counts(client, description, predicate, expression):
    query = (
        f"SELECT ('all' AS ?key) ({expression} AS ?n) "
        "{ ?s ?p ?o BIND(IF(LANG(?o) != '', LANG(?o), 1 / 0) AS ?language) }"
    )

    [expected] = counted(client, query).values()
    assert description.number(predicate, description.dataset) == expected


def test_a_triple_in_several_graphs_is_counted_once(own_client, store):
    before = Description(own_client)
    publish(
        store, b"<x:s> <x:p> 'x'@cy . <x:g> { <x:s> <x:p> 'x'@cy . } <x:h> { <x:s> <x:p> 'x'@cy . }"
    )
    after = Description(own_client)

    [default] = after.values("sd:defaultGraph")
    grown = after.number("void:triples", after.dataset) - before.number(
        "void:triples", before.dataset
    )
    properties = after.partitions("void:propertyPartition", "void:property", "void:triples")
    languages = after.partitions("void-ext:languagePartition", "void-ext:language", "void:triples")
    assert (grown, properties["x:p"], languages["cy"]) == (1, 1, 1)
    assert after.number("void:triples", default) == after.number("void:triples", after.dataset)
    assert after.number("void:triples", NamedNode("x:g")) == 1


def test_many_graphs_are_not_all_listed_and_the_description_says_so(own_client, store):
    many = " ".join(f"<x:g{n}> {{ <x:s{n}> <x:p> {n} . }}" for n in range(MOST_GRAPHS))
    publish(store, many.encode())

    description = Description(own_client)

    comments = [value.value for value in description.values("rdfs:comment", description.dataset)]
    assert len(description.values("sd:namedGraph")) == MOST_GRAPHS
    assert f"Only {MOST_GRAPHS} of the named graphs" in comments[0]
    assert description.partitions("void:propertyPartition", "void:property", "void:triples")[
        "x:p"
    ] == len(range(MOST_GRAPHS))


@pytest.mark.parametrize(
    ("is_managed", "told"),
    [
        (True, {"void:triples": "9", "void:classes": "1", "void:entities": "3"}),
        # Graphs of users may have triples in common, so their quads are not their triples.
        (False, {"void:classes": "1", "void:entities": "3"}),
    ],
)
def test_what_is_not_counted_yet_is_left_out_and_the_description_says_so(is_managed, told):
    dataset = Dataset(
        site="http://testserver/",
        settings=Settings(),
        noted={"quads": 9, "https://schema.org/Person": 3},
        is_managed=is_managed,
        counts=None,
    )

    triples = list(dataset.triples())

    numbers = [t for t in triples if isinstance(t.object, Literal) and t.object.value.isdigit()]
    assert {t.predicate: t.object.value for t in numbers} == {term(k): v for k, v in told.items()}
    assert any("being counted" in t.object.value for t in triples)


def test_every_example_runs_at_its_target_and_says_what_it_answers(client, description):
    texts = [term(f"sh:{form}") for form in ("select", "ask", "construct")]
    examples = [t for t in description.triples if t.predicate in texts]

    assert len(examples) > 10
    for example in examples:
        [target] = description.values("schema:target", example.subject)
        response = client.get(target.value, params={"query": example.object.value})
        # This server may call nobody; what calls others runs in test_wikidata_queries.py.
        calls_others = bool(description.values("spex:federatesWith", example.subject))
        assert response.status_code == (400 if calls_others else 200)
        assert description.values("rdfs:comment", example.subject)
        assert (example.subject, TYPE, term("sh:SPARQLExecutable")) in {
            (t.subject, t.predicate, t.object) for t in description.triples
        }


def test_the_address_of_an_example_runs_it(client, description):
    [node] = {t.subject for t in description.triples if "quotations_by" in str(t.subject)} & {
        t.subject for t in description.triples if t.object == term("sh:SPARQLExecutable")
    }

    assert client.get(node.value, params={"format": "csv"}).status_code == 200


@pytest.mark.parametrize("function", EXTENSION_FUNCTIONS)
def test_every_extension_function_is_understood(client, function):
    point = "'POINT(1 1)'^^<http://www.opengis.net/ont/geosparql#wktLiteral>"
    query = f"SELECT (<{function}>({point}, {point}) AS ?x) {{}}"

    response = client.get("/sparql", params={"query": query, "format": "json"})

    assert response.json()["results"]["bindings"][0]["x"]["value"] in ("true", "false")


def test_title_licence_and_dump_are_those_of_the_settings(shared_store):
    settings = Settings(
        store=shared_store,
        title="Harbour news",
        licence="https://creativecommons.org/licenses/by/4.0/",
        data_dump="https://dumps.example/kg.nq.gz",
    )

    with TestClient(create_app(shared_store, settings)) as client:
        description = Description(client)

    assert Literal("Harbour news", language="en") in description.values("dcterms:title")
    assert description.values("dcterms:license") == [NamedNode(settings.licence)]
    assert description.values("void:dataDump") == [NamedNode(settings.data_dump)]


def test_a_client_that_holds_the_description_is_told_so(client):
    headers = {"accept": "text/turtle"}
    tag = client.get("/sparql", headers=headers).headers["etag"]

    again = client.get("/sparql", headers=headers | {"if-none-match": tag})
    other = client.get("/sparql", headers={"accept": "application/ld+json", "if-none-match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200


def test_a_client_that_takes_no_rdf_is_refused(client):
    assert client.get("/.well-known/void", headers={"accept": "image/png"}).status_code == 406
