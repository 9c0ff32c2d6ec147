"""The application behind a real uvicorn on a real port."""

import contextlib
import http.client
from urllib.parse import quote

import pytest

from hkgraph.server.app import create_app
from hkgraph.settings import Settings
from server.real_port import serving


def port_of(store, settings):
    with serving(create_app(store, settings)) as address:
        yield int(address.rpartition(":")[2])


@pytest.fixture
def port(shared_store):
    yield from port_of(shared_store, Settings(store=shared_store))


@pytest.fixture
def hasty_port(shared_store):
    yield from port_of(shared_store, Settings(store=shared_store, query_seconds=1))


@contextlib.contextmanager
def get(port, path, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers=headers)
    with contextlib.closing(connection), connection.getresponse() as response:
        yield response


BIG = "/sparql?format=csv&query=" + quote("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
SMALL = "/sparql?format=csv&query=" + quote("ASK { ?s ?p ?o }")


def test_a_query_is_answered_over_the_wire(port):
    with get(port, SMALL) as response:
        assert (response.status, response.read()) == (200, b"true")


def test_a_big_result_is_streamed_while_it_is_made(port):
    with get(port, BIG) as response:
        start = response.read(100_000)

    assert response.status == 200
    assert response.headers["transfer-encoding"] == "chunked"
    assert start.startswith(b"a,b,c,d,e,f,g,h,i,j,k,l\r\n")


def test_hanging_up_stops_the_query(port):
    for _ in range(8):  # more than there are threads
        with get(port, BIG) as response:
            response.read(1_000)

    with get(port, SMALL) as response:
        assert response.read() == b"true"


def test_a_result_that_is_cut_short_cannot_be_taken_for_a_whole_one(hasty_port):
    with get(hasty_port, BIG) as response, pytest.raises(http.client.IncompleteRead):
        response.read()
