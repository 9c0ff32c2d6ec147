"""Names with their kinds, in invented sentences."""

from __future__ import annotations

import pytest

# ── people ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("But lawmaker Gordon Mak Wing-sum said he was glad.", "Gordon Mak Wing-sum"),
        ("Secretary for Security Chris Poon spoke first.", "Chris Poon"),
        ("Secretary for Constitutional and Mainland Affairs Eva Tong left.", "Eva Tong"),
        ("The ruling was read by Judges Amy Ho and Peter Sze.", "Amy Ho"),
        ("Mr Kwok was not there.", "Kwok"),
        ("Pak Lai-yin was the first to speak.", "Pak Lai-yin"),
        ("Wenda Hobbs, an advocacy officer of the trust, was there.", "Wenda Hobbs"),
        ("His son, Cedric, waited outside.", "Cedric"),
        ("A driver surnamed Lam was held.", "Lam"),
        ("Dinah Pang-Rees, 52, was fined.", "Dinah Pang-Rees"),
    ],
)
def test_person_is_named_without_title(names_in, text, name):
    assert (name, "person") in names_in(text)


def test_each_person_of_a_list_is_found(names_in):
    found = names_in("The court jailed Bertha Tai, Julian Wong and Au Nok-wai on Tuesday.")

    assert {("Bertha Tai", "person"), ("Julian Wong", "person"), ("Au Nok-wai", "person")} <= found


def test_possessive_is_no_part_of_a_name(names_in):
    assert ("Kyle Warde", "person") in names_in("Editor Kyle Warde's desk was empty.")


def test_bare_surname_takes_the_label_of_the_full_name(names_in):
    found = names_in("Activist Wera Chowe spoke. Chowe then left, and so did Chowe’s friends.")

    assert ("Chowe", "person") in found


def test_surname_that_is_also_a_word_is_no_name_before_a_noun(names_in):
    found = names_in("Activist Ryan Law spoke. Law enforcement officers listened.")

    assert ("Law", "person") not in found


def test_law_as_a_surname_makes_no_law(names_in):
    assert ("Ryan Law", "person") in names_in("Editor-in-chief Ryan Law was charged.")


def test_author_that_the_page_names_is_found_in_the_text(names_in):
    text = "Mok-Hale Odile and others\n\nThe harbour was calm. Odile Mok-Hale saw it."

    assert ("Odile Mok-Hale", "person") in names_in(text, authors=("Odile Mok-Hale",))


# ── organisations ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "name",
    [
        "Lantau Readers’ Circle",
        "Tsuen Wan Cleaners' Welfare Desk",
        "Harbour Press Archive Trust",
        "Democratic Alliance for the Betterment and Progress of Hong Kong",
        "United States Department of the Treasury",
        "Tolo Chamber of Small Traders",
        "Kowloon Bay Veterans’ Football Eleven",
    ],
)
def test_organisation_is_found_whole(names_in, name):
    assert (name, "organisation") in names_in(f"Nobody had heard of the {name} before Monday.")


def test_place_before_a_known_body_is_no_part_of_its_name(names_in):
    found = names_in("A Hong Kong Security Bureau official came.")

    assert {("Hong Kong", "place"), ("Security Bureau", "organisation")} <= found


def test_short_name_in_brackets_is_found(names_in):
    found = names_in("The Tolo Chamber of Small Traders (ToST) met.")

    assert ("ToST", "organisation") in found


def test_head_of_a_name_is_found_behind_the(names_in):
    found = names_in("The Lantau Readers’ Alliance met. It was the Alliance that paid.")

    assert ("Alliance", "organisation") in found


def test_publisher_is_meant_by_the_last_word_of_its_name(names_in):
    text = "He told the Post that he was leaving."

    assert ("Post", "organisation") in names_in(text, publisher="South China Morning Post")


def test_a_place_inside_a_longer_name_is_not_named(names_in):
    found = names_in("She told The New York Times and Hong Kong Free Press.")

    assert not {("New York", "place"), ("Hong Kong", "place")} & found


# ── places and their metonyms ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Beijing imposed the law.", "organisation"),
        ("The Beijing-imposed law was criticised.", "organisation"),
        ("They were penalised by Beijing.", "organisation"),
        ("The law was made in Beijing.", "place"),
        ("She flew to Beijing on Monday.", "place"),
        ("Officials in Hong Kong and Beijing were on the list.", "place"),
    ],
)
def test_beijing_is_an_actor_unless_something_is_there(names_in, text, kind):
    assert ("Beijing", kind) in names_in(text)


