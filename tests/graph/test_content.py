"""What the contract says of the five kinds of graph, over tellings made by hand."""

from __future__ import annotations

from collections import Counter

import pytest
from pyoxigraph import NamedNode, Triple

from hkgraph.graph import vocab
from hkgraph.graph.content import Content
from hkgraph.graph.iri import Minter
from hkgraph.graph.small_graph import Descriptions
from hkgraph.graph.vocab import term
from hkgraph.identity.resolution import resolve
from hkgraph.model import LocalId, Modality
from hkgraph.resources import resource
from hkgraph.validation.gate import Gate
from hkgraph.wikidata.knowledge_base import KnowledgeBase
from tellings import TEXT, arrest, role

BASE = "https://w3id.org/hkgraph/id/"


@pytest.fixture(scope="module")
def kb():
    return KnowledgeBase.bundled()


@pytest.fixture
def content_of(kb):
    def make(*tellings):
        return Content(
            tellings=tellings,
            resolution=resolve(tellings, {}, kb),
            minter=Minter(),
            rules="1",
            knowledge_base=kb.name,
        )

    return make


def types_of(content, kind):
    triples = content.graphs()[content.minter.entities]
    return {t.subject for t in triples if t.predicate == vocab.TYPE and t.object == kind}


def test_plain_arrest_is_an_event_described_plainly(content_of):
    content = content_of(arrest("a"))

    (event,) = types_of(content, vocab.EVENT)
    said = {t.predicate for t in content.facts if t.subject == event}
    assert said == {term("sem:eventType"), term("hk:affects"), term("sem:hasTime")}


@pytest.mark.parametrize(
    "how",
    [
        {"modality": Modality.PLANNED},
        {"modality": Modality.ALLEGED},
        {"modality": Modality.POSSIBLE},
        {"modality": Modality.REPORTED, "attributed_to": LocalId("e2")},
        {"attributed_to": LocalId("e2")},
        {"polarity": False},
    ],
)
def test_plan_denial_and_hearsay_are_never_plain(content_of, how):
    content = content_of(arrest("a", **how))

    assert types_of(content, vocab.EVENT) == set()
    assert len(types_of(content, vocab.REPORTED_EVENT)) == 1
    assert content.facts == set()


def test_denial_by_another_article_takes_the_plain_fact_away(content_of):
    content = content_of(arrest("a"), arrest("b", polarity=False))

    assert content.facts == set()
    assert types_of(content, vocab.EVENT) == set()


def test_what_somebody_disputes_is_no_plain_fact_and_is_linked_with_the_denial(content_of):
    denial = arrest("b", polarity=False, attributed_to=LocalId("e2"))

    content = content_of(arrest("a"), denial)

    links = content.graphs()[content.minter.links]
    assert content.facts == set()
    assert len([t for t in links if t.predicate == term("hk:disputes")]) == 3


def test_every_statement_has_one_witness(content_of):
    content = content_of(arrest("a"), arrest("b", attributed_to=LocalId("e2")), role("c"))

    graphs = content.graphs()
    links = graphs[content.minter.links]
    witnessed = [t.object for t in links if t.predicate == vocab.WITNESSES]
    statements = {t.subject for g in graphs.values() for t in g if t.object == vocab.STATEMENT}
    assert sorted(witnessed, key=str) == sorted(statements, key=str)


def test_one_plain_telling_is_enough_beside_a_plan(content_of):
    content = content_of(arrest("a"), arrest("b", modality=Modality.PLANNED))

    assert len(types_of(content, vocab.EVENT)) == 1
    assert types_of(content, vocab.REPORTED_EVENT) == set()


def test_plain_role_is_described_and_reported_one_stays_in_statements(content_of):
    plain = content_of(role("a"))
    told = content_of(role("a", modality=Modality.REPORTED, attributed_to=LocalId("e2")))

    described = {t.predicate for t in plain.graphs()[plain.minter.entities]}
    assert {vocab.MEMBER, vocab.HAS_ORGANIZATION, vocab.HAS_ROLE} <= described
    described = {t.predicate for t in told.graphs()[told.minter.entities]}
    assert not {vocab.MEMBER, vocab.HAS_ORGANIZATION, vocab.HAS_ROLE} & described
    said = {
        t.object
        for graph in told.graphs().values()
        for t in graph
        if t.predicate == vocab.PREDICATE
    }
    assert said == {term("org:hasMembership"), term("org:organization"), term("org:role")}


def test_no_triple_stands_in_two_graphs(content_of):
    graphs = content_of(arrest("a"), arrest("b"), role("c")).graphs()

    counts = Counter(triple for triples in graphs.values() for triple in triples)

    assert [triple for triple, n in counts.items() if n > 1] == []


def test_every_node_has_an_iri_and_every_graph_a_managed_name(content_of):
    graphs = content_of(arrest("a"), role("b")).graphs()

    assert all(Minter().is_managed(graph.value) for graph in graphs)
    assert all(isinstance(t.subject, NamedNode) for triples in graphs.values() for t in triples)


def test_small_graph_passes_the_gate_and_a_moved_offset_does_not(content_of):
    content = content_of(arrest("a"))
    graphs, minter = content.graphs(), content.minter
    shared = (minter.sources, minter.entities, minter.facts, minter.links)
    descriptions = Descriptions.of(t for graph in shared for t in graphs[graph])
    key = content.tellings[0].article.key
    triples = graphs[minter.article_graph(key)]
    gate = Gate(resource("shapes"), resource("ontology"))

    whole = descriptions.small_graph(minter.node(f"article/{key}"), triples, TEXT)
    moved = descriptions.small_graph(minter.node(f"article/{key}"), triples, f" {TEXT}")

    assert gate.check(whole.checked, whole.around).conforms
    assert not gate.check(moved.checked, moved.around).conforms


def test_base_of_data_is_a_setting(kb):
    told = arrest("a")
    content = Content(
        tellings=[told],
        resolution=resolve([told], {}, kb),
        minter=Minter("https://example.org/kg/"),
        rules="1",
        knowledge_base=kb.name,
    )

    iris = {
        node.value
        for graph, triples in content.graphs().items()
        for t in triples
        for node in (graph, t.subject, t.object)
        if isinstance(node, NamedNode)
    }

    assert not [iri for iri in iris if iri.startswith(BASE)]


def test_statement_names_its_sentence(content_of):
    content = content_of(arrest("a"))
    triples = content.article(content.tellings[0].article.key)

    exact = {t.object.value for t in triples if t.predicate == vocab.EXACT}

    assert TEXT[: TEXT.index(".") + 1] in exact
    assert all(isinstance(t, Triple) for t in triples)
