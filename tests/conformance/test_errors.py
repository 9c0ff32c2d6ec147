"""How the server says no (RFC 9110 section 15, RFC 9457, Fetch section 3.3)."""

from urllib.parse import quote

import pytest

from conformance.wire import FORM, PROBLEM, QUERY, UPDATE

ORIGIN = {"Origin": "https://editor.example"}
ASK = "/sparql?query=ASK%7B%7D"
REFUSED = {
    "no SPARQL": ("GET", "/sparql?query=SELEC", {}, None, 400),
    "no query": ("GET", "/sparql?query=", {}, None, 400),
    "not acceptable": ("GET", ASK, {"Accept": "image/png"}, None, 406),
    "wrong method": ("PUT", "/sparql", {"Content-Type": QUERY}, "ASK {}", 405),
    "wrong type": ("POST", "/sparql", {"Content-Type": "text/plain"}, "ASK {}", 415),
    "no such page": ("GET", "/nowhere", {}, None, 404),
    "no such thing": ("GET", "/id/person/nobody", {}, None, 404),
    "no such stored query": ("GET", "/queries/nothing", {}, None, 404),
    "removed thing": ("GET", "/id/article/removed", {}, None, 410),
    "no token": ("POST", "/sparql", {"Content-Type": UPDATE}, "CLEAR ALL", 401),
    "no token for a graph": ("DELETE", "/graphs?default", {}, None, 401),
    "no such graph": ("GET", "/graphs?graph=urn%3Anowhere", {}, None, 404),
}
each_refusal = pytest.mark.parametrize("case", REFUSED)


def refuse(client, case, **headers):
    method, path, own, body, _ = REFUSED[case]
    return client.send(method, path, {**own, **headers}, body)


@each_refusal
def test_an_error_has_its_status(client, case):
    assert refuse(client, case).status == REFUSED[case][-1]


@each_refusal
def test_an_error_is_a_problem_document(client, case):
    reply = refuse(client, case)

    problem = reply.json()
    assert reply.kind == PROBLEM
    assert problem["status"] == reply.status
    assert problem["title"].strip()
    assert problem["hint"].strip()
    assert isinstance(problem.get("type", "about:blank"), str)


@each_refusal
def test_scripts_of_other_origins_may_read_an_error(client, case):
    reply = refuse(client, case, **ORIGIN)

    assert reply.headers["access-control-allow-origin"] in ("*", ORIGIN["Origin"])


@each_refusal
def test_an_error_tells_nothing_of_the_inside(client, case):
    body = refuse(client, case).body.decode()

    assert "Traceback" not in body
    assert ".py" not in body
    assert "/home" not in body
    assert "/tmp" not in body


@each_refusal
def test_an_error_is_not_cached_for_long(client, case):
    assert "max-age" not in (refuse(client, case).headers["cache-control"] or "")


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELECT * {\n  ?s ?p\n}", 3, None),
        ("SELECT * { ?s ?p ?o ", 1, None),
        ("SELECT * {\n ?s a undefined:x }", 2, None),
        ("\n\nSELEC * { ?s ?p ?o }", 3, 1),
        ("ASK {\n  ?s ?p '香港\n}", 2, None),
        ("ASK {} }", 1, 8),
    ],
)
def test_a_syntax_error_names_its_place(client, query, line, column):
    reply = client.query(query)

    problem = reply.json()
    assert reply.status == 400
    assert problem["line"] == line
    assert problem["column"] == column if column else problem["column"] >= 1


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x { ?x a undefined:thing }",
        "SELECT ?x ?y { ?x ?p ?o } GROUP BY ?x",
        "SELECT * { BIND(1 AS ?x) BIND(2 AS ?x) }",
        "SELECT ?x { ?x ?p ?o } LIMIT -1",
        "CONSTRUCT { ?s ?p _:b } WHERE { ?s ?p",
        "ASK { FILTER(STRLEN()) }",
        "DESCRIBE",
        "SELECT * { ?s ?p 'a }",
        "\x00",
        "SELECT * { <urn:a b> ?p ?o }",
        "<html>",
        "' OR 1=1 --",
        "SELECT * { ?s ?p ?o } # \ud7ff \ufffe",
    ],
)
def test_what_is_no_sparql_is_400_or_is_answered(client, query):
    reply = client.post(query.encode())

    expected = 200 if query.startswith("SELECT * { ?s ?p ?o } #") else 400
    assert reply.status == expected


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "PROPFIND", "TRACE"])
def test_a_method_that_the_endpoint_lacks_is_405_with_those_it_has(client, method):
    reply = client.send(method, ASK)

    assert (reply.status, reply.kind) == (405, PROBLEM)
    assert {"get", "post"} <= reply.names("allow")
    assert method.lower() not in reply.names("allow")


@pytest.mark.parametrize(
    "path", ["/.well-known/void", "/search", "/id/person/mabel-tang", "/health"]
)
def test_a_method_that_a_page_lacks_is_405_with_those_it_has(client, path):
    reply = client.send("DELETE", path)

    assert (reply.status, reply.kind) == (405, PROBLEM)
    assert "get" in reply.names("allow")


def test_a_method_that_the_graph_store_lacks_is_405_with_those_it_has(client):
    reply = client.send("PROPFIND", "/graphs?default")

    assert reply.status in (405, 501)
    assert reply.names("allow") >= {"get", "head", "put", "post", "delete"}


