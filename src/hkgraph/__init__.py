"""News articles about Hong Kong become a graph whose every statement carries its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hkgraph.api import open_dataset

__all__ = ["__version__", "open_dataset"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Import late what needs an RDF library, so that ``import hkgraph`` stays cheap."""
    if name == "open_dataset":
        from hkgraph.api import open_dataset  # noqa: PLC0415 - late on purpose

        return open_dataset
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
