import contextlib
import csv
import io
import json
import socket
import threading
import time
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from hkgraph.server.app import create_app
from hkgraph.settings import Settings
from server.sample_store import BROWSER, publish

HK = "https://w3id.org/hkgraph/ns#"
ID = "https://w3id.org/hkgraph/id/"
NAMES = "SELECT ?n { ?p <http://www.w3.org/2004/02/skos/core#prefLabel> ?n } ORDER BY ?n"
FORM = "application/x-www-form-urlencoded"


def column(response):
    return [row[0] for row in csv.reader(io.StringIO(response.text))][1:]


@pytest.mark.parametrize("method", ["get", "form", "direct"])
def test_all_three_ways_to_send_a_query_give_the_same_answer(client, method):
    headers = {"accept": "text/csv"}
    if method == "get":
        response = client.get("/sparql", params={"query": NAMES}, headers=headers)
    elif method == "form":
        response = client.post("/sparql", data={"query": NAMES}, headers=headers)
    else:
        direct = headers | {"content-type": "application/sparql-query; charset=utf-8"}
        response = client.post("/sparql", content=NAMES.encode(), headers=direct)

    assert response.status_code == 200
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert "Mabel Tang" in column(response)
    assert "鄧美寶" in column(response)


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        (NAMES, "*/*", "application/sparql-results+json"),
        (NAMES, "application/sparql-results+xml", "application/sparql-results+xml"),
        (NAMES, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("ASK { }", "text/csv;q=0.1, application/json", "application/sparql-results+json"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "*/*", "text/turtle; charset=utf-8"),
        ("DESCRIBE <a:b>", "application/rdf+xml", "application/rdf+xml"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/ld+json", "application/ld+json"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-quads", "application/n-quads"),
    ],
)
def test_the_answer_comes_as_the_client_accepts_it(client, query, accept, media_type):
    response = client.get("/sparql", params={"query": query}, headers={"accept": accept})

    assert response.status_code == 200
    assert response.headers["content-type"] == media_type
    assert "Accept" in response.headers["vary"]


def test_the_format_parameter_wins_over_accept(client):
    response = client.get("/sparql", params={"query": "ASK { }", "format": "csv"})

    assert response.text == "true"


@pytest.mark.parametrize(
    ("query", "accept"), [(NAMES, "text/turtle"), ("CONSTRUCT WHERE {?s ?p ?o}", "text/csv")]
)
def test_a_result_that_fits_no_accepted_format_is_not_acceptable(client, query, accept):
    response = client.get("/sparql", params={"query": query}, headers={"accept": accept})

    assert response.status_code == 406
    assert response.headers["content-type"] == "application/problem+json"
    assert "Accept one of" in response.json()["hint"]


def test_an_unknown_format_name_is_not_acceptable(client):
    response = client.get("/sparql", params={"query": "ASK { }", "format": "docx"})

    assert response.status_code == 406


def test_a_syntax_error_has_its_place_on_one_line(client):
    response = client.get("/sparql", params={"query": "SELECT *\nWHERE { ?s foaf:name ?o }"})

    problem = response.json()
    assert response.status_code == 400
    assert (problem["line"], problem["column"]) == (2, 21)
    assert "the prefix 'foaf:' is not declared" in problem["title"]
    assert "\n" not in problem["title"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * { ?s ?p", "line 1, column 10: '{' is never closed"),
        ("SELECT *\n{ ?s ?p ?o } # }\n }", "line 3, column 2: '}' closes nothing"),
        ("SELECT * { ?s ?p '}' ) }", "line 1, column 22: ')' closes nothing"),
        ("SELECT * { ?s ?p ?o . LIMIT 3 }", "'}' cannot stand here"),
        (
            "PREFIX a: <a:>\nSELEKT * { ?s ?p ?o }",
            "line 2, column 1: no query starts with 'SELEKT'",
        ),
        ("SELECT * { ?s <http://x y> ?o }", "not a valid IRI"),
        ("SELECT * { ?s ?p ?o FILTER(<a:nothing>(?o)) }", "not supported"),
    ],
)
def test_what_is_wrong_is_said_in_words(client, query, words):
    response = client.get("/sparql", params={"query": query})

    assert response.status_code == 400
    assert words in response.json()["title"]


def test_queries_see_the_union_of_all_graphs(client):
    query = f"ASK {{ <{ID}event/closure-1> a ?kind . ?s ?p <{ID}event-type/closure> }}"

    response = client.get("/sparql", params={"query": query})

    assert response.json()["boolean"] is True


@pytest.mark.parametrize(
    ("dataset", "number"),
    [
        ({}, 4),
        ({"default-graph-uri": [f"{ID}graph/facts"]}, 1),
        ({"default-graph-uri": [f"{ID}graph/facts", f"{ID}graph/links"]}, 2),
        ({"named-graph-uri": [f"{ID}graph/facts"]}, 0),
    ],
)
def test_the_protocol_names_the_dataset(client, dataset, number):
    ask = " UNION ".join(
        [
            "{ SELECT (1 AS ?x) { ?m <http://www.w3.org/ns/org#member> ?p } }",
            f"{{ SELECT (2 AS ?x) {{ ?m <{HK}mergedInto> ?p }} }}",
            f"{{ SELECT (3 AS ?x) {{ ?m <{HK}edtf> '1994' }} }}",
            f"{{ SELECT (4 AS ?x) {{ ?m <{HK}speaker> ?p }} }}",
        ]
    )
    query = f"SELECT DISTINCT ?x {{ {ask} }}"

    response = client.get("/sparql", params={"query": query, "format": "csv", **dataset})

    assert len(column(response)) == number


