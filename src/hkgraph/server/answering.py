"""From a question to a response: known already, kept, or asked of the engine and streamed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog
from starlette.responses import Response

from hkgraph.server.negotiation import is_known
from hkgraph.server.refusals import Refused
from hkgraph.server.result_cache import Kept, ResultCache

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import Receive, Scope, Send

    from hkgraph.server.engine import Answer, Engine
    from hkgraph.server.incoming import Incoming
    from hkgraph.server.questions import Question
    from hkgraph.server.snapshots import Snapshot, Snapshots

# Answers may be kept by anyone who asks each time whether they still hold.
_REVALIDATED = b"public, max-age=0, must-revalidate"
_PASSING = b"no-store"
#: What a client says that holds any answer at all.
ANY = "*"

RawHeaders = list[tuple[bytes, bytes]]

log = structlog.get_logger(__name__)


class Answering:
    """Answers questions over HTTP."""

    def __init__(self, engine: Engine, snapshots: Snapshots, cache: ResultCache) -> None:
        self._engine = engine
        self._snapshots = snapshots
        self._cache = cache

    async def respond(
        self, question: Question, request: Incoming, *, filename: str | None = None
    ) -> Response:
        """Make the response to a question.

        Args:
            filename: Ask browsers to save it under this name, without suffix.

        Raises:
            Refused: It cannot be answered, or not within its limits.
            StoreError: There is no generation, or it fails.
        """
        snapshot = await self._snapshots.fetch()
        etag = question.etag(snapshot.digest) if question.is_repeatable else None
        known = request.known
        if etag and known and known.strip() != ANY and is_known(known, etag):
            return Reply(304, _standing(etag, snapshot.number))
        kept = self._cache.find(snapshot.digest, etag) if etag else None
        if kept is None:
            answer = await self._engine.answer(question, snapshot, gone=request.hung_up)
            # A new generation may have come in between.
            etag = answer.etag
            keeper = _Keeper(self._cache, answer, snapshot, wanted=not question.head_only)
            if answer.whole is None:
                return Stream(answer, keeper, filename)
            keeper.add(answer.whole)
            kept = keeper.finish()
        if etag and known and known.strip() == ANY:
            return Reply(304, _standing(etag, kept.generation))
        headers = _headers(kept, etag, filename)
        if not question.head_only:
            headers.append((b"content-length", b"%d" % len(kept.content)))
        return Reply(200, headers, kept.content)


class _Keeper:
    """Gathers a result while it is sent, to keep it if it is not too long."""

    def __init__(
        self, cache: ResultCache, answer: Answer, snapshot: Snapshot, *, wanted: bool
    ) -> None:
        self._cache = cache
        self._answer = answer
        self._digest = snapshot.digest
        self._wanted = wanted and answer.generation == snapshot.number
        self._chunks: list[bytes] = []
        self._bytes = 0

    def add(self, chunk: bytes) -> None:
        self._bytes += len(chunk)
        if self._bytes <= self._cache.largest or self._answer.whole is not None:
            self._chunks.append(chunk)
        else:
            self._wanted = False
            self._chunks.clear()

    def finish(self) -> Kept:
        kept = Kept(
            format=self._answer.format,
            generation=self._answer.generation,
            encoding=self._answer.encoding,
            content=b"".join(self._chunks),
        )
        if self._wanted and self._answer.etag:
            self._cache.keep(self._digest, self._answer.etag, kept)
        return kept


class Reply(Response):
    """A response whose headers are ready to be sent."""

    def __init__(self, status: int, headers: RawHeaders, content: bytes = b"") -> None:
        self.status_code = status
        self.raw_headers = headers
        self.body = content
        self.background = None


class Stream(Reply):
    """A result that is sent as it is made.

    One that is cut short is left without its last chunk and the connection is closed, so that
    nobody takes what was sent for the whole.
    """

    def __init__(self, answer: Answer, keeper: _Keeper, filename: str | None) -> None:
        super().__init__(200, _headers(answer, answer.etag, filename))
        self._answer = answer
        self._keeper = keeper

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send all of it, unless the client hangs up or a limit is passed."""
        watch = asyncio.create_task(_end_when_gone(receive, self._answer.hang_up))
        try:
            await self._send_all(send)
        except Refused as exc:
            log.info("result_cut", path=scope["path"], reason=exc.detail)
        finally:
            watch.cancel()
            self._answer.close()

    async def _send_all(self, send: Send) -> None:
        await send(
            {
                "type": "http.response.start",
                "status": self.status_code,
                "headers": self.raw_headers,
            }
        )
        async for chunk in self._answer.chunks():
            self._keeper.add(chunk)
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        self._keeper.finish()
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def _headers(result: Kept | Answer, etag: str | None, filename: str | None) -> RawHeaders:
    headers = _standing(etag, result.generation)
    headers.append((b"content-type", result.format.content_type.encode()))
    if result.encoding:
        headers.append((b"content-encoding", result.encoding.encode()))
    if filename:
        name = f'attachment; filename="{filename}.{result.format.name}"'
        headers.append((b"content-disposition", name.encode()))
    return headers


def _standing(etag: str | None, generation: int) -> RawHeaders:
    headers = [
        (b"vary", b"Accept, Accept-Encoding"),
        (b"cache-control", _REVALIDATED if etag else _PASSING),
        (b"x-hkgraph-generation", b"%d" % generation),
    ]
    if etag:
        headers.append((b"etag", etag.encode()))
    return headers


async def _end_when_gone(receive: Receive, end: Callable[[], None]) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    end()
