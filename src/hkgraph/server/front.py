"""What every request passes first, and what every answer carries.

Queries go from here straight to the endpoint: the way through a web framework's layers takes
longer than most of them. Everything else goes to the application's routes.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

import structlog

from hkgraph.server.hardening import hardened
from hkgraph.server.location import note_root

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from hkgraph.server.problems import Problems
    from hkgraph.server.rates import Rates
    from hkgraph.server.tally import Tally

REQUEST_ID = b"x-request-id"
_PREFLIGHT = b"access-control-request-method"
_ASKED_HEADERS = b"access-control-request-headers"
_METHODS = b"GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"
_USUAL_HEADERS = b"Accept, Authorization, Content-Type, If-Match, If-None-Match, X-Request-Id"
_HEADER_NAMES = re.compile(rb"[\w\-, ]{1,1000}")
_ID = re.compile(rb"[\w.:\-]{1,64}", re.ASCII)
_DAY_SECONDS = b"86400"
#: Asked by machines all day long, or no work at all.
_UNCOUNTED = ("/health", "/metrics", "/static/")


class Front:
    """Sends requests where they belong.

    Args:
        app: Whatever has routes.
        endpoints: Plain applications, by their path.
        rates: How often one client may ask; None sets no limit.
    """

    def __init__(
        self,
        app: ASGIApp,
        endpoints: dict[str, ASGIApp],
        *,
        problems: Problems,
        tally: Tally,
        rates: Rates | None = None,
    ) -> None:
        self._app = app
        self._endpoints = endpoints
        self._problems = problems
        self._tally = tally
        self._rates = rates

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and add to what comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        note_root(scope)
        exchange = _Exchange(scope, send)
        structlog.contextvars.bind_contextvars(request=exchange.request_id)
        try:
            await self._pass_on(scope, receive, exchange)
        finally:
            self._tally.count_request(scope["method"], exchange.status)

    async def _pass_on(self, scope: Scope, receive: Receive, exchange: _Exchange) -> None:
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        if scope["method"] == "OPTIONS" and _find(scope, _PREFLIGHT):
            await _answer_preflight(scope, exchange)
            return
        endpoint = self._endpoints.get(path)
        try:
            if self._rates and not path.startswith(_UNCOUNTED):
                self._rates.check(scope)
            if endpoint:
                await endpoint(scope, receive, exchange)
                return
        except Exception as exc:  # every fault becomes an answer
            if exchange.status:
                raise
            await self._problems.respond(exc, scope, receive, exchange)
            return
        await self._app(scope, receive, exchange)


class _Exchange:
    """The way back of one request."""

    def __init__(self, scope: Scope, send: Send) -> None:
        given = _find(scope, REQUEST_ID)
        self._id = given if given and _ID.fullmatch(given) else secrets.token_hex(8).encode()
        self._send = send
        self.status = 0

    @property
    def request_id(self) -> str:
        return self._id.decode()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = [*hardened(message["headers"]), (REQUEST_ID, self._id)]
            message = {**message, "headers": headers}
        await self._send(message)


async def _answer_preflight(scope: Scope, send: Send) -> None:
    """Let pages of other sites ask as they like: reading is open, and writing takes a token."""
    asked = _find(scope, _ASKED_HEADERS) or _USUAL_HEADERS
    headers = [
        (b"access-control-allow-methods", _METHODS),
        (
            b"access-control-allow-headers",
            asked if _HEADER_NAMES.fullmatch(asked) else _USUAL_HEADERS,
        ),
        (b"access-control-max-age", _DAY_SECONDS),
        (b"vary", b"Access-Control-Request-Headers"),
        (b"allow", _METHODS),
    ]
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _find(scope: Scope, name: bytes) -> bytes | None:
    for key, value in scope["headers"]:
        if key == name:
            found: bytes = value
            return found
    return None
