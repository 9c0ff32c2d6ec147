"""Every kind of thing, in every manner that its IRI can be asked in."""

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import NamedNode, RdfFormat, parse

from hkgraph.server import create_app, describing
from hkgraph.server.formats import TRIPLES
from hkgraph.server.windows import ARTICLES_A_PAGE
from hkgraph.settings import Settings
from hkgraph.store.generations import StoreDir
from server.html_faults import faults
from server.sample_store import BROWSER, SAMPLE, publish

ID = "https://w3id.org/hkgraph/id/"
PREFIXES = """
@prefix hk: <https://w3id.org/hkgraph/ns#> . @prefix schema: <https://schema.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix oa: <http://www.w3.org/ns/oa#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
"""
# What the sample has no need of otherwise.
RARE = f"""{PREFIXES}
<{ID}graph/sources> {{ <{ID}document/d1> a hk:SourceDocument ; schema:name "harbour.html" . }}
<{ID}graph/entities> {{
  <{ID}offence/lamp-theft> a skos:Concept ; skos:prefLabel "lamp theft"@en .
}}
<{ID}graph/links> {{
  <{ID}link/l1> a hk:EntityLink ; hk:entity <{ID}person/mabel-tang> ; hk:linkState hk:Nil .
}}
<{ID}graph/article/a2> {{
  <{ID}article/a2> schema:isPartOf <{ID}document/d1> .
  <{ID}activity/rules-1> a prov:Activity .
  <{ID}statement/st8> a hk:Statement , rdf:Statement ; rdf:subject <{ID}event/closure-1> ;
    rdf:predicate hk:offence ; rdf:object <{ID}offence/lamp-theft> ;
    hk:reportedIn <{ID}article/a2> ; hk:evidence <{ID}span/s4> ; hk:modality hk:Alleged ;
    hk:polarity true ; hk:confidence 0.9 ; prov:wasGeneratedBy <{ID}activity/rules-1> .
}}
"""
KINDS = """
person/mabel-tang organisation/lantern-society place/hong-kong law/lamp-ordinance
offence/lamp-theft event/closure-1 event/founding-1 role/tang-chair time/2021-10-31 quotation/q1
statement/st4 span/s1 article/a1 document/d1 event-type/closure graph/article/a1 graph/facts
activity/rules-1 link/l1
""".split()
# What articles state has its sentence, article and day on the page.
TOLD = """
person/mabel-tang organisation/lantern-society place/hong-kong offence/lamp-theft event/closure-1
event/founding-1 role/tang-chair time/2021-10-31 statement/st4 event-type/closure
""".split()


@pytest.fixture(scope="module")
def rare_store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rare")
    publish(folder, SAMPLE.read_bytes())
    publish(folder, RARE.encode())
    return folder


@pytest.fixture(scope="module")
def rare_client(rare_store):
    with TestClient(create_app(rare_store, Settings(store=rare_store))) as client:
        yield client


@pytest.fixture(scope="module")
def much_told(tmp_path_factory):
    """A store of 60 articles that say one thing of a person, and a client of it."""
    folder = tmp_path_factory.mktemp("told")
    publish(folder, SAMPLE.read_bytes())
    publish(folder, told_by_many(60).encode())
    with TestClient(create_app(folder, Settings(store=folder))) as client:
        yield client


def page_of(client, path):
    return client.get(path, headers={"accept": BROWSER})


def triples_of(response):
    return {quad.triple for quad in parse(response.content, format=RdfFormat.N_TRIPLES)}


@pytest.mark.parametrize("key", KINDS)
def test_every_kind_of_thing_has_a_page_that_is_valid(rare_client, key):
    response = page_of(rare_client, f"/id/{key}")

    assert response.status_code == 200
    assert faults(response.text) == []
    assert f'href="/id/{key}.ttl"' in response.text


@pytest.mark.parametrize("key", TOLD)
def test_what_articles_say_of_a_thing_has_its_words_and_its_article_on_the_page(rare_client, key):
    page = page_of(rare_client, f"/id/{key}").text

    assert "<blockquote>" in page
    assert 'href="/id/article/a' in page
    assert "<time datetime" in page


@pytest.mark.parametrize("key", KINDS)
@pytest.mark.parametrize("form", TRIPLES, ids=lambda form: form.name)
def test_every_kind_of_thing_comes_in_every_format(rare_client, key, form):
    accepted = rare_client.get(f"/id/{key}", headers={"accept": form.media_type})
    named = rare_client.get(f"/id/{key}.{form.name}", headers={"accept": BROWSER})

    for response in (accepted, named):
        assert response.status_code == 200
        assert response.headers["content-type"] == form.content_type
        assert response.headers["content-location"] == f"/id/{key}.{form.name}"
        assert list(parse(response.content, format=form.writer))


@pytest.mark.parametrize("accept", [BROWSER, "text/turtle"])
def test_links_lead_to_the_other_formats_the_iri_and_the_dataset(client, accept):
    response = client.get("/id/person/mabel-tang", headers={"accept": accept})

    links = response.headers["link"].split(", ")
    assert f'<{ID}person/mabel-tang>; rel="canonical"' in links
    assert '</id/person/mabel-tang.ttl>; rel="alternate"; type="text/turtle"' in links
    assert '</id/person/mabel-tang.html>; rel="alternate"; type="text/html"' in links
    assert '</.well-known/void>; rel="describedby"' in links
    assert "Accept" in response.headers["vary"].split(", ")


