"""The endpoint calls nobody (facts: SERVICE and LOAD call out by default): a listener counts."""

import socket
import time
from urllib.parse import quote

import pytest

from conformance.wire import PROBLEM
from remotes import listening


@pytest.fixture
def listener():
    with listening() as listener:
        yield listener


def hosts(port):
    return [
        f"http://127.0.0.1:{port}/",
        f"http://localhost:{port}/",
        f"http://[::1]:{port}/",
        f"http://[::ffff:127.0.0.1]:{port}/",
        f"http://2130706433:{port}/",
        f"http://0x7f.1:{port}/",
        f"http://127.1:{port}/",
        f"http://0.0.0.0:{port}/",
        f"HTTP://LOCALHOST:{port}/",
        f"http://user@127.0.0.1:{port}/",
        f"http://allowed.example@127.0.0.1:{port}/",
    ]


SERVICES = [
    "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <%s> { ?s ?p ?o } }",
    "ASK { service <%s> { ?s ?p ?o } }",
    "SELECT * { # {\n SeRvIcE#\n<%s>{ ?s ?p ?o } }",
    "SELECT * { BIND(<%s> AS ?x) SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { VALUES ?x { <%s> } SERVICE SILENT ?x { ?s ?p ?o } }",
    "BASE <%s> SELECT * { SERVICE <x> { ?s ?p ?o } }",
    "PREFIX x: <%s> SELECT * { SERVICE x: { ?s ?p ?o } }",
    "PREFIX x: <%s> SELECT * { SERVICE x:y { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } { { SELECT * { SERVICE <%s> { ?s ?p ?o } } } }",
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <%s> { ?s ?p ?o } } }",
    "SELECT * { OPTIONAL { SERVICE <%s> { ?s ?p ?o } } }",
    "SELECT * { \\u0053ERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { ?a <p> '''''' SERVICE <%s> { ?s ?p ?o } }",
    "SELECT * { FILTER(1<2) SERVICE <%s> { ?s ?p ?o } FILTER(2>1) }",
    "DESCRIBE ?s { SERVICE <%s> { ?s ?p ?o } }",
]


@pytest.mark.parametrize("query", SERVICES)
@pytest.mark.parametrize("way", ["get", "post"])
def test_service_is_refused_and_calls_nobody(client, listener, query, way):
    text = query % f"http://127.0.0.1:{listener.port}/"

    reply = client.get(f"/sparql?query={quote(text)}") if way == "get" else client.post(text)

    assert listener.connections == 0
    assert 400 <= reply.status < 500
    assert reply.kind == PROBLEM


@pytest.mark.parametrize("number", range(11))
def test_service_is_refused_however_this_machine_is_spelled(client, listener, number):
    place = hosts(listener.port)[number]

    reply = client.post(f"SELECT * {{ SERVICE <{place}> {{ ?s ?p ?o }} }}")

    assert listener.connections == 0
    assert 400 <= reply.status < 500


@pytest.mark.parametrize("clause", ["FROM <%s>", "FROM NAMED <%s>"])
def test_from_fetches_nothing(client, listener, clause):
    place = f"http://127.0.0.1:{listener.port}/data.ttl"

    reply = client.post(f"SELECT * {clause % place} {{ ?s ?p ?o }}")

    assert listener.connections == 0
    assert reply.status == 200


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_a_dataset_of_the_request_fetches_nothing(client, listener, name):
    place = quote(f"http://127.0.0.1:{listener.port}/data.ttl", safe="")

    reply = client.get(f"/sparql?query=ASK%7B%7D&{name}={place}")

    assert listener.connections == 0
    assert reply.status == 200


LOADS = [
    "LOAD <%s>",
    "LOAD SILENT <%s>",
    "load <%s> INTO GRAPH <urn:g>",
    "LOAD <%s> INTO GRAPH <urn:g> ; CLEAR DEFAULT",
    "INSERT DATA { <urn:s> <urn:p> 1 } ; LOAD <%s>",
    "BASE <%s> LOAD <x.ttl>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <%s> { ?s ?p ?o } }",
    "INSERT { ?s ?p ?o } WHERE { SERVICE SILENT <%s> { ?s ?p ?o } }",
    "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER EXISTS { SERVICE <%s> { ?s ?p ?o } } }",
    "INSERT { ?s ?p ?o } USING <%s> WHERE { ?s ?p ?o }",
    "LO\\u0041D <%s>",
]


@pytest.mark.parametrize("update", LOADS)
@pytest.mark.parametrize("authorised", [True, False])
def test_load_is_refused_and_calls_nobody(graphs, listener, update, authorised):
    graphs.forget()
    text = update % f"http://127.0.0.1:{listener.port}/"
    headers = graphs.client.credentials if authorised else {}

    reply = graphs.client.send(
        "POST", "/sparql", {"Content-Type": "application/sparql-update", **headers}, text
    )

    # USING only names a dataset, and SILENT makes a success of what failed.
    may_succeed = authorised and ("USING" in update or "LOAD SILENT" in update)
    assert listener.connections == 0
    assert 400 <= reply.status < 500 or (may_succeed and reply.status < 300)


DOCUMENTS = {
    "application/ld+json": '{"@context": "%s", "@id": "urn:s"}',
    "application/rdf+xml": """<!DOCTYPE r [<!ENTITY x SYSTEM "%s">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:">
<rdf:Description rdf:about="urn:s"><u:p>&x;</u:p></rdf:Description></rdf:RDF>""",
    "text/turtle": "@base <%s> . <a> <b> <c> .",
}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_that_names_another_fetches_nothing(graphs, listener, kind):
    graphs.forget()
    place = f"http://127.0.0.1:{listener.port}/"

    graphs.client.write("PUT", "?graph=urn%3Ag", DOCUMENTS[kind] % place, kind)
    time.sleep(0.1)

    assert listener.connections == 0


def test_the_listener_counts(listener):
    socket.create_connection(("127.0.0.1", listener.port)).close()
    time.sleep(0.1)

    assert listener.connections == 1
