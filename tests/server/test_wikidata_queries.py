"""The stored queries that join with Wikidata, over HTTP, with a server in Wikidata's place."""

from pathlib import Path

import httpx2
import pytest

from hkgraph.queries import read_queries
from hkgraph.resources import resource
from hkgraph.server.app import create_app
from hkgraph.settings import Settings
from server.conftest import fill
from server.real_port import serving
from server.sample_store import publish

WIKIDATA = "https://query.wikidata.org/sparql"
DATA = Path(__file__).parent / "wikidata.trig"
ID = "https://w3id.org/hkgraph/id/"
#: What a build would write where names were linked.
LINKS = f"""
@prefix schema: <https://schema.org/> . @prefix wd: <http://www.wikidata.org/entity/> .
<{ID}graph/links> {{
  <{ID}person/mabel-tang> schema:sameAs wd:Q900000001 .
  <{ID}organisation/lantern-society> schema:sameAs wd:Q900000002 .
}}
"""
QUERIES = {name: one for name, one in read_queries(resource("queries")).items() if one.hosts}
ROWS = {
    "wikidata_born_in_hong_kong": [
        {
            "person": f"{ID}person/mabel-tang",
            "name": "Mabel Tang",
            "item": "http://www.wikidata.org/entity/Q900000001",
            "born": "1961-04-05T00:00:00Z",
        },
        {
            "person": f"{ID}person/mabel-tang",
            "name": "鄧美寶",
            "item": "http://www.wikidata.org/entity/Q900000001",
            "born": "1961-04-05T00:00:00Z",
        },
    ],
    "wikidata_dates_of_organisations": [
        {
            "organisation": f"{ID}organisation/lantern-society",
            "name": "Lantern Society",
            "founded": "1994-01-01T00:00:00Z",
            "dissolved": "2021-10-31T00:00:00Z",
            "articles": "2",
        }
    ],
    "wikidata_names": [
        {"thing": f"{ID}place/hong-kong", "name": "Hong Kong", "language": tag, "label": label}
        for tag, label in (("ja", "香港"), ("ko", "홍콩"), ("zh", "香港"), ("zh-hk", "香港"))
    ],
    "wikidata_positions": [
        {
            "person": f"{ID}person/mabel-tang",
            "name": name,
            "role": "chairwoman",
            "position": "lamplighter general of Hong Kong",
            "from": "1994-01-01T00:00:00Z",
            "until": "1998-06-30T00:00:00Z",
        }
        for name in ("Mabel Tang", "鄧美寶")
    ],
    "wikidata_wikipedia_pages": [
        {
            "organisation": f"{ID}organisation/lantern-society",
            "name": "Lantern Society",
            "wikipedia": "https://en.wikipedia.org/",
            "page": "https://en.wikipedia.org/wiki/Lantern_Society",
        }
    ],
}


@pytest.fixture(scope="module")
def wikidata(tmp_path_factory):
    """An endpoint with data as Wikidata has them; gives the address of its SPARQL service."""
    folder = tmp_path_factory.mktemp("wikidata")
    publish(folder, DATA.read_bytes())
    with serving(create_app(folder, Settings(store=folder))) as address:
        yield f"{address}/sparql"


@pytest.fixture(scope="module")
def linked(tmp_path_factory):
    """The sample with links to the invented items."""
    folder = fill(tmp_path_factory.mktemp("linked"))
    publish(folder, LINKS.encode())
    return folder


@pytest.fixture(scope="module")
def address(linked, wikidata):
    """A server that may call the one in Wikidata's place."""
    origin = wikidata.removesuffix("/sparql")
    settings = Settings(store=linked, allowed_private_hosts=(origin,))
    with serving(create_app(linked, settings)) as found:
        yield found


def ask(address, query):
    return httpx2.get(
        f"{address}/sparql",
        params={"query": query},
        headers={"Accept": "application/sparql-results+json"},
        timeout=30,
    )


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_joins_the_graph_with_wikidata(address, wikidata, name):
    answer = ask(address, QUERIES[name].body.replace(WIKIDATA, wikidata))

    assert answer.status_code == 200, answer.text
    found = [
        {key: term["value"] for key, term in row.items()}
        for row in answer.json()["results"]["bindings"]
    ]
    assert found == ROWS[name]


@pytest.mark.parametrize("name", QUERIES)
def test_a_server_that_does_not_list_the_host_refuses_and_says_what_to_do(client, name):
    response = client.get(f"/queries/{name}")

    assert response.status_code == 400
    assert response.json()["title"].startswith("SERVICE is refused")
    assert "HKGRAPH_ALLOWED_HOSTS" in response.json()["hint"]


def test_the_pages_say_whom_a_query_asks(browser):
    listed = browser.get("/queries").text
    page = browser.get("/queries/wikidata_names")
    own = browser.get("/queries/most_named").text

    assert listed.count("asks query.wikidata.org") == len(QUERIES)
    assert "is sent to query.wikidata.org" in page.text
    assert "HKGRAPH_ALLOWED_HOSTS" in page.text
    assert "is sent to" not in own
    assert "asks query.wikidata.org" not in browser.get("/").text


def test_programs_are_told_whom_a_query_asks(client):
    listed = client.get("/queries", headers={"accept": "application/json"}).json()["queries"]

    told = {one["name"]: one["federates_with"] for one in listed if one["federates_with"]}
    assert told == {name: [WIKIDATA] for name in QUERIES}


def test_the_command_line_calls_nobody(hkgraph, linked):
    done = hkgraph("query", "--name", "wikidata_names", "--store", linked)

    assert done.code == 2
    assert done.err.startswith("error: ")
