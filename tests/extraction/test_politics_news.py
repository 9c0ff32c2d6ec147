"""Public life as news tells it: what is said, published, banned, sanctioned and voted on."""

from __future__ import annotations

import pytest

from hkgraph.model import Modality, Predicate
from readings import RUNS, names_of

_AGENT, _AFFECTS = Predicate.AGENT, Predicate.AFFECTS


@pytest.fixture
def told(reading_of):
    """Give what an article says in its own voice: of events by their type, of others by name."""

    def run(text: str):
        reading = reading_of(text, "2021-10-25", RUNS)
        names = names_of(reading)
        return {
            (names[s.subject], s.predicate, names.get(s.object, s.object))
            for s in reading.statements
            if s.modality is Modality.ASSERTED and s.polarity and s.attributed_to is None
        }

    return run


@pytest.mark.parametrize(
    "text",
    [
        "The Tolo Guild said in a statement that it was sorry.",
        "In a joint statement on Friday, the Tolo Guild denounced the plan.",
        "The Tolo Guild expressed concern in a statement on Friday.",
        "The Tolo Guild issued a statement on Monday condemning the attack.",
        "The Tolo Guild declined to comment in an emailed reply.",
        "The Tolo Guild sent an open letter to Ada Fong.",
        "The Tolo Guild called on Ada Fong to resign.",
        "The Tolo Guild called for an inquiry.",
        "The Tolo Guild has apologised to passengers.",
    ],
)
def test_who_makes_a_statement_is_its_agent(told, text):
    assert ("statement", _AGENT, "Tolo Guild") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Fong told a press conference that the Tolo Guild would stay.",
        "Ada Fong dismissed the claims in a speech.",
        "Ada Fong wrote to the Tolo Guild last week.",
        "Ada Fong said in a letter to the Tolo Guild that she was in.",
    ],
)
def test_people_make_statements_too(told, text):
    assert ("statement", _AGENT, "Ada Fong") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Fong was accused of making a false statement.",
        "Ada Fong has yet to issue a statement.",
        "A statement attributed to Ada Fong was false.",
        "A report seen by the Harbour Post said the bank lost money.",
        "The Tolo Guild hopes to publish a report in June.",
        "Ada Fong called on her mother on Sunday.",
        "Ada Fong was mentioned in a statement by her lawyer.",
    ],
)
def test_what_nobody_is_sure_to_have_said_is_no_fact(told, text):
    assert not {row for row in told(text) if row[0] in {"statement", "publication"}}


@pytest.mark.parametrize(
    "text",
    [
        "The Tolo Guild released a report on Thursday.",
        "A report released by the Tolo Guild on Thursday said the law was abused.",
        "A survey that the Tolo Guild published in May found fear.",
        "The Tolo Guild's annual index, published on Friday, fell.",
    ],
)
def test_publications_have_publishers(told, text):
    assert ("publication", _AGENT, "Tolo Guild") in told(text)


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("Sanctions were imposed on Ada Fong by the United States in 2020.", "United States"),
        ("Beijing sanctioned Ada Fong in 2020 in retaliation.", "Beijing"),
        ("Beijing announced sanctions on Ada Fong and Mary Lo.", "Beijing"),
        ("Ada Fong, who was sanctioned by Beijing in 2020, has no bank account.", "Beijing"),
    ],
)
def test_sanctions_tell_who_and_whom(told, text, agent):
    found = told(text)
    assert ("sanction", _AGENT, agent) in found
    assert ("sanction", _AFFECTS, "Ada Fong") in found


@pytest.mark.parametrize(
    "text",
    [
        "Washington threatened to impose sanctions on Ada Fong.",
        "The senators called for sanctions on Ada Fong.",
        "Beijing denied it had imposed sanctions on Ada Fong.",
    ],
)
def test_threatened_and_denied_sanctions_are_no_facts(told, text):
    assert not {row for row in told(text) if row[0] == "sanction"}


