"""SPARQL Update over HTTP: who may, what it changes, and what is refused whole."""

import http.client
import json
import os
import signal
import threading
import time
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from hkgraph.editing.publishing import begin
from hkgraph.graph.iri import DEFAULT_BASE
from hkgraph.server.app import create_app
from hkgraph.settings import Settings
from hkgraph.store.generations import StoreDir
from hkgraph.store.tokens import Tokens
from server.conftest import fill
from server.real_port import serving

UPDATE = "application/sparql-update"
MANY = " ".join(f"<http://a/{n}>" for n in range(300))
SLOW = (
    f"INSERT {{ ?a a <http://a/C> }} WHERE {{ VALUES ?a {{ {MANY} }} VALUES ?b {{ {MANY} }}"
    f" VALUES ?c {{ {MANY} }} VALUES ?d {{ {MANY} }}"
    " FILTER(STRLEN(CONCAT(STR(?a), STR(?b), STR(?c), STR(?d))) < 0) }"
)
OWN_BASE = "https://example.org/news/"
HK = "https://w3id.org/hkgraph/ns#"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
CLOSURE = "event-type/closure"
MANAGED = f"{DEFAULT_BASE}graph/facts"


@pytest.fixture
def fresh_store(tmp_path):
    """A store with nothing in it."""
    begin(StoreDir(tmp_path), DEFAULT_BASE)
    return tmp_path


def client_of(store, **settings):
    client = TestClient(create_app(store, Settings(store=store, **settings)))
    client.headers["authorization"] = f"Bearer {Tokens(StoreDir(store)).create('tests')}"
    return client


@pytest.fixture(scope="module")
def writer(tmp_path_factory):
    """A client with a token, over the sample; a process that writes takes a second to start."""
    with client_of(fill(tmp_path_factory.mktemp("written"))) as client:
        yield client


@pytest.fixture(scope="module")
def shared_beginner(tmp_path_factory):
    folder = tmp_path_factory.mktemp("begun")
    begin(StoreDir(folder), DEFAULT_BASE)
    with client_of(folder) as client:
        yield client


@pytest.fixture
def beginner(shared_beginner):
    """A client with a token, over a store with nothing in it."""
    update(shared_beginner, "DROP ALL")
    return shared_beginner


def update(client, text, *, parameters="", **headers):
    return client.post(
        f"/sparql{parameters}", content=text, headers={"content-type": UPDATE, **headers}
    )


def ask(client, pattern):
    return client.get("/sparql", params={"query": f"ASK {pattern}", "format": "csv"}).text == "true"


def number_of(client):
    return int(client.get("/sparql?query=ASK{}").headers["x-hkgraph-generation"])


def test_what_an_update_inserts_is_found_at_once(writer):
    answer = update(writer, "INSERT DATA { <http://a/s> <http://a/p> 'new' }")

    assert answer.status_code == 204
    assert ask(writer, "{ <http://a/s> <http://a/p> 'new' }")
    assert answer.headers["x-hkgraph-generation"] == str(number_of(writer))


def test_an_update_may_come_as_a_form(writer):
    answer = writer.post("/sparql", data={"update": "INSERT DATA { <http://a/s> a <http://a/C> }"})

    assert answer.status_code == 204
    assert ask(writer, "{ <http://a/s> a <http://a/C> }")


def test_who_asks_for_json_is_told_what_changed(writer):
    text = "INSERT DATA { GRAPH <http://a/g> { <http://a/s> <http://a/p> 1, 2 } }"

    answer = update(writer, text, accept="application/json")

    assert answer.status_code == 200
    assert answer.json() == {
        "generation": number_of(writer),
        "added": 2,
        "removed": 0,
        "graphs": ["http://a/g"],
        "created": ["http://a/g"],
    }


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer hkg_wrong", "Basic aGs6Zw=="])
def test_without_a_known_token_nothing_is_written(own_client, header):
    headers = {} if header is None else {"authorization": header}

    answer = update(own_client, "INSERT DATA { <http://a/s> a <http://a/C> }", **headers)

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert not ask(own_client, "{ <http://a/s> a <http://a/C> }")


def test_a_revoked_token_is_worthless_at_once(own_client, store):
    tokens = Tokens(StoreDir(store))
    bearer = f"Bearer {tokens.create('tests')}"
    tokens.revoke("tests")

    answer = update(own_client, "INSERT DATA { <http://a/s> a <http://a/C> }", authorization=bearer)

    assert answer.status_code == 401


@pytest.mark.parametrize(
    "text",
    [
        f"INSERT DATA {{ GRAPH <{MANAGED}> {{ <http://a/s> a <http://a/C> }} }}",
        f"WITH <{MANAGED}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
        f"PREFIX f: <{DEFAULT_BASE}graph/> CLEAR GRAPH f:facts",
        f"BASE <{DEFAULT_BASE}> DROP SILENT GRAPH <graph/facts>",
        "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }",
        "CLEAR ALL",
        "DROP NAMED",
        f"COPY DEFAULT TO <{MANAGED}>",
        f"MOVE <{MANAGED}> TO <http://a/g>",
    ],
)
def test_managed_graphs_are_not_changed(writer, text):
    before = number_of(writer)

    answer = update(writer, text)

    assert answer.status_code == 409
    assert "hkgraph build, remove, link and review" in answer.json()["hint"]
    assert number_of(writer) == before


