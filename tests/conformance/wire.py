"""HTTP as it is on the wire: one request, one reply, nothing added or mended on the way.

``http.client`` neither follows redirects nor decodes bodies, and a socket sends any bytes at all.
"""

from __future__ import annotations

import http.client
import json
import socket
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Headers = Mapping[str, str] | Iterable[tuple[str, str]]

HOST = "127.0.0.1"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
FORM = "application/x-www-form-urlencoded"
PROBLEM = "application/problem+json"
PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back; ``headers`` is asked without regard to case and keeps repeated fields."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def kind(self) -> str:
        """The media type, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def json(self) -> Any:
        return json.loads(self.body)

    def names(self, header: str) -> set[str]:
        """Give the members of a header that is a list, in lower case."""
        values = ",".join(self.headers.get_all(header) or [])
        return {name.strip().lower() for name in values.split(",") if name.strip()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """Speaks to one endpoint.

    Attributes:
        token: Sent with ``update`` and ``write``; no other request carries it by itself.
        pid: The server's process, where it is ours.
    """

    port: int
    pid: int = 0
    query_path: str = "/sparql"
    update_path: str = "/sparql"
    graphs_path: str = "/graphs"
    token: str | None = None

    @property
    def root(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def credentials(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def send(
        self, method: str, path: str, headers: Headers = (), body: bytes | str | None = None
    ) -> Reply:
        """Send exactly these headers, besides Host and the length of the body."""
        data = body.encode() if isinstance(body, str) else body
        pairs = list(headers.items() if isinstance(headers, dict) else headers)
        with closing(http.client.HTTPConnection(HOST, self.port, PATIENCE_SECONDS)) as connection:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in pairs:
                connection.putheader(name, value.encode())
            length = data is not None or method in ("POST", "PUT", "PATCH")
            if length and not any(name.lower() == "transfer-encoding" for name, _ in pairs):
                connection.putheader("Content-Length", str(len(data or b"")))
            connection.endheaders(data)
            response = connection.getresponse()
            return Reply(response.status, response.headers, response.read())

    def get(self, path: str, headers: Headers = ()) -> Reply:
        return self.send("GET", path, headers)

    def query(self, text: str, accept: str | None = None, **parameters: str | list[str]) -> Reply:
        """Ask by GET; underscores in names of parameters stand for hyphens."""
        named = {name.replace("_", "-"): value for name, value in parameters.items()}
        path = f"{self.query_path}?{urlencode({'query': text, **named}, doseq=True)}"
        return self.get(path, {"Accept": accept} if accept else {})

    def post(self, body: bytes | str, kind: str | None = QUERY, **headers: str) -> Reply:
        """Post to the endpoint of queries."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.send(
            "POST", self.query_path, {**({"Content-Type": kind} if kind else {}), **sent}, body
        )

    def update(self, text: str, parameters: str = "") -> Reply:
        path = self.update_path + (f"?{parameters}" if parameters else "")
        return self.send("POST", path, {"Content-Type": UPDATE, **self.credentials}, text)

    def write(
        self, method: str, path: str, body: bytes | str | None = None, kind: str | None = None
    ) -> Reply:
        """Send a change to the graph store; ``path`` is what follows its own."""
        headers = {**({"Content-Type": kind} if kind else {}), **self.credentials}
        return self.send(method, self.graphs_path + path, headers, body)

    def rows(self, text: str) -> list[dict[str, str]]:
        """Ask a SELECT and give its rows as plain strings."""
        bindings = self.query(text, "application/sparql-results+json").json()["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in bindings]

    def truth(self, text: str, **parameters: str | list[str]) -> bool:
        """Ask an ASK."""
        return self.query(text, "application/sparql-results+json", **parameters).json()["boolean"]

    def open(self) -> Wire:
        return Wire(self.port)


@dataclass(slots=True)
class Wire:
    """A socket, for bytes that no HTTP library would send."""

    port: int
    socket: socket.socket = field(init=False)

    def __post_init__(self) -> None:
        self.socket = socket.create_connection((HOST, self.port), PATIENCE_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def read_until(self, mark: bytes) -> bytes:
        """Read until the mark has come or the server closed; may read past the mark."""
        data = b""
        while mark not in data and (piece := self.socket.recv(65_536)):
            data += piece
        return data

    def read_all(self) -> bytes:
        """Read until the server closes."""
        data = bytearray()
        while piece := self.socket.recv(1 << 20):
            data += piece
        return bytes(data)


def exchange(client: Client, data: bytes) -> bytes:
    """Send bytes on a new connection and read until the server closes it."""
    with client.open() as wire:
        wire.send(data)
        return wire.read_all()
