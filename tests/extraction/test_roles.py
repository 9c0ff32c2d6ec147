"""Who holds which office, in invented sentences read by the real steps."""

from __future__ import annotations

import pytest

from hkgraph.model import Modality, Predicate
from readings import RUNS


@pytest.fixture
def roles_in(reading_of):
    def read(text: str, published: str = "2021-10-25"):
        reading = reading_of(text, published, RUNS)
        names = {e.id: e.name for e in reading.entities.values()}
        return {(names[m.person], m.title, names.get(m.organisation)) for m in reading.memberships}

    return read


@pytest.fixture
def read(reading_of):
    return lambda text, published="2021-10-25": reading_of(text, published, RUNS)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Mary Thornfield, chair of the Peak Ramblers Society, opened the path.",
            ("Mary Thornfield", "chair", "Peak Ramblers Society"),
        ),
        (
            "The Peak Ramblers Society's deputy chair Mary Thornfield opened the path.",
            ("Mary Thornfield", "deputy chair", "Peak Ramblers Society"),
        ),
        (
            "The Peak Ramblers Society's chair, Mary Thornfield, opened the path.",
            ("Mary Thornfield", "chair", "Peak Ramblers Society"),
        ),
        (
            "Mary Thornfield, who heads the Peak Ramblers Society, opened the path.",
            ("Mary Thornfield", "head", "Peak Ramblers Society"),
        ),
        (
            "Mary Thornfield was elected president of the Peak Ramblers Society on Monday.",
            ("Mary Thornfield", "president", "Peak Ramblers Society"),
        ),
        (
            "Secretary for Security Robert Quill opened the path.",
            ("Robert Quill", "Secretary for Security", None),
        ),
        (
            "Secretary for Justice Anna Whitlock opened the path.",
            ("Anna Whitlock", "Secretary for Justice", None),
        ),
        (
            "Human rights lawyer Anna Whitlock opened the path.",
            ("Anna Whitlock", "human rights lawyer", None),
        ),
        (
            "Mary Thornfield, 45, editor-in-chief of the Peak Ramblers Society, opened the path.",
            ("Mary Thornfield", "editor-in-chief", "Peak Ramblers Society"),
        ),
        (
            "Amnesty International's China director Mary Thornfield opened the path.",
            ("Mary Thornfield", "director", "Amnesty International"),
        ),
        (
            "Chief Executive-elect Mary Thornfield opened the path.",
            ("Mary Thornfield", "Chief Executive-elect", None),
        ),
        (
            "French President Henri Marchand opened the path.",
            ("Henri Marchand", "president", "France"),
        ),
    ],
)
def test_a_title_beside_a_name_is_a_role(roles_in, text, role):
    assert role in roles_in(text)


def test_a_body_of_the_organisation_belongs_to_the_title(roles_in):
    found = roles_in(
        "Mary Thornfield, chair of the Peak Ramblers Society's international board, spoke."
    )

    assert found == {
        ("Mary Thornfield", "chair of the international board", "Peak Ramblers Society")
    }


def test_a_list_of_officials_gives_each_their_own_title(roles_in):
    found = roles_in(
        "Present were Secretary for Security Robert Quill, Secretary for Justice Anna Whitlock "
        "and Commissioner of Police Peter Standish."
    )

    assert {(person, title) for person, title, _ in found} == {
        ("Robert Quill", "Secretary for Security"),
        ("Anna Whitlock", "Secretary for Justice"),
        ("Peter Standish", "Commissioner of Police"),
    }


def test_a_spokesman_without_a_name_speaks_for_an_organisation(roles_in):
    found = roles_in("A spokesman for the Peak Ramblers Society said the path was safe.")

    assert {(title, body) for _, title, body in found} == {("spokesman", "Peak Ramblers Society")}


def test_an_office_of_the_paragraph_is_told_by_a_rule_that_is_counted_by_itself(read):
    reading = read(
        "The Peak Ramblers Society closed the path. Deputy chair Mary Thornfield said it was old."
    )

    rules = [s.rule for s in reading.statements if s.predicate is Predicate.HAS_MEMBERSHIP]
    assert rules == ["role:before-name-nearby"]


def test_a_proper_title_takes_no_organisation_from_the_paragraph(roles_in):
    found = roles_in(
        "The Peak Ramblers Society closed the path. Financial Secretary Mary Thornfield agreed."
    )

    assert ("Mary Thornfield", "Financial Secretary", None) in found


def test_a_former_office_lies_before_publication(read):
    reading = read("Mary Thornfield, a former chair of the Peak Ramblers Society, spoke.")

    assert [m.during.edtf for m in reading.memberships] == ["../2021-10-25"]


