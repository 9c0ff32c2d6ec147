"""The graph from Python: one lazy name, an rdflib Dataset that reads and never writes."""

import doctest
import subprocess
import sys

import pytest
from rdflib import Dataset, Literal, URIRef

import hkgraph
from hkgraph.errors import EmptyStoreError
from hkgraph.store.generations import StoreDir

BASE = "https://w3id.org/hkgraph/id/"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def test_example_in_the_docstring_holds(built):
    from hkgraph import api

    globs = {"folder": built.path, "open_dataset": hkgraph.open_dataset}

    assert doctest.testmod(api, extraglobs=globs, raise_on_error=True).attempted == 3


def test_example_of_the_command_lines_tables_holds():
    from hkgraph.cli import console

    assert doctest.testmod(console, raise_on_error=True).attempted > 0


def test_importing_hkgraph_imports_no_rdf_library():
    script = "import hkgraph, sys; print({'rdflib', 'pyoxigraph', 'spacy'} & sys.modules.keys())"

    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert found.stdout == "set()\n"


def test_listed_names_are_there():
    assert all(hasattr(hkgraph, name) for name in hkgraph.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = hkgraph.nothing


def test_queries_see_the_union_of_all_graphs(built):
    dataset = hkgraph.open_dataset(built.path)

    ((count,),) = dataset.query(COUNT)

    assert isinstance(dataset, Dataset)
    assert int(count) == StoreDir(built.path).current().manifest.counts["quads"]


def test_one_graph_can_be_taken_alone(built):
    facts = hkgraph.open_dataset(str(built.path)).get_context(URIRef(f"{BASE}graph/facts"))

    assert 0 < len(facts) < StoreDir(built.path).current().manifest.counts["quads"]


def test_dataset_cannot_be_written(built):
    facts = hkgraph.open_dataset(built.path).get_context(URIRef(f"{BASE}graph/facts"))

    with pytest.raises(RuntimeError, match="read-write"):
        facts.add((URIRef("urn:s"), URIRef("urn:p"), Literal("x")))


def test_dataset_is_a_snapshot(store):
    store.build("plan")
    dataset = hkgraph.open_dataset(store.path)
    ((before,),) = dataset.query(COUNT)

    store.build()

    ((after,),) = dataset.query(COUNT)
    assert before == after


def test_store_without_a_graph_is_told(tmp_path):
    with pytest.raises(EmptyStoreError):
        hkgraph.open_dataset(tmp_path)
