"""What a retracted article says stays on record, and counts as a fact nowhere."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from hkgraph.graph import vocab
from hkgraph.graph.content import Content
from hkgraph.graph.iri import Minter
from hkgraph.graph.vocab import term
from hkgraph.identity.resolution import resolve
from hkgraph.queries import read_queries
from hkgraph.resources import resource
from hkgraph.wikidata.knowledge_base import KnowledgeBase
from tellings import arrest, role

CHECKS = read_queries(resource("queries") / "checks")
WORDS = "Retraction: It was another woman."


def retracted(telling):
    return replace(
        telling, article=replace(telling.article, is_retracted=True, corrections=(WORDS,))
    )


def content_of(*tellings):
    kb = KnowledgeBase.bundled()
    return Content(
        tellings=tellings,
        resolution=resolve(tellings, {}, kb),
        minter=Minter(),
        rules="1",
        knowledge_base=kb.name,
    )


def types_of(content, kind):
    triples = content.graphs()[content.minter.entities]
    return {t.subject for t in triples if t.predicate == vocab.TYPE and t.object == kind}


def test_what_it_alone_says_is_no_fact():
    content = content_of(retracted(arrest("a")), retracted(role("b")))

    assert content.facts == set()
    assert len(types_of(content, vocab.REPORTED_EVENT)) == 1
    assert len(types_of(content, vocab.REPORTED_MEMBERSHIP)) == 1


def test_its_statements_keep_their_modality_and_tell_all_of_a_role():
    content = content_of(retracted(role("b")))

    article = content.article(content.tellings[0].article.key)
    told = {t.object for t in article if t.predicate == vocab.PREDICATE}
    assert told == {term("org:hasMembership"), vocab.HAS_ORGANIZATION, vocab.HAS_ROLE}
    assert {t.object for t in article if t.predicate == vocab.MODALITY} == {term("hk:Asserted")}


def test_article_is_shown_as_retracted_in_its_publishers_words():
    content = content_of(retracted(arrest("a")))

    article = content.article(content.tellings[0].article.key)
    states = {t.object for t in article if t.predicate == vocab.WORK_STATUS}
    assert states == {Literal("Retracted")}
    words = {t.object for t in article if t.predicate == vocab.CORRECTION}
    assert words == {Literal(WORDS, language="en")}


def test_fact_that_another_article_states_stays_with_one_witness():
    content = content_of(retracted(arrest("a")), arrest("b"))

    links = content.graphs()[content.minter.links]
    witnesses = {t.subject for t in links if t.predicate == vocab.WITNESSES}
    assert content.facts == content_of(arrest("b")).facts
    assert witnesses == {content.minter.node(f"article/{arrest('b').article.key}")}


def test_denial_that_is_taken_back_contests_nothing():
    content = content_of(arrest("a"), retracted(arrest("b", polarity=False)))

    assert content.facts == content_of(arrest("a")).facts


def test_correction_by_address_is_an_iri():
    telling = arrest("a")
    address = "https://post.example/corrections/7"
    article = replace(telling.article, corrections=(address,))
    content = content_of(replace(telling, article=article))

    triples = content.article(article.key)
    assert {t.object for t in triples if t.predicate == vocab.CORRECTION} == {NamedNode(address)}
    assert content.facts == content_of(telling).facts


@pytest.mark.parametrize("query", CHECKS.values(), ids=lambda one: one.name)
def test_checks_find_no_fault_in_it(query):
    content = content_of(
        retracted(arrest("a")), retracted(role("b")), arrest("c"), arrest("d", polarity=False)
    )
    store = Store()
    for graph, triples in content.graphs().items():
        store.extend(Quad(*triple, graph) for triple in triples)

    assert list(store.query(query.text, use_default_graph_as_union=True)) == []
