"""Laws and offences: names, and which law a lower-case phrase means."""

from __future__ import annotations

import pytest

from hkgraph.extraction.coreference.linking import link_mentions
from hkgraph.extraction.names.finding import find_names
from hkgraph.model import Kind

BEIJING_LAW = "hong-kong-national-security-law"
LOCAL_LAW = "safeguarding-national-security-ordinance"


@pytest.fixture
def laws_in(reading_of):
    """Give the laws of a text as words to gazetteer id."""

    def find(text, published="2021-10-25"):
        reading = reading_of(text, published, steps=[find_names])
        laws = [m for m in reading.mentions if m.kind is Kind.LAW]
        return {text[m.start : m.end]: m.gazetteer for m in laws}

    return find


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The national security law came in June.", "national security law"),
        ("She was held under Hong Kong’s national security law.", "national security law"),
        ("Offices will close, citing security law.", "security law"),
        ("Beijing imposed a national security law in June.", "national security law"),
        ("Beijing inserted national security legislation there.", "national security legislation"),
    ],
)
def test_security_law_in_lower_case_is_the_known_one(laws_in, text, words):
    assert laws_in(text) == {words: BEIJING_LAW}


@pytest.mark.parametrize(
    "text",
    [
        "Macau's national security law is older.",
        "It was a data security law.",
        "No country needs a national security law.",
    ],
)
def test_security_law_of_others_is_left_alone(laws_in, text):
    assert laws_in(text) == {}


def test_second_security_law_is_the_ordinance(laws_in):
    found = laws_in("A second national security law came into force.", "2024-03-23")

    assert found == {"second national security law": LOCAL_LAW}


@pytest.mark.parametrize(("year", "law"), [("2020", BEIJING_LAW), ("2024", LOCAL_LAW)])
def test_new_security_law_depends_on_the_year(laws_in, year, law):
    found = laws_in("The new national security law was debated.", f"{year}-07-02")

    assert found == {"national security law": law}


@pytest.mark.parametrize(
    "name",
    [
        "Crimes Ordinance",
        "Prohibition of Loud Drums Ordinance",
        "Hong Kong Harbour Lights Act",
        "International Covenant on Civil and Political Rights",
    ],
)
def test_law_is_found_by_its_telling_noun(laws_in, name):
    assert name in laws_in(f"He was charged under the {name} on Monday.")


def test_chapter_number_means_the_ordinance(laws_in):
    found = laws_in("He was charged under section 17A of Cap. 245 on Monday.")

    assert found["Cap. 245"] == "public-order-ordinance"


def test_law_known_by_maker_and_aim_is_taken_in_without_a_name(reading_of):
    text = "It was in return for American legislation supporting the protesters."
    reading = reading_of(text, steps=[find_names, link_mentions])

    laws = [e for e in reading.entities.values() if e.kind is Kind.LAW]

    assert [(e.anonymous, e.name) for e in laws] == [
        (True, "American legislation supporting the protesters")
    ]


@pytest.mark.parametrize(
    ("words", "offence"),
    [
        ("conspiracy to commit subversion", "conspiracy-to-commit-subversion"),
        ("colluding with foreign forces", "collusion-with-foreign-forces"),
        ("unauthorised assemblies", "unauthorised-assembly"),
        ("misconduct in public office", "misconduct-in-public-office"),
    ],
)
def test_offence_is_found_whole(reading_of, words, offence):
    reading = reading_of(f"They were convicted of {words} in May.", steps=[find_names])

    offences = [m for m in reading.mentions if m.kind is Kind.OFFENCE]

    assert [m.gazetteer for m in offences] == [offence]


@pytest.mark.parametrize(
    "name",
    [
        "Tolo Ferry (Amendment) Ordinance",
        "Tolo Ferry (Amendment) (No. 2) Ordinance",
        "Tolo Ferry (Amendment) Bill 2023",
        "Tolo Ferry (Fares and Miscellaneous Provisions) Ordinance",
    ],
)
def test_law_keeps_brackets_and_year(reading_of, name):
    text = f"Lawmakers passed the {name} on Friday."
    reading = reading_of(text)
    find_names(reading)

    assert [text[m.start : m.end] for m in reading.mentions] == [name]
