"""What is to change in the managed graphs: read where digests differ, and nowhere else."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

from hkgraph.graph.iri import Minter
from hkgraph.store.changes import digest_lines, graph_digests, iter_changes
from hkgraph.store.generation import GRAPHS
from hkgraph.store.generations import StoreDir
from hkgraph.store.manifest import Manifest

MINTER = Minter()
FACTS, LINKS = MINTER.facts, MINTER.links


def triple(value):
    return Triple(NamedNode("urn:s"), NamedNode("urn:p"), Literal(value))


def graphs(*values, links=()):
    return {FACTS: {triple(v) for v in values}, LINKS: {triple(v) for v in links}}


@pytest.fixture
def publish(tmp_path):
    """Publish graphs, with or without their digests beside them."""
    directory = StoreDir(tmp_path / "store")

    def run(content, *, digests=True):
        with directory.writing() as writer:
            draft = writer.clone()
            opened = draft.open()
            for graph, triples in content.items():
                opened.extend(Quad(t.subject, t.predicate, t.object, graph) for t in triples)
            opened.flush()
            del opened
            if digests:
                draft.write_lines(GRAPHS, digest_lines(content))
            manifest = Manifest(digest="0", base_iri=MINTER.base, counts={}, versions={})
            return writer.publish(draft, manifest)

    return run


def changes(current, wanted):
    found = list(iter_changes(current, wanted, MINTER))
    return {
        c.graph: ({t.object.value for t in c.added}, {t.object.value for t in c.removed})
        for c in found
    }


def test_first_build_adds_all_and_names_no_empty_graph():
    assert changes(None, graphs("a", "b")) == {FACTS: ({"a", "b"}, set())}


@pytest.mark.parametrize("digests", [True, False])
def test_only_what_differs_changes(publish, digests):
    current = publish(graphs("a", "b", links=("x",)), digests=digests)

    assert changes(current, graphs("b", "c", links=("x",))) == {FACTS: ({"c"}, {"a"})}


@pytest.mark.parametrize("digests", [True, False])
def test_same_graphs_change_nothing(publish, digests):
    current = publish(graphs("a", links=("x",)), digests=digests)

    assert changes(current, graphs("a", links=("x",))) == {}


def test_graph_that_is_no_longer_wanted_is_emptied(publish):
    current = publish(graphs("a", links=("x",)))

    assert changes(current, {FACTS: {triple("a")}}) == {LINKS: (set(), {"x"})}


def test_graphs_of_users_are_not_looked_at(publish):
    current = publish({**graphs("a"), NamedNode("urn:mine"): {triple("mine")}})

    assert changes(current, graphs("a")) == {}


def test_digest_does_not_depend_on_the_order_of_triples():
    values = [str(number) for number in range(100)]

    assert graph_digests(graphs(*values)) == graph_digests(graphs(*reversed(values)))
    assert graph_digests(graphs("a")) != graph_digests(graphs("b"))