def test_managed_graphs_can_be_copied_from(writer):
    answer = update(writer, f"COPY <{MANAGED}> TO <http://a/copy>")

    assert answer.status_code == 204
    assert ask(writer, "{ GRAPH <http://a/copy> { ?s ?p ?o } }")


def test_all_graphs_can_be_cleared_where_none_is_managed(beginner):
    update(beginner, "INSERT DATA { <http://a/s> a <http://a/C> }")

    assert update(beginner, "CLEAR ALL").status_code == 204
    assert not ask(beginner, "{ ?s ?p ?o }")


def test_one_bad_operation_undoes_those_before_it(beginner):
    text = "INSERT DATA { <http://a/s> a <http://a/C> } ; CREATE GRAPH <http://a/g> ;"

    answer = update(beginner, f"{text} CREATE GRAPH <http://a/g>")

    assert answer.status_code == 400
    assert not ask(beginner, "{ ?s ?p ?o }")


def test_what_breaks_a_shape_is_refused_with_a_report(writer):
    text = f"INSERT DATA {{ <{DEFAULT_BASE}person/x> a <https://schema.org/Person> }}"

    answer = update(writer, text)

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert {result["focus"] for result in answer.json()["report"]} == {f"{DEFAULT_BASE}person/x"}


def test_what_has_no_name_must_fit_the_shapes_too(writer):
    answer = update(writer, "INSERT DATA { _:x a <https://schema.org/Person> }")

    assert answer.status_code == 422
    assert {result["focus"][:2] for result in answer.json()["report"]} == {"_:"}


@pytest.mark.parametrize(("kind_base", "is_known"), [(OWN_BASE, True), (DEFAULT_BASE, False)])
def test_shapes_look_for_event_types_below_the_base_of_the_store(tmp_path, kind_base, is_known):
    begin(StoreDir(tmp_path), OWN_BASE)
    text = f"INSERT DATA {{ <http://a/e> a <{HK}Event> ; <{SEM}eventType> <{kind_base}{CLOSURE}> }}"

    with client_of(tmp_path) as client:
        answer = update(client, text)

    broken = {result["shape"] for result in answer.json()["report"]}
    assert (f"{HK}EventShape-eventType" not in broken) == is_known


def test_the_report_comes_as_turtle_to_whom_wants_it(writer):
    text = f"INSERT DATA {{ <{DEFAULT_BASE}person/x> a <https://schema.org/Person> }}"

    answer = update(writer, text, accept="text/turtle")

    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("text/turtle")
    assert "sh:ValidationReport" in answer.text


def test_what_changes_nothing_publishes_nothing(beginner):
    text = "INSERT DATA { <http://a/s> a <http://a/C> }"
    update(beginner, text)
    before = number_of(beginner)

    answer = update(beginner, text)

    assert answer.status_code == 204
    assert number_of(beginner) == before


def test_a_syntax_error_names_line_and_column(beginner):
    answer = update(beginner, "INSERT DATA {\n  <http://a/s> a }")

    assert answer.status_code == 400
    assert answer.json()["line"] == 2


def test_a_prologue_holds_for_all_operations_behind_it(beginner):
    text = """PREFIX a: <http://a/> INSERT DATA { a:s a:p a:o } ;
        PREFIX a: <http://a/> BASE <http://b/> INSERT DATA { a:s <p> <o> } ;
        PREFIX a: <http://c/> INSERT { ?s a a:C } WHERE { ?s <p> <o> } ; BASE <http://d/>"""

    answer = update(beginner, text)

    assert answer.status_code == 204
    pattern = (
        "{ <http://a/s> <http://a/p> <http://a/o> ; <http://b/p> <http://b/o> ; a <http://c/C> }"
    )
    assert ask(beginner, pattern)


def test_a_prefix_may_be_called_load(beginner):
    text = "PREFIX load: <http://a/> INSERT DATA { load:s load:p 1 } ; PREFIX b: <http://b/>"

    answer = update(beginner, f"{text} INSERT DATA {{ load:s b:p 2 }}")

    assert answer.status_code == 204
    assert ask(beginner, "{ <http://a/s> <http://a/p> 1 ; <http://b/p> 2 }")


def test_a_prefix_holds_for_no_operation_before_it(beginner):
    text = "INSERT DATA { a:s a:p 1 } ; PREFIX a: <http://a/> INSERT DATA { a:s a:p 2 }"

    assert update(beginner, text).status_code == 400


