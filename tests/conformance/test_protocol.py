"""How a query is sent (SPARQL 1.1 Protocol section 2.1)."""

from urllib.parse import quote, quote_plus

import pytest

from conformance.asking import in_all_forms, in_form, value
from conformance.wire import FORM, PROBLEM, QUERY, UPDATE

ID = "https://w3id.org/hkgraph/id/"


ENTITIES, FACTS, LINKS = (f"{ID}graph/{name}" for name in ("entities", "facts", "links"))


MABEL = f"<{ID}person/mabel-tang>"


ECHO = "SELECT (%s AS ?v) {}"


@in_all_forms
def test_a_query_is_answered(client, form):
    reply = in_form(client, form, f"ASK {{ {MABEL} ?p ?o }}")

    assert (reply.status, reply.json()["boolean"]) == (200, True)


@in_all_forms
@pytest.mark.parametrize(
    "text",
    ["香港", "鄧美寶 😀", "é ü ß", "a+b c&d=e;f", "100% %41", "#?/", "\U0001f469\u200d\U0001f680"],
)
def test_text_arrives_as_it_was_sent(client, form, text):
    assert value(in_form(client, form, ECHO % f"'{text}'")) == text


@pytest.mark.parametrize("space", ["+", "%20"])
def test_a_space_is_a_plus_or_a_percent_20(client, space):
    reply = client.get(f"/sparql?query=ASK{space}%7B%7D")

    assert (reply.status, reply.json()["boolean"]) == (200, True)


def test_a_plus_in_a_direct_query_is_a_plus(client):
    assert value(client.post("SELECT ('a+b' AS ?v) {}")) == "a+b"


def test_characters_that_urls_may_hold_need_no_escape(client):
    reply = client.get("/sparql?query=ASK{}&unknown=a:b@c,d")

    assert reply.status == 200


@in_all_forms
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\t", "\n\n# the end", "\n#"])
def test_line_ends_and_comments_of_every_kind_may_follow(client, form, end):
    assert in_form(client, form, f"ASK # why\n {{}}{end}").status == 200


@in_all_forms
def test_parameters_that_the_protocol_does_not_know_are_ignored(client, form):
    reply = in_form(client, form, "ASK {}", **{"_": "1", "debug": "on", "should-sponge": ""})

    assert reply.status == 200


@pytest.mark.parametrize(
    "kind",
    [
        "application/sparql-query; charset=utf-8",
        "application/sparql-query;charset=UTF-8",
        'application/sparql-query; charset="utf-8"',
        "Application/Sparql-Query",
        "APPLICATION/SPARQL-QUERY;Charset=Utf8",
        " application/sparql-query ",
        "application/sparql-query;",
    ],
)
def test_the_type_of_a_direct_query_is_read_without_regard_to_case_and_space(client, kind):
    assert client.post(ECHO % "'香港'", kind).status == 200


@pytest.mark.parametrize(
    "kind",
    [
        "application/x-www-form-urlencoded; charset=UTF-8",
        "Application/X-WWW-Form-Urlencoded",
        "application/x-www-form-urlencoded;charset=utf-8;x=y",
    ],
)
def test_the_type_of_a_form_is_read_without_regard_to_case_and_space(client, kind):
    form = "query=" + quote_plus(ECHO % "'香港'")

    assert value(client.post(form, kind)) == "香港"


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "multipart/form-data", "query"])
def test_a_query_of_another_type_is_415(client, kind):
    reply = client.post("ASK {}", kind)

    assert (reply.status, reply.kind) == (415, PROBLEM)


@pytest.mark.parametrize("body", ["ASK {}", "query=ASK%7B%7D", ""])
def test_a_query_without_a_type_is_refused(client, body):
    reply = client.post(body, None)

    assert (reply.status, reply.kind) in [(415, PROBLEM), (400, PROBLEM)]


@pytest.mark.parametrize("charset", ["utf-16", "UTF-16LE", "iso-8859-1", "big5"])
def test_a_query_in_another_encoding_is_refused(client, charset):
    reply = client.post("ASK { FILTER(1=1) }".encode("utf-16"), f"{QUERY}; charset={charset}")

    assert reply.status in (400, 415)


@pytest.mark.parametrize("bad", [b"\xff", b"\xc3\x28", b"\xe9", b"\xed\xa0\x80", b"\xf8\x88"])
def test_bytes_that_are_not_utf8_are_a_fault_of_the_client(client, bad):
    query = b"ASK { FILTER('" + bad + b"' = 'x') }"

    replies = [
        client.post(query),
        client.post(b"query=" + quote(query).encode(), FORM),
        client.get("/sparql?query=" + quote(query)),
    ]

    assert [(reply.status, reply.kind) for reply in replies] == [(400, PROBLEM)] * 3


def test_raw_utf8_in_a_form_is_read(client):
    reply = client.post("query=SELECT('香港' AS ?v){}".encode(), FORM)

    assert value(reply) == "香港"


