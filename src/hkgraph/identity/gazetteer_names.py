"""The names that the gazetteer gives, by the id of each row."""

from __future__ import annotations

from hkgraph.extraction.names.gazetteer import load_gazetteer
from hkgraph.identity.keys import KnownName


def load_gazetteer_names() -> dict[str, KnownName]:
    """Give what the gazetteer calls each thing that it knows."""
    return {
        row.id: KnownName(name=row.name, name_zh=row.name_zh, aliases=row.aliases)
        for row in load_gazetteer().rows.values()
    }
