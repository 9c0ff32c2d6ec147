"""Results that were given lately, for those who ask again; a new generation empties it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hkgraph.server.engine import Answer
    from hkgraph.server.formats import Format

#: A result that takes more than this share of the cache is not kept.
_LARGEST_SHARE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A whole result, as it was sent.

    Attributes:
        kind: "select", "ask" or "graph".
        encoding: "gzip" or "br" if it is compressed, else "".
    """

    kind: str
    format: Format
    generation: int
    encoding: str
    content: bytes


class ResultCache:
    """Keeps the results of one generation, those asked for longest ago going first.

    Args:
        max_bytes: Of all results together; 0 keeps none.
    """

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._digest = ""
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._bytes = 0

    @property
    def largest(self) -> int:
        """Length in bytes of the longest result that is kept."""
        return self._max_bytes // _LARGEST_SHARE

    def find(self, digest: str, etag: str) -> Kept | None:
        """Give the result with this name over the graph with this digest."""
        if digest != self._digest:
            self._digest = digest
            self._kept.clear()
            self._bytes = 0
        kept = self._kept.get(etag)
        if kept is not None:
            self._kept.move_to_end(etag)
        return kept

    def keep(self, digest: str, etag: str, result: Kept) -> None:
        """Keep a result, unless it is too long or the graph has changed since."""
        if digest != self._digest or len(result.content) > self.largest or etag in self._kept:
            return
        self._kept[etag] = result
        self._bytes += len(result.content)
        while self._bytes > self._max_bytes:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= len(oldest.content)


class Keeper:
    """Gathers a result while it is sent, to keep it if it is not too long.

    Args:
        etag: Names the result; None if it is not to be kept.
    """

    def __init__(self, cache: ResultCache, answer: Answer, etag: str | None) -> None:
        self._cache = cache
        self._answer = answer
        self._etag = etag
        self._chunks: list[bytes] = []
        self._bytes = 0

    def add(self, chunk: bytes) -> None:
        """Take the next part; a result that is one part is taken in any case."""
        self._bytes += len(chunk)
        if self._chunks and self._bytes > self._cache.largest:
            self._etag = None
            self._chunks.clear()
        elif self._etag or not self._chunks:
            self._chunks.append(chunk)

    def finish(self) -> Kept:
        """Give what was gathered, and keep it if it is all."""
        kept = Kept(
            kind=self._answer.kind,
            format=self._answer.format,
            generation=self._answer.generation,
            encoding=self._answer.encoding,
            content=b"".join(self._chunks),
        )
        if self._etag:
            self._cache.keep(self._answer.digest, self._etag, kept)
        return kept