@pytest.mark.parametrize("gap", [" ", "\n  "])
def test_a_syntax_error_behind_a_later_prologue_has_its_own_place(beginner, gap):
    last = f"PREFIX a: <http://a/>{gap}INSERT DATA {{ a:s a:p }}"

    answer = update(beginner, f"PREFIX b: <http://b/>\nCLEAR ALL ; {last}")

    lines = f"CLEAR ALL ; {last}".split("\n")
    assert answer.json()["line"] == 1 + len(lines)
    assert answer.json()["column"] == len(lines[-1])


def test_an_update_by_get_is_refused(writer):
    assert writer.get("/sparql", params={"update": "CLEAR ALL"}).status_code == 400


def test_the_request_may_name_the_dataset(beginner):
    update(beginner, "INSERT DATA { GRAPH <http://a/g> { <http://a/s> a <http://a/C> } }")
    parameters = "?" + urlencode({"using-graph-uri": "http://a/g"})

    answer = update(
        beginner, "INSERT { ?s a <http://a/D> } WHERE { ?s a ?c }", parameters=parameters
    )

    assert answer.status_code == 204
    assert ask(beginner, "{ <http://a/s> a <http://a/D> }")


def test_only_one_of_request_and_text_may_name_the_dataset(beginner):
    parameters = "?" + urlencode({"using-graph-uri": "http://a/g"})
    text = "INSERT { ?s a <http://a/D> } USING <http://a/h> WHERE { ?s a ?c }"

    assert update(beginner, text, parameters=parameters).status_code == 400


def test_relative_iris_are_resolved_against_the_endpoint(beginner):
    update(beginner, "INSERT DATA { <http://a/s> <http://a/p> <test> }")

    assert ask(beginner, "{ ?s ?p <http://testserver/test> }")


@pytest.mark.parametrize("silent", ["", "SILENT "])
def test_load_calls_no_host_that_is_not_listed(beginner, silent):
    answer = update(beginner, f"LOAD {silent}<http://127.0.0.1:9/data.ttl>")

    assert answer.status_code == (204 if silent else 400)
    assert not ask(beginner, "{ ?s ?p ?o }")


def test_eight_writers_at_once_are_all_served(fresh_store):
    token = Tokens(StoreDir(fresh_store)).create("tests")
    numbers = []

    def write(port, number):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        text = f"INSERT DATA {{ <http://a/{number}> <http://a/p> {number} }}"
        headers = {"Authorization": f"Bearer {token}", "Content-Type": UPDATE}
        connection.request("POST", "/sparql", text, headers)
        response = connection.getresponse()
        numbers.append((response.status, int(response.headers["x-hkgraph-generation"])))
        connection.close()

    with serving(create_app(fresh_store, Settings(store=fresh_store))) as address:
        port = int(address.rpartition(":")[2])
        threads = [threading.Thread(target=write, args=(port, n)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert sorted(numbers) == [(204, number) for number in range(2, 10)]
    assert len(StoreDir(fresh_store).open_current()) == 8


def test_a_write_that_takes_too_long_is_ended_and_changes_nothing(fresh_store):
    with client_of(fresh_store, write_seconds=0.5, write_waiting_seconds=0.5) as client:
        late = update(client, SLOW)
        later = update(client, "INSERT DATA { <http://a/s> a <http://a/C> }")

    assert (late.status_code, later.status_code) == (504, 204)
    assert "0.5 seconds" in late.json()["title"]


def test_a_killed_writer_leaves_the_graph_as_it_was(fresh_store):
    with client_of(fresh_store) as client:
        update(client, "INSERT DATA { <http://a/s> a <http://a/C> }")
        answer = killed_in_the_middle(client, fresh_store)
        left = len(StoreDir(fresh_store).open_current())
        later = update(client, "INSERT DATA { <http://a/t> a <http://a/C> }")

    assert (answer.status_code, left, later.status_code) == (503, 1, 204)


def killed_in_the_middle(client, store):
    """Kill the process that carries out a write, and give what the client is told."""
    answers = []
    thread = threading.Thread(target=lambda: answers.append(update(client, SLOW)))
    thread.start()
    while not list(store.glob("generations/*.part")):
        time.sleep(0.01)
    holder = (store / "lock").read_text(encoding="utf-8")
    os.kill(int(holder.split()[1]), signal.SIGKILL)
    thread.join()
    return answers[0]


def test_the_log_names_the_token_and_never_shows_it(writer):
    with capture_logs() as lines:
        update(writer, "INSERT DATA { <http://a/log> a <http://a/C> }")
        update(writer, "CLEAR ALL")

    published, refused = (line for line in lines if line["event"].startswith("write_"))
    assert (published["event"], published["token"], published["added"]) == (
        "write_published",
        "tests",
        1,
    )
    assert (refused["event"], refused["token"], refused["status"]) == (
        "write_refused",
        "tests",
        409,
    )
    assert "hkg_" not in str(lines)


def test_the_problem_is_json_with_title_and_hint(writer):
    answer = update(writer, "CLEAR ALL")

    assert {"title", "hint", "status"} <= json.loads(answer.text).keys()
