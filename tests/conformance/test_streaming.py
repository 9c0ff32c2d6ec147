"""Long results: they come while they are made, and are never taken for whole when they are not."""

import http.client
import json
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from urllib.parse import quote

import pytest

from conformance.processes import resident_bytes
from conformance.wire import HOST

# Half a million rows and more, made faster than they are read.
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
KINDS = {
    "application/sparql-results+json": b'{"head":',
    "application/sparql-results+xml": b"<?xml",
    "text/csv": b"a,b,c,",
    "text/tab-separated-values": b"?a\t?b",
}
each_kind = pytest.mark.parametrize("kind", KINDS)
AT_ONCE_SECONDS = 5


def asking(client, query, **headers):
    connection = http.client.HTTPConnection(HOST, client.port, timeout=60)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", f"/sparql?query={quote(query)}", headers=names)
    return connection


@each_kind
def test_the_first_bytes_come_before_the_last_are_made(client, kind):
    began = time.monotonic()
    with closing(asking(client, ENDLESS, Accept=kind)) as connection:
        response = connection.getresponse()
        first = response.read(20_000)

    assert time.monotonic() - began < AT_ONCE_SECONDS
    assert (response.status, response.headers["transfer-encoding"]) == (200, "chunked")
    assert first.startswith(KINDS[kind])


def test_the_first_triples_come_before_the_last_are_made(client):
    query = (
        "CONSTRUCT { ?a ?b ?new } "
        "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i BIND(CONCAT(STR(?d), STR(?g), STR(?i)) AS ?new) }"
    )

    with closing(asking(client, query, Accept="application/n-triples")) as connection:
        first = connection.getresponse().read(20_000)

    assert first.startswith(b"<")


def test_a_compressed_result_comes_while_it_is_made_too(client):
    with closing(asking(client, ENDLESS, Accept="text/csv", Accept_Encoding="gzip")) as connection:
        response = connection.getresponse()
        plain = zlib.decompressobj(31).decompress(response.read(20_000))

    assert response.headers["content-encoding"] == "gzip"
    assert plain.startswith(b"a,b,c,")


@each_kind
def test_a_result_that_is_cut_short_has_no_last_chunk(hasty, kind):
    with closing(asking(hasty, ENDLESS, Accept=kind)) as connection:
        response = connection.getresponse()
        with pytest.raises((http.client.IncompleteRead, ConnectionError)) as cut:
            response.read()

    assert response.status == 200
    assert len(cut.value.partial) > 100_000


def test_a_json_result_that_is_cut_short_is_not_well_formed(hasty):
    with closing(asking(hasty, ENDLESS, Accept="application/json")) as connection:
        response = connection.getresponse()
        with pytest.raises(http.client.IncompleteRead) as cut:
            response.read()

    with pytest.raises(json.JSONDecodeError):
        json.loads(cut.value.partial)


def test_a_result_over_the_limit_of_bytes_is_cut_or_refused(small):
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f }"

    with closing(asking(small, query, Accept="text/csv")) as connection:
        response = connection.getresponse()
        if response.status == 200:
            with pytest.raises((http.client.IncompleteRead, ConnectionError)):
                response.read()

    assert response.status in (200, 413)


def test_a_client_that_hangs_up_frees_its_worker(client):
    for _ in range(8):
        with closing(asking(client, ENDLESS)) as connection:
            connection.getresponse().read(1_000)

    began = time.monotonic()
    assert client.truth("ASK {}")
    assert time.monotonic() - began < AT_ONCE_SECONDS


def test_a_client_that_hangs_up_before_the_first_byte_frees_its_worker(client):
    count = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    for _ in range(8):
        with closing(asking(client, count)):
            time.sleep(0.05)

    began = time.monotonic()
    assert client.truth("ASK {}")
    assert time.monotonic() - began < AT_ONCE_SECONDS


def test_the_server_holds_little_of_a_long_result(client):
    with closing(asking(client, ENDLESS, Accept="text/csv")) as connection:
        response = connection.getresponse()
        response.read(1_000_000)
        before = resident_bytes(client)
        response.read(20_000_000)

        assert resident_bytes(client) - before < 40_000_000


def test_a_client_that_reads_slowly_does_not_fill_the_server(client):
    with closing(asking(client, ENDLESS, Accept="text/csv")) as connection:
        connection.getresponse().read(1_000)
        before = resident_bytes(client)
        time.sleep(2)

        assert resident_bytes(client) - before < 40_000_000
        assert client.truth("ASK {}")


def test_long_results_come_side_by_side(client):
    query = "SELECT ?a ?e ?i { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } LIMIT 50000"

    with ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(lambda _: client.query(query, "text/csv"), range(4)))

    assert [reply.body.count(b"\r\n") for reply in replies] == [50_001] * 4


def test_a_limit_in_the_query_gives_a_whole_result(client):
    reply = client.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } LIMIT 10000")

    assert len(reply.json()["results"]["bindings"]) == 10_000
