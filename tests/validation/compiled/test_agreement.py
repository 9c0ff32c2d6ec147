"""Compiled shapes against pyshacl: the same results on every example of hkgraph's own shapes."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from hkgraph.validation.compiled import CompiledShapes
from hkgraph.validation.gate import Gate

ROOT = Path(__file__).parents[3]
SHAPES, ONTOLOGY, CASES = ROOT / "shapes", ROOT / "ontology", ROOT / "tests/shapes"


@pytest.fixture(scope="module")
def gate():
    return Gate(SHAPES, ONTOLOGY)


@pytest.fixture(scope="module")
def compiled():
    return CompiledShapes(SHAPES, ONTOLOGY)


def store_of(path):
    store = ox.Store()
    store.load(path=str(path), format=ox.RdfFormat.TURTLE)
    return store


def test_every_shape_of_hkgraph_is_compiled(compiled):
    assert compiled.left == {}


@pytest.mark.parametrize(
    "path", sorted(CASES.glob("*/invalid/*.ttl")), ids=lambda p: f"{p.parent.parent.name}-{p.stem}"
)
def test_example_with_a_fault_has_the_results_that_pyshacl_finds(path, gate, compiled):
    store = store_of(path)

    assert compiled.check(store) == gate.check(store)
