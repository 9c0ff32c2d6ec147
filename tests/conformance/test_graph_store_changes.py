"""Writes under a condition, of many documents, and by many writers (RFC 9110 section 13)."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from conformance import reading
from conformance.store_requests import NTRIPLES, TURTLE, G, get, held, put
from conformance.wire import PROBLEM

BODY = '<urn:s> <urn:p> "香港" , _:b . _:b <urn:p> 1 .'


def multipart(*parts):
    body = "".join(
        f'--cut\r\nContent-Disposition: form-data; name="f"; filename="{name}"\r\n'
        + (f"Content-Type: {kind}\r\n" if kind else "")
        + f"\r\n{content}\r\n"
        for name, kind, content in parts
    )
    return f"{body}--cut--\r\n"


def test_several_documents_are_posted_together(writer):
    body = multipart(
        ("a.ttl", TURTLE, "<urn:s> <urn:p> 1 ."),
        ("b.nt", NTRIPLES, "<urn:s> <urn:p> <urn:o> ."),
        ("c.jsonld", "application/ld+json", '{"@id": "urn:s", "urn:p": "香"}'),
    )

    reply = writer.write("POST", G, body, "multipart/form-data; boundary=cut")

    expected = '<urn:s> <urn:p> 1 , <urn:o> , "香" .'
    assert reply.status in (200, 201, 204)
    assert held(writer) == reading.graph(expected.encode(), TURTLE)


def test_the_types_of_files_may_be_told_by_their_names(writer):
    body = multipart(("a.ttl", None, "<urn:s> <urn:p> 1 ."))

    reply = writer.write("POST", G, body, "multipart/form-data; boundary=cut")

    assert reply.status in (201, 204, 200, 415)


def test_a_multipart_body_without_its_boundary_is_a_fault_of_the_client(writer):
    reply = writer.write("POST", G, multipart(("a", TURTLE, BODY)), "multipart/form-data")

    assert reply.status in (400, 415)


def conditional(writer, method, condition, body="<urn:s> <urn:p> 2 ."):
    headers = {"Content-Type": TURTLE, **writer.credentials, **condition}
    return writer.send(
        method, writer.graphs_path + G, headers, body if method != "DELETE" else None
    )


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_a_write_with_a_condition_that_holds_is_done(writer, method):
    put(writer, "<urn:s> <urn:p> 1 .")
    tag = get(writer).headers["etag"].removeprefix("W/")

    assert conditional(writer, method, {"If-Match": tag}).status in (200, 204)


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_a_write_over_a_change_that_its_writer_did_not_see_is_412(writer, method):
    put(writer, "<urn:s> <urn:p> 1 .")
    tag = get(writer).headers["etag"].removeprefix("W/")
    put(writer, "<urn:s> <urn:p> 3 .")

    reply = conditional(writer, method, {"If-Match": tag})

    assert (reply.status, reply.kind) == (412, PROBLEM)
    assert held(writer) == reading.graph(b"<urn:s> <urn:p> 3 .", TURTLE)


def test_a_graph_is_only_made_if_it_is_new(writer):
    made = conditional(writer, "PUT", {"If-None-Match": "*"})
    again = conditional(writer, "PUT", {"If-None-Match": "*"}, "<urn:s> <urn:p> 9 .")

    assert (made.status, again.status) == (201, 412)
    assert held(writer) == reading.graph(b"<urn:s> <urn:p> 2 .", TURTLE)


def test_a_graph_is_only_replaced_if_it_is_there(writer):
    reply = conditional(writer, "PUT", {"If-Match": "*"})

    assert reply.status == 412
    assert get(writer).status == 404


def test_the_etag_changes_with_the_graph(writer):
    put(writer, "<urn:s> <urn:p> 1 .")
    before = get(writer).headers["etag"]
    put(writer, "<urn:s> <urn:p> 2 .")

    reply = writer.get(writer.graphs_path + G, {"If-None-Match": before})

    assert reply.status == 200
    assert reply.headers["etag"] != before


def test_a_graph_that_the_client_holds_is_304(writer):
    put(writer, "<urn:s> <urn:p> 1 .")
    held_tag = get(writer).headers["etag"]

    assert writer.get(writer.graphs_path + G, {"If-None-Match": held_tag}).status == 304


def test_writers_that_come_together_all_get_their_turn(writer):
    def add(number):
        return writer.write("POST", G, f"<urn:s> <urn:p> {number} .", TURTLE).status

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(add, range(16)))

    assert set(statuses) <= {200, 201, 204}
    assert len(held(writer)) == 16


def test_what_was_written_is_read_at_once(writer):
    for number in range(10):
        put(writer, f"<urn:s> <urn:p> {number} .")
        assert writer.truth(f"ASK {{ GRAPH <urn:g> {{ <urn:s> <urn:p> {number} }} }}")


def test_a_large_graph_goes_in_and_out(writer):
    body = "".join(f"<urn:s:{number}> <urn:p> {number} .\n" for number in range(20_000))

    assert put(writer, body).status == 201
    assert writer.get(writer.graphs_path + G, {"Accept": NTRIPLES}).body.count(b"\n") == 20_000


def test_lists_and_long_texts_survive(writer):
    text = "法" * 100_000
    body = f'<urn:s> <urn:p> ( 1 "two" <urn:three> ) , "{text}"@zh-HK .'

    put(writer, body)

    assert held(writer) == reading.graph(body.encode(), TURTLE)


def test_of_several_documents_a_broken_one_spoils_all(writer):
    body = multipart(("a.ttl", TURTLE, "<urn:s> <urn:p> 1 ."), ("b.ttl", TURTLE, "<urn:s> <"))

    reply = writer.write("POST", G, body, "multipart/form-data; boundary=cut")

    assert (reply.status, reply.kind) == (400, PROBLEM)
    assert get(writer).status == 404