def test_demonym_names_its_place(names_in):
    assert ("British", "place") in names_in("A British lawmaker was sent back.")


def test_language_is_no_place(names_in):
    assert ("Chinese", "place") not in names_in("It is a Chinese-language paper.")


# ── what is not a name ──────────────────────────────────────────────────────────────────────


def test_days_months_money_and_storms_are_not_names(names_in):
    text = "On Monday Covid-19 cost HK$100,000. Typhoon Haikui came in September."

    assert names_in(text) == set()


def test_heading_in_title_case_names_only_what_the_text_names(names_in):
    text = "Top Clerk Quits Over Long Queue\n\nThe clerk Dinah Quill resigned, Quill said."

    found = names_in(text, headline=True)

    assert found == {("Dinah Quill", "person"), ("Quill", "person")}


def test_addresses_give_no_names(names_in):
    assert names_in("See https://example.org/John-Lee/Amnesty or RTHK@RTHK.hk now.") == set()


# ── names that their surroundings make or unmake ────────────────────────────────────────────


@pytest.mark.parametrize(
    "name",
    [
        "Federation of Carpenters and Tin Smiths",
        "Union of Cooks and Kitchen Hands",
        "Lucky Tolo (Hong Kong) Limited",
        "Tolo Foods (China) Holdings Limited",
        "Pearl River REIT",
    ],
)
def test_body_keeps_the_whole_of_its_name(names_in, name):
    assert (name, "organisation") in names_in(f"On Friday the {name} closed.")


@pytest.mark.parametrize("name", ["Wing Lok House", "Tolo Oi Court"])
def test_house_or_court_with_a_proper_name_is_a_building(names_in, name):
    assert (name, "place") in names_in(f"He lives in {name}, Sha Tin.")


@pytest.mark.parametrize("name", ["Tolo Opera House", "Harbour Publishing House"])
def test_house_that_works_is_a_body(names_in, name):
    assert (name, "organisation") in names_in(f"The {name} closed on Friday.")


def test_hotel_ends_before_its_street(names_in):
    assert ("Tolo Hotel", "place") in names_in("The Tolo Hotel on Nathan Road was full.")


@pytest.mark.parametrize(
    "text",
    [
        "He won at the Hong Kong Winter Games.",
        "She got the Hong Kong Harbour Service Medal for Distinguished Service.",
        "The Hang Seng Index fell in Hong Kong.",
        "National Security Education Day was quiet in Hong Kong.",
        "The T8 signal was raised in Hong Kong.",
    ],
)
def test_occasion_prize_or_measure_is_no_body(names_in, text):
    assert not {kind for _, kind in names_in(text)} - {"place"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He stood with Olympians Edgar Mung and Ceci Poon.", "Edgar Mung"),
        ("Windsurfer Ko Lai-shan won gold.", "Ko Lai-shan"),
        ("Silver went to her fellow fencer Gladys Kong a year later.", "Gladys Kong"),
        ("Lord Tolland of Mapesby said he was glad.", "Tolland"),
        ("She rowed with Shandong province's Zhou Qinghan.", "Zhou Qinghan"),
        ("Eric, a 31-year-old baker, told a paper so.", "Eric"),
        ("A passenger gave his surname as Kwok.", "Kwok"),
        ("The group was led by Agnes Mung in Hong Kong.", "Agnes Mung"),
    ],
)
def test_person_is_seen_by_what_stands_beside(names_in, text, name):
    assert (name, "person") in names_in(text)


def test_town_before_its_country_is_no_person(names_in):
    assert ("Lam Dong", "person") not in names_in("He travelled to Lam Dong, Vietnam, in May.")


def test_rank_is_no_part_of_a_court(names_in):
    found = names_in("The Chief District Court Judge of Hong Kong spoke.")

    assert ("Chief District Court", "organisation") not in found


def test_authors_are_no_part_of_a_name_beside_them(names_in):
    found = names_in(
        "Ada Mung and Bea Poon Tolo News\n\nThe rain fell.",
        authors=("Ada Mung", "Bea Poon"),
    )

    assert {("Ada Mung", "person"), ("Bea Poon", "person")} <= found
