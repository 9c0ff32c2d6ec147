"""The editor at ``/query`` in a real browser."""

from urllib.parse import parse_qs, urlsplit

from selenium.webdriver.common.by import By

NAMES = """
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?person ?name { ?person a schema:Person ; skos:prefLabel ?name } ORDER BY ?name
"""
TANG = "https://w3id.org/hkgraph/id/person/mabel-tang"


def test_a_query_gives_a_table_with_names_and_links(window):
    window.open()

    window.ask(NAMES)

    window.wait_for(lambda: window.rows()[1][0] == "Mabel Tang")
    assert ["Mabel Tang", "鄧美寶 zh"] in window.rows()
    link = window.one(f'.result a[title="{TANG}"]')
    assert urlsplit(link.get_attribute("href")).path == "/id/person/mabel-tang"


def test_the_number_of_rows_and_the_time_are_told(window):
    window.open()

    window.ask(NAMES)

    window.rows()
    assert window.one(".yasr_response_chip").text.startswith("3 rows in 0.")


def test_a_stored_query_is_opened_and_run_by_a_click(window):
    window.open()

    window.one(".examples li:nth-child(3) a").click()

    assert window.rows()
    assert window.text().startswith("PREFIX hk:")


def test_the_line_of_a_fault_is_marked(window):
    window.open()

    window.ask("SELECT * {\n  ?s ?p ?o .\n  ?s foaf:name ?n\n}")

    assert "prefix 'foaf:'" in window.one(".yasr .fault").text
    assert "foaf:name" in window.one(".CodeMirror .faulty").text


def test_a_mended_line_loses_its_mark(window):
    window.open()
    window.ask("SELECT * {\n  ?s foaf:name ?n\n}")
    window.one(".CodeMirror .faulty")

    window.type("SELECT * { ?s ?p ?o }")

    assert not window.all(".CodeMirror .faulty")


def test_the_result_is_downloaded_as_csv(window):
    window.open()
    window.ask(NAMES)
    window.rows()

    window.one(".downloads").find_element(By.LINK_TEXT, "CSV").click()

    assert window.download("result.csv").startswith("person,name\r\n")


def test_the_address_holds_the_query_and_opens_it(window):
    window.open()
    window.ask(NAMES)
    window.rows()
    address = urlsplit(window.driver.current_url)

    window.open(f"/query?{address.query}")

    assert parse_qs(address.query)["query"] == [NAMES]
    assert len(window.rows()) == 3


def test_nothing_is_asked_of_another_host_and_the_console_is_clean(window):
    window.open()

    window.ask(NAMES)
    window.rows()
    window.ask("SELECT nothing")
    window.one(".yasr .fault")

    assert [url for url in window.requests() if not url.startswith(window.address)] == []
    assert [c for c in window.complaints() if "400 (Bad Request)" not in c] == []
