"""Indexes of small graphs, each built as the server builds it, from a store on disk."""

import pytest

from hkgraph.search.building import build_index, open_index
from hkgraph.store.generations import StoreDir
from server.sample_store import publish

ID = "https://w3id.org/hkgraph/id/"
PREFIXES = f"""
@prefix hk: <https://w3id.org/hkgraph/ns#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix id: <{ID}> .
"""


@pytest.fixture
def indexed(tmp_path):
    """Publish Turtle and give the index of the new generation."""

    def make(turtle):
        publish(tmp_path, (PREFIXES + turtle).encode())
        generation = StoreDir(tmp_path).current()
        build_index(generation)
        return open_index(generation)

    return make


@pytest.fixture
def named(indexed):
    """Give an index of people by their labels, numbered from 1 in the order given."""

    def make(*labels):
        people = (f'id:person\\/{n} skos:prefLabel "{one}"@en .' for n, one in enumerate(labels, 1))
        return indexed("\n".join(people))

    return make
