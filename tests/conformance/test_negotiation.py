"""What a client gets for what it accepts (RFC 9110 section 12, SPARQL 1.1 Protocol 2.1.6)."""

import pytest

from conformance import reading
from conformance.wire import PROBLEM

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
TURTLE, NTRIPLES, RDFXML = "text/turtle", "application/n-triples", "application/rdf+xml"
JSONLD, TRIG, NQUADS = "application/ld+json", "application/trig", "application/n-quads"
SOLUTIONS = [JSON, XML, CSV, TSV]
GRAPHS = [TURTLE, NTRIPLES, RDFXML, JSONLD, TRIG, NQUADS]

SELECT = "SELECT ?v { VALUES ?v { '一' 'two' } }"
ASK = "ASK { FILTER(1 = 1) }"
CONSTRUCT = 'CONSTRUCT { <urn:s> <urn:p> "一" , "two"@en , 3 } {}'
DESCRIBE = "DESCRIBE <https://w3id.org/hkgraph/id/person/mabel-tang>"


@pytest.mark.parametrize("kind", SOLUTIONS)
def test_select_is_written_in_the_format_that_is_accepted(client, kind):
    reply = client.query(SELECT, kind)

    assert (reply.status, reply.kind) == (200, kind)
    assert reading.first_column(reply.body, kind) == ["一", "two"]


@pytest.mark.parametrize("kind", SOLUTIONS)
@pytest.mark.parametrize("comparison", ["=", "!="])
def test_ask_is_written_in_the_format_that_is_accepted(client, kind, comparison):
    reply = client.query(f"ASK {{ FILTER(1 {comparison} 1) }}", kind)

    assert (reply.status, reply.kind) == (200, kind)
    assert reading.truth(reply.body, kind) is (comparison == "=")


@pytest.mark.parametrize("kind", GRAPHS)
def test_construct_is_written_in_the_format_that_is_accepted(client, kind):
    reply = client.query(CONSTRUCT, kind)

    expected = b'<urn:s> <urn:p> "\xe4\xb8\x80" , "two"@en , 3 .'
    assert (reply.status, reply.kind) == (200, kind)
    assert reading.graph(reply.body, kind) == reading.graph(expected, TURTLE)


@pytest.mark.parametrize("kind", GRAPHS)
def test_describe_is_written_in_the_format_that_is_accepted(client, kind):
    reply = client.query(DESCRIBE, kind)

    assert (reply.status, reply.kind) == (200, kind)
    assert any("鄧美寶" in statement for statement in reading.graph(reply.body, kind))


@pytest.mark.parametrize("query", [SELECT, ASK])
@pytest.mark.parametrize("accept", [None, "", "*/*", "application/*"])
def test_a_client_without_a_wish_gets_json(client, query, accept):
    headers = {} if accept is None else {"Accept": accept}
    reply = client.send(
        "POST", "/sparql", {"Content-Type": "application/sparql-query"} | headers, query
    )

    assert (reply.status, reply.kind) == (200, JSON)


@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
@pytest.mark.parametrize("accept", [None, "*/*", "text/*"])
def test_a_client_without_a_wish_gets_turtle(client, query, accept):
    reply = client.query(query, accept)

    assert (reply.status, reply.kind) == (200, TURTLE)


SELECT_WISHES = {
    "text/*": {CSV, TSV},
    "application/*": {JSON, XML},
    # the highest quality wins, whatever the order
    f"{CSV};q=0.2, {XML};q=0.9": {XML},
    f"{XML};q=0.9, {CSV};q=0.2": {XML},
    f"{JSON};q=0.1, {XML};q=0.2, {CSV};q=0.3, {TSV};q=0.4": {TSV},
    f"{JSON};q=0.001, {CSV};q=0.002": {CSV},
    f"{CSV}, {JSON};q=0.999": {CSV},
    f"image/png, {CSV};q=0.1": {CSV},
    # the more specific range decides, not the one with the higher quality
    f"text/*;q=0.9, {CSV};q=0.1": {TSV},
    f"*/*;q=0.9, text/*;q=0.1, {CSV};q=0.8": {JSON, XML},
    f"*/*;q=0.1, {XML}": {XML},
    f"*/*;q=0.2, {CSV};q=0.1": {JSON, XML, TSV},
    # q=0 means never
    f"{JSON};q=0, */*": {XML, CSV, TSV},
    f"{JSON};q=0.0, {XML};q=0.000, */*;q=0.1": {CSV, TSV},
    "application/*;q=0, */*": {CSV, TSV},
    f"text/*;q=0, {CSV}": {CSV},
    f"*/*;q=0, {XML};q=0.1": {XML},
    # spelling
    "TEXT/CSV": {CSV},
    "Application/SPARQL-Results+XML": {XML},
    f"{CSV};Q=0.1,{XML};Q=0.8": {XML},
    f"{CSV} ; q=0.1 , {XML} ; q=0.8": {XML},
    f"  {CSV}\t,\t{JSON};q=0.5": {CSV},
    f",, {CSV} ,,": {CSV},
    # parameters of the media type do not spoil the match
    f"{CSV};charset=utf-8": {CSV},
    f"{CSV};header=present;q=0.9, {XML};q=0.1": {CSV},
    f"{JSON};charset=UTF-8": {JSON},
    f'{XML};charset="utf-8";q=1': {XML},
    # what scripts and browsers' own code send
    "application/json": {JSON, "application/json"},
    "application/json, text/plain, */*": {JSON, "application/json"},
    "application/sparql-results+json,*/*;q=0.9": {JSON},
    f"{JSON}, {XML};q=0.9, {TURTLE}, */*;q=0.5": {JSON},
    f"{TURTLE}, {RDFXML}, {CSV};q=0.3": {CSV},
}


