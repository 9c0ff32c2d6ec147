"""Where the application stands: at the root of its server, or below another's path.

It may be mounted in another application, or stand behind a proxy that adds a path. Whatever makes
a link asks here what the link begins with.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

# Of the request that is being answered; threads that work for it inherit it.
_root: ContextVar[str] = ContextVar("root", default="")


class Location:
    """Notes for each request what path the application stands below."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        # Never reset: the page of a crash is rendered outside of this middleware.
        _root.set(_root_of(scope))
        await self._app(scope, receive, send)


def local(path: str) -> str:
    """Give the path that leads to one of ours, such as ``/query``, from anywhere on the server."""
    return _root.get() + path


def site_url(request: Request) -> str:
    """Give the absolute URL of the start page, with a slash at its end.

    ``request.base_url`` is no help: in a mounted application it is that of the outer one.
    """
    return f"{request.url.scheme}://{request.url.netloc}{_root_of(request.scope)}/"


def own_path(scope: Scope) -> str:
    """Give the path of a request below the start page, with its escapes as the client sent them."""
    path: str = scope["raw_path"].decode("ascii", "replace")
    return path.removeprefix(_root_of(scope))


def _root_of(scope: Scope) -> str:
    return quote(scope.get("root_path", "").rstrip("/"), safe="/%:@!$&'()*+,;=~")
