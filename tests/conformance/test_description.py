"""What the service says of itself (SPARQL 1.1 Service Description, VoID), and that it is true."""

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from conformance import reading
from conformance.wire import PROBLEM

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
PATHS = ["/sparql", "/.well-known/void"]
KINDS = ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]


@pytest.fixture(scope="module")
def described(client):
    store = Store()
    for path in PATHS:
        body = client.get(path, {"Accept": "text/turtle"}).body
        store.load(body, format=RdfFormat.TURTLE, base_iri=client.root + path)
    return store


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("kind", KINDS)
def test_it_is_written_as_the_client_accepts(client, path, kind):
    reply = client.get(path, {"Accept": kind})

    assert (reply.status, reply.kind) == (200, kind)
    assert reading.graph(reply.body, kind, client.root + path)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("accept", [None, "*/*", "text/*", "application/json, */*;q=0.1"])
def test_a_client_without_a_wish_gets_rdf(client, path, accept):
    reply = client.get(path, {"Accept": accept} if accept else {})

    assert reply.status == 200
    assert reply.kind in (*KINDS, "application/json")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("accept", ["image/png", "text/csv", "*/*;q=0"])
def test_what_cannot_be_written_as_accepted_is_406(client, path, accept):
    reply = client.get(path, {"Accept": accept})

    assert (reply.status, reply.kind) == (406, PROBLEM)


def objects(store, name):
    return {quad.object for quad in store.quads_for_pattern(None, NamedNode(name), None)}


def test_the_endpoint_is_named(client, described):
    address = NamedNode(f"{client.root}/sparql")

    assert address in objects(described, f"{SD}endpoint")
    assert address in objects(described, f"{VOID}sparqlEndpoint")


@pytest.mark.parametrize("language", ["SPARQL11Query", "SPARQL11Update"])
def test_the_languages_are_named(described, language):
    assert NamedNode(SD + language) in objects(described, f"{SD}supportedLanguage")


FORMATS = [
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads"),
]


@pytest.mark.parametrize("name", FORMATS)
def test_the_formats_are_named(described, name):
    found = objects(described, f"{SD}resultFormat")

    assert NamedNode(f"http://www.w3.org/ns/formats/{name}") in found


def test_the_union_of_graphs_is_told_as_it_is(client, described):
    union = NamedNode(f"{SD}UnionDefaultGraph") in objects(described, f"{SD}feature")

    assert union is client.truth("ASK { ?s ?p ?o }")


def test_a_service_without_a_union_does_not_claim_one(graphs):
    body = graphs.client.get("/sparql", {"Accept": "application/n-triples"}).body

    assert b"UnionDefaultGraph" not in body


def number(client, query):
    return int(client.rows(query)[0]["n"])


def test_the_number_of_triples_is_true(client, described):
    told = {int(o.value) for o in objects(described, f"{VOID}triples") if isinstance(o, Literal)}

    assert number(client, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") in told


def partitions(store, part, name, count):
    """Give what each partition of a kind is of, with its number."""
    query = (
        f"SELECT ?of ?n {{ ?whole <{VOID}{part}> ?part . "
        f"?part <{VOID}{name}> ?of ; <{VOID}{count}> ?n }}"
    )
    return {(row["of"].value, int(row["n"].value)) for row in store.query(query)}


def test_the_number_of_things_of_each_class_is_true(client, described):
    rows = client.rows("SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c")

    counted = {(row["c"], int(row["n"])) for row in rows}
    assert partitions(described, "classPartition", "class", "entities") == counted


def test_the_number_of_triples_of_each_property_is_true(client, described):
    rows = client.rows("SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p")

    counted = {(row["p"], int(row["n"])) for row in rows}
    assert partitions(described, "propertyPartition", "property", "triples") == counted


def test_the_number_of_triples_of_each_named_graph_is_true(client, described):
    rows = client.rows("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    query = (
        f"SELECT ?name ?n {{ ?graph <{SD}name> ?name ; <{SD}graph>? ?g . ?g <{VOID}triples> ?n }}"
    )

    told = {(row["name"].value, int(row["n"].value)) for row in described.query(query)}
    counted = {(row["g"], int(row["n"])) for row in rows}
    assert {one for one in counted if "/graph/article/" not in one[0]} <= told
    assert told <= counted


@pytest.mark.parametrize("path", PATHS)
def test_it_has_an_etag_and_is_304(client, path):
    tag = client.get(path).headers["etag"]

    assert client.get(path, {"If-None-Match": tag}).status == 304


def test_it_changes_with_the_data(graphs):
    graphs.clear()
    graphs.update("INSERT DATA { <urn:s> a <urn:Class> . <urn:t> a <urn:Class> }")

    store = Store()
    body = graphs.client.get("/.well-known/void", {"Accept": "text/turtle"}).body
    store.load(body, format=RdfFormat.TURTLE, base_iri=graphs.client.root)

    assert partitions(store, "classPartition", "class", "entities") == {("urn:Class", 2)}


def test_stored_queries_are_told_as_examples(client):
    body = client.get("/.well-known/void", {"Accept": "application/n-triples"}).body
    examples = client.get("/queries", {"Accept": "application/n-triples"})

    found = body + (examples.body if examples.status == 200 else b"")
    assert b"http://www.w3.org/ns/shacl#SPARQLExecutable" in found


def test_the_openapi_description_is_there(client):
    paths = client.get("/openapi.json").json()["paths"]

    assert {"/sparql", "/graphs", "/.well-known/void", "/health"} <= set(paths)