@pytest.mark.parametrize("accept", SELECT_WISHES)
def test_select_follows_the_wishes_of_the_client(client, accept):
    reply = client.query(SELECT, accept)

    assert reply.status == 200
    assert reply.kind in SELECT_WISHES[accept]


GRAPH_WISHES = {
    "text/*": {TURTLE},
    "application/*": {NTRIPLES, RDFXML, JSONLD, TRIG, NQUADS},
    f"{TURTLE};q=0.5, {RDFXML}": {RDFXML},
    f"{NTRIPLES}, {TURTLE};q=0.9": {NTRIPLES},
    f"{TURTLE};q=0, text/*;q=0.5, {JSONLD};q=0.4": {JSONLD},
    f"{TURTLE};q=0, */*": {NTRIPLES, RDFXML, JSONLD, TRIG, NQUADS},
    f"{JSON}, {NQUADS};q=0.1": {NQUADS},
    f'{TURTLE};version="1.2"': {TURTLE},
    f'{JSONLD};profile="http://www.w3.org/ns/json-ld#compacted"': {JSONLD},
    "application/json": {JSONLD, "application/json"},
    "Text/Turtle;charset=UTF-8": {TURTLE},
}


@pytest.mark.parametrize("accept", GRAPH_WISHES)
def test_construct_follows_the_wishes_of_the_client(client, accept):
    reply = client.query(CONSTRUCT, accept)

    assert reply.status == 200
    assert reply.kind in GRAPH_WISHES[accept]


def test_several_accept_fields_are_one_list(client):
    path = "/sparql?query=ASK%7B%7D"

    reply = client.get(path, [("Accept", f"{JSON};q=0.1"), ("Accept", XML)])

    assert (reply.status, reply.kind) == (200, XML)


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (SELECT, "image/png"),
        (SELECT, "application/pdf, video/*"),
        (SELECT, TURTLE),
        (SELECT, "*/*;q=0"),
        (SELECT, f"{JSON};q=0"),
        (SELECT, f"{CSV};q=0.0, image/*"),
        (ASK, RDFXML),
        (ASK, "text/turtle;q=0.9, image/gif"),
        (CONSTRUCT, "image/png"),
        (CONSTRUCT, CSV),
        (CONSTRUCT, JSON),
        (DESCRIBE, TSV),
        (DESCRIBE, "*/*;q=0"),
    ],
)
def test_what_cannot_be_written_as_accepted_is_406(client, query, accept):
    reply = client.query(query, accept)

    assert (reply.status, reply.kind) == (406, PROBLEM)
    assert reply.json()["status"] == 406


@pytest.mark.parametrize(
    "accept",
    [
        ";;;",
        "text",
        "/",
        "text/csv;q=high",
        "text/csv;q=-1",
        "text/csv;q=2",
        "text/csv;q=0.12345",
        "*/csv",
        '"',
        'text/csv;a="',
        "text/csv;q=0.5;q=",
        "\u00e9/\u00fc",
        "x" * 5_000,
        ",".join(["text/csv;q=0.5"] * 400),
    ],
    ids=lambda accept: ascii(accept[:24]),
)
def test_an_accept_that_cannot_be_read_is_no_fault_of_the_server(client, accept):
    reply = client.query(SELECT, accept)

    assert reply.status in (200, 400, 406)
    assert reply.kind in ([PROBLEM] if reply.status != 200 else SOLUTIONS)


