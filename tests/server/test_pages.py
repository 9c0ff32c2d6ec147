import pytest


def test_the_start_page_has_counts_newest_articles_and_questions(browser):
    page = browser.get("/").text

    assert "<dd>2</dd><dt>articles</dt>" in page
    assert "<dd>7</dd><dt>statements</dt>" in page
    assert page.index("Society denies") < page.index("Lantern Society says it will close")
    assert 'href="/queries/newest_articles"' in page
    assert 'href="/queries/cq_01_roles"' in page
    assert 'href="/queries/merged_nowhere"' not in page
    assert "http://testserver/sparql" in page


@pytest.mark.parametrize(
    ("words", "href"),
    [
        ("tang", "/id/person/mabel-tang"),
        ("MABEL tang", "/id/person/mabel-tang"),
        ("鄧美寶", "/id/person/mabel-tang"),
        ("denies", "/id/article/a2"),
        ("lamp ord", "/id/law/lamp-ordinance"),
    ],
)
def test_search_finds_labels_aliases_and_headlines(browser, words, href):
    page = browser.get("/search", params={"q": words}).text

    assert f'href="{href}"' in page


@pytest.mark.parametrize("words", ["", "   ", "nobody at all", '"}) . ?s ?p ?o #', "\\", "x" * 200])
def test_search_for_nothing_or_oddities_gives_a_page(browser, words):
    response = browser.get("/search", params={"q": words})

    assert response.status_code == 200
    assert 'href="/id/' not in response.text


def test_search_words_that_are_too_many_letters_are_refused(browser):
    assert browser.get("/search", params={"q": "x" * 201}).status_code == 400


def test_the_editor_runs_a_query_and_offers_downloads(browser):
    query = "SELECT ?s { ?s a <https://schema.org/NewsArticle> } ORDER BY ?s"

    page = browser.get("/query", params={"query": query}).text

    assert 'href="/id/article/a1"' in page
    assert "Lantern Society says it will close in October</a>" in page
    assert "format=csv" in page


def test_the_editor_shows_what_is_wrong_beside_the_text(browser):
    response = browser.get("/query", params={"query": "SELECT * {\n ?s foaf:p ?o }"})

    assert response.status_code == 400
    assert 'data-line="2"' in response.text
    assert "the prefix &#39;foaf:&#39; is not declared" in response.text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("ASK { ?s ?p ?o }", '<p class="verdict">Yes</p>'),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "&lt;https://w3id.org/hkgraph/id/"),
        ("SELECT * { ?s ?p 'nothing' }", "No rows"),
        ("INSERT DATA { }", "updates are not accepted"),
        ("SELECT ('</textarea><script>' AS ?x) {}", "&lt;/textarea&gt;&lt;script&gt;"),
    ],
)
def test_the_editor_shows_each_kind_of_result(browser, query, words):
    page = browser.get("/query", params={"query": query}).text

    assert words in page
    assert "</textarea><script>" not in page


def test_a_long_result_is_cut_and_says_so(browser):
    values = " ".join(map(str, range(600)))

    page = browser.get("/query", params={"query": f"SELECT * {{ VALUES ?x {{ {values} }} }}"}).text

    assert "500+ rows" in page
    assert "Only the beginning is shown" in page


def test_the_api_page_lists_the_operations_and_loads_nothing_from_elsewhere(browser):
    page = browser.get("/docs").text

    assert "/id/{key}" in page
    assert "default-graph-uri" in page
    assert 'src="http' not in page
    assert browser.get("/openapi.json").status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/query", "/queries", "/queries/most_named", "/search?q=a", "/docs", "/nowhere"]
)
def test_pages_refer_to_nothing_outside_the_server(browser, path):
    page = browser.get(path).text

    for attribute in ('src="', 'rel="stylesheet" href="'):
        for rest in page.split(attribute)[1:]:
            assert rest.startswith("/static/")
