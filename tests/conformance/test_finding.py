"""Search and stored queries: for people by name, for programs as JSON."""

from pathlib import Path
from urllib.parse import quote

import pytest

from conformance.wire import PROBLEM

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
JSON = {"Accept": "application/json"}
FOUND = {
    "lantern": "organisation/lantern-society",
    "Lantern Society": "organisation/lantern-society",
    "LANTERN": "organisation/lantern-society",
    "lant": "organisation/lantern-society",
    "society lantern": "organisation/lantern-society",
    "mabel": "person/mabel-tang",
    "鄧美寶": "person/mabel-tang",
    "鄧": "person/mabel-tang",
    "美寶": "person/mabel-tang",
    "hong kong": "place/hong-kong",
    "lamp ord": "law/lamp-ordinance",
    "evening": "organisation/evening-peak",
}


def search(client, words, **headers):
    return client.get(f"/search?q={quote(words)}", headers or JSON)


@pytest.mark.parametrize("words", FOUND)
def test_a_thing_is_found_by_its_names(client, words):
    reply = search(client, words)

    assert (reply.status, reply.kind) == (200, "application/json")
    assert FOUND[words] in reply.body.decode()


@pytest.mark.parametrize("words", FOUND)
def test_a_person_gets_a_page_of_hits(client, words):
    reply = search(client, words, Accept=BROWSER)

    assert (reply.status, reply.kind) == (200, "text/html")
    assert FOUND[words] in reply.body.decode()


@pytest.mark.parametrize(
    "words",
    [*" *\"'%-^(\\\x00😀", "", "a OR b", "NEAR(", "x" * 150, ";--"],
)
def test_words_of_any_kind_are_a_search(client, words):
    reply = search(client, words)

    assert reply.status in (200, 400)


def test_nothing_is_found_where_there_is_nothing(client):
    reply = search(client, "zzzzqqqq")

    assert reply.status == 200
    assert b"/id/" not in reply.body


def test_words_are_text_and_no_markup(client):
    reply = search(client, "<script>alert(1)</script>", Accept=BROWSER)

    assert b"<script>alert(1)" not in reply.body


def test_words_that_are_too_many_are_a_fault_of_the_client(client):
    reply = search(client, "word " * 5_000)

    assert reply.status in (200, 400, 414)


def names(client):
    reply = client.get("/queries", JSON)
    assert reply.status == 200
    return reply


def test_stored_queries_are_listed_for_programs(client):
    reply = names(client)

    assert reply.kind == "application/json"
    assert b"articles" in reply.body or b"competency" in reply.body


@pytest.fixture(scope="module")
def name(client):
    folder = Path(__file__).parents[2] / "queries/competency"
    return min(path.stem for path in folder.glob("*.rq"))


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "text/csv"])
def test_a_stored_query_runs_by_its_name(client, name, accept):
    reply = client.get(f"/queries/{name}", {"Accept": accept})

    assert (reply.status, reply.kind) == (200, accept)


def test_a_stored_query_that_is_not_there_is_404(client):
    reply = client.get("/queries/no_such_query", JSON)

    assert (reply.status, reply.kind) == (404, PROBLEM)


def test_a_parameter_that_a_stored_query_lacks_is_400(client, name):
    reply = client.get(f"/queries/{name}?no_such_parameter=1", JSON)

    assert (reply.status, reply.kind) == (400, PROBLEM)


def test_the_server_says_that_it_is_well(client):
    reply = client.get("/health")

    assert reply.status == 200
    assert reply.kind in ("application/json", "application/health+json")


def test_the_server_counts_what_it_does(client):
    client.query("ASK {}")

    reply = client.get("/metrics")

    assert reply.status == 200
    assert reply.kind in ("text/plain", "application/openmetrics-text")
    assert b"# TYPE hkgraph_" in reply.body


def test_queries_are_counted_by_what_became_of_them(client):
    def total():
        lines = client.get("/metrics").body.decode().splitlines()
        counts = [line for line in lines if line.startswith("hkgraph_queries_total")]
        return sum(float(line.rsplit(" ", 1)[1]) for line in counts)

    before = total()
    client.query("ASK {}")
    client.query("SELEC")

    assert total() >= before + 1
