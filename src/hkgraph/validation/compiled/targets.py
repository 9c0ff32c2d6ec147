"""Where shapes find their focus nodes, as patterns of SPARQL."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from hkgraph.validation.compiled.nodes import in_batches
from hkgraph.validation.compiled.paths import Step
from hkgraph.validation.compiled.patterns import leads_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.validation.compiled.run import Run
    from hkgraph.validation.compiled.shape import Targets

_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


class FocusPattern(NamedTuple):
    """A pattern that binds focus nodes, each once, to ``?n0``.

    Attributes:
        whole: True if the whole store has to be gone through for it.
    """

    text: str
    whole: bool


def focus_patterns(targets: Targets, run: Run) -> tuple[FocusPattern, ...]:
    """Give patterns that together bind each focus node once; none where there is no focus node."""
    if targets not in run.patterns:
        found = (p for p in _patterns(targets, run) if run.has_rows(f"SELECT ?n0 {{ {p.text} }}"))
        run.patterns[targets] = tuple(found)
    return run.patterns[targets]


def _patterns(targets: Targets, run: Run) -> Iterator[FocusPattern]:
    everywhere = _everywhere(targets, run)
    if run.nodes is None:
        yield FocusPattern(everywhere, whole=True)
        return
    if run.nodes.picked:
        test = f"FILTER ({run.function(run.nodes.picked.__contains__)}(?n0))"
        yield FocusPattern(f"{{ SELECT DISTINCT ?n0 {{ {everywhere} {test} }} }}", whole=True)
    for batch in in_batches(_among(targets, run.nodes.listed, run)):
        yield FocusPattern(f"VALUES ?n0 {{ {' '.join(batch)} }}", whole=False)


def _everywhere(targets: Targets, run: Run) -> str:
    parts = list(_parts(targets, run))
    if len(parts) == 1 and len(_classes(targets, run)) == 1:
        return parts[0]
    union = " UNION ".join(f"{{ {part} }}" for part in parts)
    return f"{{ SELECT DISTINCT ?n0 {{ {union} }} }}"


def _among(targets: Targets, listed: tuple[str, ...], run: Run) -> list[str]:
    """Find the focus nodes among some nodes, sorted."""
    classes = set(_classes(targets, run))
    found = {node for node in listed if not classes.isdisjoint(run.classes_of(node))}
    found |= set(targets.nodes).intersection(listed)
    for batch in in_batches(listed):
        for part in _parts(replace(targets, nodes=(), classes=()), run):
            values = f"VALUES ?n0 {{ {' '.join(batch)} }}"
            found |= {
                str(row[0]) for row in run.select(f"SELECT DISTINCT ?n0 {{ {values} {part} }}")
            }
    return sorted(found)


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
