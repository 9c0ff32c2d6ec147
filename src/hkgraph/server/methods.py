"""Which methods a path has: for ``Allow``, and for OPTIONS, which no route answers itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Match

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.routing import BaseRoute
    from starlette.types import Scope

_METHODS = ("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")


def methods_of(routes: Iterable[BaseRoute], scope: Scope) -> str:
    """List the methods that the request's path has on any of the routes, as ``Allow`` does."""
    every = tuple(routes)
    found = [one for one in _METHODS if _has(every, {**scope, "method": one})]
    return ", ".join(sorted([*found, "OPTIONS"]))


def _has(routes: tuple[BaseRoute, ...], scope: Scope) -> bool:
    return any(route.matches(scope)[0] is Match.FULL for route in routes)
