"""How long the head of a request may be, and how long it may take to come.

A query in an address can be long. The parser beneath uvicorn cannot take addresses apart that are
longer than 64 kB, so their query is put aside until it is done; and it would gather a head for as
long as it comes, and wait for one for ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from hkgraph.server.gathering import Gathering

if TYPE_CHECKING:
    from asyncio import TimerHandle, Transport

_LONGEST_ADDRESS = 60_000
_LONGEST_HEAD = 4_000_000


class BoundedHeads(HttpToolsProtocol):
    """Speaks HTTP for one connection.

    Attributes:
        head_seconds: How long a head may take, from the connection or its own first byte.
    """

    head_seconds = 20.0
    _head_bytes = 0
    _in_head = True
    _patience: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Wait for a head, but not for ever."""
        super().connection_made(Gathering(transport, self.loop))  # type: ignore[arg-type]
        self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read what came, unless it is a head that is too long."""
        if self._in_head:
            self._head_bytes += len(data)
            if self._head_bytes > _LONGEST_HEAD:
                self.send_400_response("The head of the request is too long.")
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        """Begin a request."""
        self._in_head = True
        self._head_bytes = 0
        self._wait_for_head()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Hand the request on, with all of its address."""
        self._in_head = False
        self._stop_waiting()
        if len(self.url) <= _LONGEST_ADDRESS:
            super().on_headers_complete()
            return
        self.url, _, query = self.url.partition(b"?")
        super().on_headers_complete()
        # The application starts only when the loop goes on, and so sees it.
        self.scope["query_string"] = query

    def _wait_for_head(self) -> None:
        if self._patience is None:
            self._patience = self.loop.call_later(self.head_seconds, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
