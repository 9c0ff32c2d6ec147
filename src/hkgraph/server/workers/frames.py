"""What passes between the server and a worker: frames of a kind, a length and their bytes.

A worker says when it is ready. To it goes one frame a query; back come a head, chunks of the
result, and an end; or all of that as one frame, if it is short; or, at any time, a fault.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

READY = b"R"
JOB = b"J"
HEAD = b"H"
CHUNK = b"C"
END = b"E"
WHOLE = b"W"
FAULT = b"F"

_PREFIX = struct.Struct(">cI")
PREFIX_BYTES = _PREFIX.size
_LENGTH = struct.Struct(">I")


def pack(kind: bytes, content: bytes = b"") -> bytes:
    """Make a frame."""
    return _PREFIX.pack(kind, len(content)) + content


def pack_whole(head: bytes, content: bytes) -> bytes:
    """Make the frame of a result that is all there."""
    return pack(WHOLE, _LENGTH.pack(len(head)) + head + content)


def unpack_whole(frame: bytes) -> tuple[bytes, bytes]:
    """Take such a frame's content apart: the head, and the result."""
    (length,) = _LENGTH.unpack_from(frame)
    start = _LENGTH.size + length
    return frame[_LENGTH.size : start], frame[start:]


def read_frame(stream: BinaryIO) -> tuple[bytes, bytes] | None:
    """Wait for a whole frame; None when the other side has gone."""
    prefix = stream.read(PREFIX_BYTES)
    if len(prefix) < PREFIX_BYTES:
        return None
    kind, length = _PREFIX.unpack(prefix)
    content = stream.read(length)
    return (kind, content) if len(content) == length else None


class Splitter:
    """Takes bytes as they come and gives the frames that are whole."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """Give the frames that these bytes complete."""
        waiting = self._waiting
        waiting += data
        start = 0
        while len(waiting) - start >= PREFIX_BYTES:
            kind, length = _PREFIX.unpack_from(waiting, start)
            end = start + PREFIX_BYTES + length
            if end > len(waiting):
                break
            yield kind, bytes(waiting[start + PREFIX_BYTES : end])
            start = end
        del waiting[:start]
