"""``/search`` over the real application: the page, JSON, and what changes with a generation."""

import httpx2
import pytest

from hkgraph.server.app import create_app
from hkgraph.settings import Settings
from server.real_port import serving
from server.sample_store import BROWSER, publish

ID = "https://w3id.org/hkgraph/id/"
NEW = f'<a:g> {{ <{ID}person/new> <http://www.w3.org/2004/02/skos/core#prefLabel> "Newcomer" }}'


def search(client, words, **params):
    return client.get("/search", params={"q": words, "format": "json", **params})


def iris(response):
    return [hit["iri"].removeprefix(ID) for hit in response.json()["hits"]]


def test_json_tells_what_was_found_and_by_which_text(client):
    response = search(client, "美寶")

    assert response.headers["content-type"] == "application/json"
    assert response.json() == {
        "query": "美寶",
        "generation": 1,
        "hits": [
            {
                "iri": f"{ID}person/mabel-tang",
                "label": "Mabel Tang",
                "kind": "person",
                "matched": "鄧美寶",
                "matched_in": "label",
                "language": "zh",
                "href": "/id/person/mabel-tang",
                "article": None,
            }
        ],
        "did_you_mean": [],
    }


def test_a_quotation_is_found_by_its_words_and_names_its_article(client):
    (hit,) = search(client, "kept the light").json()["hits"]

    assert (hit["kind"], hit["article"]) == ("quotation", f"{ID}article/a1")


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("application/json", "application/json"),
        ("text/html;q=0.5, application/json", "application/json"),
        ("*/*", "text/html; charset=utf-8"),
        (BROWSER, "text/html; charset=utf-8"),
    ],
)
def test_the_form_of_the_answer_is_negotiated(client, accept, media_type):
    response = client.get("/search", params={"q": "tang"}, headers={"accept": accept})

    assert response.headers["content-type"] == media_type
    assert response.headers["vary"].startswith("Accept")


def test_a_form_that_is_not_on_offer_is_not_acceptable(client):
    response = client.get("/search", params={"q": "tang"}, headers={"accept": "image/png"})

    assert response.status_code == 406


@pytest.mark.parametrize(
    "wrong", [{"limit": 0}, {"limit": 51}, {"limit": "x"}, {"kind": "planet"}, {"format": "xml"}]
)
def test_a_parameter_that_cannot_be_is_refused(client, wrong):
    response = client.get("/search", params={"q": "tang", **wrong})

    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"


def test_a_kind_and_a_number_can_be_asked_for(client):
    assert iris(search(client, "lantern", kind="organisation")) == ["organisation/lantern-society"]
    assert len(iris(search(client, "s", limit=2))) == 2


def test_head_answers_without_a_body(client):
    response = client.head("/search", params={"q": "tang"})

    assert (response.status_code, response.content) == (200, b"")


def test_no_words_find_nothing(client):
    assert search(client, "").json()["hits"] == []
    assert search(client, " -'. ").json()["hits"] == []


def test_the_page_marks_what_was_looked_for(browser):
    page = browser.get("/search", params={"q": "mabel ta"}).text

    assert "<mark>Mabel</mark> <mark>Tang</mark>" in page


def test_the_page_shows_the_alias_and_the_quotations_article(browser):
    alias = browser.get("/search", params={"q": "美寶"}).text
    quotation = browser.get("/search", params={"q": "kept the light"}).text

    assert "鄧<mark>美寶</mark>" in alias
    assert 'href="/id/article/a1">Lantern Society says it will close' in quotation


def test_markup_in_a_label_is_shown_and_never_run(browser):
    page = browser.get("/search", params={"q": "script alert"}).text

    assert "<script>alert" not in page
    assert "&lt;<mark>script</mark>&gt;" in page


def test_a_slip_leads_to_what_was_meant(browser, client):
    page = browser.get("/search", params={"q": "Mabl Tang"}).text

    assert 'href="/search?q=mabel%20tang"' in page
    assert search(client, "mabl tang").json()["did_you_mean"] == ["mabel tang"]


def test_an_unknown_iri_with_a_slip_suggests_what_was_meant(browser):
    page = browser.get("/id/organisation/lantren-society")

    assert page.status_code == 404
    assert 'href="/id/organisation/lantern-society"' in page.text


def test_a_new_generation_is_searched_without_a_restart(store):
    with (
        serving(create_app(store, Settings(store=store))) as address,
        httpx2.Client(base_url=address, timeout=30) as client,
    ):
        before = search(client, "newcomer").json()
        publish(store, NEW.encode())
        after = before
        while after["generation"] == 1:
            after = search(client, "newcomer").json()

    assert (before["generation"], before["hits"]) == (1, [])
    assert after["hits"][0]["iri"] == f"{ID}person/new"


def test_an_empty_store_says_that_it_is_empty(tmp_path):
    with (
        serving(create_app(tmp_path, Settings(store=tmp_path))) as address,
        httpx2.Client(base_url=address) as client,
    ):
        response = search(client, "tang")

    assert response.status_code == 503
    assert response.json()["title"].endswith("holds no published graph")


def test_until_the_first_index_is_there_a_search_is_put_off(store, monkeypatch):
    monkeypatch.setattr("hkgraph.server.searches.FIRST_SECONDS", 0.0)
    app = create_app(store, Settings(store=store))

    with serving(app) as address, httpx2.Client(base_url=address) as client:
        response = search(client, "tang")

    assert response.status_code == 503
    assert response.headers["retry-after"] == "5"
