"""Taking in a body no longer than a limit, also when a small one unpacks into a huge one."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from hkgraph.errors import OutgoingError

if TYPE_CHECKING:
    import httpx2

# Window size of zlib for a gzip header.
_GZIP = 16 + zlib.MAX_WBITS


async def read_body(response: httpx2.Response, *, max_bytes: int, origin: str) -> bytes:
    """Read an answer to its end, unpacked; never hold more than the limit and one chunk.

    Raises:
        OutgoingError: It is longer, broken, or packed in a way that was not asked for.
    """
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in {"identity", "gzip", "x-gzip"}:
        raise OutgoingError(
            f"{origin} packs its answer in a way that was not asked for ({coding[:20]})",
            hint="Use another endpoint, or tell its operator.",
        )
    body = bytearray()
    unpacker = zlib.decompressobj(_GZIP) if coding != "identity" else None
    async for chunk in response.aiter_raw():
        try:
            # One byte more than may be there shows that there is more.
            body += unpacker.decompress(chunk, max_bytes + 1 - len(body)) if unpacker else chunk
        except zlib.error as exc:
            raise _cut_short(origin) from exc
        if len(body) > max_bytes:
            raise OutgoingError(
                f"the answer of {origin} is longer than {max_bytes} bytes",
                hint="Ask it for less, for example with LIMIT.",
            )
    if unpacker and (not unpacker.eof or unpacker.unused_data):
        raise _cut_short(origin)
    return bytes(body)


def _cut_short(origin: str) -> OutgoingError:
    return OutgoingError(f"the answer of {origin} is broken", hint="Try again later.")
