"""A real store of generations in a temporary folder, and the real application over it.

The graph is ``sample.trig``, written by hand to the contract: invented people, two articles that
differ, a merged IRI, and labels that try to be markup.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import RdfFormat, Store

from hkgraph.graph.iri import DEFAULT_BASE
from hkgraph.server.app import create_app
from hkgraph.settings import Settings
from hkgraph.store.generations import StoreDir
from hkgraph.store.manifest import Manifest

SAMPLE = Path(__file__).parent / "sample.trig"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"


def publish(folder: Path, data: bytes, *, tombstones: list[str] = []) -> None:  # noqa: B006
    """Add quads (TriG) to the store's current graph as a new generation."""
    with StoreDir(folder).writing() as writer:
        draft = writer.clone()
        db = Store(str(draft.db))
        db.load(data, format=RdfFormat.TRIG)
        db.flush()
        del db
        draft.write_lines("tombstones.txt", tombstones)
        manifest = Manifest(digest="0" * 64, base_iri=DEFAULT_BASE, counts={}, versions={})
        writer.publish(draft, manifest)


@pytest.fixture
def store(tmp_path):
    publish(tmp_path, SAMPLE.read_bytes(), tombstones=[f"{DEFAULT_BASE}article/removed"])
    return tmp_path


@pytest.fixture
def settings(store):
    return Settings(store=store)


@pytest.fixture
def client(store, settings):
    with TestClient(create_app(store, settings), raise_server_exceptions=False) as client:
        client.headers["accept"] = "*/*"
        yield client
