"""The queries in queries/checks: no row on a right graph, some row on each kind of wrong one."""

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Store

from hkgraph.queries import read_queries
from hkgraph.store.generations import StoreDir

ROOT = Path(__file__).parents[1]
CHECKS = read_queries(ROOT / "queries/checks")
PREFIXES = """
@prefix : <https://w3id.org/hkgraph/id/> .
@prefix g: <https://w3id.org/hkgraph/id/graph/> .
@prefix hk: <https://w3id.org/hkgraph/ns#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix schema: <https://schema.org/> .
@prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .
"""
#: One event that happened, one that is planned, one role, one quotation.
RIGHT = """
<https://w3id.org/hkgraph/id/graph/article/00aa> {
  :span hk:note "" ; oa:hasSource :article ; oa:exact "It closed." ; oa:start 0 ; oa:end 10 .
  :closed a hk:Statement ; rdf:subject :closure ; rdf:predicate sem:eventType ;
    rdf:object :closing ; hk:modality hk:Asserted ; hk:polarity true ;
    hk:reportedIn :article ; hk:evidence :span .
  :planned a hk:Statement ; rdf:subject :move ; rdf:predicate sem:eventType ;
    rdf:object :moving ; hk:modality hk:Planned ; hk:polarity true ;
    hk:reportedIn :article ; hk:evidence :span .
  :held a hk:Statement ; rdf:subject :ada ; rdf:predicate org:hasMembership ;
    rdf:object :chair ; hk:modality hk:Asserted ; hk:polarity true ;
    hk:reportedIn :article ; hk:evidence :span .
  :quotation a schema:Quotation ; schema:text "It closed."@en ; schema:isPartOf :article ;
    hk:evidence :span .
}
g:entities {
  :closure a hk:Event . :move a hk:ReportedEvent . :chair a org:Membership . :ada a schema:Person .
}
g:facts { :closure sem:eventType :closing . :ada org:hasMembership :chair . }
g:links { :ada-lam hk:mergedInto :ada . }
"""
#: What makes the right graph wrong, by the check that must see it.
FAULTS = {
    "plain_without_statement": "g:facts { :move sem:hasPlace :london }",
    "plain_missing": """<https://w3id.org/hkgraph/id/graph/article/00aa> {
        :more a hk:Statement ; rdf:subject :closure ; rdf:predicate sem:hasPlace ;
          rdf:object :london ; hk:modality hk:Asserted ; hk:polarity true ;
          hk:reportedIn :article ; hk:evidence :span }""",
    "planned_as_event": "g:entities { :move a hk:Event }",
    "told_as_membership": "g:entities { :secretary a org:Membership }",
    "reported_told_plainly": "g:facts { :move hk:agent :ada }",
    "triple_in_two_graphs": "g:links { :ada a schema:Person }",
    "outside_the_graphs": ":stray a hk:Event .",
    "blank_node": 'g:entities { [] schema:name "nobody" }',
    "statement_without_sentence": """<https://w3id.org/hkgraph/id/graph/article/00aa> {
        :bare a hk:Statement ; hk:reportedIn :other ; hk:evidence :span }""",
    "quoted_words_elsewhere": """<https://w3id.org/hkgraph/id/graph/article/00aa> {
        :other a schema:Quotation ; schema:text "It shut."@en ; schema:isPartOf :article ;
          hk:evidence :span }""",
    "merged_nowhere": "g:links { :ben hk:mergedInto :nobody }",
}


def graph_of(*parts):
    store = Store()
    for part in parts:
        store.load(f"{PREFIXES}{part}", format=RdfFormat.TRIG)
    return store


def rows(name, store):
    return list(store.query(CHECKS[name].text, use_default_graph_as_union=True))


@pytest.mark.parametrize("name", CHECKS)
def test_check_finds_nothing_in_a_right_graph(name):
    assert rows(name, graph_of(RIGHT)) == []


@pytest.mark.parametrize("name", CHECKS)
def test_check_finds_its_fault(name):
    assert rows(name, graph_of(RIGHT, FAULTS[name])) != []


def test_fact_that_somebody_denies_is_no_fact():
    denial = """<https://w3id.org/hkgraph/id/graph/article/00bb> {
      :denied a hk:Statement ; rdf:subject :closure ; rdf:predicate sem:eventType ;
        rdf:object :closing ; hk:modality hk:Reported ; hk:polarity false }"""

    assert len(rows("plain_without_statement", graph_of(RIGHT, denial))) == 1


def test_fact_that_is_only_credited_to_somebody_is_no_fact():
    hearsay = "<https://w3id.org/hkgraph/id/graph/article/00aa> { :closed hk:attributedTo :ada }"

    graph = graph_of(RIGHT, hearsay)

    assert len(rows("plain_without_statement", graph)) == 1
    assert len(rows("planned_as_event", graph)) == 1


def test_fact_that_its_publisher_took_back_is_no_fact():
    retraction = """<https://w3id.org/hkgraph/id/graph/article/00aa> {
      :article schema:creativeWorkStatus "Retracted" }"""

    graph = graph_of(RIGHT, retraction)

    assert len(rows("plain_without_statement", graph)) == 2
    assert len(rows("planned_as_event", graph)) == 1
    assert len(rows("told_as_membership", graph)) == 1


# ── over built stores ───────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def opened(corpus):
    return StoreDir(corpus).open_current()


@pytest.mark.parametrize("name", CHECKS)
def test_check_finds_nothing_in_the_sample_corpus(name, opened):
    assert rows(name, opened) == []


def test_sample_corpus_has_what_the_checks_look_at(opened):
    text = """PREFIX hk: <https://w3id.org/hkgraph/ns#>
    PREFIX org: <http://www.w3.org/ns/org#> PREFIX schema: <https://schema.org/>
    SELECT DISTINCT ?class { VALUES ?class { hk:Statement hk:Event hk:ReportedEvent
      org:Membership schema:Quotation } ?thing a ?class }"""

    assert len(list(opened.query(text, use_default_graph_as_union=True))) == 5


def test_nothing_stands_in_the_nameless_graph(opened):
    named = sum(1 for g in opened.named_graphs() for _ in opened.quads_for_pattern(*[None] * 3, g))

    assert named == len(opened)
    assert all(isinstance(g, NamedNode) for g in opened.named_graphs())


def test_no_node_is_blank(opened):
    assert not any(isinstance(t, BlankNode) for q in opened for t in (q.subject, q.object))
