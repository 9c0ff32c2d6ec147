"""As it comes, the server calls nobody: a listener counts who connects, whatever is sent."""

import httpx2
import pytest

from hkgraph.server.app import create_app
from hkgraph.settings import Settings
from hkgraph.store.generations import StoreDir
from hkgraph.store.tokens import Tokens
from remotes import listening
from server.conftest import fill as fill_store
from server.real_port import serving


@pytest.fixture(scope="module")
def address(shared_store):
    with serving(create_app(shared_store, Settings(store=shared_store))) as found:
        yield found


@pytest.fixture(scope="module")
def writer(tmp_path_factory):
    """A client that may write; its server has the settings that everyone begins with."""
    store = fill_store(tmp_path_factory.mktemp("written"))
    headers = {"Authorization": f"Bearer {Tokens(StoreDir(store)).create('tests')}"}
    with (
        serving(create_app(store, Settings(store=store))) as found,
        httpx2.Client(base_url=found, headers=headers, timeout=60) as client,
    ):
        yield client


@pytest.fixture
def listener():
    with listening() as found:
        yield found


CLAUSES = {
    "plain": "SERVICE {there} {{ ?a ?b ?c }}",
    "silent": "SERVICE SILENT {there} {{ ?a ?b ?c }}",
    "case": "sErViCe sIlEnT {there} {{ ?a ?b ?c }}",
    "no spaces": "SERVICESILENT{there}{{?a ?b ?c}}",
    "comments": "SERVICE # {{ no\n SILENT #\r {there} # {{\n {{ ?a ?b ?c }}",
    "escape of the word": "\\u0053ERVICE {there} {{ ?a ?b ?c }}",
    "escape in the address": "SERVICE <\\u0068ttp://127.0.0.1:{port}/> {{ ?a ?b ?c }}",
    "prefixed name": "SERVICE ex: {{ ?a ?b ?c }}",
    "variable": "BIND({there} AS ?x) SERVICE ?x {{ ?a ?b ?c }}",
    "values": "VALUES ?x {{ {there} }} SERVICE ?x {{ ?a ?b ?c }}",
    "subselect": "{{ SELECT ?a {{ {{ SELECT ?a {{ SERVICE {there} {{ ?a ?b ?c }} }} }} }} }}",
    "filter": "?s ?p ?o FILTER NOT EXISTS {{ SERVICE {there} {{ ?s ?b ?c }} }}",
    "optional": "OPTIONAL {{ SERVICE SILENT {there} {{ ?a ?b ?c }} }}",
    "graph": "GRAPH ?g {{ SERVICE {there} {{ ?a ?b ?c }} }}",
    "hidden in an address": 'FILTER(?a<?b)#>"""\n SERVICE {there} {{ ?a ?b ?c }}\n#"""',
    "hidden in a string": 'VALUES ?x {{ """a" }} SERVICE {there} {{ ?a ?b ?c }} # """',
    "localhost": "SERVICE <http://localhost:{port}/> {{ ?a ?b ?c }}",
    "number": "SERVICE <http://2130706433:{port}/> {{ ?a ?b ?c }}",
    "relative": "SERVICE <//127.0.0.1:{port}/> {{ ?a ?b ?c }}",
}
QUERIES = {
    **{name: "PREFIX ex: {there} SELECT * {{ " + text + " }}" for name, text in CLAUSES.items()},
    "construct": "CONSTRUCT {{ ?a ?b ?c }} {{ SERVICE {there} {{ ?a ?b ?c }} }}",
    "describe": "DESCRIBE ?a {{ SERVICE {there} {{ ?a ?b ?c }} }}",
    "ask": "ASK {{ SERVICE {there} {{ }} }}",
    "from": "SELECT * FROM {there} FROM NAMED {there} {{ ?s ?p ?o }}",
    "describe there": "DESCRIBE {there}",
}
UPDATES = {
    "load": "LOAD {there}",
    "load silent": "lOaD SILENT {there} INTO GRAPH <a:b>",
    "load late": "INSERT DATA {{ <a:a> <a:b> 1 }} ; # ;\n LOAD {there}",
    "load by prefix": "PREFIX ex: {there} LOAD ex:",
    "insert": "INSERT {{ ?a ?b ?c }} WHERE {{ SERVICE SILENT {there} {{ ?a ?b ?c }} }}",
    "load escaped": "LOAD <\\u0068ttp://127.0.0.1:{port}/>",
    "load behind a prologue": "CREATE GRAPH <a:n> ; PREFIX ex: {there} LOAD ex:",
    "insert data and service": "INSERT DATA {{ <a:a> <a:b> 1 }} ; "
    "INSERT {{ ?a ?b ?c }} WHERE {{ SERVICE {there} {{ ?a ?b ?c }} }}",
    "delete where": "DELETE WHERE {{ SERVICE {there} {{ ?a ?b ?c }} }}",
    "delete": "DELETE {{ ?a ?b ?c }} USING {there} WHERE {{ SERVICE {there} {{ ?a ?b ?c }} }}",
}
DOCUMENTS = {
    "remote context": (
        "application/ld+json",
        '{{"@context": "http://127.0.0.1:{port}/", "@id": "http://a/s", "http://a/p": 1}}',
    ),
    "one of several contexts": (
        "application/ld+json",
        '{{"@context": [{{}}, "http://127.0.0.1:{port}/"], "@id": "http://a/s"}}',
    ),
    "imported context": (
        "application/ld+json",
        '{{"@context": {{"@import": "http://127.0.0.1:{port}/"}}, "@id": "http://a/s"}}',
    ),
    "external entity": (
        "application/rdf+xml",
        """<!DOCTYPE r [<!ENTITY e SYSTEM "http://127.0.0.1:{port}/">]>
        <r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/">
        <r:Description r:about="http://a/s"><a:p>&e;</a:p></r:Description></r:RDF>""",
    ),
    "imported ontology": (
        "text/turtle",
        "<http://a/o> <http://www.w3.org/2002/07/owl#imports> {there} .",
    ),
}