@pytest.mark.parametrize(
    "text",
    [
        "Hong Kong has refused to renew the visa of Ada Fong.",
        "Ada Fong's visa was rejected by the Immigration Department.",
        "Hong Kong deported Ada Fong on Monday.",
        "The Tolo Guild deplored the denial of entry to Ada Fong.",
    ],
)
def test_closed_doors(told, text):
    assert ("entry-denial", _AFFECTS, "Ada Fong") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Fong had been barred from the race.",
        "Ada Fong was barred from standing on 18 August.",
        "The returning officer disqualified Ada Fong in January.",
    ],
)
def test_people_are_kept_from_public_life(told, text):
    assert ("ban", _AFFECTS, "Ada Fong") in told(text)


def test_from_a_pub_nobody_is_banned(told):
    assert not {row for row in told("Ada Fong was barred from the pub.") if row[0] == "ban"}


@pytest.mark.parametrize(
    "text",
    [
        "Ada Fong beat Mary Lo with 131,204 votes to her 122,017.",
        "Ada Fong won a decisive victory in the by-election on Sunday.",
        "Ada Fong has won the seat by 27 votes.",
        "Ada Fong was elected with 1,416 votes in May.",
    ],
)
def test_who_wins_an_election(told, text):
    found = told(text)
    assert ("election", _AFFECTS, "Ada Fong") in found
    assert ("election", _AFFECTS, "Mary Lo") not in found


@pytest.mark.parametrize(
    "text",
    ["Peter Cole took the seat next to Ada Fong.", "The Tolo Guild beat Kitchee in the final."],
)
def test_other_seats_and_wins(told, text):
    assert not {row for row in told(text) if row[0] == "election"}


def test_steps_of_lawmaking_stay_apart(told):
    passed = "The Tolo Ordinance was passed on 10 July 2021."
    text = f"{passed} The Tolo Ordinance took effect on 1 August 2021."
    days = {str(row[2].edtf) for row in told(text) if row[:2] == ("lawmaking", Predicate.HAS_TIME)}
    assert days == {"2021-07-10", "2021-08-01"}


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Ada Fong hit out at the Tolo Guild.", "Tolo Guild"),
        ("Ada Fong condemned the remarks made by Mary Lo.", "Mary Lo"),
        ("Ada Fong slammed the decision by the Tolo Guild.", "Tolo Guild"),
        ("Ada Fong criticised Mary Lo's handling of the case.", "Mary Lo"),
        ("Ada Fong accused Mary Lo of lying to the public.", "Mary Lo"),
    ],
)
def test_who_criticises_whom(told, text, whom):
    assert ("Ada Fong", Predicate.CRITICISES, whom) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Fong did not criticise Mary Lo.",
        "Peter Cole said that Ada Fong had criticised Mary Lo.",
        "Ada Fong condemned the killing of Mary Lo.",
        "Ada Fong condemned Mary Lo's arrest.",
    ],
)
def test_who_does_not_criticise(told, text):
    assert not {row for row in told(text) if row[1] is Predicate.CRITICISES}


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Ada Fong backed Mary Lo's plan to cut fares.", "Mary Lo"),
        ("Ada Fong welcomed the Tolo Ordinance.", "Tolo Ordinance"),
        ("Ada Fong expressed support for Mary Lo's decision.", "Mary Lo"),
    ],
)
def test_who_supports_whom(told, text, whom):
    assert ("Ada Fong", Predicate.SUPPORTS, whom) in told(text)


def test_a_guest_who_is_welcomed_is_not_supported(told):
    found = told("Ada Fong welcomed Mary Lo at the airport.")
    assert not {row for row in found if row[1] is Predicate.SUPPORTS}


