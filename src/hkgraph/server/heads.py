"""How long the head of a request may be: long addresses are read, and no head is without end.

A query in an address can be long. The parser beneath uvicorn cannot take addresses apart that are
longer than 64 kB, so their query is put aside until it is done; and it would gather a head for as
long as it comes.
"""

from __future__ import annotations

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_LONGEST_ADDRESS = 60_000
_LONGEST_HEAD = 4_000_000


class BoundedHeads(HttpToolsProtocol):
    """Speaks HTTP for one connection."""

    _head_bytes = 0
    _in_head = True

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
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Hand the request on, with all of its address."""
        self._in_head = False
        if len(self.url) <= _LONGEST_ADDRESS:
            super().on_headers_complete()
            return
        self.url, _, query = self.url.partition(b"?")
        super().on_headers_complete()
        # The application starts only when the loop goes on, and so sees it.
        self.scope["query_string"] = query
