"""The editor at ``/query`` in a real browser."""

from urllib.parse import parse_qs, urlsplit

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

COUNTS = """
PREFIX hk: <https://w3id.org/hkgraph/ns#>
SELECT ?modality (COUNT(*) AS ?statements) { ?s hk:modality ?modality } GROUP BY ?modality
"""
YEARS = """
SELECT ?year ?n { VALUES (?year ?n) { ("2019" 3) ("2020" 7) ("2022" 4) } }
"""
MANY = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
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


def test_a_number_for_each_name_is_drawn_as_bars(window):
    window.open()
    window.ask(COUNTS)
    window.rows()

    window.one(".select_chart").click()

    longest = window.one(".bars tbody tr:first-child").text
    assert longest.startswith("hk:")
    assert len(window.all(".bars rect")) == len(window.all(".bars tbody tr")) == 3


def test_a_number_for_each_year_is_drawn_as_a_line_with_its_table(window):
    window.open()
    window.ask(YEARS)
    window.rows()

    window.one(".select_chart").click()

    assert len(window.all(".line circle")) == 3
    window.one(".yasr summary").click()
    assert window.one(".bars tbody tr:nth-child(2)").text.split() == ["2020", "7"]


def test_words_alone_are_not_drawn(window):
    window.open()

    window.ask(NAMES)

    window.rows()
    assert "disabled" in window.one(".select_chart").get_attribute("class")


def test_the_raw_answer_is_what_the_server_sent(window):
    window.open()
    window.ask(NAMES)
    window.rows()

    window.one(".select_response").click()

    assert window.one(".raw-answer").text.startswith('{"head":{"vars":["person","name"]}')


def test_a_yes_or_no_is_told_in_words(window):
    window.open()

    window.ask("ASK { ?s ?p ?o }")

    assert window.one(".yasr .verdict").text == "Yes"


def test_triples_are_a_table_and_are_offered_as_turtle(window):
    window.open()

    window.ask(
        'CONSTRUCT { <x:a> <x:b> "鄧\\n{{x}}"@zh . <x:a> <x:c> <<( <x:d> <x:e> <x:f> )>> } WHERE {}'
    )

    assert ["x:a", "x:b", "鄧\n{{x}} zh"] in window.rows()
    assert ["x:a", "x:c", "<<( x:d x:e x:f )>>"] in window.rows()
    assert window.one(".downloads").text.startswith("Download: TTL")


def test_no_triples_are_no_rows(window):
    window.open()

    window.ask("CONSTRUCT { ?s ?p ?o } WHERE { ?s <x:nowhere> ?o . ?s ?p ?o }")

    assert "No rows" in window.one(".active .yasr .empty").text


def test_a_doubtful_line_is_explained_before_the_query_runs(window):
    window.open()
    window.type("SELECT * {\n  ?s ?p\n}")

    window.point_at(".parseErrorIcon")

    assert window.one(".yasqe_tooltip").text.startswith("This line is invalid")
    assert window.complaints() == []


def test_an_answer_too_long_for_a_page_says_that_it_is_cut(window):
    window.open()

    window.ask(MANY)

    assert "only the beginning" in window.one(".yasr .caution").text
    assert window.one(".yasr_response_chip").text.startswith("The first ")


def test_an_answer_that_the_server_breaks_off_is_not_shown_as_whole(window, frugal_address):
    window.address = frugal_address
    window.open()

    window.ask(MANY)

    assert "broke the answer off" in window.one(".yasr .fault").text
    assert not window.all(".active .result")


def test_later_rows_are_a_click_away(window):
    window.open()
    window.ask("SELECT ?s ?p ?o { ?s ?p ?o }")

    window.one(".pager button:last-child").click()

    assert window.one(".pager [role=status]").text.startswith("Rows 101–")


def test_rows_are_sorted_by_a_column(window):
    window.open()
    window.ask(YEARS)
    window.rows()

    for _ in range(2):
        window.one(".result th:last-child button").click()

    assert [row[1] for row in window.rows()] == ["7", "4", "3"]
    assert window.one(".result th:last-child").get_attribute("aria-sort") == "descending"


def test_a_running_query_can_be_stopped(window):
    window.open()
    window.ask(SLOW)

    window.one(".yasqe_queryButton.busy").click()

    assert window.one(".yasqe_queryButton:not(.busy)")
    assert window.one(".yasr_response_chip").text == "Stopped"


def test_a_query_too_long_for_an_address_is_run_and_downloaded_too(window):
    window.open()

    window.ask(f"# {'x' * 7_000}\n{NAMES}")

    assert len(window.rows()) == 3
    assert window.driver.current_url == f"{window.address}/query"
    window.one(".downloads").find_element(By.XPATH, "button[.='TSV']").click()
    assert "Mabel Tang" in window.download("result.tsv")


def test_the_parameters_of_a_stored_query_hold_their_examples(window):
    window.open()

    window.one(".examples").find_element(By.XPATH, "//a[.='What somebody said']").click()

    window.one(".active .yasr .empty")  # the example is of another graph
    assert "VALUES ?speaker { <https://w3id.org/hkgraph/id/person/john-lee> }" in window.text()


def test_tabs_are_kept_by_the_browser(window):
    window.open()
    window.ask(NAMES)
    window.rows()
    window.one(".another").click()

    window.open()

    assert len(window.all(".tabsList .tab")) == 2


def test_a_thing_that_is_found_goes_where_the_cursor_is(window):
    window.open()
    window.type("")

    window.one("#thing").send_keys("mabel")
    window.one(".found button").click()

    assert window.text() == f"<{TANG}>"


def test_a_prefix_is_added_by_a_click(window):
    window.open()
    window.type("SELECT * { ?s ?p ?o }")

    window.one("[data-prefix=oa]").click()

    assert window.text().startswith("PREFIX oa: <http://www.w3.org/ns/oa#>\n")


def test_classes_of_the_dataset_complete_what_is_typed(window):
    window.open()
    window.type("PREFIX schema: <https://schema.org/>\nSELECT * { ?s a schema:Pe")

    window.tab_to(".CodeMirror")
    window.press(Keys.CONTROL, Keys.END)
    window.press(Keys.CONTROL, Keys.SPACE)

    assert window.one(".CodeMirror-hint").text == "schema:Person"


def test_a_faulty_query_in_the_address_is_marked(window):
    window.open("/query?query=SELECT%20*%20%7B%20%3Fs%20foaf:name%20%3Fo%20%7D")

    assert window.one(".CodeMirror .faulty-word").text == "foaf:name"
    assert "prefix 'foaf:'" in window.one("#fault").text


def test_the_keyboard_alone_is_enough(window):
    window.open()

    window.tab_to(".CodeMirror")
    window.press(Keys.CONTROL, "a")
    window.driver.switch_to.active_element.send_keys("ASK { }")
    window.press(Keys.CONTROL, Keys.ENTER)
    verdict = window.one(".yasr .verdict").text
    window.press(Keys.ESCAPE)
    label = window.driver.switch_to.active_element.get_attribute("aria-label")
    window.tab_to(".downloads")

    assert (verdict, label) == ("Yes", "Run query")


def test_a_phone_shows_all_without_scrolling_sideways(window):
    window.set_width(360)
    window.open()

    window.ask(NAMES)

    window.rows()
    width = window.run_script("return document.documentElement.scrollWidth")
    assert width <= 360
    assert window.one(".active .yasqe_queryButton").rect["x"] > 0
