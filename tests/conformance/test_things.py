"""Dereferencing: every IRI of the data is an address that answers (Cool URIs; contract 6 and 7)."""

from urllib.parse import quote

import pytest

from conformance import reading
from conformance.wire import PROBLEM

THING = "/id/person/mabel-tang"
IRI = "https://w3id.org/hkgraph/id/person/mabel-tang"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
KINDS = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/rdf+xml": "rdf",
    "application/ld+json": "jsonld",
    "application/trig": "trig",
    "application/n-quads": "nq",
}
THINGS = [
    *("person/mabel-tang", "organisation/lantern-society", "place/hong-kong", "law/lamp-ordinance"),
    *("event/founding-1", "event/closure-1", "article/a1", "statement/st1", "span/s1"),
    *("event-type/closure", "time/1994", "role/chair"),
]


def follow(client, path, accept=None):
    """Ask for an address and go where a 303 leads."""
    headers = {"Accept": accept} if accept else {}
    reply = client.get(path, headers)
    if reply.status == 303:
        reply = client.get(reply.headers["location"].removeprefix(client.root), headers)
    return reply


@pytest.mark.parametrize("kind", KINDS)
def test_a_thing_is_told_in_every_format(client, kind):
    reply = follow(client, THING, kind)

    assert (reply.status, reply.kind) == (200, kind)
    assert any(line.startswith(f"<{IRI}>") for line in reading.graph(reply.body, kind))


@pytest.mark.parametrize("kind", KINDS)
def test_a_suffix_names_the_format(client, kind):
    reply = follow(client, f"{THING}.{KINDS[kind]}", BROWSER)

    assert (reply.status, reply.kind) == (200, kind)


@pytest.mark.parametrize("thing", THINGS)
def test_a_browser_gets_a_page(client, thing):
    reply = follow(client, f"/id/{thing}", BROWSER)

    assert (reply.status, reply.kind) == (200, "text/html")
    assert b"<html" in reply.body


@pytest.mark.parametrize("thing", THINGS)
def test_a_program_gets_rdf_about_the_thing(client, thing):
    reply = follow(client, f"/id/{thing}", "text/turtle")

    assert reply.status == 200
    assert f"<https://w3id.org/hkgraph/id/{thing}>" in "".join(
        reading.graph(reply.body, reply.kind)
    )


def test_a_client_without_a_wish_gets_rdf_or_a_page(client):
    assert follow(client, THING).kind in (*KINDS, "text/html")


@pytest.mark.parametrize("accept", ["image/png", "text/csv", "*/*;q=0"])
def test_what_cannot_be_written_as_accepted_is_406(client, accept):
    reply = follow(client, THING, accept)

    assert (reply.status, reply.kind) == (406, PROBLEM)


@pytest.mark.parametrize("accept", ["text/turtle", BROWSER])
def test_other_forms_are_linked(client, accept):
    link = follow(client, THING, accept).headers["link"]

    assert "alternate" in link
    assert "text/turtle" in link


def test_the_thing_itself_is_linked(client):
    link = follow(client, THING, "text/turtle").headers["link"]

    assert f"<{IRI}>" in link


@pytest.mark.parametrize("accept", ["text/turtle", BROWSER, None])
def test_caches_are_told_that_the_answer_depends_on_accept(client, accept):
    headers = {"Accept": accept} if accept else {}

    assert "accept" in client.get(THING, headers).names("vary")


@pytest.mark.parametrize("accept", ["text/turtle", "*/*"])
def test_a_merged_iri_leads_to_the_one_that_stays(client, accept):
    reply = client.get("/id/person/m-tang", {"Accept": accept})

    assert reply.status == 301
    assert reply.headers["location"].endswith(THING)


def test_a_merged_iri_keeps_its_suffix(client):
    reply = client.get("/id/person/m-tang.nt")

    assert reply.status == 301
    assert reply.headers["location"].endswith(f"{THING}.nt")


@pytest.mark.parametrize("accept", ["text/turtle", BROWSER])
def test_a_removed_thing_is_410(client, accept):
    assert client.get("/id/article/removed", {"Accept": accept}).status == 410


@pytest.mark.parametrize(
    "path",
    [
        "/id/person/nobody",
        "/id/",
        "/id/person",
        "/id/" + quote("person/鄧美寶"),
        "/id/%00",
        "/id/%FF%FE",
        "/id/..%2f..%2fetc%2fpasswd",
        "/id/person/mabel-tang%20",
        "/id/person/<script>".replace("<", "%3C").replace(">", "%3E"),
        "/id/" + "x" * 5_000,
    ],
)
@pytest.mark.parametrize("accept", ["text/turtle", BROWSER])
def test_an_iri_that_the_data_does_not_have_is_404(client, path, accept):
    reply = client.get(path, {"Accept": accept})

    assert reply.status == 404
    assert b"<script>" not in reply.body


@pytest.mark.parametrize("accept", ["application/json", BROWSER])
def test_an_iri_that_is_nearly_right_gets_suggestions(client, accept):
    reply = client.get("/id/person/tang-mabel", {"Accept": accept})

    assert reply.status == 404
    assert b"mabel" in reply.body.lower()


@pytest.mark.parametrize("kind", ["text/turtle", BROWSER])
def test_a_thing_that_the_client_holds_is_304(client, kind):
    tag = client.get(THING, {"Accept": kind}).headers["etag"]

    assert client.get(THING, {"Accept": kind, "If-None-Match": tag}).status == 304


def test_a_page_shows_the_sentence_of_a_statement(client):
    page = follow(client, "/id/organisation/lantern-society", BROWSER).body.decode()

    assert "The Lantern Society said it would shut on October 31" in page


def test_what_the_data_says_is_text_and_no_markup(client):
    page = follow(client, "/id/person/hostile", BROWSER).body.decode()

    assert "<script>alert(1)</script>" not in page
    assert 'href="javascript:' not in page


def test_describe_gives_what_dereferencing_gives_of_the_thing(client):
    own = set(reading.graph(follow(client, THING, "text/turtle").body, "text/turtle"))
    asked = client.query(f"DESCRIBE <{IRI}>", "application/n-triples")

    told = set(reading.graph(asked.body, "application/n-triples"))
    assert {line for line in told if line.startswith(f"<{IRI}>")} <= own
