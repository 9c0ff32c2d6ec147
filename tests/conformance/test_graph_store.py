"""The Graph Store HTTP Protocol, beyond the suites (section 5, RFC 9110 section 13)."""

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest

from conformance import reading
from conformance.wire import PROBLEM

G = "?graph=urn%3Ag"
TURTLE, NTRIPLES = "text/turtle", "application/n-triples"
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


@pytest.fixture
def client(graphs):
    graphs.clear()
    graphs.forget()
    return graphs.client


def get(client, place=G, **headers):
    return client.get(client.graphs_path + place, headers)


def held(client, place=G):
    return reading.graph(get(client, place, Accept=NTRIPLES).body, NTRIPLES)


def put(client, body, place=G):
    return client.write("PUT", place, body, TURTLE)


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("place", ["?default", G])
def test_a_graph_is_put_in_every_format(client, kind, place):
    reply = client.write("PUT", place, DOCUMENTS[kind], kind)

    assert reply.status in (200, 201, 204)
    assert held(client, place) == EXPECTED


@pytest.mark.parametrize("kind", READABLE)
@pytest.mark.parametrize("place", ["?default", G])
def test_a_graph_is_got_in_every_format(client, kind, place):
    put(client, BODY, place)

    reply = client.get(client.graphs_path + place, {"Accept": kind})

    assert (reply.status, reply.kind) == (200, kind)
    assert reading.graph(reply.body, kind) == EXPECTED


def test_a_put_that_makes_a_graph_is_201_and_one_that_replaces_it_204(client):
    made, replaced = put(client, "<urn:s> <urn:p> 1 ."), put(client, "<urn:s> <urn:p> 2 .")

    assert (made.status, replaced.status) == (201, 204)
    assert held(client) == reading.graph(b"<urn:s> <urn:p> 2 .", TURTLE)


def test_a_post_adds_to_what_is_there(client):
    put(client, "<urn:s> <urn:p> 1 .")

    reply = client.write("POST", G, "<urn:s> <urn:p> 2 .", TURTLE)

    assert reply.status in (200, 204)
    assert held(client) == reading.graph(b"<urn:s> <urn:p> 1 , 2 .", TURTLE)


def test_a_post_to_no_graph_makes_one_and_says_where(client):
    reply = client.write("POST", "", "<urn:s> <urn:p> 1 .", TURTLE)

    place = reply.headers["location"].removeprefix(client.root)
    assert reply.status == 201
    assert len(reading.graph(client.get(place, {"Accept": NTRIPLES}).body, NTRIPLES)) == 1


def test_two_posts_to_no_graph_make_two_graphs(client):
    places = [client.write("POST", "", "", TURTLE).headers["location"] for _ in range(2)]

    assert places[0] != places[1]


def test_a_graph_has_the_same_address_directly_and_indirectly(client):
    made = client.write("PUT", "/people/mabel", "<urn:s> <urn:p> 1 .", TURTLE)

    iri = f"{client.root}{client.graphs_path}/people/mabel"
    assert made.status == 201
    assert held(client, "/people/mabel") == held(client, f"?graph={quote(iri, safe='')}")
    assert client.truth(f"ASK {{ GRAPH <{iri}> {{ <urn:s> <urn:p> 1 }} }}")


@pytest.mark.parametrize("name", ["urn:香港", "http://g.example/a%20b?c=d&e#f", "tag:g,2026:x"])
def test_any_iri_can_name_a_graph(client, name):
    place = f"?graph={quote(name, safe='')}"

    put(client, "<urn:s> <urn:p> 1 .", place)

    assert len(held(client, place)) == 1
    assert client.rows("SELECT ?g { GRAPH ?g { ?s ?p ?o } }") == [{"g": name}]


@pytest.mark.parametrize("method", ["GET", "HEAD", "DELETE"])
@pytest.mark.parametrize("place", [G, "/no/such/graph"])
def test_a_graph_that_is_not_there_is_404(client, method, place):
    reply = client.write(method, place)

    assert reply.status == 404
    assert method == "HEAD" or reply.kind == PROBLEM


def test_a_deleted_graph_is_gone(client):
    put(client, "<urn:s> <urn:p> 1 .")

    reply = client.write("DELETE", G)

    assert reply.status in (200, 204)
    assert get(client).status == 404


def test_the_default_graph_is_emptied_and_never_missing(client):
    put(client, "<urn:s> <urn:p> 1 .", "?default")

    deleted = client.write("DELETE", "?default")

    assert deleted.status in (200, 204)
    assert client.get(client.graphs_path + "?default").status == 200
    assert held(client, "?default") == []


@pytest.mark.parametrize("body", ["", "# nothing", "@prefix a: <urn:a> ."])
def test_an_empty_graph_is_a_graph(client, body):
    put(client, "<urn:s> <urn:p> 1 .", "?default")

    made = put(client, body)

    assert made.status == 201
    assert get(client).status == 200
    assert held(client) == []


