"""How long the body of a request may be, and how long it may take to come."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hkgraph.server.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    Permit = Callable[[str | None], Awaitable[str]]

#: How long a client may send nothing of a body that it has begun.
STALLED_SECONDS = 30.0
_CLOSE = {"Connection": "close"}


class BodyLimit:
    """Refuses a request body that is too long or does not come, as soon as it is.

    Args:
        max_bytes: Longest body of anybody.
        token_bytes: Longest body of a client that brings a token of the store.
        permit: Takes an Authorization header; raises ``Refused`` if it shows no such token.
    """

    def __init__(self, app: ASGIApp, *, max_bytes: int, token_bytes: int, permit: Permit) -> None:
        self._app = app
        self._max_bytes = max_bytes
        self._token_bytes = token_bytes
        self._permit = permit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and watch what is read of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        taken, most = 0, self._max_bytes
        is_whole = False

        async def receive_some() -> Message:
            nonlocal taken, most, is_whole
            if is_whole:  # only word that the client has hung up can come
                return await receive()
            message = await _receive_soon(receive)
            is_whole = not message.get("more_body")
            taken += len(message.get("body", b""))
            if taken > most:
                most = await self._limit_of(scope)
            if taken > most:
                raise _too_long(most)
            return message

        await self._app(scope, receive_some, send)

    async def _limit_of(self, scope: Scope) -> int:
        """Give the longest body that whoever sends it may send."""
        tokens = [value for name, value in scope["headers"] if name == b"authorization"]
        if not tokens:
            return self._max_bytes
        try:
            await self._permit(tokens[-1].decode("latin-1"))
        except Refused as exc:
            exc.headers = {**(exc.headers or {}), **_CLOSE}
            raise
        return self._token_bytes


async def _receive_soon(receive: Receive) -> Message:
    try:
        async with asyncio.timeout(STALLED_SECONDS):
            return await receive()
    except TimeoutError:
        raise Refused(
            408,
            f"nothing of the body came for {STALLED_SECONDS:g} seconds",
            hint="Send all of it.",
            headers=_CLOSE,
        ) from None


def _too_long(most: int) -> Refused:
    return Refused(
        413,
        f"the request is longer than {most} bytes",
        hint="Send a shorter query, or larger data with hkgraph load.",
        headers=_CLOSE,
    )
