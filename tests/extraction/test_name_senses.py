"""Known names that mean something else where they stand, in invented sentences."""

from __future__ import annotations

import pytest

from hkgraph.extraction.names.finding import find_names


@pytest.fixture
def rows_in(reading_of):
    """Give the rows of the gazetteer that a text names, with the words."""

    def find(text):
        reading = reading_of(text)
        find_names(reading)
        return {text[m.start : m.end]: m.gazetteer for m in reading.mentions}

    return find


def test_currency_names_no_country(rows_in):
    assert rows_in("The hall in Sha Tin cost US$30 million.") == {"Sha Tin": "sha-tin"}


@pytest.mark.parametrize("text", ["Issued at HKT 22:20 in Hong Kong.", "It ended at 3pm HKT."])
def test_time_zone_beside_a_clock_is_no_company(rows_in, text):
    assert "HKT" not in rows_in(text)


def test_company_with_the_letters_of_a_time_zone_is_known(rows_in):
    assert rows_in("HKT said its Hong Kong customers were safe.")["HKT"] == "hkt"


def test_security_camera_is_no_broadcaster(rows_in):
    assert "CCTV" not in rows_in("The CCTV footage from Mong Kok was lost.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hong Kong traders watched as the High Court in London ruled.", "High Court"),
        ("In Hong Kong they heard that Australia's High Court had ruled.", "High Court"),
        ("Friends in Hong Kong said the Labour Party in Britain had won.", "Labour Party"),
        ("Lin left Hong Kong before the US Democratic Party met.", "Democratic Party"),
        (
            "The High Court refused a Sydney man's plea, British and Australian papers said.",
            "High Court",
        ),
    ],
)
def test_shared_name_beside_another_place_is_not_of_hong_kong(rows_in, text, name):
    assert rows_in(text).get(name) is None


@pytest.mark.parametrize(
    "text",
    [
        "The High Court heard the Hong Kong man's appeal.",
        "Hong Kong's High Court heard the appeal.",
        "The High Court in Admiralty heard the Mong Kok man's appeal.",
    ],
)
def test_shared_name_means_hong_kongs_own(rows_in, text):
    assert rows_in(text)["High Court"] == "high-court-of-hong-kong"


def test_country_is_not_taken_for_a_district(rows_in):
    assert (
        rows_in("The king of the desert state said in Jordan that he was glad.").get("Jordan")
        is None
    )


def test_district_with_a_namesake_is_known_beside_other_districts(rows_in):
    found = rows_in("A shop in Jordan was robbed after one in Yau Ma Tei.")

    assert found["Jordan"] == "jordan-hong-kong"


def test_who_speaks_is_no_place(rows_in):
    found = rows_in("He moved to Stanley from Wan Chai. Stanley said the flat was small.")

    assert list(found.values()).count("stanley-hong-kong") == 1


def test_adjective_of_another_name_is_no_district(rows_in):
    assert "Central" not in rows_in("People from Central Asia came to Hong Kong.")


@pytest.mark.parametrize(
    "text",
    [
        "Police cited Article 23 of the treaty in Hong Kong.",
        "Lawyers in Hong Kong read the national security law of Macau.",
        "Hong Kong papers wrote of a Sri Lankan extradition bill.",
    ],
)
def test_law_of_elsewhere_is_not_of_hong_kong(reading_of, text):
    reading = reading_of(text)
    find_names(reading)

    assert not [m for m in reading.mentions if m.kind.value == "law" and m.gazetteer]


def test_paper_with_an_ordinary_name_needs_its_article(rows_in):
    found = rows_in("He wrote for the Economist in Hong Kong. An economist read it.")

    assert found["Economist"] == "the-economist"


def test_agency_in_brackets_is_known(rows_in):
    assert rows_in("HONG KONG (AP) — The rain fell.")["AP"] == "associated-press"


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("Hong Kong Airport Authority", "airport-authority"),
        ("Labour Department of Hong Kong", "labour-department"),
        ("Fire Services Department of the HKSAR", "fire-services-department"),
        ("Victoria Harbor", "victoria-harbour"),
    ],
)
def test_known_body_is_found_in_a_longer_name(rows_in, name, row):
    assert rows_in(f"On Friday the {name} was quiet.")[name] == row


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Beijing-based lawyers met.", "beijing"),
        ("Hundreds of Beijing residents queued.", "beijing"),
        ("BEIJING, Sept. 19 (Xinhua) -- The rain fell.", "beijing"),
        ("The pro-Beijing camp met.", "beijing"),
        ("A Beijing loyalist spoke.", "central-people-s-government"),
    ],
)
def test_beijing_is_city_or_government(rows_in, text, row):
    assert row in rows_in(text).values()


def test_country_before_a_title_is_named(rows_in):
    assert rows_in("US Secretary of State Jane Rowe left.")["US"] == "united-states"
