"""Which graphs a query sees (SPARQL 1.1 Protocol section 2.1.4)."""

from urllib.parse import urlencode

import pytest

from conformance.asking import in_all_forms, in_form, value
from conformance.wire import FORM, PROBLEM

ID = "https://w3id.org/hkgraph/id/"


ENTITIES, FACTS, LINKS = (f"{ID}graph/{name}" for name in ("entities", "facts", "links"))
MABEL = f"<{ID}person/mabel-tang>"


@in_all_forms
@pytest.mark.parametrize("graph", [ENTITIES, FACTS, LINKS])
def test_a_default_graph_is_the_one_that_is_named(client, form, graph):
    query = "SELECT (COUNT(*) AS ?v) { ?s ?p ?o }"
    inside = client.rows(f"SELECT (COUNT(*) AS ?v) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")

    reply = in_form(client, form, query, **{"default-graph-uri": graph})

    assert value(reply) == inside[0]["v"]


@in_all_forms
def test_several_default_graphs_are_merged(client, form):
    query = f"ASK {{ {MABEL} a ?type ; <http://www.w3.org/ns/org#hasMembership> ?role }}"

    one = in_form(client, form, query, **{"default-graph-uri": ENTITIES})
    both = in_form(client, form, query, **{"default-graph-uri": [ENTITIES, FACTS]})

    assert (one.json()["boolean"], both.json()["boolean"]) == (False, True)


@in_all_forms
def test_only_the_named_graphs_that_are_given_can_be_reached(client, form):
    query = "SELECT (GROUP_CONCAT(DISTINCT STR(?g)) AS ?v) { GRAPH ?g { ?s ?p ?o } }"

    reply = in_form(client, form, query, **{"named-graph-uri": FACTS})

    assert value(reply) == FACTS


@in_all_forms
def test_named_graphs_alone_leave_the_default_graph_empty(client, form):
    reply = in_form(client, form, "ASK { ?s ?p ?o }", **{"named-graph-uri": FACTS})

    assert reply.json()["boolean"] is False


@in_all_forms
def test_default_graphs_alone_leave_no_named_graph(client, form):
    query = "ASK { GRAPH ?g { ?s ?p ?o } }"

    reply = in_form(client, form, query, **{"default-graph-uri": FACTS})

    assert reply.json()["boolean"] is False


@in_all_forms
def test_the_dataset_of_the_request_wins_over_that_of_the_query(client, form):
    query = f"ASK FROM <{ENTITIES}> {{ {MABEL} a ?type }}"

    own = in_form(client, form, query)
    other = in_form(client, form, query, **{"default-graph-uri": FACTS})

    assert (own.json()["boolean"], other.json()["boolean"]) == (True, False)


@in_all_forms
def test_named_graphs_of_the_request_win_over_those_of_the_query(client, form):
    query = f"ASK FROM NAMED <{ENTITIES}> {{ GRAPH ?g {{ {MABEL} a ?type }} }}"

    own = in_form(client, form, query)
    other = in_form(client, form, query, **{"named-graph-uri": FACTS})

    assert (own.json()["boolean"], other.json()["boolean"]) == (True, False)


def test_from_and_from_named_make_the_dataset_of_a_query(client):
    query = f"ASK FROM <{FACTS}> FROM NAMED <{ENTITIES}> {{ %s }}"

    assert client.truth(query % f"GRAPH <{ENTITIES}> {{ {MABEL} a ?type }}")
    assert not client.truth(query % f"{MABEL} a ?type")
    assert not client.truth(query % f"GRAPH <{FACTS}> {{ ?s ?p ?o }}")


def test_a_graph_that_does_not_exist_is_empty(client):
    assert not client.truth("ASK { ?s ?p ?o }", default_graph_uri="urn:nowhere")


def test_dataset_parameters_may_stand_in_the_url_of_a_form(client):
    form = urlencode({"query": "ASK { GRAPH ?g { ?s ?p ?o } }"})
    path = "/sparql?" + urlencode({"default-graph-uri": FACTS})

    reply = client.send("POST", path, {"Content-Type": FORM}, form)

    assert (reply.status, reply.json()["boolean"]) == (200, False)


@in_all_forms
@pytest.mark.parametrize("iri", ["not an iri", "relative/path", "", "<urn:x>", "http://a b/"])
def test_a_dataset_parameter_that_is_no_iri_is_a_fault_of_the_client(client, form, iri):
    reply = in_form(client, form, "ASK {}", **{"default-graph-uri": iri})

    assert (reply.status, reply.kind) == (400, PROBLEM)