def test_a_byte_order_mark_is_no_part_of_the_query(client):
    reply = client.post(b"\xef\xbb\xbfASK {}")

    assert (reply.status, reply.json()["boolean"]) == (200, True)


@pytest.mark.parametrize(
    "path",
    [
        "/sparql?default-graph-uri=urn%3Ag",
        "/sparql?format=json",
        "/sparql?query=",
        "/sparql?query=%20%0A",
        "/sparql?query",
        "/sparql?Query=ASK%7B%7D",
    ],
)
def test_a_get_without_a_query_is_a_fault_of_the_client(client, path):
    reply = client.get(path)

    assert (reply.status, reply.kind) == (400, PROBLEM)


@pytest.mark.parametrize("body", ["", "query=", "format=json", "query=%20", "&&&", "=ASK%7B%7D"])
def test_a_form_without_a_query_is_a_fault_of_the_client(client, body):
    reply = client.post(body, FORM)

    assert (reply.status, reply.kind) == (400, PROBLEM)


@pytest.mark.parametrize("body", ["", " \n", "# nothing but a comment"])
def test_a_direct_query_of_nothing_is_a_fault_of_the_client(client, body):
    reply = client.post(body)

    assert (reply.status, reply.kind) == (400, PROBLEM)


@pytest.mark.parametrize("second", ["ASK%7B%7D", "SELECT%20*%7B%7D", ""])
def test_two_queries_are_a_fault_of_the_client(client, second):
    fields = f"query=ASK%7B%7D&query={second}"

    replies = [client.get(f"/sparql?{fields}"), client.post(fields, FORM)]

    assert [(reply.status, reply.kind) for reply in replies] == [(400, PROBLEM)] * 2


def test_a_query_in_the_url_and_another_in_the_body_are_a_fault_of_the_client(client):
    direct = client.send("POST", "/sparql?query=ASK%7B%7D", {"Content-Type": QUERY}, "ASK {}")
    form = client.send("POST", "/sparql?query=ASK%7B%7D", {"Content-Type": FORM}, "query=ASK%7B%7D")

    assert (direct.status, form.status) == (400, 400)


@pytest.mark.parametrize(
    "fields", ["query=ASK%7B%7D&update=CLEAR%20ALL", "update=&query=ASK%7B%7D"]
)
def test_a_query_beside_an_update_is_a_fault_of_the_client(client, fields):
    reply = client.post(fields, FORM)

    assert (reply.status, reply.kind) == (400, PROBLEM)


@pytest.mark.parametrize("update", ["CLEAR ALL", "INSERT DATA { <urn:s> <urn:p> 1 }"])
def test_an_update_by_get_is_refused(client, update):
    reply = client.get(f"/sparql?update={quote(update)}")

    assert reply.status in (400, 405)
    assert reply.kind == PROBLEM


@in_all_forms
@pytest.mark.parametrize(
    "update", ["CLEAR ALL", "INSERT DATA { <urn:s> <urn:p> 1 }", "PREFIX a: <urn:a> DROP DEFAULT"]
)
def test_an_update_sent_as_a_query_is_refused(client, form, update):
    reply = in_form(client, form, update)

    assert (reply.status, reply.kind) == (400, PROBLEM)


def test_a_query_sent_as_an_update_is_refused(client):
    reply = client.post("SELECT * { ?s ?p ?o }", UPDATE)

    assert reply.status in (400, 401)


@pytest.mark.parametrize("length", [8_000, 16_000, 60_000, 200_000])
def test_a_long_query_in_the_url_is_answered(client, length):
    text = "x" * length

    reply = client.query(f"SELECT (STRLEN('{text}') AS ?v) {{}}")

    assert value(reply) == str(length)


@pytest.mark.parametrize("length", [60_000, 500_000])
def test_a_long_query_in_the_body_is_answered(client, length):
    text = "香" * (length // 3)

    assert value(client.post(f"SELECT (STRLEN('{text}') AS ?v) {{}}")) == str(length // 3)


def test_many_rows_of_values_are_answered(client):
    rows = " ".join(f"<urn:x:{number}>" for number in range(20_000))

    reply = client.post(f"SELECT (COUNT(*) AS ?v) {{ VALUES ?x {{ {rows} }} }}")

    assert value(reply) == "20000"


def test_a_body_in_chunks_is_read(client):
    chunks = b"3\r\nASK\r\n3\r\n {}\r\n0\r\n\r\n"
    headers = [("Content-Type", QUERY), ("Transfer-Encoding", "chunked")]

    reply = client.send("POST", "/sparql", headers, chunks)

    assert (reply.status, reply.json()["boolean"]) == (200, True)


def test_relative_iris_are_resolved_against_the_base_of_the_query(client):
    assert value(client.query("BASE <http://a.example/b/> SELECT (<c> AS ?v) {}")) == (
        "http://a.example/b/c"
    )


def test_relative_iris_without_a_base_are_resolved_against_an_address(client):
    found = value(client.query("SELECT (STR(<c>) AS ?v) {}"))

    assert found.startswith("http")
    assert found.endswith("/c")