def test_a_put_of_nothing_empties_a_graph(client):
    put(client, "<urn:s> <urn:p> 1 .")

    assert put(client, "").status in (200, 204)
    assert held(client) == []


def test_head_is_get_without_a_body(client):
    put(client, BODY)

    head, full = client.write("HEAD", G), get(client)

    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-type"] == full.headers["content-type"]
    assert head.headers["etag"] == full.headers["etag"]


def test_blank_nodes_of_two_documents_are_two_nodes(client):
    for _ in range(2):
        client.write("POST", G, "_:same <urn:p> 1 .", TURTLE)

    assert len(held(client)) == 2


def test_blank_nodes_are_replaced_with_their_graph(client):
    for _ in range(2):
        put(client, "_:same <urn:p> 1 .")

    assert len(held(client)) == 1


@pytest.mark.parametrize("place", ["?default", G])
def test_relative_iris_are_resolved(client, place):
    put(client, "<a> <b> <#c> .", place)

    (triple,) = held(client, place)
    assert triple.startswith("<urn:" if place == G else "<http://")


def test_relative_iris_are_resolved_against_the_graph(client):
    put(client, "<b> <#c> 1 .", "?graph=http%3A%2F%2Fg.example%2Fa%2Fx")

    (triple,) = held(client, "?graph=http%3A%2F%2Fg.example%2Fa%2Fx")
    assert triple.startswith("<http://g.example/a/b> <http://g.example/a/x#c> ")


BROKEN = {
    TURTLE: "<urn:s> <urn:p> ",
    NTRIPLES: "<urn:s> <urn:p> x .",
    "application/rdf+xml": "<rdf:RDF",
    "application/ld+json": "{",
    "text/turtle;charset=utf-8": "<urn:s> <urn:p> <not an iri> .",
}


@pytest.mark.parametrize("kind", BROKEN)
@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_broken_rdf_is_400_and_changes_nothing(client, method, kind):
    put(client, "<urn:s> <urn:p> 1 .")

    reply = client.write(method, G, BROKEN[kind], kind)

    assert (reply.status, reply.kind) == (400, PROBLEM)
    assert held(client) == reading.graph(b"<urn:s> <urn:p> 1 .", TURTLE)


def test_rdf_that_breaks_late_changes_nothing(client):
    body = "".join(f"<urn:s> <urn:p> {number} .\n" for number in range(10_000)) + "<urn:s> <urn"

    assert put(client, body).status == 400
    assert get(client).status == 404


def test_text_that_is_not_utf8_is_400(client):
    assert put(client, b'<urn:s> <urn:p> "\xff" .').status == 400


@pytest.mark.parametrize("kind", ["text/plain", "image/png", "application/sparql-query", "x"])
@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_another_type_is_415(client, method, kind):
    reply = client.write(method, G, BODY, kind)

    assert (reply.status, reply.kind) == (415, PROBLEM)


def test_a_document_without_a_type_is_refused(client):
    assert client.write("PUT", G, BODY).status in (400, 415)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/trig", "<urn:s> <urn:p> 1 . GRAPH <urn:other> { <urn:s> <urn:p> 2 }"),
        ("application/n-quads", "<urn:s> <urn:p> <urn:o> <urn:other> ."),
    ],
)
def test_a_document_of_several_graphs_writes_to_no_other_graph(client, kind, body):
    reply = client.write("PUT", G, body, kind)

    assert reply.status in (200, 201, 204, 400, 415)
    assert client.get(client.graphs_path + "?graph=urn%3Aother").status == 404


@pytest.mark.parametrize("kind", ["image/png", "text/csv", "text/turtle;q=0, */*;q=0"])
def test_what_cannot_be_written_as_accepted_is_406(client, kind):
    put(client, BODY)

    reply = client.get(client.graphs_path + G, {"Accept": kind})

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
def test_a_place_that_is_no_graph_is_400(client, method, place):
    body, kind = (BODY, TURTLE) if method == "PUT" else (None, None)

    reply = client.write(method, place, body, kind)

    assert (reply.status, reply.kind) == (400, PROBLEM)


@pytest.mark.parametrize("place", ["", "?grpah=urn%3Ag"])
def test_a_put_to_no_graph_is_refused(client, place):
    assert client.write("PUT", place, BODY, TURTLE).status in (400, 405)


def multipart(*parts):
    body = "".join(
        f'--cut\r\nContent-Disposition: form-data; name="f"; filename="{name}"\r\n'
        + (f"Content-Type: {kind}\r\n" if kind else "")
        + f"\r\n{content}\r\n"
        for name, kind, content in parts
    )
    return f"{body}--cut--\r\n"


