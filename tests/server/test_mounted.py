"""The application below another's path: every link, redirect and IRI of its own begins with it."""

import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import httpx2
import pytest
from fastapi import FastAPI
from pyoxigraph import RdfFormat, parse

from hkgraph.server import create_app
from hkgraph.settings import Settings
from server.real_port import serving
from server.sample_store import BROWSER

SD = "http://www.w3.org/ns/sparql-service-description#"
LINKS = {"href", "src", "action"}


class Links(HTMLParser):
    """Gathers where a page leads."""

    def __init__(self, page):
        super().__init__()
        self.found = set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):  # noqa: ARG002  # as HTMLParser calls it
        self.found |= {value for name, value in attrs if name in LINKS}


@pytest.fixture(scope="module")
def outer(shared_store):
    """The address of an application that has ours below ``/kg``."""
    app = FastAPI()

    @app.get("/query")
    def query():
        return "not ours"

    app.mount("/kg", create_app(shared_store, Settings(store=shared_store)))
    with serving(app) as address:
        yield address


@pytest.fixture
def client(outer):
    with httpx2.Client(base_url=outer, headers={"accept": BROWSER}) as client:
        yield client


def test_every_link_that_can_be_reached_stays_below_the_path_and_leads_somewhere(outer, client):
    site = f"{outer}/kg/"
    waiting, seen = [site], {}
    while waiting:
        url = waiting.pop()
        response = client.get(url, follow_redirects=True)
        seen[url] = response.status_code
        if response.headers["content-type"].startswith("text/html"):
            links = {urldefrag(urljoin(url, link))[0] for link in Links(response.text).found}
            ours = {link for link in links if link.startswith(outer)}
            waiting += sorted(ours - seen.keys() - set(waiting))

    assert [url for url in seen if not url.startswith(site)] == []
    elsewhere = {url for url in seen if "/wikidata_" in url or "SERVICE" in unquote(url)}
    assert [url for url, status in seen.items() if status != 200 and url not in elsewhere] == []
    # This server calls nobody, so what asks other endpoints is refused, with a page that says so.
    assert {seen[url] for url in elsewhere} == {400}
    assert f"{site}static/hkgraph.css" in seen
    assert f"{site}id/person/mabel-tang" in seen


def test_the_endpoint_answers_below_the_path(client):
    response = client.get(
        "/kg/sparql",
        params={"query": "ASK { ?s ?p ?o }"},
        headers={"accept": "application/sparql-results+json"},
    )

    assert response.json()["boolean"] is True


def test_the_endpoint_sends_browsers_to_the_editor_below_the_path(client):
    assert client.get("/kg/sparql").headers["location"] == "/kg/query"


@pytest.mark.parametrize("path", ["/kg/sparql", "/kg/.well-known/void"])
def test_the_description_names_the_endpoint_below_the_path(outer, client, path):
    response = client.get(path, headers={"accept": "application/n-triples"})

    quads = parse(response.content, format=RdfFormat.N_TRIPLES)
    endpoints = {q.object.value for q in quads if q.predicate.value == f"{SD}endpoint"}
    assert endpoints == {f"{outer}/kg/sparql"}


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/kg/id/person/m-tang", "/kg/id/person/mabel-tang"),
        ("/kg/id/person/m-tang.ttl", "/kg/id/person/mabel-tang.ttl"),
    ],
)
def test_a_merged_iri_moves_to_one_below_the_path(client, path, location):
    response = client.get(path)

    assert (response.status_code, response.headers["location"]) == (301, location)


def test_a_problem_page_is_styled_and_leads_back_to_our_start(client):
    response = client.get("/kg/nowhere")

    assert response.status_code == 404
    assert 'href="/kg/static/hkgraph.css"' in response.text
    assert "Start at /kg/." in response.text


def test_a_server_below_a_proxys_path_links_to_it_too(shared_store):
    app = create_app(shared_store, Settings(store=shared_store))

    with serving(app, root_path="/graph") as address:
        page = httpx2.get(f"{address}/id/person/mabel-tang", headers={"accept": BROWSER})

    assert 'href="/graph/static/hkgraph.css"' in page.text
    assert 'href="/graph/id/role/tang-chair"' in page.text


def children():
    found = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {pid for path in found for pid in path.read_text(encoding="ascii").split()}


def test_an_application_that_runs_our_lifespan_ends_our_workers(shared_store):
    ours = create_app(shared_store, Settings(store=shared_store))
    outer = FastAPI(lifespan=lambda _: ours.router.lifespan_context(ours))
    outer.mount("/kg", ours)
    before = children()

    with serving(outer) as address:
        answer = httpx2.get(f"{address}/kg/sparql", params={"query": "ASK {}", "format": "json"})
        working = children() - before

    assert answer.json()["boolean"] is True
    assert working
    assert not working & children()


def test_importing_the_package_does_not_load_the_framework():
    code = "import sys, hkgraph.server; sys.exit('fastapi' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
