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
    from starlette.types import Scope

# Of the request that is being answered; threads that work for it inherit it.
_root: ContextVar[str] = ContextVar("root", default="")


def note_root(scope: Scope) -> None:
    """Note what path the application stands below, for the time of a request."""
    # Never reset: the page of a crash is rendered when the request has left all layers.
    _root.set(_root_of(scope))


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
    root = scope.get("root_path", "").rstrip("/")
    return quote(root, safe="/%:@!$&'()*+,;=~") if root else ""
