"""A request as the endpoint reads it: what it needs of the headers, in one pass, and the body.

Starlette's own ``Request`` looks each header up in the list as often as it is asked, which for a
short query takes as long as answering it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.server.refusals import Refused

if TYPE_CHECKING:
    from starlette.types import Receive, Scope

_READ = frozenset(
    {
        *(b"accept", b"accept-encoding", b"authorization", b"content-type", b"host"),
        *(b"if-match", b"if-none-match"),
    }
)


class Incoming:
    """One request.

    Attributes:
        query_string: What stands behind the question mark, as it was sent.
        receive: Gives the next part of the body, or word that the client has hung up.
    """

    __slots__ = ("_headers", "method", "query_string", "receive", "scope")

    def __init__(self, scope: Scope, receive: Receive) -> None:
        headers: dict[bytes, str] = {}
        for name, value in scope["headers"]:
            if name in _READ:
                text = value.decode("latin-1")
                # Fields of one name are one list (RFC 9110, 5.3).
                headers[name] = f"{headers[name]}, {text}" if name in headers else text
        self._headers = headers
        self.method: str = scope["method"]
        self.query_string: str = scope["query_string"].decode("latin-1")
        self.receive = receive
        self.scope = scope

    def header(self, name: bytes) -> str | None:
        """Give one of the headers that are read."""
        return self._headers.get(name)

    @property
    def accept(self) -> str | None:
        """What media types the client takes."""
        return self._headers.get(b"accept")

    @property
    def accept_encoding(self) -> str | None:
        """What compressions the client takes."""
        return self._headers.get(b"accept-encoding")

    @property
    def authorization(self) -> str | None:
        """What the client shows to be let in."""
        return self._headers.get(b"authorization")

    @property
    def content_type(self) -> str | None:
        """What the body is."""
        return self._headers.get(b"content-type")

    @property
    def known(self) -> str | None:
        """The tags of answers that the client holds; None where they do not count."""
        return self._headers.get(b"if-none-match") if self.method in ("GET", "HEAD") else None

    @property
    def site(self) -> str:
        """The address of the start page, without a slash at its end."""
        return f"{self._server}{self.scope.get('root_path', '').rstrip('/')}"

    @property
    def url(self) -> str:
        """Its address as it was sent, without what stands behind the question mark."""
        path = self.scope["raw_path"].partition(b"?")[0].decode("ascii", "replace")
        return f"{self._server}{path}"

    @property
    def _server(self) -> str:
        return f"{self.scope['scheme']}://{self._headers.get(b'host') or 'localhost'}"

    async def body(self) -> bytes:
        """Read the body to its end.

        Raises:
            Refused: The client hung up before, or stopped sending, or it is too long.
        """
        parts: list[bytes] = []
        while True:
            message = await self.receive()
            if message["type"] == "http.disconnect":
                raise Refused(400, "the request has no end", hint="Send all of it.")
            parts.append(message.get("body", b""))
            if not message.get("more_body"):
                return b"".join(parts)

    async def hung_up(self) -> None:
        """Return when the client has hung up; call it only when the body has been read."""
        while (await self.receive())["type"] != "http.disconnect":
            pass
