"""Who is who inside one article, in invented texts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hkgraph.extraction.coreference.linking import link_mentions, resolve
from hkgraph.extraction.names.finding import find_names
from hkgraph.extraction.names.short_forms import is_short_form
from hkgraph.extraction.reading import Reading
from hkgraph.model import Kind, MentionForm


@pytest.fixture
def linked(reading_of):
    """Read a text up to coreference; keyword arguments go to the article."""

    def link(text, **declared):
        reading = reading_of(text)
        reading = Reading(article=replace(reading.article, **declared), doc=reading.doc)
        find_names(reading)
        link_mentions(reading)
        return reading

    return link


def meant(reading, words, nth=0):
    """Give the name of what the nth occurrence of some words means."""
    text, start = reading.article.text, -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    mention = next((m for m in reading.mentions if m.start == start), None)
    return reading.entities[mention.entity].name if mention else None


# ── names ───────────────────────────────────────────────────────────────────────────────────


def test_surname_and_honorific_mean_the_full_name(linked):
    reading = linked("Mr John Mak Ka-wing spoke.\n\nMr Mak was glad. Mak then left.")

    assert meant(reading, "Mak was") == meant(reading, "Mak then") == "John Mak Ka-wing"


def test_two_spellings_of_one_person_are_one_entity(linked):
    reading = linked("Lawmaker Holden Chiu Ho-fung spoke. Holden Chiu, a lawyer, left.")

    people = [e for e in reading.entities.values() if e.kind is Kind.PERSON]

    assert [(p.name, p.aliases) for p in people] == [("Holden Chiu Ho-fung", {"Holden Chiu"})]


def test_two_people_of_one_surname_are_kept_apart(linked):
    reading = linked(
        "Activist Benny Lo and lawyer Karen Lo met the mayor of the town.\n\nLo was glad."
    )

    assert meant(reading, "Lo was") is None


def test_bare_surname_goes_to_the_one_named_in_the_same_paragraph(linked):
    reading = linked("Activist Benny Lo spoke.\n\nLawyer Karen Lo left. Lo was glad.")

    assert meant(reading, "Lo was") == "Karen Lo"


def test_honorific_tells_two_people_of_one_surname_apart(linked):
    reading = linked("Mr Benny Lo met Ms Karen Lo in the hall. Mr Lo was glad.")

    assert meant(reading, "Lo was") == "Benny Lo"


def test_title_tells_two_people_of_one_surname_apart(linked):
    reading = linked(
        "Activist Karen Lo met Superintendent Benny Lo. Karen Lo, 41, spoke.\n\n"
        "Superintendent Lo was glad."
    )

    assert meant(reading, "Lo was") == "Benny Lo"


def test_characters_in_brackets_are_another_name(linked):
    reading = linked("Chow Mei-lan (周美蘭) was convicted.")

    assert "周美蘭" in next(iter(reading.entities.values())).aliases


def test_declared_acronym_means_the_full_name(linked):
    reading = linked("The Tolo Chamber of Small Traders (TCST) met. TCST was glad.")

    assert meant(reading, "TCST was") == "Tolo Chamber of Small Traders"


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("HKFP", "Hong Kong Free Press", True),
        ("Chess Pavilion", "Sha Tin Riverside Chess Pavilion", True),
        ("Riverside", "Sha Tin Riverside Chess Pavilion", False),
        ("HKFP", "Hong Kong Football Association", False),
    ],
)
def test_short_form_is_acronym_beginning_or_end(short, full, expected):
    assert is_short_form(short, full) is expected


def test_ids_follow_the_order_of_first_mention(linked):
    reading = linked("Amnesty International left. Human Rights Watch stayed. Amnesty moved.")

    assert [e.name for e in reading.entities.values()] == [
        "Amnesty International",
        "Human Rights Watch",
    ]
    assert list(reading.entities) == ["e1", "e2"]


def test_demonym_is_no_name_of_the_place(linked):
    entities = linked("A Canadian judge resigned.").entities.values()

    place = next(e for e in entities if e.kind is Kind.PLACE)
    assert (place.name, place.gazetteer, place.aliases) == ("Canada", "canada", set())


# ── the page's own people ───────────────────────────────────────────────────────────────────


def test_author_and_publisher_become_entities_though_the_text_names_them_not(linked):
    reading = linked(
        "The sea was calm.", authors=("GRUNDE Tom",), publisher="South China Morning Post"
    )

    author, publisher = reading.entities[reading.authors[0]], reading.entities[reading.publisher]
    assert (author.name, author.kind) == ("Tom Grunde", Kind.PERSON)
    assert (publisher.gazetteer, publisher.kind) == ("south-china-morning-post", Kind.MEDIA)


@pytest.mark.parametrize("agency", ["Agence France-Presse", "Press Trust of India"])
def test_agency_as_author_is_a_medium(linked, agency):
    reading = linked("The sea was calm.", authors=(agency,))

    assert reading.entities[reading.authors[0]].kind is Kind.MEDIA


def test_staff_as_author_is_the_publisher(linked):
    reading = linked("Calm.", authors=("Tamar Digest staff",), publisher="Tamar Digest")

    assert reading.authors == [reading.publisher]


def test_the_post_is_the_publisher_of_that_name(linked):
    reading = linked("She told the Post so.", publisher="South China Morning Post")

    assert meant(reading, "Post") == "South China Morning Post"


# ── common nouns ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("the government", "government-of-the-hksar"),
        ("police", "hong-kong-police-force"),
        ("the local legislature", "legislative-council"),
        ("prosecutors", "department-of-justice"),
    ],
)
def test_common_noun_stands_for_the_body_of_hong_kong(linked, words, row):
    reading = linked(f"It rained in Hong Kong. On Monday {words} acted at last.")

    assert row in {e.gazetteer for e in reading.entities.values()}


@pytest.mark.parametrize("text", ["The British police came.", "His government fell."])
def test_body_of_another_place_is_not_taken_for_that_of_hong_kong(linked, text):
    reading = linked(f"It rained in Hong Kong. {text}")

    rows = {e.gazetteer for e in reading.entities.values()}
    assert not rows & {"hong-kong-police-force", "government-of-the-hksar"}


def test_government_is_not_hong_kongs_in_an_article_about_elsewhere(linked):
    assert linked("It rained in Oslo. The government met.").mentions[-1].start < 20


@pytest.mark.parametrize("noun", ["The group", "The organisation", "The global agency"])
def test_definite_noun_takes_up_the_body_named_last_as_subject(linked, noun):
    reading = linked(f"Amnesty International left the city. {noun} has another office.")

    assert meant(reading, noun) == "Amnesty International"


def test_definite_noun_takes_up_the_body_whose_name_holds_it(linked):
    reading = linked(
        "The Hong Kong Confederation of Trade Unions met. Amnesty International wrote to it. "
        "The confederation was glad."
    )

    assert meant(reading, "The confederation") == "Hong Kong Confederation of Trade Unions"


def test_charity_is_never_a_bureau(linked):
    reading = linked("The Security Bureau replied. The charity was glad.")

    assert meant(reading, "The charity") is None


def test_noun_before_a_name_is_not_resolved(linked):
    reading = linked("She told Ming Pao so. The newspaper Apple Daily had closed.")

    assert meant(reading, "The newspaper") is None


def test_the_ordinance_is_the_law_named_so(linked):
    reading = linked("The Crimes Ordinance is old. The Basic Law is newer. The ordinance stays.")

    assert meant(reading, "The ordinance") == "Crimes Ordinance"


# ── people without a name ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A Security Bureau spokesman said no.", "Security Bureau spokesman"),
        ("A spokesman for the Lantau Choir said no.", "Lantau Choir spokesman"),
        ("The financial services minister announced it.", "financial services minister"),
        ("The paper said so, citing an unnamed source.", "unnamed source"),
        ("“No,” said a retired clerk.", "retired clerk"),
    ],
)
def test_unnamed_agent_is_an_anonymous_person(linked, text, name):
    people = [e for e in linked(text).entities.values() if e.anonymous]

    assert [(p.name, p.kind) for p in people] == [(name, Kind.PERSON)]


def test_body_inside_an_unnamed_agent_is_named_too(linked):
    reading = linked("A Security Bureau spokesman said no.")

    assert [e.name for e in reading.entities.values()] == [
        "Security Bureau spokesman",
        "Security Bureau",
    ]


def test_spokesman_with_a_name_is_not_anonymous(linked):
    reading = linked("Bureau spokeswoman Nabila Massari said no.")

    assert not any(e.anonymous for e in reading.entities.values())


def test_he_may_be_an_unnamed_spokesman(linked):
    reading = linked("A Security Bureau spokesman said no. It was late, he said.")

    assert meant(reading, "he said") == "Security Bureau spokesman"


# ── offices ─────────────────────────────────────────────────────────────────────────────────


def test_office_belongs_to_the_body_of_its_owner(linked):
    reading = linked("Amnesty International will go. Its regional office will move to Oslo.")

    office = next(e for e in reading.entities.values() if e.kind is Kind.OFFICE)
    assert office.anonymous
    assert office.name == "Amnesty International regional office"
    assert reading.entities[office.parent].name == "Amnesty International"


def test_another_means_a_second_office(linked):
    reading = linked(
        "Amnesty International said its office focusing on Hong Kong affairs would shut in May, "
        "while another dealing with regional affairs would close in June."
    )

    offices = [e.name for e in reading.entities.values() if e.kind is Kind.OFFICE]
    assert offices == [
        "Amnesty International office focusing on Hong Kong affairs",
        "Amnesty International office dealing with regional affairs",
    ]


def test_office_that_nobody_has_is_no_entity(linked):
    reading = linked("Amnesty International does not have an office in Macau.")

    assert all(e.kind is not Kind.OFFICE for e in reading.entities.values())


# ── pronouns ────────────────────────────────────────────────────────────────────────────────


def test_subject_pronoun_means_the_speaker_before(linked):
    reading = linked("Activist Wendy Quill said no. “We are tired,” she said.")

    assert meant(reading, "she") == "Wendy Quill"


def test_pronoun_of_another_gender_is_passed_over(linked):
    reading = linked("Ms Wendy Quill met Mr Tom Frost. He was glad.")

    assert meant(reading, "He") == "Tom Frost"


def test_pronoun_before_its_name_looks_ahead(linked):
    reading = linked("In her first interview, Wendy Quill told us so.")

    assert meant(reading, "her") == "Wendy Quill"


def test_subject_between_commas_is_the_one_that_he_means(linked):
    reading = linked(
        "Activist Tom Frost was there. The chair, Ken Mak Wing-sum, said that he was ill."
    )

    assert meant(reading, "he was") == "Ken Mak Wing-sum"


def test_its_means_the_body_that_is_subject(linked):
    reading = linked("Human Rights Watch left the city after its leadership was punished.")

    assert meant(reading, "its") == "Human Rights Watch"


def test_it_before_an_act_of_law_is_the_law(linked):
    reading = linked(
        "Beijing imposed the national security law in June. It criminalised secession."
    )

    assert meant(reading, "It") == "national security law"


@pytest.mark.parametrize(
    "text",
    [
        "Amnesty International left. It was raining.",
        "Amnesty International left. It is outrageous to say so.",
        "Amnesty International left, it was announced.",
    ],
)
def test_empty_it_means_nothing(linked, text):
    assert meant(linked(text), "t was" if "t was" in text else "t is") is None
    assert all(m.form is not MentionForm.PRONOUN for m in linked(text).mentions)


def test_plan_as_subject_keeps_it_from_being_a_body(linked):
    reading = linked("The HKFP report surprised many. The plan failed because it was late.")

    assert all(m.form is not MentionForm.PRONOUN for m in reading.mentions)


def test_pronoun_inside_a_quotation_is_left_alone(linked):
    reading = linked("Activist Wendy Quill said: “She was late, I think.”")

    assert meant(reading, "She") is None


# ── the helper ──────────────────────────────────────────────────────────────────────────────


def test_resolve_follows_a_relative_pronoun_to_its_noun(linked):
    reading = linked("Lawmaker Wendy Quill, who resigned in May, left.")
    who = next(t for t in reading.doc if t.lower_ == "who")

    assert reading.entities[resolve(reading, who)].name == "Wendy Quill"


def test_resolve_gives_nothing_for_a_plain_thing(linked):
    reading = linked("The table was red.")

    assert resolve(reading, reading.doc[1]) is None


def test_mentions_are_sorted_and_all_have_an_entity(linked):
    reading = linked("A Security Bureau spokesman said Mr Ho was glad. He left Hong Kong.")

    places = [(m.start, -m.end) for m in reading.mentions]
    assert places == sorted(places)
    assert all(m.entity in reading.entities for m in reading.mentions)


@pytest.mark.parametrize("words", ["the city", "the Asian financial hub"])
def test_the_city_is_hong_kong(linked, words):
    reading = linked(f"Rain fell on Hong Kong. Amnesty International left {words} in May.")

    assert meant(reading, words) == "Hong Kong"


def test_the_city_is_not_hong_kong_behind_another_city(linked):
    reading = linked(
        "Rain fell on Hong Kong. Amnesty International went to Seoul. The city is big."
    )

    assert meant(reading, "The city") is None


def test_known_names_joined_by_and_stay_two(linked):
    reading = linked("According to Ming Pao and Sing Tao Daily, it rained.")

    assert [e.gazetteer for e in reading.entities.values()] == ["ming-pao", "sing-tao-daily"]


def test_person_known_only_by_surname_is_nobody_named_before(linked):
    reading = linked("Financial Secretary Paul Chan spoke. A woman surnamed Chan was hurt.")

    assert meant(reading, "Chan was") == "Chan"


def test_full_name_given_later_is_that_of_the_surname(linked):
    reading = linked("A man surnamed Yeung was held. Yeung – full name Yeung Man-kee – left.")

    assert meant(reading, "Yeung was") == meant(reading, "Yeung –") == "Yeung Man-kee"


# ── who is bound to be meant, and who is not ────────────────────────────────────────────────


def test_source_is_not_the_one_told_of(linked):
    reading = linked(
        "A police source said Mung Lai-yin had driven home. She was arrested in Sha Tin on Monday."
    )

    assert meant(reading, "She") == "Mung Lai-yin"


def test_source_who_goes_on_speaking_is_meant(linked):
    reading = linked("A police source said Mung Lai-yin was hurt. Later he said Mung was dead.")

    assert meant(reading, "he") == "police source"


def test_praised_person_owns_what_they_are_praised_for(linked):
    reading = linked("Secretary Paul Mung praised Li Chor for his work.")

    assert meant(reading, "his") == "Li Chor"


def test_wife_of_a_nameless_suspect_is_not_the_officers(linked):
    reading = linked(
        "Superintendent Mung Lai-yin spoke. The suspect and his wife had left, Mung said."
    )

    assert meant(reading, "his") is None


@pytest.mark.parametrize(
    "text",
    [
        "A driver surnamed Mung said he was hurt.",
        "Another driver who identified himself as Mung said he was hurt.",
        "A driver who gave his surname as Mung said he was hurt.",
        "A retired driver, Mung, said he was hurt.",
    ],
)
def test_description_and_name_are_one_person(linked, text):
    reading = linked(text)

    assert meant(reading, "he ", 0) == "Mung"
    assert len([e for e in reading.entities.values() if e.kind is Kind.PERSON]) == 1


def test_object_it_means_the_body_of_those_who_act(linked):
    reading = linked("Delegates of the Lion Rock Workers' Guild voted to dissolve it on Sunday.")

    assert meant(reading, "it on") == "Lion Rock Workers' Guild"


def test_it_behind_a_new_thing_is_left_open(linked):
    reading = linked("The Harbour Workers' Union published a booklet. It was seized.")

    assert meant(reading, "It") is None


def test_it_behind_a_place_is_left_open(linked):
    reading = linked(
        "The Airport Authority ran late trains as Sha Tin was cut off. It was flooded."
    )

    assert meant(reading, "It") is None


def test_sites_are_those_of_who_was_ordered(linked):
    reading = linked("The Labour Department told the builder to halt work at all of its sites.")

    assert meant(reading, "its") is None


def test_body_quoted_as_saying_it_is_meant(linked):
    reading = linked("Tolo Daily quoted Harbour Holdings as saying that it had stopped.")

    assert meant(reading, "it had") == "Harbour Holdings"


def test_police_who_say_they_are_the_police(linked):
    reading = linked("In Hong Kong, police said they had no record.")

    assert meant(reading, "they") == "Hong Kong Police Force"


@pytest.mark.parametrize(
    "text",
    [
        "He left Hong Kong. Police in Melbourne arrested him.",
        "He left Hong Kong. The government of Australia arrested him.",
    ],
)
def test_authorities_of_another_place_are_not_hong_kongs(linked, text):
    reading = linked(text)

    assert not [e for e in reading.entities.values() if e.kind is Kind.ORGANISATION and e.gazetteer]


def test_police_of_another_place_stay_there(linked):
    reading = linked("He left Hong Kong. Police in Melbourne arrested him. The police were kind.")

    assert meant(reading, "The police") is None


def test_government_with_a_capital_is_hong_kongs(linked):
    reading = linked("The Government said Hong Kong was ready.")

    assert meant(reading, "The Government") == "Hong Kong Government"


# ── names that are one, and names that are two ──────────────────────────────────────────────


def test_bare_surname_is_not_the_authors(linked):
    reading = linked(
        "Joe Mung | Friday\n\nChief Executive John Mung spoke. Mung then left.",
        authors=("Joe Mung",),
    )

    assert meant(reading, "Mung then") == "John Mung"


def test_bare_surname_is_not_the_sons(linked):
    reading = linked("Tycoon Jimmy Mung left. His son Mung Lai-yin saw Mung in court.")

    assert meant(reading, "Mung in") == "Jimmy Mung"


def test_given_name_without_hyphen_follows_the_surname(linked):
    reading = linked("Robert Li Xiaomin left on Friday. Li was glad.")

    assert meant(reading, "Li was") == "Robert Li Xiaomin"


def test_president_is_no_short_name_of_an_administration(linked):
    reading = linked("The Trump administration acted. It was Trump who spoke.")

    assert meant(reading, "Trump who") == "Trump"


def test_acronym_that_is_known_names_the_body_before_it(linked):
    reading = linked("The Harbour Savings Banking Company (HSBC) closed a branch.")

    assert meant(reading, "Harbour") == meant(reading, "HSBC")


def test_publisher_that_is_no_medium_stays_an_organisation(linked):
    reading = linked("A clerk was charged.", publisher="ICAC")

    assert reading.entities[reading.publisher].kind is Kind.ORGANISATION


def test_high_courts_of_two_places_are_two(linked):
    reading = linked("Hong Kong's High Court sat. The High Court in London did not.")

    assert len([m for m in reading.mentions if m.kind is Kind.ORGANISATION]) == 2
    assert len([e for e in reading.entities.values() if e.kind is Kind.ORGANISATION]) == 2


def test_who_is_declared_dead_has_not_spoken(linked):
    reading = linked(
        "Inspector Mung Lai-yin said so. The driver, Ko Wing-sum, fell. He was declared dead."
    )

    assert meant(reading, "He") == "Ko Wing-sum"


@pytest.mark.parametrize(
    "text",
    [
        "In Hong Kong protesters met. Police said they had thrown bricks.",
        "Showers were expected in Hong Kong, and police said they had ended.",
        "In Hong Kong, police said they were heavy.",
    ],
)
def test_they_may_be_others_than_the_police(linked, text):
    assert meant(linked(text), "they") is None


def test_object_it_means_no_body_of_another_sentence(linked):
    reading = linked("The Tolo Party backed the bill. The Harbour Club had brought it in.")

    assert meant(reading, "it in") is None


def test_arm_is_that_of_the_body_beside_it(linked):
    reading = linked("The club asked regulators to let Cathay Pacific and its low-cost arm merge.")

    assert meant(reading, "its") == "Cathay Pacific"


def test_police_of_another_place_are_not_hong_kongs_later(linked):
    reading = linked("He left Hong Kong. Macau police met him, and the police were kind.")

    assert meant(reading, "the police") is None


def test_government_of_a_foreign_president_is_not_hong_kongs(linked):
    reading = linked("The government of President Jane Rowe said so in Hong Kong.")

    assert meant(reading, "The government") is None


def test_paper_named_in_front_is_not_the_one_before(linked):
    reading = linked("Apple Daily closed in Hong Kong. The Tolo Daily newspaper did not.")

    assert meant(reading, "The Tolo Daily newspaper") is None
