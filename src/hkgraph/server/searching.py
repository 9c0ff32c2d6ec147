"""Finding things by their names: every word must stand in a label, an alias or a headline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from hkgraph.server.tables import fetch_shown

if TYPE_CHECKING:
    from hkgraph.server.engine import Engine

MOST_WORDS = 6
MOST_MATCHES = 1_000

_SEARCH = """
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT {variables} ?node ?label WHERE {{
  VALUES ?property {{ skos:prefLabel skos:altLabel skos:hiddenLabel schema:headline }}
  ?node ?property ?label .
  BIND(LCASE(STR(?label)) AS ?folded)
  FILTER({conditions})
}} LIMIT {limit}
"""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Hit:
    """A thing that was found.

    Attributes:
        rank: 0 the whole label, 1 its beginning, 2 anywhere in it.
        matched: The label that has the words in it.
    """

    rank: int
    length: int
    matched: str
    iri: str


async def find(engine: Engine, words: str, *, limit: int) -> list[Hit]:
    """Give what is called by all of the words, the closest first."""
    wanted = words.lower().split()[:MOST_WORDS]
    if not wanted:
        return []
    names = [f"w{index}" for index in range(len(wanted))]
    query = _SEARCH.format(
        variables=" ".join(f"?{name}" for name in names),
        conditions=" && ".join(f"CONTAINS(?folded, ?{name})" for name in names),
        limit=MOST_MATCHES,
    )
    bindings = dict(zip(names, map(Literal, wanted), strict=True))
    found = await fetch_shown(engine, query, bindings, most_rows=MOST_MATCHES)
    best: dict[str, Hit] = {}
    for row in found.rows:
        hit = _hit(" ".join(wanted), row[-2].value.iri, row[-1].value.text)
        if hit:
            best[hit.iri] = min(hit, best.get(hit.iri, hit))
    return sorted(best.values())[:limit]


def _hit(wanted: str, iri: str | None, label: str) -> Hit | None:
    if iri is None:
        return None
    folded = label.lower()
    rank = 0 if folded == wanted else 1 if folded.startswith(wanted) else 2
    return Hit(rank=rank, length=len(label), matched=label, iri=iri)