def fill(text, listener):
    return text.format(there=f"<http://127.0.0.1:{listener.port}/>", port=listener.port)


def send(address, text):
    """Put a text to every door that takes one."""
    here = f"{address}/sparql"
    with httpx2.Client(timeout=30) as client:
        yield client.get(here, params={"query": text})
        yield client.post(here, data={"query": text})
        yield client.post(here, data={"update": text})
        for kind in ("application/sparql-query", "application/sparql-update"):
            yield client.post(here, content=text, headers={"Content-Type": kind})
        yield client.get(f"{address}/query", params={"query": text})
        yield client.get(f"{address}/search", params={"q": text})


@pytest.mark.parametrize("case", QUERIES)
def test_no_query_calls_out_by_any_door(address, listener, case):
    answers = list(send(address, fill(QUERIES[case], listener)))

    assert listener.connections == 0
    assert all(answer.status_code < 500 for answer in answers)


@pytest.mark.parametrize("case", UPDATES)
def test_no_update_calls_out_by_any_door(address, listener, case):
    answers = list(send(address, fill(UPDATES[case], listener)))

    assert listener.connections == 0
    assert all(answer.status_code >= 400 for answer in answers if "sparql" in answer.url.path)


@pytest.mark.parametrize("case", UPDATES)
def test_no_update_calls_out_even_with_a_token(writer, listener, case):
    text = fill(UPDATES[case], listener)

    answer = writer.post(
        "/sparql", content=text, headers={"Content-Type": "application/sparql-update"}
    )

    assert listener.connections == 0
    assert answer.status_code == (204 if case == "load silent" else 400)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_document_that_is_put_has_others_fetched(writer, listener, document):
    kind, text = DOCUMENTS[document]

    answers = [
        send(
            "/graphs",
            params={"graph": "http://a/g"},
            content=fill(text, listener),
            headers={"Content-Type": kind},
        )
        for send in (writer.put, writer.post)
    ]

    assert listener.connections == 0
    was_taken = document == "imported ontology"
    assert all((answer.status_code != 400) == was_taken for answer in answers)
    assert all(answer.status_code in (201, 204, 400) for answer in answers)


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri", "using-graph-uri"])
def test_no_graph_of_the_protocol_is_fetched(address, listener, name):
    there = f"http://127.0.0.1:{listener.port}/"
    with httpx2.Client() as client:
        client.get(f"{address}/sparql", params={"query": "ASK { ?s ?p ?o }", name: there})
        client.get(f"{address}/graphs", params={"graph": there})
        client.put(f"{address}/graphs", params={"graph": there}, content="<a:a> <a:b> 1 .")

    assert listener.connections == 0


def test_the_refusal_says_why_and_what_to_do(address, listener):
    query = fill("ASK {{ SERVICE {there} {{ }} }}", listener)

    answer = httpx2.get(f"{address}/sparql", params={"query": query})

    assert answer.status_code == 400
    assert answer.json()["title"].startswith("SERVICE is refused")
    assert answer.json()["hint"]
