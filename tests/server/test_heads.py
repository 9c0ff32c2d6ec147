"""Clients that send slowly, over a real port."""

import socket

import pytest

from hkgraph.server.app import create_app
from hkgraph.server.heads import BoundedHeads
from hkgraph.settings import Settings
from server.real_port import serving


class HastyHeads(BoundedHeads):
    head_seconds = 0.3


@pytest.fixture
def connection(shared_store):
    app = create_app(shared_store, Settings(store=shared_store))
    with serving(app, http=HastyHeads) as address:
        port = int(address.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=20) as found:
            yield found


@pytest.mark.parametrize("start", [b"", b"GET /health HTTP/1.1\r\nHost:"])
def test_a_head_that_does_not_come_is_not_waited_for(connection, start):
    connection.sendall(start)

    assert connection.recv(1_000) == b""


def test_a_head_that_comes_is_answered_however_long_the_connection_is_kept(connection):
    for _ in range(2):
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")

        assert connection.recv(10_000).startswith(b"HTTP/1.1 200")


def test_a_body_that_stops_coming_is_not_waited_for(connection, monkeypatch):
    monkeypatch.setattr("hkgraph.server.bodies.STALLED_SECONDS", 0.3)
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n"

    connection.sendall(head + b"Content-Type: application/sparql-query\r\n\r\nASK")

    assert connection.recv(10_000).startswith(b"HTTP/1.1 408")
