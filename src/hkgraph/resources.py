"""Where the folders of data are: beside the checkout, or inside an installed wheel."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

_PACKAGED = Path(__file__).parent / "_resources"
_CHECKOUT = Path(__file__).parents[2]

Folder = Literal["data", "ontology", "queries", "shapes"]


def resource(name: Folder) -> Path:
    """Give the path of one of the project's folders of data."""
    packaged = _PACKAGED / name
    return packaged if packaged.is_dir() else _CHECKOUT / name