@pytest.mark.parametrize(
    "path", ["/nowhere", "/sparql/x/y", "/graph", "/queries/a/b", "/favicon.zip"]
)
def test_an_unknown_path_is_404(client, path):
    reply = client.get(path)

    assert (reply.status, reply.kind) == (404, PROBLEM)


READABLE = [
    ASK,
    "/sparql",
    "/sparql?query=SELEC",
    "/sparql?query=" + quote("SELECT * { ?s ?p ?o }"),
    "/",
    "/health",
    "/metrics",
    "/.well-known/void",
    "/search?q=lantern",
    "/query",
    "/queries",
    "/docs",
    "/openapi.json",
    "/id/person/mabel-tang",
    "/id/person/m-tang",
    "/id/person/nobody",
    "/id/article/removed",
    "/graphs?default",
    "/graphs?graph=https%3A%2F%2Fw3id.org%2Fhkgraph%2Fid%2Fgraph%2Ffacts",
    "/graphs?graph=urn%3Anowhere",
    "/nowhere",
]
# They change with the hour, or say how the body was sent, which HEAD need not (RFC 9110 9.3.2).
CHANGING = {"date", "x-request-id", "content-length", "transfer-encoding", "server-timing"}


@pytest.mark.parametrize("path", READABLE)
def test_head_gives_what_get_gives_but_the_body(client, path):
    get, head = client.get(path), client.send("HEAD", path)

    assert head.body == b""
    assert head.status == get.status
    assert fixed(head) == fixed(get)


def fixed(reply):
    pairs = ((name.lower(), value) for name, value in reply.headers.items())
    return sorted(pair for pair in pairs if pair[0] not in CHANGING)


@pytest.mark.parametrize("path", READABLE)
def test_a_length_that_head_gives_is_that_of_get(client, path):
    head, get = client.send("HEAD", path), client.get(path)

    told = head.headers["content-length"]
    assert path == "/metrics" or told is None or int(told) == len(get.body)


@pytest.mark.parametrize(
    "path", ["/sparql", "/graphs", "/id/person/mabel-tang", "/.well-known/void"]
)
def test_options_lists_the_methods(client, path):
    reply = client.send("OPTIONS", path)

    assert reply.status in (200, 204)
    assert {"get", "head", "options"} <= reply.names("allow")


PREFLIGHTS = [
    ("/sparql", "GET", "accept"),
    ("/sparql", "POST", "content-type"),
    ("/sparql", "POST", "accept,authorization,content-type"),
    ("/sparql", "GET", "if-none-match"),
    ("/sparql", "GET", "Cache-Control, X-Request-Id"),
    ("/sparql", "HEAD", ""),
    ("/graphs?default", "PUT", "authorization,content-type,if-match"),
    ("/graphs?graph=urn%3Ax", "DELETE", "authorization,if-unmodified-since"),
    ("/graphs/mine", "POST", "authorization,content-type"),
    ("/id/person/mabel-tang", "GET", "accept,if-none-match"),
    ("/search", "GET", "accept"),
    ("/queries", "GET", "accept"),
    ("/.well-known/void", "GET", "accept,if-none-match"),
]


@pytest.mark.parametrize(("path", "method", "names"), PREFLIGHTS)
def test_a_preflight_is_granted(client, path, method, names):
    headers = {**ORIGIN, "Access-Control-Request-Method": method}
    if names:
        headers["Access-Control-Request-Headers"] = names

    reply = client.send("OPTIONS", path, headers)

    asked = {name.strip().lower() for name in names.split(",") if name}
    granted = reply.names("access-control-allow-headers")
    assert reply.status in (200, 204)
    assert reply.headers["access-control-allow-origin"] in ("*", ORIGIN["Origin"])
    assert method.lower() in reply.names("access-control-allow-methods") | {"get", "head", "post"}
    # Accept may be sent without being listed, and a star does not stand for Authorization.
    assert asked - {"accept"} <= granted or (granted == {"*"} and "authorization" not in asked)


def test_a_preflight_is_remembered_for_a_while(client):
    headers = {**ORIGIN, "Access-Control-Request-Method": "POST"}

    reply = client.send("OPTIONS", "/sparql", headers)

    assert int(reply.headers["access-control-max-age"]) >= 60


@pytest.mark.parametrize(
    "path", [ASK, "/graphs?default", "/id/person/mabel-tang", "/.well-known/void"]
)
def test_scripts_of_other_origins_may_read_the_answer(client, path):
    reply = client.get(path, ORIGIN)

    assert reply.headers["access-control-allow-origin"] in ("*", ORIGIN["Origin"])
    assert "access-control-allow-credentials" not in reply.headers


def test_scripts_of_other_origins_may_read_the_headers_that_matter(client):
    reply = client.get(ASK, ORIGIN)

    exposed = reply.names("access-control-expose-headers")
    assert exposed == {"*"} or exposed >= {
        "etag",
        "link",
        "location",
        "retry-after",
        "www-authenticate",
        "x-request-id",
        "x-hkgraph-generation",
    }


def test_a_form_with_too_many_fields_is_a_fault_of_the_client(client):
    reply = client.post("a=1&" * 5_000 + "query=ASK%7B%7D", FORM)

    assert reply.status in (200, 400, 413)


def test_a_body_over_the_limit_is_413(client):
    reply = client.post(b"#" * 4_000_000)

    assert (reply.status, reply.kind) == (413, PROBLEM)
