"""Court and crime news as events: who was arrested, charged, tried and sentenced, and to what."""

from __future__ import annotations

import pytest

from hkgraph.model import Modality, Predicate
from readings import RUNS, names_of, word_of


@pytest.fixture
def rows(reading_of):
    """Give what a text tells of events, one row an event: (type, polarity, predicate → words)."""

    def run(text: str, published: str = "2021-10-25"):
        reading = reading_of(text, published, RUNS)
        names = names_of(reading)
        found = []
        for event in reading.events:
            said = [s for s in reading.statements if s.subject == event.id]
            parts: dict[Predicate, list[str]] = {}
            for statement in said:
                parts.setdefault(statement.predicate, []).append(word_of(statement.object, names))
            plain = all(s.modality is Modality.ASSERTED and s.polarity for s in said)
            found.append((event.type, plain, parts))
        return found

    return run


def affected(rows, kind):
    """Give whom the events of a type affect, each event apart."""
    return [parts.get(Predicate.AFFECTS, []) for type_, _, parts in rows if type_ == kind]


def terms(rows):
    """Give the term of each person."""
    return {
        person: (parts.get(Predicate.TERM) or [""])[0]
        for type_, _, parts in rows
        if type_ == "sentencing"
        for person in parts.get(Predicate.AFFECTS, [])
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mary Thornfield was placed under arrest on Friday.", "arrest"),
        ("Mary Thornfield was held on suspicion of arson.", "arrest"),
        ("Mary Thornfield was picked up in Tuen Mun.", "arrest"),
        ("Mary Thornfield denies two counts of fraud.", "charge"),
        ("Prosecutors laid charges of fraud against Mary Thornfield.", "charge"),
        ("Mary Thornfield pleaded not guilty to arson.", "trial"),
        ("Mary Thornfield appeared before a magistrate on Friday.", "trial"),
        ("Mary Thornfield appeared at Kowloon City Magistrates' Courts.", "trial"),
        ("Mary Thornfield's trial opened at the District Court on Monday.", "trial"),
        ("Mary Thornfield sued Next Digital in May.", "trial"),
        ("Mary Thornfield changed her plea to guilty.", "conviction"),
        ("Mary Thornfield admitted two counts of theft.", "conviction"),
        ("Mary Thornfield was fined HK$5,000 for careless driving.", "sentencing"),
        ("Mary Thornfield was sent to a training centre.", "sentencing"),
        ("Mary Thornfield was placed on probation for a year.", "sentencing"),
        ("Mary Thornfield was ordered to pay HK$48,000 in restitution.", "sentencing"),
        ("Mary Thornfield appealed to the High Court.", "appeal"),
        ("Mary Thornfield filed an appeal on Friday.", "appeal"),
        ("Mary Thornfield was bailed on Friday.", "bail"),
        ("The court granted bail to Mary Thornfield.", "bail"),
        ("Mary Thornfield walked free on Friday.", "release"),
    ],
)
def test_steps_of_a_case(rows, text, kind):
    assert (kind, True) in [row[:2] for row in rows(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mary Thornfield appealed for calm.", "appeal"),
        ("Police appealed to the public for help.", "appeal"),
        ("Mary Thornfield ruled out a deal.", "ruling"),
        ("Mary Thornfield ruled the island for years.", "ruling"),
        ("Mary Thornfield was given a month to reply.", "arrest"),
        ("Mary Thornfield appeared on television.", "trial"),
        ("Mary Thornfield picked up the phone.", "arrest"),
        ("Mary Thornfield held a meeting for the investigation.", "arrest"),
        ("Mary Thornfield was ordered to leave the room.", "sentencing"),
        ("Mary Thornfield tried to open the door.", "trial"),
        ("No arrests were made.", "arrest"),
    ],
)
def test_words_of_the_court_that_tell_of_no_case(rows, text, kind):
    assert kind not in [row[0] for row in rows(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The court refused bail to Mary Thornfield on Friday.", "bail"),
        ("Judge Ann Lo revoked the bail of Mary Thornfield.", "bail"),
        ("Magistrate Ann Lo rejected the bail application of Mary Thornfield.", "bail"),
        ("Mary Thornfield was remanded in custody.", "bail"),
        ("Mary Thornfield was not charged.", "charge"),
        ("Mary Thornfield did not appeal.", "appeal"),
    ],
)
def test_what_a_court_did_not_do_is_denied(rows, text, kind):
    assert (kind, False) in [row[:2] for row in rows(text)]


def test_terms_in_turn_behind_ages_and_trades(rows):
    text = (
        "Trainer Lo Siu-ming, 49, volleyball coach Tse Kin-lok, 27, and software engineer "
        "Cheung Chi-hang, 30, were sentenced to 63, 60 and 58 months respectively."
    )
    assert terms(rows(text)) == {
        "Lo Siu-ming": "63 months",
        "Tse Kin-lok": "60 months",
        "Cheung Chi-hang": "58 months",
    }


