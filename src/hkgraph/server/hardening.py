"""What every answer carries and no request may exceed, whatever route it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.server.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
# The editor explains a doubtful line in markup that has a style attribute. Style attributes are
# all that it needs beyond the rest: no inline script, no inline stylesheet, no other host.
EDITOR_POLICY = f"{POLICY}; style-src-attr 'unsafe-inline'"
_POLICY_NAME = b"content-security-policy"
_POLICY_HEADER = (_POLICY_NAME, POLICY.encode())
#: Browsers run and frame nothing that is not ours, and let pages of other sites read answers.
_ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"access-control-allow-origin", b"*"),
    (
        b"access-control-expose-headers",
        (
            b"Allow, Content-Disposition, ETag, Link, Location, Retry-After, WWW-Authenticate, "
            b"X-Hkgraph-Generation, X-Request-Id"
        ),
    ),
)

RawHeaders = list[tuple[bytes, bytes]]


def hardened(headers: Sequence[tuple[bytes, bytes]]) -> RawHeaders:
    """Add what every answer carries; a policy of the answer's own stays."""
    found = [*headers, *_ALWAYS, _POLICY_HEADER]
    for name, _ in headers:
        if name == _POLICY_NAME:
            found.pop()
            break
    return found


class BodyLimit:
    """Refuses a request body that is longer than the limit, as soon as it is.

    Args:
        max_bytes: Longest body.
        token_bytes: Longest body of a request that brings a token.
    """

    def __init__(self, app: ASGIApp, *, max_bytes: int, token_bytes: int) -> None:
        self._app = app
        self._max_bytes = max_bytes
        self._token_bytes = token_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and count what is read of it."""
        taken = 0
        brings_token = any(name == b"authorization" for name, _ in scope.get("headers", ()))
        most = self._token_bytes if brings_token else self._max_bytes

        async def receive_some() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                raise Refused(
                    413,
                    f"the request is longer than {most} bytes",
                    hint="Send a shorter query, or larger data with hkgraph load.",
                    headers={"Connection": "close"},
                )
            return message

        await self._app(scope, receive_some if scope["type"] == "http" else receive, send)
