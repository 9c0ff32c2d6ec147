"""The graph over HTTP: SPARQL, pages, dereferencing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hkgraph.server.app import create_app

__all__ = ["create_app"]


def __getattr__(name: str) -> Any:
    """Import late what needs a web framework: workers import this package and none of it."""
    if name == "create_app":
        from hkgraph.server.app import create_app  # noqa: PLC0415 - late on purpose

        return create_app
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