FORMAT_NAMES = {
    "json": (SELECT, JSON),
    "xml": (SELECT, XML),
    "csv": (SELECT, CSV),
    "tsv": (SELECT, TSV),
    "CSV": (SELECT, CSV),
    JSON: (SELECT, JSON),
    XML: (ASK, XML),
    CSV: (SELECT, CSV),
    "ttl": (CONSTRUCT, TURTLE),
    "turtle": (CONSTRUCT, TURTLE),
    "nt": (CONSTRUCT, NTRIPLES),
    "ntriples": (CONSTRUCT, NTRIPLES),
    "rdf": (DESCRIBE, RDFXML),
    "rdfxml": (CONSTRUCT, RDFXML),
    "jsonld": (CONSTRUCT, JSONLD),
    "json-ld": (CONSTRUCT, JSONLD),
    "trig": (CONSTRUCT, TRIG),
    "nq": (CONSTRUCT, NQUADS),
    "nquads": (DESCRIBE, NQUADS),
    TURTLE: (CONSTRUCT, TURTLE),
    RDFXML: (CONSTRUCT, RDFXML),
}


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_the_format_parameter_wins_over_accept(client, name):
    query, kind = FORMAT_NAMES[name]

    reply = client.query(query, f"{XML}, {NTRIPLES}, image/png;q=0.5", format=name)

    assert (reply.status, reply.kind) == (200, kind)


@pytest.mark.parametrize("name", ["json", "xml"])
@pytest.mark.parametrize("query", [SELECT, ASK, CONSTRUCT])
def test_a_format_name_that_both_kinds_of_result_have_fits_each(client, query, name):
    reply = client.query(query, format=name)

    assert reply.status == 200
    assert name.replace("xml", "+xml").replace("json", "+json") in reply.kind


@pytest.mark.parametrize(
    ("query", "name"), [(SELECT, "docx"), (SELECT, "ttl"), (CONSTRUCT, "csv"), (ASK, "nq")]
)
def test_a_format_that_the_result_cannot_have_is_refused(client, query, name):
    reply = client.query(query, format=name)

    assert reply.status in (400, 406)
    assert reply.kind == PROBLEM


def test_the_format_parameter_works_in_a_form(client):
    reply = client.post("query=ASK%7B%7D&format=xml", "application/x-www-form-urlencoded")

    assert (reply.status, reply.kind) == (200, XML)


@pytest.mark.parametrize(("query", "kind"), [(SELECT, CSV), (SELECT, TSV), (CONSTRUCT, TURTLE)])
def test_text_says_that_it_is_utf8(client, query, kind):
    reply = client.query(query, kind)

    assert reply.headers["content-type"].replace(" ", "").lower() == f"{kind};charset=utf-8"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "utf-16, *;q=0"])
def test_the_encoding_is_utf8_whatever_charset_is_accepted(client, charset):
    reply = client.post(SELECT, Accept=CSV, Accept_Charset=charset)

    assert reply.status in (200, 406)
    assert reply.status == 406 or reading.first_column(reply.body, CSV) == ["一", "two"]


@pytest.mark.parametrize("accept", [JSON, CSV, "image/png"])
def test_caches_are_told_that_the_answer_depends_on_accept(client, accept):
    assert "accept" in client.query(SELECT, accept).names("vary")


def test_each_format_has_an_etag_of_its_own(client):
    tags = {client.query(SELECT, kind).headers["etag"] for kind in SOLUTIONS}

    assert len(tags) == 4


def test_a_browser_that_follows_a_link_to_a_query_is_led_to_a_page(client):
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"

    reply = client.query(SELECT, browser)

    assert reply.status in (200, 302, 303)
    assert reply.kind == "text/html" or reply.headers["location"].startswith("/query?")


def test_the_csv_of_a_select_is_as_its_specification_says(client):
    query = "SELECT ?a ?b { VALUES (?a ?b) { ('x,\"y\"' <urn:b>) ('line\\nbreak' UNDEF) } }"

    reply = client.query(query, CSV)

    assert reply.body == b'a,b\r\n"x,""y""",urn:b\r\n"line\nbreak",\r\n'


def test_the_tsv_of_a_select_is_as_its_specification_says(client):
    query = "SELECT ?a ?b { VALUES (?a ?b) { ('tab\\t'@en <urn:b>) (1 UNDEF) } }"

    reply = client.query(query, TSV)

    assert reply.body == b'?a\t?b\n"tab\\t"@en\t<urn:b>\n1\t\n'


def test_the_json_of_a_select_is_as_its_specification_says(client):
    query = "SELECT ?a ?b ?c { BIND('一'@zh AS ?a) BIND(<urn:b> AS ?b) }"

    reply = client.query(query, JSON)

    assert reply.json() == {
        "head": {"vars": ["a", "b", "c"]},
        "results": {
            "bindings": [
                {
                    "a": {"type": "literal", "value": "一", "xml:lang": "zh"},
                    "b": {"type": "uri", "value": "urn:b"},
                }
            ]
        },
    }


@pytest.mark.parametrize("kind", SOLUTIONS)
def test_an_empty_result_is_whole(client, kind):
    reply = client.query("SELECT ?v { FILTER(false) }", kind)

    assert reply.status == 200
    assert reading.first_column(reply.body, kind) == []


@pytest.mark.parametrize("kind", GRAPHS)
def test_an_empty_graph_is_whole(client, kind):
    reply = client.query("CONSTRUCT { ?s ?p ?o } { FILTER(false) ?s ?p ?o }", kind)

    assert (reply.status, reading.graph(reply.body, kind)) == (200, [])