def test_terms_in_turn_of_those_told_before(rows):
    text = (
        "Nurse Wong Suk-fan, 66, and students Kelvin Ip and Nora Cheung, both 24, were convicted "
        "of arson. They were jailed for eight months, six months and 14 months respectively."
    )
    assert terms(rows(text)) == {
        "Wong Suk-fan": "eight months",
        "Kelvin Ip": "six months",
        "Nora Cheung": "14 months",
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The pair were given 44 months and 40 months.", ["44 months", "40 months"]),
        ("The two were each jailed for 36 months.", ["36 months", "36 months"]),
        ("Both received a term of four-and-a-half months.", ["four-and-a-half months"] * 2),
        ("They were jailed for four months and two weeks.", ["four months and two weeks"] * 2),
        ("They were given 120 hours of community service.", ["120 hours of community service"] * 2),
    ],
)
def test_terms_of_two(rows, text, found):
    told = rows(f"Kate Lee, 30, and Nip Ka-po, 27, pleaded guilty in January. {text}")
    assert list(terms(told).values()) == found


def test_those_with_the_same_term_each_are_told_apart(rows):
    told = rows("Kate Lee and Nip Ka-po were each sentenced to 36 months.")
    assert affected(told, "sentencing") == [["Kate Lee"], ["Nip Ka-po"]]


def test_a_length_of_time_before_the_word_sentence_is_the_term(rows):
    assert terms(rows("Kate Lee began her 20-month sentence.")) == {"Kate Lee": "20-month"}


@pytest.mark.parametrize(
    "text",
    [
        "They were charged with arson on Sunday.",
        "The pair were charged with arson.",
        "Both were charged with arson.",
        "The two were charged with arson.",
        "The defendants were charged with arson.",
    ],
)
def test_a_plural_takes_up_a_list(rows, text):
    told = rows(f"Police arrested Rita Kam and Joe Wan on Friday. {text}")
    assert affected(told, "charge") == [["Rita Kam", "Joe Wan"]]


@pytest.mark.parametrize(
    "text",
    [
        "The three were charged with arson.",
        "The other defendants were charged with arson.",
        "Neighbours were shocked. They were charged with arson.",
        "The teachers were charged with arson.",
    ],
)
def test_a_plural_that_means_others_takes_up_no_list(rows, text):
    told = rows(f"Police arrested Rita Kam and Joe Wan on Friday. {text}")
    assert ["Rita Kam", "Joe Wan"] not in affected(told, "charge")


def test_a_list_with_descriptions_is_read_whole(rows):
    text = (
        "Roy Tse, 44, a former member of the board, and Vivian Ko, 29, a graphic designer, were "
        "each charged with arson."
    )
    assert affected(rows(text), "charge") == [["Roy Tse", "Vivian Ko"]]


def test_no_list_goes_on_behind_a_verb(rows):
    told = rows("Police arrested Rita Kam, a nurse, who told Joe Wan, a cook, and left.")
    assert affected(told, "arrest") == [["Rita Kam"]]


def test_people_without_a_name_are_known_again(rows):
    text = (
        "Officers arrested a 24-year-old woman and a 42-year-old man. The 42-year-old man has been "
        "released, while the woman has been released on bail."
    )
    told = rows(text)
    assert affected(told, "arrest") == [["24-year-old woman", "42-year-old man"]]
    assert affected(told, "release") == [["42-year-old man"]]
    assert affected(told, "bail") == [["24-year-old woman"]]


def test_one_of_two_men_is_not_guessed(rows):
    told = rows("A man, 20, and a man, 30, were arrested. The man was released.")
    assert affected(told, "release") == []


def test_she_is_the_woman_who_was_arrested(rows):
    told = rows("A 59-year-old woman was arrested on Saturday. She was released on bail.")
    assert affected(told, "bail") == [["59-year-old woman"]]


def test_the_defendant_is_the_one_person_of_the_case(rows):
    told = rows("Lau Tat-lai was charged with fraud on Monday. The defendant was acquitted.")
    assert affected(told, "acquittal") == [["Lau Tat-lai"]]


def test_the_defendant_is_nobody_where_there_are_two(rows):
    told = rows("Police arrested Rita Kam and Joe Wan. The defendant was freed.")
    assert affected(told, "release") == []


def test_a_name_told_later_is_the_same_event(rows):
    text = "A man was found not guilty on Friday. Hawker Leung Bing, 57, was acquitted of arson."
    assert len(affected(rows(text), "acquittal")) == 1


def test_also_adds_an_event(rows):
    told = rows("Ann Tang was convicted of arson. Tang was also found guilty of fraud.")
    assert affected(told, "conviction") == [["Ann Tang"], ["Ann Tang"]]


