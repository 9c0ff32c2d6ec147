"""Checking some nodes only."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from hkgraph.graph import vocab
from hkgraph.validation.compiled import CompiledShapes

ROOT = Path(__file__).parents[3]
GRAPH = ox.NamedNode("urn:g")


@pytest.fixture(scope="module")
def compiled():
    return CompiledShapes(ROOT / "shapes", ROOT / "ontology")


def node(name):
    return ox.NamedNode(f"urn:{name}")


@pytest.fixture
def store():
    """Two people without a name, in a graph of their own."""
    store = ox.Store()
    store.extend(ox.Quad(node(name), vocab.TYPE, vocab.PERSON, GRAPH) for name in ("ada", "ben"))
    return store


def test_only_the_nodes_that_were_asked_for_are_reported(compiled, store):
    verdict = compiled.check(store, [node("ben"), node("nobody")])

    assert {result.focus for result in verdict.results} == {"urn:ben"}
    assert not verdict.conforms


def test_no_nodes_have_no_results(compiled, store):
    assert compiled.check(store, []).conforms


@pytest.mark.parametrize("number", [1200, 2500])
def test_many_nodes_are_all_checked_and_no_others(compiled, store, number):
    many = [node(f"p{index}") for index in range(number)]
    store.extend(ox.Quad(one, vocab.TYPE, vocab.PERSON, GRAPH) for one in many)

    verdict = compiled.check(store, many)

    assert {result.focus for result in verdict.results} == {one.value for one in many}


def test_blank_nodes_are_checked_too(compiled, store):
    blank, other = ox.BlankNode(), ox.BlankNode()
    store.extend(ox.Quad(one, vocab.TYPE, vocab.PERSON, GRAPH) for one in (blank, other))

    verdict = compiled.check(store, [blank])

    assert {result.focus for result in verdict.results} == {str(blank)}


def test_nodes_have_the_results_that_the_whole_store_gives_them(compiled, store):
    whole = compiled.check(store)

    assert compiled.check(store, [node("ada"), node("ben")]) == whole