def test_a_role_held_since_a_year_is_dated(read):
    reading = read("Mary Thornfield has been chair of the Peak Ramblers Society since 2019.")

    assert [m.during.edtf for m in reading.memberships] == ["2019/.."]


def test_taking_an_office_begins_it(read):
    reading = read("Mary Thornfield became chair of the Peak Ramblers Society in July 2017.")

    assert [m.during.edtf for m in reading.memberships] == ["2017-07/.."]


def test_a_date_told_once_counts_for_the_role_told_twice(read):
    reading = read(
        "Mary Thornfield, chair of the Peak Ramblers Society, spoke. Thornfield has been chair of "
        "the Peak Ramblers Society since 2019."
    )

    assert [m.during.edtf for m in reading.memberships] == ["2019/.."]


def test_an_incoming_office_is_planned(read):
    reading = read("Mary Thornfield, incoming chair of the Peak Ramblers Society, spoke.")

    assert [s.modality for s in reading.statements] == [Modality.PLANNED]


def test_evidence_holds_the_name_and_the_organisation(read):
    reading = read("On Monday Mary Thornfield, chair of the Peak Ramblers Society, spoke of rain.")

    (statement,) = reading.statements
    assert [span.text for span in statement.evidence] == [
        "Mary Thornfield, chair of the Peak Ramblers Society"
    ]


def test_a_name_of_an_organisation_is_a_member_without_title(read):
    reading = read("Mary Thornfield of the Peak Ramblers Society said the path was safe.")

    assert reading.memberships == []
    assert [s.predicate for s in reading.statements] == [Predicate.MEMBER_OF]


def test_a_title_of_nobody_is_no_role(roles_in):
    assert roles_in("The chairman opened the path, and a lawyer watched.") == set()


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Chief Executive Robert Quill spoke in Hong Kong.", "Hong Kong Government"),
        ("Hong Kong's chief executive, Robert Quill, spoke.", "Hong Kong Government"),
        ("Secretary for Works Robert Quill spoke in Hong Kong.", "Hong Kong Government"),
        (
            "Secretary for Culture, Sports and Tourism Robert Quill spoke in Hong Kong.",
            "Hong Kong Government",
        ),
        ("Commissioner of Police Robert Quill spoke in Hong Kong.", "Hong Kong Police Force"),
        ("Chief Justice Robert Quill spoke in Hong Kong.", "Judiciary"),
        ("Lawmaker Robert Quill spoke in Hong Kong.", "Legislative Council"),
        ("The lawmaker Robert Quill spoke of Hong Kong in Germany.", None),
        ("Peak Bank chief executive Robert Quill spoke in Hong Kong.", "Peak Bank"),
        ("British judge Robert Quill spoke in Hong Kong.", None),
    ],
)
def test_an_office_of_the_city_belongs_to_its_body(roles_in, text, role):
    assert {found[2] for found in roles_in(text)} == {role}


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            (
                "Next Digital chief executive Peter Cole, editor-in-chief Ann Poe and associate"
                " publisher Rob Quill spoke."
            ),
            {"chief executive", "editor-in-chief", "associate publisher"},
        ),
        (
            "Next Digital's former chair Peter Cole and former vice-chair Ann Poe spoke.",
            {"chair", "vice-chair"},
        ),
        ("Peter Cole is an editor and reporter of Next Digital.", {"editor", "reporter"}),
        ("Peter Cole serves as the chairman of Next Digital.", {"chairman"}),
        ("Peter Cole and Ann Poe of Next Digital spoke.", set()),
        ("The chairmen of Next Digital, Peter Cole, spoke.", {"chairman"}),
    ],
)
def test_a_list_of_titles_shares_its_body(roles_in, text, titles):
    found = roles_in(text)
    assert {title for _, title, _ in found} == titles
    assert {body for _, _, body in found} <= {"Next Digital"}


def test_a_second_title_goes_with_the_name_behind_it(roles_in):
    found = roles_in("Peter Cole, leader of Next Digital, and its former chairman, Ann Poe, spoke.")
    assert {(person, title) for person, title, _ in found} == {
        ("Peter Cole", "leader"),
        ("Ann Poe", "chairman"),
    }


def test_two_people_of_one_body_both_belong_to_it(read):
    reading = read("Peter Cole and Ann Poe of Next Digital spoke.")
    belonging = [s for s in reading.statements if s.predicate is Predicate.MEMBER_OF]
    assert len(belonging) == 2


def test_one_who_would_lead_is_no_leader(roles_in):
    assert not roles_in("Peter Cole said that he would lead Next Digital.")


def test_an_office_is_held_from_one_year_to_another(read):
    reading = read("Peter Cole worked as an editor for Next Digital from 1984 to 1986.")
    assert [m.during.edtf for m in reading.memberships if m.during] == ["1984/1986"]