def test_the_protocols_dataset_wins_over_from(client):
    query = f"SELECT ?p FROM <{ID}graph/links> {{ ?m <http://www.w3.org/ns/org#member> ?p }}"
    parameters = {"query": query, "format": "csv"}

    own = client.get("/sparql", params=parameters)
    given = client.get("/sparql", params=parameters | {"default-graph-uri": f"{ID}graph/facts"})

    assert (len(column(own)), len(column(given))) == (0, 1)


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        ("update=CLEAR+ALL", FORM, 401),
        ("CLEAR ALL", "application/sparql-update", 401),
        ("query=INSERT+DATA+{+<a:a>+<a:b>+1+}", FORM, 400),
        ("LOAD <http://127.0.0.1/>", "application/sparql-query", 400),
        ("<x/>", "application/xml", 415),
        ("", FORM, 400),
        ("query=ASK{}&query=ASK{}", FORM, 400),
        ("query=%ff", FORM, 400),
    ],
)
def test_what_is_no_query_is_refused(client, content, kind, status):
    response = client.post("/sparql", content=content, headers={"content-type": kind})

    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


def test_other_methods_are_not_allowed(client):
    assert client.put("/sparql", content="x").status_code == 405


def test_a_browser_is_led_to_the_editor_with_its_query(client):
    response = client.get(
        "/sparql",
        params={"query": "ASK { }"},
        headers={"accept": BROWSER},
        follow_redirects=False,
    )

    assert response.status_code == 303
    assert response.headers["location"] == "/query?query=ASK+%7B+%7D"


def test_no_query_calls_out(client):
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        there = f"<http://127.0.0.1:{listener.getsockname()[1]}/>"
        for text in (
            f"SELECT * {{ SERVICE {there} {{ ?a ?b ?c }} }}",
            f"SELECT * {{ SERVICESILENT{there}{{ ?a ?b ?c }} }}",
            f'SELECT * {{ ?a ?d ?b FILTER(?a<?b)#>"""\n SERVICE {there} {{ ?a ?b ?c }}\n#"""\n}}',
            f"SELECT * FROM {there} {{ ?s ?p ?o }}",
            f"LOAD {there}",
            f"DESCRIBE {there}",
        ):
            client.post("/sparql", data={"query": text})
            client.get("/query", params={"query": text})
            client.post("/sparql", data={"update": text})
        with contextlib.suppress(TimeoutError):
            calls.append(listener.accept())

    assert calls == []


def test_scripts_of_other_sites_may_read_answers(client):
    preflight = client.options(
        "/sparql",
        headers={"origin": "https://a.example", "access-control-request-method": "POST"},
    )
    answer = client.get(
        "/sparql", params={"query": "ASK { }"}, headers={"origin": "https://a.example"}
    )

    assert preflight.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"


MANY = " ".join(map(str, range(60)))
SLOW = (
    f"SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . VALUES ?x {{ {MANY} }} FILTER(?c != ?f) }}"
)


@pytest.fixture
def hasty(shared_store, request):
    settings = Settings(store=shared_store, query_seconds=getattr(request, "param", 0.3))
    with TestClient(create_app(shared_store, settings)) as client:
        yield client


def test_a_query_that_takes_too_long_is_ended_with_504(hasty):
    response = hasty.get("/sparql", params={"query": SLOW})

    assert response.status_code == 504
    assert "longer than 0.3 seconds" in response.json()["title"]
    assert response.json()["limit"] == "seconds"


@pytest.mark.parametrize("hasty", [2], indirect=True)
def test_a_slow_query_does_not_hold_up_health(hasty):
    slow = threading.Thread(target=hasty.get, args=("/sparql",), kwargs={"params": {"query": SLOW}})
    slow.start()
    start = time.monotonic()

    response = hasty.get("/health")

    assert response.status_code == 200
    assert time.monotonic() - start < 1
    slow.join()


def test_a_new_generation_is_served_without_restart(own_client, store):
    before = own_client.get("/health").json()["generation"]

    publish(store, b"<a:g> { <a:s> <a:p> 'new' . }")

    assert own_client.get("/health").json()["generation"] == before + 1
    assert (
        own_client.get("/sparql", params={"query": "ASK { ?s ?p 'new' }"}).json()["boolean"] is True
    )


def test_an_empty_store_is_503_until_it_is_built(tmp_path):
    with TestClient(create_app(tmp_path, Settings(store=tmp_path))) as client:
        assert client.get("/health").status_code == 503
        assert client.get("/sparql", params={"query": "ASK { }"}).status_code == 503
        assert client.get("/", headers={"accept": BROWSER}).status_code == 200

        publish(tmp_path, b"<a:g> { <a:s> <a:p> 1 . }")

        assert client.get("/health").status_code == 200


def test_json_results_are_whole(client):
    query = "SELECT * { ?s ?p ?o }"

    response = client.get("/sparql", params={"query": query})

    assert len(json.loads(response.content)["results"]["bindings"]) > 100


def test_a_query_in_the_address_may_be_long(client):
    query = "ASK { ?s ?p '" + "x" * 5_000 + "' }"

    assert client.get(f"/sparql?query={quote(query)}").status_code == 200


@pytest.mark.parametrize(
    "path", ["/id/person/mabel-tang.ttl", "/sparql?query=ASK{}", "/queries/most_named?format=csv"]
)
def test_what_the_client_holds_is_not_sent_again_until_the_store_changes(own_client, store, path):
    tag = own_client.get(path).headers["etag"]

    again = own_client.get(path, headers={"if-none-match": tag})
    other = own_client.get(path, headers={"if-none-match": tag.replace(tag[-5:], 'none"')})
    publish(store, b"<a:g> { <a:s> <a:p> 'new' . }", digest="1" * 64)
    changed = own_client.get(path, headers={"if-none-match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert (other.status_code, changed.status_code) == (200, 200)
