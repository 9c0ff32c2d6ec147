"""How a dump says that a thing is one of Wikidata."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad, Store

from hkgraph.graph import vocab
from hkgraph.graph.iri import Minter
from hkgraph.store.sameas import SameAs, say_same_as

LINKS = Minter().links
WIKIDATA = NamedNode("http://www.wikidata.org/entity/Q42")
PERSON, CONCEPT = NamedNode("urn:person"), NamedNode("urn:concept")
USERS = Quad(PERSON, vocab.SAME_AS, WIKIDATA, NamedNode("urn:own"))
QUADS = [
    Quad(PERSON, vocab.TYPE, vocab.PERSON, LINKS),
    Quad(CONCEPT, vocab.TYPE, vocab.CONCEPT, LINKS),
    Quad(PERSON, vocab.SAME_AS, WIKIDATA, LINKS),
    Quad(CONCEPT, vocab.SAME_AS, WIKIDATA, LINKS),
    USERS,
]


def stored():
    store = Store()
    store.extend(QUADS)
    return store


def said(choice):
    quads = say_same_as(QUADS, choice, stored(), LINKS)
    return {
        (quad.subject.value, quad.predicate.value.rpartition("/")[2])
        for quad in quads
        if quad.object == WIKIDATA and quad.graph_name == LINKS
    }


@pytest.mark.parametrize(
    ("choice", "person", "concept"),
    [
        (SameAs.SCHEMA, "sameAs", "sameAs"),
        (SameAs.OWL, "owl#sameAs", "owl#sameAs"),
        (SameAs.SKOS, "sameAs", "core#exactMatch"),
    ],
)
def test_only_concepts_match_exactly(choice, person, concept):
    assert said(choice) == {("urn:person", person), ("urn:concept", concept)}


def test_links_may_be_left_out():
    assert said(SameAs.NONE) == set()


def test_what_users_say_stays_as_it_is():
    assert USERS in list(say_same_as(QUADS, SameAs.OWL, stored(), LINKS))


def test_dump_says_it_as_it_is_asked_to(hkgraph, built):
    default = hkgraph("dump", "--store", built.path, "--format", "ntriples").out
    as_owl = hkgraph("dump", "--store", built.path, "--format", "ntriples", "--sameas", "owl").out

    link = f"<{Minter().base}place/sha-tin> <{{}}> <http://www.wikidata.org/entity/Q855463> ."
    assert link.format("https://schema.org/sameAs") in default.splitlines()
    assert link.format("http://www.w3.org/2002/07/owl#sameAs") in as_owl.splitlines()