def test_several_documents_are_posted_together(client):
    body = multipart(
        ("a.ttl", TURTLE, "<urn:s> <urn:p> 1 ."),
        ("b.nt", NTRIPLES, "<urn:s> <urn:p> <urn:o> ."),
        ("c.jsonld", "application/ld+json", '{"@id": "urn:s", "urn:p": "香"}'),
    )

    reply = client.write("POST", G, body, "multipart/form-data; boundary=cut")

    expected = '<urn:s> <urn:p> 1 , <urn:o> , "香" .'
    assert reply.status in (200, 201, 204)
    assert held(client) == reading.graph(expected.encode(), TURTLE)


def test_of_several_documents_a_broken_one_spoils_all(client):
    body = multipart(("a.ttl", TURTLE, "<urn:s> <urn:p> 1 ."), ("b.ttl", TURTLE, "<urn:s> <"))

    reply = client.write("POST", G, body, "multipart/form-data; boundary=cut")

    assert (reply.status, reply.kind) == (400, PROBLEM)
    assert get(client).status == 404


def test_the_types_of_files_may_be_told_by_their_names(client):
    body = multipart(("a.ttl", None, "<urn:s> <urn:p> 1 ."))

    reply = client.write("POST", G, body, "multipart/form-data; boundary=cut")

    assert reply.status in (201, 204, 200, 415)


def test_a_multipart_body_without_its_boundary_is_a_fault_of_the_client(client):
    reply = client.write("POST", G, multipart(("a", TURTLE, BODY)), "multipart/form-data")

    assert reply.status in (400, 415)


def conditional(client, method, condition, body="<urn:s> <urn:p> 2 ."):
    headers = {"Content-Type": TURTLE, **client.credentials, **condition}
    return client.send(
        method, client.graphs_path + G, headers, body if method != "DELETE" else None
    )


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_a_write_with_a_condition_that_holds_is_done(client, method):
    put(client, "<urn:s> <urn:p> 1 .")
    tag = get(client).headers["etag"].removeprefix("W/")

    assert conditional(client, method, {"If-Match": tag}).status in (200, 204)


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_a_write_over_a_change_that_its_writer_did_not_see_is_412(client, method):
    put(client, "<urn:s> <urn:p> 1 .")
    tag = get(client).headers["etag"].removeprefix("W/")
    put(client, "<urn:s> <urn:p> 3 .")

    reply = conditional(client, method, {"If-Match": tag})

    assert (reply.status, reply.kind) == (412, PROBLEM)
    assert held(client) == reading.graph(b"<urn:s> <urn:p> 3 .", TURTLE)


def test_a_graph_is_only_made_if_it_is_new(client):
    made = conditional(client, "PUT", {"If-None-Match": "*"})
    again = conditional(client, "PUT", {"If-None-Match": "*"}, "<urn:s> <urn:p> 9 .")

    assert (made.status, again.status) == (201, 412)
    assert held(client) == reading.graph(b"<urn:s> <urn:p> 2 .", TURTLE)


def test_a_graph_is_only_replaced_if_it_is_there(client):
    reply = conditional(client, "PUT", {"If-Match": "*"})

    assert reply.status == 412
    assert get(client).status == 404


def test_the_etag_changes_with_the_graph(client):
    put(client, "<urn:s> <urn:p> 1 .")
    before = get(client).headers["etag"]
    put(client, "<urn:s> <urn:p> 2 .")

    reply = client.get(client.graphs_path + G, {"If-None-Match": before})

    assert reply.status == 200
    assert reply.headers["etag"] != before


def test_a_graph_that_the_client_holds_is_304(client):
    put(client, "<urn:s> <urn:p> 1 .")
    held_tag = get(client).headers["etag"]

    assert client.get(client.graphs_path + G, {"If-None-Match": held_tag}).status == 304


def test_writers_that_come_together_all_get_their_turn(client):
    def add(number):
        return client.write("POST", G, f"<urn:s> <urn:p> {number} .", TURTLE).status

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(add, range(16)))

    assert set(statuses) <= {200, 201, 204}
    assert len(held(client)) == 16


def test_what_was_written_is_read_at_once(client):
    for number in range(10):
        put(client, f"<urn:s> <urn:p> {number} .")
        assert client.truth(f"ASK {{ GRAPH <urn:g> {{ <urn:s> <urn:p> {number} }} }}")


def test_a_large_graph_goes_in_and_out(client):
    body = "".join(f"<urn:s:{number}> <urn:p> {number} .\n" for number in range(20_000))

    assert put(client, body).status == 201
    assert client.get(client.graphs_path + G, {"Accept": NTRIPLES}).body.count(b"\n") == 20_000


def test_lists_and_long_texts_survive(client):
    text = "法" * 100_000
    body = f'<urn:s> <urn:p> ( 1 "two" <urn:three> ) , "{text}"@zh-HK .'

    put(client, body)

    assert held(client) == reading.graph(body.encode(), TURTLE)
