"""What the graph store refuses, and that nothing is changed by it (section 5)."""

import pytest

from conformance import reading
from conformance.store_requests import NTRIPLES, TURTLE, G, get, held, put
from conformance.wire import PROBLEM

BODY = '<urn:s> <urn:p> "香港" , _:b . _:b <urn:p> 1 .'


BROKEN = {
    TURTLE: "<urn:s> <urn:p> ",
    NTRIPLES: "<urn:s> <urn:p> x .",
    "application/rdf+xml": "<rdf:RDF",
    "application/ld+json": "{",
    "text/turtle;charset=utf-8": "<urn:s> <urn:p> <not an iri> .",
}


@pytest.mark.parametrize("kind", BROKEN)
@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_broken_rdf_is_400_and_changes_nothing(writer, method, kind):
    put(writer, "<urn:s> <urn:p> 1 .")

    reply = writer.write(method, G, BROKEN[kind], kind)

    assert (reply.status, reply.kind) == (400, PROBLEM)
    assert held(writer) == reading.graph(b"<urn:s> <urn:p> 1 .", TURTLE)


def test_rdf_that_breaks_late_changes_nothing(writer):
    body = "".join(f"<urn:s> <urn:p> {number} .\n" for number in range(10_000)) + "<urn:s> <urn"

    assert put(writer, body).status == 400
    assert get(writer).status == 404


def test_text_that_is_not_utf8_is_400(writer):
    assert put(writer, b'<urn:s> <urn:p> "\xff" .').status == 400


@pytest.mark.parametrize("kind", ["text/plain", "image/png", "application/sparql-query", "x"])
@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_another_type_is_415(writer, method, kind):
    reply = writer.write(method, G, BODY, kind)

    assert (reply.status, reply.kind) == (415, PROBLEM)


def test_a_document_without_a_type_is_refused(writer):
    assert writer.write("PUT", G, BODY).status in (400, 415)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/trig", "<urn:s> <urn:p> 1 . GRAPH <urn:other> { <urn:s> <urn:p> 2 }"),
        ("application/n-quads", "<urn:s> <urn:p> <urn:o> <urn:other> ."),
    ],
)
def test_a_document_of_several_graphs_writes_to_no_other_graph(writer, kind, body):
    reply = writer.write("PUT", G, body, kind)

    assert reply.status in (200, 201, 204, 400, 415)
    assert writer.get(writer.graphs_path + "?graph=urn%3Aother").status == 404


@pytest.mark.parametrize("kind", ["image/png", "text/csv", "text/turtle;q=0, */*;q=0"])
def test_what_cannot_be_written_as_accepted_is_406(writer, kind):
    put(writer, BODY)

    reply = writer.get(writer.graphs_path + G, {"Accept": kind})

    assert (reply.status, reply.kind) == (406, PROBLEM)


@pytest.mark.parametrize(
    "place",
    [
        "?default&graph=urn%3Ag",
        "?graph=urn%3Ag&graph=urn%3Ah",
        "?graph=",
        "?graph=relative",
        "?graph=not%20an%20iri",
        "?graph=%FF",
    ],
)
@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_a_place_that_is_no_graph_is_400(writer, method, place):
    body, kind = (BODY, TURTLE) if method == "PUT" else (None, None)

    reply = writer.write(method, place, body, kind)

    assert (reply.status, reply.kind) == (400, PROBLEM)


@pytest.mark.parametrize("place", ["", "?grpah=urn%3Ag"])
def test_a_put_to_no_graph_is_refused(writer, place):
    assert writer.write("PUT", place, BODY, TURTLE).status in (400, 405)
