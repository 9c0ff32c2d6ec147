"""What a generation's manifest says after an edit, counted from the change and not anew.

Counting the things of a store takes as long as reading it; a write of a few quads must not.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from hkgraph.graph import vocab
from hkgraph.store.changes import user_graphs
from hkgraph.store.manifest import ContentDigest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad, Store

    from hkgraph.editing.edit import Edit
    from hkgraph.graph.iri import Minter
    from hkgraph.store.manifest import Manifest


def manifest_after(current: Manifest, edit: Edit, minter: Minter) -> Manifest:
    """Give the manifest of the clone."""
    digest = ContentDigest(current.digest)
    digest.remove(edit.removed)
    digest.add(edit.added)
    # A graph with nothing in it can be asked for, so it is part of the content.
    digest.remove_names(edit.dropped)
    digest.add_names(edit.made)
    return current.model_copy(
        update={
            "digest": digest.hexdigest(),
            "counts": _counts(current, edit),
            "user_graphs": user_graphs(edit.store, minter),
        }
    )


def _counts(current: Manifest, edit: Edit) -> dict[str, int]:
    """Count things by class: one is counted once, in however many graphs its type stands."""
    counts = Counter(current.counts)
    counts["quads"] += len(edit.added) - len(edit.removed)
    for thing, kind in _typings(edit.added):
        counts[kind.value] += not _is_typed(edit.before, thing, kind)
    for thing, kind in _typings(edit.removed):
        counts[kind.value] -= not _is_typed(edit.store, thing, kind)
    quads = counts.pop("quads")
    return {"quads": quads, **dict(sorted((kind, n) for kind, n in counts.items() if n))}


def _typings(quads: Iterable[Quad]) -> set[tuple[object, NamedNode]]:
    return {
        (quad.subject, quad.object)
        for quad in quads
        if quad.predicate == vocab.TYPE and isinstance(quad.object, NamedNode)
    }


def _is_typed(store: Store, thing: object, kind: NamedNode) -> bool:
    found = store.quads_for_pattern(thing, vocab.TYPE, kind, None)  # type: ignore[arg-type]  # a subject
    return next(found, None) is not None
