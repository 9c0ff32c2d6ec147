"""What a client gets for what it accepts (RFC 9110 section 12, SPARQL 1.1 Protocol 2.1.6)."""

import pytest

from conformance.media import (
    ASK,
    CONSTRUCT,
    CSV,
    DESCRIBE,
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
