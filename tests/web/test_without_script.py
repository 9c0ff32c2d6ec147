"""``/query`` where no script runs: the plain form, and results that the server makes."""

from urllib.parse import urlencode

import pytest

NAMES = """
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?person ?name { ?person a schema:Person ; skos:prefLabel ?name } ORDER BY ?name
"""


@pytest.fixture
def plain(window):
    window.switch_scripts_off()
    return window


def test_the_plain_form_sends_what_is_typed_and_shows_the_rows(plain):
    plain.open()
    plain.one("textarea").clear()

    plain.one("textarea").send_keys("ASK { ?s ?p ?o }")
    plain.one("#editor button").click()

    assert plain.one("#served .verdict").text == "Yes"


def test_a_stored_query_is_a_link_that_leads_to_its_rows(plain):
    plain.open()

    plain.one(".examples li:nth-child(3) a").click()

    assert plain.one("#served .result tbody tr")


def test_a_fault_is_told_beside_its_line(plain):
    plain.open("/query?" + urlencode({"query": "SELECT * {\n ?s foaf:name ?o\n}"}))

    assert plain.one("#fault .bad").text.split() == ["2", "?s", "foaf:name", "?o"]
