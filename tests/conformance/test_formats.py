"""The formats of results, each by its own specification, and by name with ``?format=``."""

import pytest

from conformance import reading
from conformance.media import (
    ASK,
    CONSTRUCT,
    CSV,
    DESCRIBE,
    GRAPHS,
    JSON,
    JSONLD,
    NQUADS,
    NTRIPLES,
    RDFXML,
    SELECT,
    SOLUTIONS,
    TRIG,
    TSV,
    TURTLE,
    XML,
)
from conformance.wire import PROBLEM


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
