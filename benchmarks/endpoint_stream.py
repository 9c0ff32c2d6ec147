"""How soon the first byte of a very long answer comes, and what the server holds while it sends."""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from endpoint_queries import ACCEPT
from http_load import READ_BYTES, ResponseError, ResponseReader
from processes import Watch, held

if TYPE_CHECKING:
    from endpoint_servers import Server

QUERY = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
#: A slow client rests so long after each 8 MiB.
REST_SECONDS = 0.1
BETWEEN_RESTS = 8 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """One long answer.

    Attributes:
        first_byte: Seconds until the first byte of the body.
        received: Bytes.
        before: MiB (Pss) of all the server's processes before it was asked.
        peak: The most of them while it sent.
    """

    name: str
    received: int
    first_byte: float
    seconds: float
    before: float
    peak: float


def stream(server: Server, *, slow: bool = False) -> Stream:
    before = held(server.process.pid).pss
    with Watch(server.process.pid) as watch, socket.create_connection(server.address) as client:
        start = time.perf_counter()
        head = f"GET {server.path}?query={quote(QUERY)} HTTP/1.1\r\nHost: localhost\r\n"
        client.sendall(f"{head}Accept: {ACCEPT}\r\n\r\n".encode())
        first, received = _read(client, slow=slow)
        seconds = time.perf_counter() - start
    return Stream(
        name=f"{server.name}{', slow client' if slow else ''}",
        received=received,
        first_byte=first - start,
        seconds=seconds,
        before=before,
        peak=watch.peak,
    )


def _read(client: socket.socket, *, slow: bool) -> tuple[float, int]:
    response = ResponseReader()
    first, rest = 0.0, BETWEEN_RESTS
    while not response.whole:
        data = client.recv(READ_BYTES)
        if not data:
            raise ResponseError("the answer was cut short")
        response.feed(data)
        if not first and b'{"' in data:
            first = time.perf_counter()
        if slow and response.received > rest:
            rest += BETWEEN_RESTS
            time.sleep(REST_SECONDS)
    return first, response.received
