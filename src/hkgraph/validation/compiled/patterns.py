"""Paths and targets as patterns of SPARQL, over the store and the ontology's few facts.

The shapes need a handful of the ontology's triples that no store has to hold. They are put beside
the store's own wherever a path walks such a property.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.validation.compiled.paths import (
    Alternative,
    Inverse,
    Loop,
    Sequence,
    Step,
    properties_of,
    to_sparql,
)

if TYPE_CHECKING:
    from hkgraph.validation.compiled.paths import Path
    from hkgraph.validation.compiled.run import Run


def leads_to(path: Path, start: str, end: str, run: Run, *, apart: bool = False) -> str:
    """Write the pattern of a path between two variables.

    Args:
        apart: Have each property of a sequence looked up as a whole, and the two joined by hash:
            for all nodes of a store that is faster than from one node to the next.
    """
    known = not properties_of(path) & run.facts.properties
    if known and not (apart and isinstance(path, Sequence)):
        return f"{start} {to_sparql(path)} {end} ."
    match path:
        case Step():
            return _with_facts(path, start, end, run)
        case Inverse():
            return leads_to(path.path, end, start, run)
        case Sequence():
            names = [start, *(run.fresh() for _ in path.paths[1:]), end]
            links = [
                leads_to(part, one, two, run)
                for part, one, two in zip(path.paths, names, names[1:], strict=False)
            ]
            return " ".join(f"{{ SELECT * {{ {link} }} }}" if apart else link for link in links)
        case Alternative():
            parts = (f"{{ {leads_to(part, start, end, run)} }}" for part in path.paths)
            return " UNION ".join(parts)
        case Loop():
            return f"{start} {to_sparql(path)} {end} ."


def _with_facts(path: Step, start: str, end: str, run: Run) -> str:
    rows = " ".join(f"({one} {two})" for one, two in run.facts.pairs(path.iri))
    stored = f"{{ {start} {to_sparql(path)} {end} }}"
    return f"{{ {stored} UNION {{ VALUES ({start} {end}) {{ {rows} }} }} }}"
