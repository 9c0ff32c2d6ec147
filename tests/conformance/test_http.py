"""Manners of HTTP itself (RFC 9110, 9111, 9112)."""

import contextlib
import gzip
import json
import time
from urllib.parse import quote

import brotli
import pytest

from conformance.wire import FORM, QUERY, exchange

ASK = "/sparql?query=ASK%7B%7D"
ALL = "/sparql?query=" + quote("SELECT * { ?s ?p ?o }")
THING = "/id/person/mabel-tang"
CACHED = [ASK, ALL, THING, "/.well-known/void", "/sparql", "/graphs?default"]
PLAIN = {"Accept": "*/*", "Accept-Encoding": "identity"}
GET = f"GET {ASK} HTTP/1.1\r\nHost: x\r\n"
TRUE = b'{"head":{},"boolean":true}'


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


@pytest.mark.parametrize(
    "path", [ASK, ALL, THING, "/", "/nowhere", "/.well-known/void", "/metrics"]
)
def test_the_end_of_a_body_is_marked(client, path):
    headers = client.get(path).headers

    chunked = (headers["transfer-encoding"] or "").lower() == "chunked"
    assert chunked != ("content-length" in headers)


def test_a_connection_stays_open_for_the_next_request(client):
    with client.open() as wire:
        for _ in range(20):
            wire.send(f"{GET}\r\n".encode())
            assert TRUE in wire.read_until(TRUE)


def test_requests_that_are_sent_ahead_are_answered_in_order(client):
    asked = "".join(
        f"GET /sparql?query={quote(f'SELECT ({n} AS ?v) {{}}')} HTTP/1.1\r\nHost: x\r\n"
        "Accept: text/csv\r\n\r\n"
        for n in range(1000, 1019)
    )
    last = f"{GET}Connection: close\r\n\r\n"

    raw = exchange(client, (asked + last).encode()).decode()

    places = [raw.find(f"\r\n{n}\r\n") for n in range(1000, 1019)]
    assert -1 not in places
    assert places == sorted(places)
    assert raw.count("HTTP/1.1 200") == 20


def test_a_connection_that_the_client_wants_closed_is_closed(client):
    raw = exchange(client, f"{GET}Connection: close\r\n\r\n".encode())

    assert raw.startswith(b"HTTP/1.1 200")
    assert b"connection: close" in raw.lower()


@pytest.mark.parametrize("path", [ASK, ALL, THING])
def test_a_client_of_http_1_0_gets_no_chunks(client, path):
    raw = exchange(client, f"GET {path} HTTP/1.0\r\n\r\n".encode())

    head, _, body = raw.partition(b"\r\n\r\n")
    assert b" 200 " in head.splitlines()[0]
    assert b"transfer-encoding" not in head.lower()
    assert body[:1] in b"{@<"


def test_a_client_of_http_1_0_may_keep_the_connection_or_not(client):
    raw = exchange(client, f"GET {ASK} HTTP/1.0\r\nConnection: close\r\n\r\n".encode())

    assert raw.endswith(TRUE)


def test_a_body_is_asked_for_before_it_is_sent(client):
    head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: {QUERY}\r\nContent-Length: 6\r\n"

    with client.open() as wire:
        wire.send(f"{head}Expect: 100-continue\r\n\r\n".encode())
        assert wire.read_until(b"\r\n\r\n").startswith(b"HTTP/1.1 100")
        wire.send(b"ASK {}")
        assert b"HTTP/1.1 200" in wire.read_until(TRUE)


def test_a_body_in_many_small_pieces_is_read(client):
    body = b"query=ASK%7B%7D"
    head = (
        f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: {FORM}\r\nContent-Length: {len(body)}"
    )

    with client.open() as wire:
        wire.send(f"{head}\r\n\r\n".encode())
        for byte in body:
            wire.send(bytes([byte]))
            time.sleep(0.002)
        assert b"HTTP/1.1 200" in wire.read_until(TRUE)


