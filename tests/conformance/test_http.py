"""Manners of HTTP itself (RFC 9110, 9111, 9112)."""

import contextlib
import time
from urllib.parse import quote

import pytest

from conformance.wire import FORM, QUERY, exchange

ASK = "/sparql?query=ASK%7B%7D"


ALL = "/sparql?query=" + quote("SELECT * { ?s ?p ?o }")


THING = "/id/person/mabel-tang"


GET = f"GET {ASK} HTTP/1.1\r\nHost: x\r\n"


TRUE = b'{"head":{},"boolean":true}'


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
