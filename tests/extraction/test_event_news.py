"""Events as news tells them: people without names, lists, storms, and what never was."""

from __future__ import annotations

import pytest

from hkgraph.model import Modality, Predicate
from readings import asserted


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("Two British judges have resigned.", "resignation", 2),
        ("Two foreign men have been arrested on suspicion of arson.", "arrest", 2),
        ("Police arrested its vice-chair and three other members on Wednesday.", "arrest", 4),
        ("A solicitor and four others were charged with fraud on Friday.", "charge", 5),
        ("A man, 35, and a woman, 40, were arrested on Friday.", "arrest", 2),
        ("The news followed the arrest last Thursday of five executives.", "arrest", 5),
        ("The State Council has appointed three officials.", "appointment", 3),
        ("Peak Airways cut 5,900 jobs in March.", "redundancy", 5900),
        ("The ministry put sanctions on 11 Americans.", "sanction", 11),
        ("The three others were released pending inquiries.", "release", 3),
        ("After a trial, 14 were convicted in May.", "conviction", 14),
        ("Tens of thousands marched on Sunday.", "protest", 20000),
    ],
)
def test_people_without_names_are_counted(told, text, kind, number):
    assert (kind, Predicate.MINIMUM_COUNT, number) in asserted(told(text))


@pytest.mark.parametrize(
    "text",
    [
        "Next Digital was raided by over 200 officers.",
        "The Peak Ramblers Society was created by its 2000 merger with a club.",
        "Donald Trump signed Executive Order 13936 on July 14.",
        "Peter Cole and a clerk, Robert Quill, each received a term of six years.",
    ],
)
def test_other_numbers_count_nobody(told, text):
    assert not {row for row in told(text) if row[1] is Predicate.MINIMUM_COUNT}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A train derailed near Hung Hom on Monday.", "accident"),
        ("A carriage left the track near Hung Hom on Monday.", "accident"),
        ("Mary Thornfield was refused permission to stay.", "entry-denial"),
        ("Next Digital sold a building in Tai Po.", "deal"),
        ("The Observatory lowered the signal on Friday.", "weather"),
        ("The black rainstorm warning was hoisted on Thursday.", "weather"),
        ("The Observatory issued a No 8 signal on Monday.", "weather"),
        ("Dockers walked out on Monday.", "strike"),
        ("Mary Thornfield was stopped at the airport in May.", "entry-denial"),
        ("Mary Thornfield won gold on Friday.", "award"),
        ("Mary Thornfield won the seat for Kowloon East on Sunday.", "election"),
        ("Mary Thornfield was picked as the next head of Next Digital.", "appointment"),
        ("Mary Thornfield quit on Monday.", "resignation"),
        ("Next Digital printed its last edition on Thursday.", "closure"),
        ("The Legislative Council passed the changes on July 6.", "lawmaking"),
        ("Some 500 officers searched the newsroom of Next Digital.", "raid"),
        ("Mary Thornfield faces one count of fraud.", "charge"),
        ("Mary Thornfield pleaded guilty to arson on Friday.", "conviction"),
        ("It was announced today that three officials were arrested.", "arrest"),
    ],
)
def test_what_news_is_mostly_about_is_an_event(told, text, kind):
    assert kind in {row[0] for row in asserted(told(text))}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Peter Cole faces a long term when he is sentenced.", "sentencing"),
        ("Peter Cole will be released once he is acquitted.", "acquittal"),
        ("The march on Sunday was banned by police.", "protest"),
        ("The sentencing of Peter Cole has been adjourned.", "sentencing"),
        ("Peak Airways would make 5,900 people redundant.", "redundancy"),
        ("The union met. Delegates of Next Digital voted on Sunday to dissolve it.", "dissolution"),
    ],
)
def test_what_is_awaited_or_called_off_is_no_fact(told, text, kind):
    found = told(text)
    assert kind in {row[0] for row in found}
    assert kind not in {row[0] for row in asserted(found)}


