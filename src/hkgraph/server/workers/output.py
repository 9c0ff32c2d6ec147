"""A worker's result on its way to the server: gathered, compressed, counted, framed."""

from __future__ import annotations

import json
import time
import zlib
from typing import TYPE_CHECKING, Any, Protocol

import brotli

from hkgraph.server.workers.frames import CHUNK, END, FAULT, HEAD, pack, pack_whole

if TYPE_CHECKING:
    from socket import socket

CHUNK_BYTES = 65_536
#: A result that comes slowly is sent on in what it has so far.
PATIENCE_SECONDS = 0.1
#: Shorter results are not worth compressing.
COMPRESSED_BYTES = 1_400
_GZIP_WINDOW = 31
_BROTLI_QUALITY = 4


class ResultTooLargeError(Exception):
    """The result is over its limit."""


class HeadOnlyError(Exception):
    """Nobody wants more than the head."""


class _Encoder(Protocol):
    def encode(self, data: bytes) -> bytes: ...
    def finish(self) -> bytes: ...


class Output:
    """What the serialiser writes to; blocks while the server is behind.

    Args:
        encoding: "gzip" or "br"; used only for results that are long enough.
        max_bytes: Longest result, before it is compressed.
        patience_seconds: After this time a chunk is sent though it is not full.
    """

    def __init__(
        self,
        sock: socket,
        *,
        encoding: str,
        max_bytes: int,
        head_only: bool,
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> None:
        self._sock = sock
        self._encoding = encoding
        self._left = max_bytes
        self._head_only = head_only
        self._patience_seconds = patience_seconds
        self._head: dict[str, Any] | None = None
        self._encoder: _Encoder | None = None
        self._gathered = bytearray()
        self._row_mark = b""
        self._rows = 0
        self._sent = time.monotonic()

    def begin(self, head: dict[str, Any], *, row_mark: bytes) -> None:
        """Take the head of the answer; it is sent with the first bytes.

        Args:
            row_mark: What to count in the result, as its rows; nothing counts none.

        Raises:
            HeadOnlyError: That is all that is wanted.
        """
        self._head = head
        self._row_mark = row_mark
        if self._head_only:
            raise HeadOnlyError

    def write(self, data: bytes) -> int:
        """Take some of the result.

        Raises:
            ResultTooLargeError: It is over the limit.
            BrokenPipeError: The server has gone.
        """
        self._left -= len(data)
        if self._row_mark:
            self._rows += data.count(self._row_mark)
        if self._left < 0:
            raise ResultTooLargeError
        self._gathered += data
        full = len(self._gathered) >= CHUNK_BYTES
        if full or time.monotonic() - self._sent > self._patience_seconds:
            self._send_gathered()
        return len(data)

    def flush(self) -> None:
        """Keep what is gathered; chunks are sent when they are full, or late."""

    def finish(self) -> None:
        """Send the rest, and word that it was the rest; or all of it, if nothing was sent yet."""
        if self._head is not None:
            head = self._close_head(worth_compressing=len(self._gathered) >= COMPRESSED_BYTES)
            head["rows"] = self._rows
            content = self._encode(bytes(self._gathered), last=True)
            self._sock.sendall(pack_whole(json.dumps(head).encode(), content))
            return
        rest = self._encode(bytes(self._gathered), last=True)
        frames = pack(CHUNK, rest) if rest else b""
        self._sock.sendall(frames + pack(END, b"%d" % self._rows))

    def fail(self, fault: dict[str, Any]) -> None:
        """Send word that there is no result, or no whole one."""
        self._sock.sendall(pack(FAULT, json.dumps(fault, ensure_ascii=False).encode()))

    def _send_gathered(self) -> None:
        frames = b""
        if self._head is not None:
            frames = pack(HEAD, json.dumps(self._close_head(worth_compressing=True)).encode())
        encoded = self._encode(bytes(self._gathered), last=False)
        self._gathered.clear()
        self._sock.sendall(frames + (pack(CHUNK, encoded) if encoded else b""))
        self._sent = time.monotonic()

    def _close_head(self, *, worth_compressing: bool) -> dict[str, Any]:
        """Give the head, now that it is known how long the result is."""
        head, self._head = self._head or {}, None
        if self._encoding and worth_compressing:
            self._encoder = _Gzip() if self._encoding == "gzip" else _Brotli()
            head["encoding"] = self._encoding
        return head

    def _encode(self, data: bytes, *, last: bool) -> bytes:
        if self._encoder is None:
            return data
        encoded = self._encoder.encode(data)
        return encoded + self._encoder.finish() if last else encoded


class _Gzip:
    def __init__(self) -> None:
        self._inner = zlib.compressobj(level=4, wbits=_GZIP_WINDOW)

    def encode(self, data: bytes) -> bytes:
        return self._inner.compress(data)

    def finish(self) -> bytes:
        return self._inner.flush()


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Compressor(quality=_BROTLI_QUALITY)

    def encode(self, data: bytes) -> bytes:
        return bytes(self._inner.process(data))

    def finish(self) -> bytes:
        return bytes(self._inner.finish())
