"""Responses of the endpoint: their headers, and results sent whole or as they are made."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog
from starlette.responses import Response

from hkgraph.server.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import Receive, Scope, Send

    from hkgraph.server.engine import Answer
    from hkgraph.server.hardening import RawHeaders
    from hkgraph.server.result_cache import Keeper, Kept

# Answers may be kept by anyone who asks each time whether they still hold.
_REVALIDATED = b"public, max-age=0, must-revalidate"
_PASSING = b"no-store"

log = structlog.get_logger(__name__)


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

    Args:
        finished: Called at the end, with why it was cut short if it was.
    """

    def __init__(
        self,
        answer: Answer,
        headers: RawHeaders,
        *,
        keeper: Keeper,
        finished: Callable[[Refused | None], None],
    ) -> None:
        super().__init__(200, headers)
        self._answer = answer
        self._keeper = keeper
        self._finished = finished

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send all of it, unless the client hangs up or a limit is passed."""
        watch = asyncio.create_task(_end_when_gone(receive, self._answer.hang_up))
        try:
            await self._send_all(send)
        except Refused as exc:
            log.info("result_cut", path=scope["path"], reason=exc.detail)
            self._finished(exc)
        else:
            self._finished(None)
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


def headers_of(result: Kept | Answer, etag: str | None, filename: str | None) -> RawHeaders:
    """Make the headers of a result.

    Args:
        etag: Names it; None if it may be another the next time.
        filename: Ask browsers to save it under this name, without suffix.
    """
    headers = standing(etag, result.generation)
    headers.append((b"content-type", result.format.content_type.encode()))
    if result.encoding:
        headers.append((b"content-encoding", result.encoding.encode()))
    if filename:
        name = f'attachment; filename="{filename}.{result.format.name}"'
        headers.append((b"content-disposition", name.encode()))
    return headers


def standing(etag: str | None, generation: int) -> RawHeaders:
    """Make the headers that also a 304 has."""
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