@pytest.mark.parametrize(
    "bad",
    [
        b"GET\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /sparql HTTP/9.9\r\n\r\n",
        b"GET /sparql HTTP/1.1\r\nHost x\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: minus\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
    ids=["short", "tls", "version", "header", "length", "negative", "chunk"],
)
def test_what_is_no_http_is_400_and_the_server_goes_on(client, bad):
    raw = exchange(client, bad)

    assert raw == b"" or raw.split()[1] in (b"400", b"505")
    assert client.truth("ASK {}")


def test_two_lengths_are_refused(client):
    raw = exchange(
        client,
        f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: {QUERY}\r\nContent-Length: 6\r\n"
        "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n".encode(),
    )

    assert raw.split()[1] == b"400"


def test_a_very_long_header_is_refused_and_the_server_goes_on(client):
    raw = exchange(client, f"{GET}X-Long: {'x' * 1_000_000}\r\nConnection: close\r\n\r\n".encode())

    assert raw == b"" or raw.split()[1] in (b"200", b"400", b"431")
    assert client.truth("ASK {}")


def test_a_head_without_an_end_is_refused(client):
    with client.open() as wire, contextlib.suppress(BrokenPipeError, ConnectionResetError):
        wire.send(f"{GET}X-Endless: ".encode())
        for _ in range(100):
            wire.send(b"x" * 100_000)
        assert wire.read_all() == b""

    assert client.truth("ASK {}")


def test_a_request_id_of_the_client_is_given_back(client):
    assert client.get(ASK, {"X-Request-Id": "abc-123"}).headers["x-request-id"] == "abc-123"


def test_each_request_without_an_id_gets_one_of_its_own(client):
    ids = {client.get(ASK).headers["x-request-id"] for _ in range(5)}

    assert len(ids) == 5
    assert all(ids)


@pytest.mark.parametrize("bad", ["a" * 5_000, "a b\tc", "<script>", "é"])
def test_a_request_id_that_is_no_id_is_replaced_or_given_back_whole(client, bad):
    reply = client.get(ASK, {"X-Request-Id": bad})

    assert reply.status == 200
    assert len(reply.headers["x-request-id"]) <= 200 or reply.headers["x-request-id"] == bad


@pytest.mark.parametrize("path", ["/nowhere", "/sparql?query=SELEC", "/health", THING])
def test_every_answer_has_a_request_id(client, path):
    assert client.get(path).headers["x-request-id"]


@pytest.mark.parametrize("path", [ASK, ALL, THING, "/.well-known/void", "/graphs?default"])
def test_caches_are_told_how_long_an_answer_holds(client, path):
    directives = client.get(path).names("cache-control")

    assert directives & {"no-cache", "must-revalidate"} or any("max-age" in d for d in directives)


@pytest.mark.parametrize("path", ["/health", "/metrics"])
def test_what_changes_with_the_hour_is_not_cached(client, path):
    assert client.get(path).names("cache-control") & {"no-store", "no-cache"}


@pytest.mark.parametrize("path", [ASK, "/", "/nowhere"])
def test_the_software_is_not_named_with_its_version(client, path):
    server = client.get(path).headers["server"] or ""

    assert "uvicorn" not in server.lower()
    assert not any(letter.isdigit() for letter in server)
    assert "x-powered-by" not in client.get(path).headers


@pytest.mark.parametrize("path", [ASK, "/", "/nowhere", THING, "/sparql?query=SELEC"])
def test_browsers_are_kept_from_guessing_types(client, path):
    assert client.get(path).headers["x-content-type-options"] == "nosniff"


def test_every_answer_is_dated(client):
    assert client.get(ASK).headers["date"].endswith("GMT")


@pytest.mark.parametrize("accept", ["application/json", "text/csv", "text/turtle"])
def test_a_post_is_answered_like_a_get(client, accept):
    query = (
        "SELECT ?s { ?s ?p ?o } ORDER BY ?s LIMIT 5"
        if "turtle" not in accept
        else ("CONSTRUCT { <urn:s> <urn:p> 1 } {}")
    )

    assert client.post(query, Accept=accept).body == client.query(query, accept).body
