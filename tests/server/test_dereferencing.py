import pytest
from pyoxigraph import RdfFormat, parse

from server.sample_store import BROWSER, publish

ID = "https://w3id.org/hkgraph/id/"
PERSON = f"{ID}person/mabel-tang"


def html(client, path):
    return client.get(path, headers={"accept": BROWSER}, follow_redirects=False)


@pytest.mark.parametrize(
    ("accept", "media_type", "form"),
    [
        ("text/turtle", "text/turtle; charset=utf-8", RdfFormat.TURTLE),
        ("*/*", "text/turtle; charset=utf-8", RdfFormat.TURTLE),
        ("application/n-triples", "application/n-triples", RdfFormat.N_TRIPLES),
        ("application/ld+json", "application/ld+json", RdfFormat.JSON_LD),
        ("application/rdf+xml", "application/rdf+xml", RdfFormat.RDF_XML),
    ],
)
def test_a_thing_is_described_in_the_rdf_that_is_accepted(client, accept, media_type, form):
    response = client.get("/id/person/mabel-tang", headers={"accept": accept})

    triples = {(q.subject.value, q.predicate.value) for q in parse(response.content, format=form)}
    assert response.headers["content-type"] == media_type
    assert (PERSON, "http://www.w3.org/2004/02/skos/core#prefLabel") in triples


def test_a_description_holds_the_statements_about_it_with_their_sentences(client):
    text = client.get("/id/person/mabel-tang.nt").text

    assert "statement/st4" in text
    assert "Its chairwoman, Mabel Tang, led the group" in text


def test_an_articles_description_holds_its_quotations(client):
    assert "We have kept the light" in client.get("/id/article/a1.nt").text


def test_a_suffix_names_the_format(client):
    response = html(client, "/id/organisation/lantern-society.jsonld")

    assert response.headers["content-type"] == "application/ld+json"


def test_a_merged_iri_moves_to_the_canonical_one(client):
    response = html(client, "/id/person/m-tang")
    with_suffix = client.get("/id/person/m-tang.ttl", follow_redirects=False)

    assert (response.status_code, response.headers["location"]) == (301, "/id/person/mabel-tang")
    assert with_suffix.headers["location"] == "/id/person/mabel-tang.ttl"


def test_a_removed_iri_is_gone(client):
    response = client.get("/id/article/removed")

    assert response.status_code == 410
    assert response.headers["content-type"] == "application/problem+json"


def test_an_unknown_iri_is_not_found_and_suggests_others(client):
    program = client.get("/id/person/tang")
    page = html(client, "/id/person/tang")

    assert program.status_code == 404
    assert page.status_code == 404
    assert 'href="/id/person/mabel-tang"' in page.text


def test_a_hash_is_no_word_to_search_for(client):
    page = html(client, "/id/person/tang-0123456789abcdef")

    assert 'href="/id/person/mabel-tang"' in page.text


@pytest.mark.parametrize(
    "path",
    [
        *("/id/", "/id/../../etc/passwd", "/id/..%2F..%2Fetc%2Fpasswd", "/id/%00", "/id/%ff"),
        *("/id/%3E%20x", "/id/a%0Ab%0D%0ASet-Cookie:x", "/id/<script>alert(1)</script>"),
        *("/id/" + "x" * 8_000, "/id/" + "%E4%B8%AD" * 2_000, "/id/a b", "/id/{x}", "/id/.ttl"),
    ],
)
@pytest.mark.parametrize("accept", ["*/*", BROWSER])
def test_odd_paths_are_not_found_and_tell_nothing_of_the_server(client, path, accept):
    response = client.get(path, headers={"accept": accept})

    assert response.status_code == 404
    assert "<script>alert" not in response.text
    assert "Traceback" not in response.text
    assert "set-cookie" not in response.headers


def test_an_iri_with_escaped_letters_is_found(own_client, store):
    publish(store, f"<a:g> {{ <{ID}person/caf%C3%A9> <a:p> 'x' . }}".encode())

    assert own_client.get("/id/person/caf%C3%A9").status_code == 200


def test_a_format_that_is_not_on_offer_is_not_acceptable(client):
    assert client.get("/id/person/mabel-tang", headers={"accept": "image/png"}).status_code == 406


def test_an_entity_page_shows_roles_events_and_quotations_with_their_sentences(client):
    page = html(client, "/id/person/mabel-tang").text

    assert "chairwoman, Lantern Society" in page
    assert "Its chairwoman, Mabel Tang, led the group" in page
    assert "“We have kept the light for as long as we could”" in page
    assert "鄧美寶" in page
    assert '<time datetime="2021-09-30">30 September 2021</time>' in page


def test_what_is_only_planned_or_denied_is_marked_as_such(client):
    page = html(client, "/id/organisation/lantern-society").text

    assert '<span class="badge planned">planned</span>' in page
    assert '<span class="badge denied">denied</span>' in page
    assert "Mabel Tang</a> says</span>" in page


def test_an_event_page_shows_the_tellings_side_by_side(client):
    page = html(client, "/id/event/closure-1").text

    assert "As told by 2 articles" in page
    assert "Society denies that it is closing" in page
    assert "No article says in its own voice" in page


def test_a_statements_page_begins_with_its_sentence(client):
    page = html(client, "/id/statement/st4").text

    assert page.index("led the group") < page.index("What was read in it")


def test_an_article_page_shows_sentences_with_their_statements(client):
    page = html(client, "/id/article/a1").text

    assert "The Lantern Society said it would shut on October 31, after 27 years." in page
    assert 'href="https://news.example/lantern"' in page
    assert "Morning Harbour" in page


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("statement/st7", "denied"),
        ("role/tang-chair", "Mabel Tang"),
        ("time/2021-10-31", "31 October 2021"),
        ("span/s1", "oa:exact"),
        ("quotation/q1", "“We have kept the light"),
        ("event-type/closure", "Event type"),
        ("place/hong-kong", "Wikidata Q8646"),
        ("organisation/evening-peak", "Society denies that it is closing"),
    ],
)
def test_every_kind_of_thing_has_a_page(client, path, words):
    response = html(client, f"/id/{path}")

    assert response.status_code == 200
    assert words.lower() in response.text.lower()


def test_hostile_labels_and_iris_are_shown_and_never_run(client):
    page = html(client, "/id/person/hostile").text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert 'href="javascript:' not in page
    assert "javascript:alert(2)" in page


def test_a_property_with_very_many_values_is_cut_and_says_so(own_client, store):
    place = f"<{ID}place/hong-kong>"
    many = " ".join(f"{place} <a:p> {n} ." for n in range(2_100))
    publish(store, f"<a:g> {{ {many} }}".encode())

    page = html(own_client, "/id/place/hong-kong").text

    assert '<div class="note">and more</div>' in page
    assert page.count("<div>") < 100
