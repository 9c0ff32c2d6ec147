import pytest

from hkgraph.server.formats import SOLUTIONS, TRIPLES, find_format
from hkgraph.server.negotiation import choose, is_known, parse_accept, prefers_html
from server.sample_store import BROWSER


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        (None, "json"),
        ("", "json"),
        ("*/*", "json"),
        ("application/json", "json"),
        ("application/sparql-results+xml", "xml"),
        ("text/csv, text/tab-separated-values;q=0.9", "csv"),
        ("text/csv;q=0.4, text/tab-separated-values;q=0.9", "tsv"),
        ("text/*", "csv"),
        ("text/*;q=0.5, application/sparql-results+json;q=0.1", "csv"),
        ("*/*;q=0.1, text/tab-separated-values", "tsv"),
        ("text/csv;q=0, */*", "json"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "xml"),
        ("TEXT/CSV; charset=utf-8; Q=1.0", "csv"),
        ("application/xml", "xml"),
        ("nonsense, text/csv", "csv"),
        ("image/png", None),
        ("application/sparql-results+json;q=0", None),
    ],
)
def test_solutions_come_in_the_format_that_is_wanted_most(accept, name):
    chosen = choose(parse_accept(accept), SOLUTIONS)

    assert (chosen.name if chosen else None) == name


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("*/*", "ttl"),
        ("text/turtle", "ttl"),
        ("application/n-triples", "nt"),
        ("text/plain", "nt"),
        ("application/rdf+xml;q=0.8, text/turtle;q=0.7", "rdf"),
        ("application/ld+json", "jsonld"),
        ("application/n-quads", "nq"),
        ("application/trig, text/turtle;q=0.9", "trig"),
        ("text/csv", None),
    ],
)
def test_triples_come_in_the_format_that_is_wanted_most(accept, name):
    chosen = choose(parse_accept(accept), TRIPLES)

    assert (chosen.name if chosen else None) == name


@pytest.mark.parametrize(
    ("accept", "html"),
    [
        (BROWSER, True),
        ("text/html", True),
        ("text/html;q=0.5, text/turtle", False),
        ("text/turtle, text/html;q=0.1", False),
        ("*/*", False),
        (None, False),
        ("text/html;q=0", False),
    ],
)
def test_a_browser_is_told_by_its_accept_header(accept, html):
    assert prefers_html(accept) is html


@pytest.mark.parametrize("name", ["ttl", "turtle", "TEXT/TURTLE"])
def test_a_format_is_found_by_each_of_its_names(name):
    found = find_format(TRIPLES, name)

    assert found is not None
    assert found.name == "ttl"


@pytest.mark.parametrize(
    ("sent", "known"),
    [
        (None, False),
        ('"abc-ttl"', True),
        ('W/"abc-ttl"', True),
        ('"other", "abc-ttl"', True),
        ("*", True),
        ('"abc-nt"', False),
    ],
)
def test_an_answer_that_the_client_holds_is_known_by_its_tag(sent, known):
    assert is_known(sent, '"abc-ttl"') is known
