"""A store of generations on disk, filled by hand."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import RdfFormat, Store

from hkgraph.graph.iri import DEFAULT_BASE
from hkgraph.store.changes import count_things
from hkgraph.store.generations import StoreDir
from hkgraph.store.manifest import Manifest

SAMPLE = Path(__file__).parent / "sample.trig"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"


def publish(folder, data, *, tombstones=(), digest="0" * 64):
    """Add quads (TriG) to the store's current graph as a new generation."""
    with StoreDir(folder).writing() as writer:
        draft = writer.clone()
        db = Store(str(draft.db))
        db.load(data, format=RdfFormat.TRIG)
        db.flush()
        counts = count_things(db)
        del db
        draft.write_lines("tombstones.txt", list(tombstones))
        manifest = Manifest(digest=digest, base_iri=DEFAULT_BASE, counts=counts, versions={})
        writer.publish(draft, manifest)
