"""A small HTTP client that keeps some connections busy and takes little of the machine.

It shares the processors with the server that it measures, so it does as little as it can: requests
are bytes made beforehand, bodies are counted and dropped, and one thread waits for all sockets.
What it uses itself is part of what it tells.
"""

from __future__ import annotations

import select
import socket
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

READ_BYTES = 1 << 18
Address = tuple[str, int]


class ResponseError(Exception):
    """What came is no HTTP, or no whole answer."""


class ResponseReader:
    """Finds where a response ends, by its length or its last chunk.

    Attributes:
        status: 0 until the head is there.
        received: Bytes so far, head and framing included.
        whole: All of it is there.
    """

    __slots__ = ("_ending", "_left", "_line", "_step", "received", "status", "whole")

    def __init__(self) -> None:
        self.status = self.received = 0
        self.whole = self._ending = False
        self._left = 0
        self._line = b""
        self._step = self._head

    def feed(self, data: bytes) -> None:
        self.received += len(data)
        self._step(data)

    def _head(self, data: bytes) -> None:
        head, end, body = (self._line + data).partition(b"\r\n\r\n")
        if not end:
            self._line = head
            return
        if not head.startswith(b"HTTP/1.1 "):
            raise ResponseError(head[:80])
        self._line = b""
        self.status = int(head[9:12])
        fields = head.lower()
        length = fields.find(b"\r\ncontent-length:")
        if length >= 0:
            self._left = int(fields[length + 17 :].split(b"\r\n", 1)[0])
            self._step = self._body
        elif b"\r\ntransfer-encoding: chunked" in fields:
            self._step = self._chunks
        else:
            self._step = self._body
        self._step(body)

    def _body(self, data: bytes) -> None:
        self._left -= len(data)
        self.whole = self._left <= 0

    def _chunks(self, data: bytes) -> None:
        place = 0
        while place < len(data) and not self.whole:
            if self._left:
                step = min(self._left, len(data) - place)
                self._left -= step
                place += step
                continue
            end = data.find(b"\n", place)
            self._line += data[place : end if end >= 0 else len(data)]
            if end < 0:
                return
            place = end + 1
            self._size(self._line.strip())
            self._line = b""

    def _size(self, line: bytes) -> None:
        if self._ending:
            self.whole = not line
            return
        size = int(line.split(b";", 1)[0], 16)
        self._ending = size == 0
        self._left = size + 2 if size else 0


class Connection:
    """Sends one request after another and times their answers."""

    def __init__(self, address: Address) -> None:
        self.socket = socket.create_connection(address, timeout=120)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, request: bytes) -> None:
        self.response = ResponseReader()
        self.sent = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Read what has come; tells whether the answer is over, whole or not."""
        data = self.socket.recv(READ_BYTES)
        self.response.feed(data)
        return self.response.whole or not data

    @property
    def failed(self) -> bool:
        """The answer was cut short, or is no good one."""
        response = self.response
        return not response.whole or not (200 <= response.status < 300 or response.status == 304)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What was measured in one go.

    Attributes:
        seconds: From the first request to the end of the last answer.
        latencies: Seconds of each answered request.
        failures: Answers that were cut short, or of another status than 2xx and 304.
        received: Bytes.
        client_seconds: Processor time that the client itself took.
    """

    seconds: float
    latencies: list[float]
    failures: int
    received: int
    client_seconds: float

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return (len(self.latencies) - self.failures) / self.seconds


def drive(
    address: Address, requests: Iterator[bytes], *, connections: int, seconds: float
) -> Window:
    """Keep connections busy for so long; what is under way then is awaited and counted."""
    busy = {}
    poll = select.epoll()
    for _ in range(connections):
        connection = Connection(address)
        busy[connection.socket.fileno()] = connection
        poll.register(connection.socket, select.EPOLLIN)
    latencies, failures, received = [], 0, 0
    client, start = time.process_time(), time.perf_counter()
    for connection in busy.values():
        connection.send(next(requests))
    now = start
    while busy:
        for descriptor, _ in poll.poll():
            connection = busy[descriptor]
            if not connection.receive():
                continue
            now = time.perf_counter()
            latencies.append(now - connection.sent)
            failures += connection.failed
            received += connection.response.received
            if now - start < seconds and connection.response.whole:
                connection.send(next(requests))
            else:
                poll.unregister(descriptor)
                busy.pop(descriptor).socket.close()
    poll.close()
    return Window(
        seconds=now - start,
        latencies=latencies,
        failures=failures,
        received=received,
        client_seconds=time.process_time() - client,
    )
