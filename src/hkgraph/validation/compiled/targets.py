"""Where shapes find their focus nodes, as patterns of SPARQL."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode

from hkgraph.validation.compiled.paths import Step
from hkgraph.validation.compiled.patterns import leads_to

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hkgraph.validation.compiled.run import Run
    from hkgraph.validation.compiled.shape import Targets
    from hkgraph.validation.terms import OxTerm

_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
BATCH = 500


def focus_patterns(targets: Targets, nodes: Sequence[OxTerm] | None, run: Run) -> tuple[str, ...]:
    """Give patterns that together bind each focus node once; none where there is no focus node.

    Args:
        nodes: Only these, always the same ones in one run; None for all.
    """
    if targets not in run.patterns:
        patterns = [everywhere(targets, run)] if nodes is None else among(targets, nodes, run)
        found = (p for p in patterns if run.has_rows(f"SELECT ?n0 {{ {p} }}"))
        run.patterns[targets] = tuple(found)
    return run.patterns[targets]


def everywhere(targets: Targets, run: Run) -> str:
    """Write the pattern that binds each focus node of a store once to ``?n0``."""
    parts = list(_parts(targets, run))
    if len(parts) == 1 and len(_classes(targets, run)) == 1:
        return parts[0]
    union = " UNION ".join(f"{{ {part} }}" for part in parts)
    return f"{{ SELECT DISTINCT ?n0 {{ {union} }} }}"


def among(targets: Targets, nodes: Sequence[OxTerm], run: Run) -> Iterator[str]:
    """Yield patterns that bind the focus nodes among some nodes, so many of them at a time.

    A query cannot name a blank node; those are picked out of all focus nodes.
    """
    blank = frozenset(node for node in nodes if isinstance(node, BlankNode))
    if blank:
        picked = f"{run.function(blank.__contains__)}(?n0)"
        yield f"{{ SELECT DISTINCT ?n0 {{ {everywhere(targets, run)} FILTER ({picked}) }} }}"
    written = sorted({str(node) for node in nodes if node not in blank})
    for start in range(0, len(written), BATCH):
        batch = written[start : start + BATCH]
        found = set(targets.nodes).intersection(batch)
        for part in _parts(replace(targets, nodes=()), run):
            rows = run.select(
                f"SELECT DISTINCT ?n0 {{ VALUES ?n0 {{ {' '.join(batch)} }} {part} }}"
            )
            found |= {str(row[0]) for row in rows}
        if found:
            yield f"VALUES ?n0 {{ {' '.join(sorted(found))} }}"


def _parts(targets: Targets, run: Run) -> Iterator[str]:
    classes = _classes(targets, run)
    if len(classes) == 1:
        yield f"?n0 {_TYPE} {classes[0]} ."
    elif classes:
        kind = run.fresh()
        yield f"VALUES {kind} {{ {' '.join(classes)} }} ?n0 {_TYPE} {kind} ."
    if targets.nodes:
        yield f"VALUES ?n0 {{ {' '.join(targets.nodes)} }}"
    for iri in targets.subjects_of:
        yield leads_to(Step(iri=iri[1:-1]), "?n0", run.fresh(), run)
    for iri in targets.objects_of:
        yield leads_to(Step(iri=iri[1:-1]), run.fresh(), "?n0", run)


def _classes(targets: Targets, run: Run) -> list[str]:
    return sorted({name for one in targets.classes for name in run.classes.under(one)})
