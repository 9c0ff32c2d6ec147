"""The Graph Store HTTP Protocol, beyond the suites (section 5, RFC 9110 section 13)."""

from urllib.parse import quote

import pytest

from conformance import reading
from conformance.store_requests import NTRIPLES, TURTLE, G, get, held, put
from conformance.wire import PROBLEM

BODY = '<urn:s> <urn:p> "香港" , _:b . _:b <urn:p> 1 .'


DOCUMENTS = {
    TURTLE: BODY,
    "text/turtle; charset=utf-8": BODY,
    "Text/Turtle": BODY,
    NTRIPLES: '<urn:s> <urn:p> "香港" .\n<urn:s> <urn:p> _:b .\n'
    '_:b <urn:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n',
    "application/rdf+xml": """<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:">
<rdf:Description rdf:about="urn:s"><u:p>香港</u:p><u:p rdf:nodeID="b"/></rdf:Description>
<rdf:Description rdf:nodeID="b">
<u:p rdf:datatype="http://www.w3.org/2001/XMLSchema#integer">1</u:p>
</rdf:Description></rdf:RDF>""",
    "application/ld+json": '{"@id": "urn:s", "urn:p": ["香港", {"@id": "_:b", "urn:p": 1}]}',
}


EXPECTED = reading.graph(BODY.encode(), TURTLE)


READABLE = [TURTLE, NTRIPLES, "application/rdf+xml", "application/ld+json"]


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("place", ["?default", G])
def test_a_graph_is_put_in_every_format(writer, kind, place):
    reply = writer.write("PUT", place, DOCUMENTS[kind], kind)

    assert reply.status in (200, 201, 204)
    assert held(writer, place) == EXPECTED


@pytest.mark.parametrize("kind", READABLE)
@pytest.mark.parametrize("place", ["?default", G])
def test_a_graph_is_got_in_every_format(writer, kind, place):
    put(writer, BODY, place)

    reply = writer.get(writer.graphs_path + place, {"Accept": kind})

    assert (reply.status, reply.kind) == (200, kind)
    assert reading.graph(reply.body, kind) == EXPECTED


def test_a_put_that_makes_a_graph_is_201_and_one_that_replaces_it_204(writer):
    made, replaced = put(writer, "<urn:s> <urn:p> 1 ."), put(writer, "<urn:s> <urn:p> 2 .")

    assert (made.status, replaced.status) == (201, 204)
    assert held(writer) == reading.graph(b"<urn:s> <urn:p> 2 .", TURTLE)


def test_a_post_adds_to_what_is_there(writer):
    put(writer, "<urn:s> <urn:p> 1 .")

    reply = writer.write("POST", G, "<urn:s> <urn:p> 2 .", TURTLE)

    assert reply.status in (200, 204)
    assert held(writer) == reading.graph(b"<urn:s> <urn:p> 1 , 2 .", TURTLE)


def test_a_graph_has_the_same_address_directly_and_indirectly(writer):
    made = writer.write("PUT", "/people/mabel", "<urn:s> <urn:p> 1 .", TURTLE)

    iri = f"{writer.root}{writer.graphs_path}/people/mabel"
    assert made.status == 201
    assert held(writer, "/people/mabel") == held(writer, f"?graph={quote(iri, safe='')}")
    assert writer.truth(f"ASK {{ GRAPH <{iri}> {{ <urn:s> <urn:p> 1 }} }}")


@pytest.mark.parametrize("name", ["urn:香港", "http://g.example/a%20b?c=d&e#f", "tag:g,2026:x"])
def test_any_iri_can_name_a_graph(writer, name):
    place = f"?graph={quote(name, safe='')}"

    put(writer, "<urn:s> <urn:p> 1 .", place)

    assert len(held(writer, place)) == 1
    assert writer.rows("SELECT ?g { GRAPH ?g { ?s ?p ?o } }") == [{"g": name}]


@pytest.mark.parametrize("method", ["GET", "HEAD", "DELETE"])
@pytest.mark.parametrize("place", [G, "/no/such/graph"])
def test_a_graph_that_is_not_there_is_404(writer, method, place):
    reply = writer.write(method, place)

    assert reply.status == 404
    assert method == "HEAD" or reply.kind == PROBLEM


def test_a_deleted_graph_is_gone(writer):
    put(writer, "<urn:s> <urn:p> 1 .")

    reply = writer.write("DELETE", G)

    assert reply.status in (200, 204)
    assert get(writer).status == 404


def test_the_default_graph_is_emptied_and_never_missing(writer):
    put(writer, "<urn:s> <urn:p> 1 .", "?default")

    deleted = writer.write("DELETE", "?default")

    assert deleted.status in (200, 204)
    assert writer.get(writer.graphs_path + "?default").status == 200
    assert held(writer, "?default") == []


@pytest.mark.parametrize("body", ["", "# nothing", "@prefix a: <urn:a> ."])
def test_an_empty_graph_is_a_graph(writer, body):
    put(writer, "<urn:s> <urn:p> 1 .", "?default")

    made = put(writer, body)

    assert made.status == 201
    assert get(writer).status == 200
    assert held(writer) == []


def test_a_put_of_nothing_empties_a_graph(writer):
    put(writer, "<urn:s> <urn:p> 1 .")

    assert put(writer, "").status in (200, 204)
    assert held(writer) == []


def test_head_is_get_without_a_body(writer):
    put(writer, BODY)

    head, full = writer.write("HEAD", G), get(writer)

    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-type"] == full.headers["content-type"]
    assert head.headers["etag"] == full.headers["etag"]


def test_blank_nodes_of_two_documents_are_two_nodes(writer):
    for _ in range(2):
        writer.write("POST", G, "_:same <urn:p> 1 .", TURTLE)

    assert len(held(writer)) == 2


def test_blank_nodes_are_replaced_with_their_graph(writer):
    for _ in range(2):
        put(writer, "_:same <urn:p> 1 .")

    assert len(held(writer)) == 1


@pytest.mark.parametrize("place", ["?default", G])
def test_relative_iris_are_resolved(writer, place):
    put(writer, "<a> <b> <#c> .", place)

    (triple,) = held(writer, place)
    assert triple.startswith("<urn:" if place == G else "<http://")


def test_relative_iris_are_resolved_against_the_graph(writer):
    put(writer, "<b> <#c> 1 .", "?graph=http%3A%2F%2Fg.example%2Fa%2Fx")

    (triple,) = held(writer, "?graph=http%3A%2F%2Fg.example%2Fa%2Fx")
    assert triple.startswith("<http://g.example/a/b> <http://g.example/a/x#c> ")


def test_a_post_to_no_graph_makes_one_and_says_where(writer):
    reply = writer.write("POST", "", "<urn:s> <urn:p> 1 .", TURTLE)

    place = reply.headers["location"].removeprefix(writer.root)
    assert reply.status == 201
    assert len(reading.graph(writer.get(place, {"Accept": NTRIPLES}).body, NTRIPLES)) == 1


def test_two_posts_to_no_graph_make_two_graphs(writer):
    places = [writer.write("POST", "", "", TURTLE).headers["location"] for _ in range(2)]

    assert places[0] != places[1]
