"""What is not sent again, and what is sent small (RFC 9110 sections 8.4, 8.8 and 13; RFC 9111)."""

import gzip
import json
from urllib.parse import quote

import brotli
import pytest

from conformance.wire import exchange

ASK = "/sparql?query=ASK%7B%7D"


ALL = "/sparql?query=" + quote("SELECT * { ?s ?p ?o }")


THING = "/id/person/mabel-tang"


CACHED = [ASK, ALL, THING, "/.well-known/void", "/sparql", "/graphs?default"]


PLAIN = {"Accept": "*/*", "Accept-Encoding": "identity"}


@pytest.mark.parametrize("path", CACHED)
def test_an_answer_has_an_etag_that_stays(client, path):
    first, second = client.get(path), client.get(path)

    assert first.headers["etag"].removeprefix("W/").strip('"')
    assert first.headers["etag"] == second.headers["etag"]


def test_different_queries_have_different_etags(client):
    tags = [client.query(f"SELECT (1 AS ?{name}) {{}}").headers["etag"] for name in "ab"]

    assert tags[0] != tags[1]


def test_different_datasets_have_different_etags(client):
    tags = [
        client.query("ASK { ?s ?p ?o }", default_graph_uri=graph).headers["etag"]
        for graph in ("urn:a", "urn:b")
    ]

    assert tags[0] != tags[1]


@pytest.mark.parametrize("path", CACHED)
def test_an_answer_that_the_client_holds_is_304(client, path):
    held = client.get(path).headers["etag"]

    reply = client.get(path, {"If-None-Match": held})

    assert (reply.status, reply.body) == (304, b"")
    assert reply.headers["etag"] == held
    assert "accept" in reply.names("vary")


CONDITIONS = {
    "%s": 304,
    '"other", %s': 304,
    '%s, "other"': 304,
    '"other",%s,W/"third"': 304,
    "*": 304,
    '"other"': 200,
    'W/"other"': 200,
    '""': 200,
    "other": 200,
    "W/": 200,
}


@pytest.mark.parametrize("condition", CONDITIONS)
def test_conditions_are_compared_weakly(client, condition):
    held = client.get(ASK).headers["etag"]
    spelling = condition.replace("%s", held)

    assert client.get(ASK, {"If-None-Match": spelling}).status == CONDITIONS[condition]


def test_a_weak_tag_and_a_strong_one_with_the_same_name_match(client):
    held = client.get(ASK).headers["etag"]
    strong = held.removeprefix("W/")

    assert client.get(ASK, {"If-None-Match": strong}).status == 304
    assert client.get(ASK, {"If-None-Match": f"W/{strong}"}).status == 304


def test_a_comma_inside_a_tag_does_not_end_it(client):
    held = client.get(ASK).headers["etag"]

    reply = client.get(ASK, {"If-None-Match": f'"a, {held.removeprefix("W/").strip(chr(34))} ,b"'})

    assert reply.status == 200


def test_several_conditions_are_one_list(client):
    held = client.get(ASK).headers["etag"]

    assert client.get(ASK, [("If-None-Match", '"x"'), ("If-None-Match", held)]).status == 304


def test_head_is_answered_304_too(client):
    held = client.get(ASK).headers["etag"]

    reply = client.send("HEAD", ASK, {"If-None-Match": held})

    assert (reply.status, reply.body) == (304, b"")


def test_the_tag_of_one_format_does_not_match_another(client):
    held = client.get(ASK, {"Accept": "text/csv"}).headers["etag"]

    reply = client.get(ASK, {"Accept": "application/json", "If-None-Match": held})

    assert reply.status == 200


def test_an_error_is_not_hidden_by_a_condition(client):
    assert client.get("/sparql?query=SELEC", {"If-None-Match": "*"}).status == 400


ENCODINGS = {
    "gzip": "gzip",
    "br": "br",
    "gzip, br": ("gzip", "br"),
    "gzip;q=0.9, br;q=0.1": "gzip",
    "gzip;q=0.1, br;q=0.9": "br",
    "GZIP": "gzip",
    "x-gzip": ("gzip", "x-gzip", None),
    "identity": None,
    "": None,
    "gzip;q=0": None,
    "gzip;q=0, br;q=0": None,
    "deflate;q=0.5, gzip;q=0.5": ("gzip", "deflate"),
    "identity;q=0, gzip": "gzip",
    "identity;q=0, br": "br",
    "*": ("gzip", "br", "deflate", None),
    "*;q=0, gzip": "gzip",
    "gzip, *;q=0": "gzip",
    "compress": None,
    "gzip;q=broken": ("gzip", None),
}


@pytest.mark.parametrize("accepted", ENCODINGS)
def test_a_long_answer_is_compressed_as_the_client_accepts(client, accepted):
    plain = client.get(ALL, PLAIN).body

    reply = client.get(ALL, {"Accept-Encoding": accepted})

    used, expected = reply.headers["content-encoding"], ENCODINGS[accepted]
    assert used in (expected if isinstance(expected, tuple) else (expected,))
    assert rows(decoded(reply)) == rows(plain)


def decoded(reply):
    ways = {"gzip": gzip.decompress, "x-gzip": gzip.decompress, "br": brotli.decompress}
    return ways.get(reply.headers["content-encoding"], bytes)(reply.body)


def rows(body):
    return sorted(json.dumps(row) for row in json.loads(body)["results"]["bindings"])


def test_an_answer_without_a_wish_for_compression_is_plain(client):
    raw = exchange(client, f"GET {ALL} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())

    assert b"content-encoding" not in raw.partition(b"\r\n\r\n")[0].lower()


@pytest.mark.parametrize("accepted", ["identity", "gzip", "br"])
def test_caches_are_told_that_the_answer_depends_on_the_encoding(client, accepted):
    assert "accept-encoding" in client.get(ALL, {"Accept-Encoding": accepted}).names("vary")


def test_a_compressed_answer_and_a_plain_one_do_not_share_a_strong_tag(client):
    plain, small = (client.get(ALL, {"Accept-Encoding": way}) for way in ("identity", "gzip"))

    shared = plain.headers["etag"] == small.headers["etag"]
    assert not shared or plain.headers["etag"].startswith("W/")


@pytest.mark.parametrize("accepted", ["identity;q=0", "*;q=0", "compress, identity;q=0"])
def test_a_client_that_takes_no_encoding_on_offer_is_told_so_or_served_plainly(client, accepted):
    reply = client.get(ASK, {"Accept-Encoding": accepted})

    assert reply.status in (200, 406, 415)
    assert reply.status != 200 or reply.headers["content-encoding"] is None


@pytest.mark.parametrize("path", [ASK, ALL, THING, "/.well-known/void", "/graphs?default"])
def test_caches_are_told_how_long_an_answer_holds(client, path):
    directives = client.get(path).names("cache-control")

    assert directives & {"no-cache", "must-revalidate"} or any("max-age" in d for d in directives)


@pytest.mark.parametrize("path", ["/health", "/metrics"])
def test_what_changes_with_the_hour_is_not_cached(client, path):
    assert client.get(path).names("cache-control") & {"no-store", "no-cache"}
