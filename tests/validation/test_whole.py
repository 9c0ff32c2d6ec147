"""The whole store: the union of what the small graphs gave."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from hkgraph.graph import vocab
from hkgraph.validation.gate import Gate
from hkgraph.validation.whole import check_whole

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def gate():
    return Gate(ROOT / "shapes", ROOT / "ontology")


def node(name):
    return ox.NamedNode(f"urn:{name}")


def person(name):
    return ox.Triple(node(name), vocab.TYPE, vocab.PERSON)


def label(name):
    return ox.Triple(node(name), vocab.PREF_LABEL, ox.Literal(name, language="en"))


def test_fault_that_articles_share_is_named_once(gate):
    whole = check_whole(
        gate,
        [
            ("urn:a1", [person("ada"), label("ada"), person("ben")]),
            ("urn:a2", [person("ben")]),
            ("urn:a3", [person("cai"), label("cai")]),
        ],
    )

    assert whole.articles == 3
    assert whole.failing == ("urn:a1", "urn:a2")
    assert [result.focus for result in whole.verdict.results] == ["urn:ben"]
    assert not whole.verdict.conforms


def test_order_of_articles_does_not_matter(gate):
    graphs = [("urn:a1", [person("ada")]), ("urn:a2", [person("ben")])]

    assert check_whole(gate, graphs) == check_whole(gate, reversed(graphs))


def test_neighbours_are_passed_on(gate):
    whole = check_whole(gate, [("urn:a1", [person("ada"), label("ada")], [person("ben")])])

    assert whole.verdict.conforms


def test_empty_store_conforms(gate):
    whole = check_whole(gate, [])

    assert (whole.articles, whole.failing, whole.verdict.conforms) == (0, (), True)