def test_one_who_is_due_to_do_something_takes_part(told):
    found = told("Mary Thornfield is due to be sentenced on Friday.")
    row = ("sentencing", Predicate.AFFECTS, "Mary Thornfield", Modality.PLANNED)
    assert row in found


@pytest.mark.parametrize(
    "text",
    [
        "Mary Thornfield quit smoking in May.",
        "Mary Thornfield walked out of the meeting on Monday.",
        "Mary Thornfield took the position that the law was bad.",
        "She had voted in every election since 1982.",
        "The annual vigil in Victoria Park was held again.",
        'Peter Cole starred in "Die Another Day" in Tokyo in 2002.',
        "Local media named her as Mary Thornfield.",
    ],
)
def test_what_only_sounds_like_news_is_no_event(told, text):
    assert not told(text)


def test_the_object_does_what_it_is_thanked_for(told):
    found = asserted(told("John Lee thanked Aaron Ho for resigning."))
    assert ("resignation", Predicate.AGENT, "Aaron Ho") in found
    assert ("resignation", Predicate.AGENT, "John Lee") not in found


def test_each_of_a_list_does_what_stands_behind_them(told):
    found = asserted(
        told("Rosa Law congratulated Aaron Ho on winning a medal and Adam Mak on winning gold.")
    )
    winners = {row[2] for row in found if row[1] is Predicate.AFFECTS}
    assert winners == {"Aaron Ho", "Adam Mak"}


@pytest.mark.parametrize(
    "text",
    [
        "Peter Cole, Mary Thornfield and a third member, Anna Whitlock, were charged.",
        "Chair Peter Cole, editor Mary Thornfield and publisher Anna Whitlock were charged.",
        (
            "Peter Cole of the Civic Party, Mary Thornfield of the Labour Party and Anna Whitlock"
            " of the Democratic Party were charged."
        ),
    ],
)
def test_all_of_a_list_take_part(told, text):
    found = asserted(told(text))
    people = {row[2] for row in found if row[1] is Predicate.AFFECTS}
    assert people == {"Peter Cole", "Mary Thornfield", "Anna Whitlock"}


def test_a_date_tells_when_the_clause_beside_it_was(told):
    text = "He took over in August 2019, when Robert Quill resigned."
    assert ("resignation", Predicate.HAS_TIME, "2019-08") in asserted(told(text))


def test_a_date_of_the_matter_is_not_that_of_the_arrest(told):
    found = asserted(told("Peter Cole was detained over a chaotic meeting in May."))
    assert not {row for row in found if row[1] is Predicate.HAS_TIME}


def test_a_lapse_and_a_limit_are_no_terms(told):
    text = "Peter Cole was jailed three days after the trial. Ann Poe was jailed for up to a year."
    assert not {row for row in told(text) if row[1] is Predicate.TERM}


def test_a_term_may_stand_before_what_came_first(told):
    found = asserted(told("Peter Cole was jailed for six years after being found guilty."))
    assert ("sentencing", Predicate.TERM, "six years") in found


def test_numbers_told_respectively_share_their_unit(told):
    found = asserted(
        told("Peter Cole and Mary Thornfield were sentenced to 7, 6 and 5 years respectively.")
    )
    assert not {row for row in found if row[1] is Predicate.TERM}
    found = asserted(
        told(
            "Peter Cole, Mary Thornfield and Anna Whitlock were sentenced to 7, 6 and 5 years"
            " respectively."
        )
    )
    assert {row[2] for row in found if row[1] is Predicate.TERM} == {
        "7 years",
        "6 years",
        "5 years",
    }


def test_what_something_was_over_is_its_cause(told):
    text = "Next Digital disbanded over the arrest of Peter Cole."
    assert ("dissolution", Predicate.CAUSED_BY, "arrest") in asserted(told(text))


def test_sanctions_on_people_in_a_city_are_not_there(told):
    found = asserted(told("The United States blacklisted 11 officials in Hong Kong and Beijing."))
    assert not {row for row in found if row[1] is Predicate.HAS_PLACE}
