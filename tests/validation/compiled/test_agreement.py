"""Compiled shapes against pyshacl: the same results, down to the message, on hkgraph's shapes."""

from importlib import import_module
from pathlib import Path

import pyoxigraph as ox
import pytest

from hkgraph.graph import vocab
from hkgraph.validation.compiled import CompiledShapes
from hkgraph.validation.gate import Gate

ROOT = Path(__file__).parents[3]
SHAPES, ONTOLOGY, CASES = ROOT / "shapes", ROOT / "ontology", ROOT / "tests/shapes"
SPAN_SHAPES = {
    f"{vocab.PREFIXES['hk']}TextSpanShape-{name}"
    for name in "hasSource start end exact sourceText".split()
}


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


# ── a store of news with faults of every kind ───────────────────────────────────────────────


@pytest.fixture
def spoilt(tmp_path, monkeypatch):
    """Gives stores of so many triples, in which a seed has put faults."""
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    news_data, news_faults = import_module("news_data"), import_module("news_faults")

    def build(triples, seed):
        news, texts = tmp_path / "news.nq", tmp_path / "texts.nq"
        news_data.write(news, triples, seed, texts=texts)
        store = ox.Store()
        for path in (news, texts):
            store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
        news_faults.spoil(store, seed)
        return store

    return build


@pytest.mark.parametrize(
    ("triples", "seed"), [(10_000, 1), pytest.param(100_000, 2, marks=pytest.mark.slow)]
)
@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
def test_news_with_faults_has_the_results_that_pyshacl_finds(spoilt, gate, compiled, triples, seed):
    store = spoilt(triples, seed)

    verdict = compiled.check(store)

    assert verdict == gate.check(store)
    assert len({result.component for result in verdict.results}) > 15


def test_nodes_have_the_results_that_the_whole_store_gives_them(spoilt, compiled):
    store = spoilt(3_000, 3)
    spans = {quad.subject for quad in store.quads_for_pattern(None, vocab.EXACT, None, None)}
    whole = {result for result in compiled.check(store).results if result.shape in SPAN_SHAPES}

    found = compiled.check(store, spans).results

    assert whole
    assert {result for result in found if result.shape in SPAN_SHAPES} == {
        result for result in whole if ox.NamedNode(result.focus) in spans
    }