def test_the_licence_of_the_settings_is_linked(shared_store, serve_settings):
    licence = "https://creativecommons.org/licenses/by/4.0/"
    client = serve_settings(Settings(store=shared_store, licence=licence))

    link = client.get("/id/person/mabel-tang").headers["link"]

    assert f'<{licence}>; rel="license"' in link


@pytest.mark.parametrize("accept", [BROWSER, "text/turtle", "application/ld+json"])
def test_a_client_that_holds_the_description_is_told_so_until_the_graph_changes(
    own_client, store, accept
):
    headers = {"accept": accept}
    tag = own_client.get("/id/person/mabel-tang", headers=headers).headers["etag"]

    known = own_client.get("/id/person/mabel-tang", headers=headers | {"if-none-match": tag})
    publish(store, b"<a:g> { <a:s> <a:p> 'new' . }", digest="1" * 64)
    changed = own_client.get("/id/person/mabel-tang", headers=headers | {"if-none-match": tag})

    assert (known.status_code, known.content, known.headers["etag"]) == (304, b"", tag)
    assert changed.status_code == 200


@pytest.mark.parametrize("accept", [BROWSER, "text/turtle"])
def test_head_gives_what_get_gives_without_the_body(client, accept):
    got = client.get("/id/person/mabel-tang", headers={"accept": accept})
    asked = client.head("/id/person/mabel-tang", headers={"accept": accept})

    assert (asked.status_code, asked.content) == (200, b"")
    assert asked.headers["content-type"] == got.headers["content-type"]
    assert asked.headers["link"] == got.headers["link"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_things_are_only_read(client, method):
    response = client.request(method, "/id/person/mabel-tang")

    assert response.status_code == 405
    assert "GET" in response.headers["allow"]


def test_a_suffix_gives_a_program_the_page(client):
    response = client.get("/id/person/mabel-tang.html", headers={"accept": "*/*"})

    assert response.headers["content-type"].startswith("text/html")


def test_a_program_is_told_what_it_may_have_meant(client):
    problem = client.get("/id/person/tang", headers={"accept": "text/turtle"}).json()

    assert problem["status"] == 404
    assert f"{ID}person/mabel-tang" in problem["hint"]


def told_by_many(articles):
    """Write so many articles, each a day after the other, that state one thing of a person."""
    return PREFIXES + "".join(
        f"""<{ID}graph/article/m{n}> {{
  <{ID}article/m{n}> a schema:NewsArticle ; schema:headline "Number {n:03}"@en ;
    schema:datePublished "2022-{1 + n // 28:02}-{1 + n % 28:02}"^^xsd:date .
  <{ID}person/mabel-tang> hk:mention <{ID}span/m{n}> .
  <{ID}span/m{n}> oa:hasSource <{ID}article/m{n}> ; oa:start 0 ; oa:exact "Ms Tang, no. {n:03}" .
  <{ID}statement/m{n}> a hk:Statement , rdf:Statement ; rdf:subject <{ID}person/mabel-tang> ;
    rdf:predicate hk:supports ; rdf:object <{ID}organisation/lantern-society> ;
    hk:reportedIn <{ID}article/m{n}> ; hk:evidence <{ID}span/m{n}> ;
    hk:modality hk:Asserted ; hk:polarity true ; hk:confidence 0.9 .
}}
"""
        for n in range(articles)
    ).replace("^^xsd:date", "^^<http://www.w3.org/2001/XMLSchema#date>")


def test_a_page_shows_what_the_newest_articles_say_and_leads_to_the_older_ones(much_told):
    first = page_of(much_told, "/id/person/mabel-tang").text
    second = page_of(much_told, "/id/person/mabel-tang?page=2").text

    assert "<blockquote>Ms Tang, no. 059" in first
    assert "<blockquote>Ms Tang, no. 009" not in first
    assert first.count("<blockquote>Ms Tang, no.") == ARTICLES_A_PAGE
    assert '<a rel="next" href="?page=2">' in first
    assert "<blockquote>Ms Tang, no. 009" in second
    assert "chairwoman, Lantern Society" in second
    assert '<a rel="prev" href="?page=1">' in second
    assert 'rel="next"' not in second
    assert faults(first) == faults(second) == []


@pytest.mark.parametrize(("page", "status"), [("3", 404), ("0", 400), ("x", 400), ("9" * 30, 400)])
def test_a_page_that_there_is_not_is_refused(much_told, page, status):
    response = page_of(much_told, f"/id/person/mabel-tang?page={page}")

    assert response.status_code == status


@pytest.mark.parametrize("key", ["person/mabel-tang", "organisation/lantern-society", "article/a1"])
def test_a_description_that_is_streamed_is_the_one_that_would_be_gathered(
    much_told, monkeypatch, key
):
    gathered = triples_of(much_told.get(f"/id/{key}.nt"))

    monkeypatch.setattr(describing, "MOST_PARTS", 0)
    streamed = much_told.get(f"/id/{key}.nt")

    assert triples_of(streamed) == gathered
    assert "link" in streamed.headers
    assert "etag" in streamed.headers


def test_the_description_of_a_graph_is_all_that_stands_in_it(rare_client, rare_store):
    opened = StoreDir(rare_store).open_current()
    graph = NamedNode(f"{ID}graph/article/a1")

    response = rare_client.get("/id/graph/article/a1.nt")

    assert triples_of(response) == {
        quad.triple for quad in opened.quads_for_pattern(None, None, None, graph)
    }


def test_names_in_chinese_say_what_language_they_are_in(client):
    page = page_of(client, "/id/person/mabel-tang").text

    assert '<span lang="zh">鄧美寶</span>' in page
