"""Relations between entities, in invented sentences read by the real steps."""

from __future__ import annotations

import pytest

from hkgraph.model import LocalId, Modality
from readings import RUNS, relations_told


@pytest.fixture
def said_in(reading_of):
    def read(text: str, published: str = "2021-10-25"):
        return relations_told(reading_of(text, published, RUNS))

    return read


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        (
            "Amnesty International, which is based in London, wrote a letter.",
            ("Amnesty International", "hk:basedIn", "London", True),
        ),
        (
            "Amnesty International has its headquarters in London.",
            ("Amnesty International", "hk:basedIn", "London", True),
        ),
        (
            "Amnesty International has offices in Bangkok and Colombo.",
            ("Amnesty International", "hk:hasOfficeIn", "Colombo", True),
        ),
        (
            "Amnesty International does not have an office in Taiwan.",
            ("Amnesty International", "hk:hasOfficeIn", "Taiwan", False),
        ),
        (
            "Amnesty International has no office in Taiwan.",
            ("Amnesty International", "hk:hasOfficeIn", "Taiwan", False),
        ),
        (
            "London-based Amnesty International wrote a letter.",
            ("Amnesty International", "hk:basedIn", "London", True),
        ),
        (
            "Cathay Dragon, a subsidiary of Cathay Pacific, wrote a letter.",
            ("Cathay Dragon", "org:subOrganizationOf", "Cathay Pacific", True),
        ),
        (
            "The European Union condemned the Chinese foreign ministry.",
            ("European Union", "hk:criticises", "Chinese foreign ministry", True),
        ),
        (
            "Amnesty International was founded in 1961 in London.",
            ("Amnesty International", "schema:foundingDate", "1961", True),
        ),
        (
            "Beijing imposed the national security law in June 2020.",
            ("national security law", "schema:legislationPassedBy", "Beijing", True),
        ),
        (
            "Beijing imposed the national security law in June 2020.",
            ("national security law", "schema:legislationDate", "2020-06", True),
        ),
        (
            "The Beijing-imposed national security law has many articles.",
            ("national security law", "schema:legislationPassedBy", "Beijing", True),
        ),
        (
            "Hong Kong's national security law has many articles.",
            ("national security law", "schema:legislationJurisdiction", "Hong Kong", True),
        ),
        (
            "The national security law criminalises secession, subversion and terrorism.",
            ("national security law", "hk:criminalises", "subversion", True),
        ),
        (
            "Beijing imposed the national security law to outlaw acts of secession and subversion.",
            ("national security law", "hk:criminalises", "secession", True),
        ),
    ],
)
def test_a_sentence_gives_its_relation(said_in, text, triple):
    assert triple in said_in(text)


def test_hearsay_of_a_named_source_is_reported(reading_of):
    reading = reading_of(
        "Amnesty International said the European Union had condemned Next Digital.",
        "2021-10-25",
        RUNS,
    )

    (statement,) = (s for s in reading.statements if s.rule.startswith("relation:"))
    assert statement.modality is Modality.REPORTED
    assert reading.entities[LocalId(str(statement.attributed_to))].name == "Amnesty International"


def test_hearsay_of_a_nameless_source_is_only_alleged(reading_of):
    text = "Several said the European Union had condemned Next Digital."

    reading = reading_of(text, "2021-10-25", RUNS)

    (statement,) = (s for s in reading.statements if s.rule.startswith("relation:"))
    assert statement.modality is Modality.ALLEGED
    assert statement.attributed_to is None


def test_an_office_of_the_past_is_left_out(said_in):
    assert said_in("Amnesty International used to have an office in Macau.") == set()


def test_a_plan_to_open_an_office_is_no_office(said_in):
    found = said_in("Amnesty International may keep an office in Taiwan.")

    assert all(predicate != "hk:basedIn" for _, predicate, _, _ in found)