@pytest.mark.parametrize(
    "text",
    [
        "Robbery carries a maximum penalty of life in prison under the Theft Ordinance.",
        "They admitted robbery, an offence that carries a fine under the Theft Ordinance.",
        "Robbery is punishable by ten years in prison under the Theft Ordinance.",
        "Robbery is an offence under the Theft Ordinance.",
    ],
)
def test_which_law_makes_an_offence(told, text):
    laws = {row[0].lower() for row in told(text) if row[1] is Predicate.CRIMINALISES}
    assert laws == {"theft ordinance"}


def test_who_passes_a_law_is_not_where_it_holds(told):
    found = told("China's top legislature passed the Tolo Ordinance in 2020.")
    assert not {row for row in found if row[1] is Predicate.LEGISLATION_JURISDICTION}


def test_police_who_accuse_do_not_criticise(told):
    found = told("Hong Kong police accused Ada Fong of lying to officers.")
    assert not {row for row in found if row[1] is Predicate.CRITICISES}


@pytest.mark.parametrize(
    ("text", "kind", "agent"),
    [
        ("Tolo Watch called for the three to be freed at once.", "statement", "Tolo Watch"),
        ("Ada Fong said in a Facebook post on Monday that she was out.", "statement", "Ada Fong"),
        ("Ada Fong wrote on Facebook that she was sorry.", "statement", "Ada Fong"),
        ("Ming Pao ran an editorial on the law.", "publication", "Ming Pao"),
        (
            "The Buildings Department ordered Tolo Limited to shut it.",
            "policy",
            "Buildings Department",
        ),
        ("The Housing Bureau launched a consultation in May.", "policy", "Housing Bureau"),
        ("The Tolo Party cut the levy in May.", "policy", "Tolo Party"),
        ("The Tolo Party's ban on dogs took effect in May.", "ban", "Tolo Party"),
    ],
)
def test_who_acts_in_public(told, text, kind, agent):
    assert (kind, _AGENT, agent) in told(text)


def test_what_a_court_orders_is_no_policy(told):
    found = told("The High Court ordered Tolo Limited to pay $3 million.")
    assert not {row for row in found if row[0] == "policy"}


def test_parties_take_seats(told):
    found = told("The New People's Party and the Tolo Party took 15 and 12 seats, respectively.")
    assert {row[2] for row in found if row[1] is _AFFECTS} == {"New People's Party", "Tolo Party"}


def test_where_officials_serve_is_not_sanctioned(told):
    found = told("Beijing imposed sanctions on 11 Hong Kong and mainland officials.")
    assert not {row for row in found if row[1] is _AFFECTS}


@pytest.mark.parametrize(
    "text",
    [
        "The Tolo Guild issued a statement condemning Ada Fong.",
        "The Tolo Guild hit back at Ada Fong on Friday.",
    ],
)
def test_who_criticises_in_a_statement(told, text):
    assert ("Tolo Guild", Predicate.CRITICISES, "Ada Fong") in told(text)


@pytest.mark.parametrize(
    ("text", "kind", "whom"),
    [
        ("Lawmakers voted 86 to one on Wednesday to pass the Tolo Bill.", "lawmaking", "Tolo Bill"),
        ("The legislature gave final approval to the Tolo Bill.", "lawmaking", "Tolo Bill"),
        ("Ada Fong was hit with sanctions by Beijing in March.", "sanction", "Ada Fong"),
        ("Singapore expelled Ada Fong in 2017.", "entry-denial", "Ada Fong"),
        ("Ada Fong was returned in the Sai Kung by-election.", "election", "Ada Fong"),
    ],
)
def test_whom_public_life_befalls(told, text, kind, whom):
    assert (kind, _AFFECTS, whom) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Tolo Party expelled Ada Fong.",
        "Lawmakers will vote to pass the Tolo Bill.",
        "Ada Fong was returned to her family.",
    ],
)
def test_what_befalls_nobody_in_public(told, text):
    kinds = {"entry-denial", "lawmaking", "election"}
    assert not {row for row in told(text) if row[0] in kinds}