def test_a_description_with_a_clause_of_its_own(rows):
    told = rows("Ho Pak-yin, a chef who had been jailed for 48 months, left the city.")
    assert terms(told) == {"Ho Pak-yin": "48 months"}


def offences(rows):
    """Give the offences of all events."""
    return [name for _, _, parts in rows for name in parts.get(Predicate.OFFENCE, [])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "was charged with one count of conspiracy to incite secession and will appear in court",
            ["conspiracy to incite secession"],
        ),
        (
            "was convicted of taking part in an unauthorised assembly in the District Court",
            ["taking part in an unauthorised assembly"],
        ),
        (
            "was charged with trafficking in a dangerous drug and possession of a knife",
            ["trafficking in a dangerous drug", "possession of a knife"],
        ),
        (
            "pleaded guilty to two counts of offering an advantage to an agent, contrary to law",
            ["offering an advantage to an agent"],
        ),
        (
            "was arrested for allegedly offering voters free banquets",
            ["offering voters free banquets"],
        ),
        ("was found guilty of possessing ammunition near a school", ["possessing ammunition"]),
        ("was convicted of four counts of rioting", ["rioting"]),
    ],
)
def test_offences_as_they_are_told(rows, text, found):
    assert sorted(offences(rows(f"Roy Tse {text}."))) == sorted(found)


@pytest.mark.parametrize(
    "text",
    [
        "was charged with overseeing the project",
        "was charged with the task",
        "was found guilty on Friday",
        "was arrested for the second time",
        "was charged with two others",
    ],
)
def test_what_follows_a_charge_is_not_always_an_offence(rows, text):
    assert offences(rows(f"Roy Tse {text}.")) == []


def test_the_law_that_an_offence_is_contrary_to(rows):
    text = "Roy Tse pleaded guilty to fraud, contrary to section 16A of the Theft Ordinance."
    assert [parts[Predicate.UNDER_LAW] for _, _, parts in rows(text)] == [["Theft Ordinance"]]


def test_the_court_in_which_somebody_is_convicted_convicts(rows):
    told = rows("Roy Tse was convicted of arson at the District Court on Friday.")
    assert [parts[Predicate.AGENT] for _, _, parts in told] == [["District Court"]]


def counts(rows, kind):
    """Give how many people the events of a type are told of."""
    return [parts.get(Predicate.MINIMUM_COUNT) for type_, _, parts in rows if type_ == kind]


def test_they_keep_the_number_of_those_without_names(rows):
    told = rows(
        "Five men and a woman were arrested. They were charged with fraud. They were jailed for "
        "15 months."
    )
    assert counts(told, "charge") == [[6]]
    assert counts(told, "sentencing") == [[6]]


def test_they_keep_no_number_of_things(rows):
    assert counts(rows("Six shops were raided. They were jailed on Friday."), "sentencing") == [
        None
    ]


def test_officers_act_for_their_body(rows):
    told = rows("ICAC officers raided a depot in Tin Shui Wai.")
    assert [parts[Predicate.AGENT] for _, _, parts in told] == [["ICAC"]]


def test_what_befalls_officers_does_not_befall_their_body(rows):
    assert affected(rows("ICAC officers were arrested on Friday."), "arrest") == [[]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rita Kam was among those sentenced on Friday.", "sentencing"),
        ("Rita Kam was one of three people arrested on Friday.", "arrest"),
        ("Lawyer Rita Kam was the first to be released on bail.", "bail"),
        ("Rita Kam was today (May 3) convicted of fraud.", "conviction"),
    ],
)
def test_who_is_one_of_those_told_of(rows, text, kind):
    assert affected(rows(text), kind) == [["Rita Kam"]]


def test_who_is_not_one_of_those_told_of(rows):
    assert ["Rita Kam"] not in affected(rows("Rita Kam was not among those arrested."), "arrest")


def test_a_case_only_named_is_no_event(rows):
    assert rows("If convicted, Rita Kam could face 14 years in prison.") == []


def test_a_day_that_a_case_is_put_off_to_is_not_its_time(rows):
    told = rows("Magistrate Ann Lo adjourned the case to November 6.")
    assert [parts.get(Predicate.HAS_TIME) for _, _, parts in told] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Fong was convicted of two counts of fraud on Monday.",
        "Ada Fong was found guilty of three charges of theft.",
    ],
)
def test_counts_of_an_offence_are_no_people(rows, text):
    (conviction,) = (parts for type_, _, parts in rows(text) if type_ == "conviction")

    assert Predicate.MINIMUM_COUNT not in conviction


@pytest.mark.parametrize("verb", ["put off", "pushed back", "adjourned"])
def test_sentencing_that_is_put_off_has_not_been(rows, verb):
    told = rows(f"The magistrate {verb} the sentencing of Ada Fong to October 30.")

    assert [plain for type_, plain, _ in told if type_ == "sentencing"] in ([], [False])
