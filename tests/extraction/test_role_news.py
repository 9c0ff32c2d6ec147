"""Who holds which office, in the ways that news tells it; every name is invented."""

from __future__ import annotations

import pytest

from hkgraph.extraction.steps import STEPS
from hkgraph.model import Predicate

_RUNS = tuple(step.run for step in STEPS)


@pytest.fixture
def read(reading_of):
    return lambda text, published="2024-05-15": reading_of(text, published, _RUNS)


@pytest.fixture
def roles_in(read):
    def roles(text: str, published: str = "2024-05-15"):
        reading = read(text, published)
        names = {e.id: e.name for e in reading.entities.values()}
        return {(names[m.person], m.title, names.get(m.organisation)) for m in reading.memberships}

    return roles


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (
            "Hong Kong police held two men. Superintendent Robert Quill said they were drunk.",
            "Hong Kong police",
        ),
        (
            "At the District Court, Deputy Judge Anna Whitlock jailed two men.",
            "District Court",
        ),
        (
            "The case was heard at Fanling Magistrates' Court. Magistrate Robert Quill agreed.",
            "Fanling Magistrates' Court",
        ),
        ("High Court judge Madam Justice Anna Whitlock freed him.", "High Court"),
        ("District Judge Robert Quill jailed two men in Hong Kong.", "District Court"),
        (
            "The High Court and the District Court are old. Deputy Judge Robert Quill agreed.",
            None,
        ),
        ("Retired judge Robert Quill spoke outside the District Court.", None),
    ],
)
def test_a_rank_is_held_at_the_force_or_court_named(roles_in, text, body):
    assert {found[2] for found in roles_in(text)} == {body}


def test_a_unit_that_is_not_understood_is_no_reason_to_guess(roles_in):
    found = roles_in(
        "Hong Kong police held two men. Chief Inspector Robert Quill of the harbour squad agreed."
    )

    assert found == {("Robert Quill", "Chief Inspector", None)}


def test_one_addressed_as_justice_holds_no_office_by_that(roles_in):
    assert roles_in("Mr Justice Robert Quill opened the path in Tai Po.") == set()


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Senior Inspector Robert Quill of the Organised Crime and Triad Bureau spoke.",
            ("Robert Quill", "Senior Inspector", "Organised Crime and Triad Bureau"),
        ),
        (
            "Professor Robert Quill of the University of Hong Kong spoke.",
            ("Robert Quill", "professor", "University of Hong Kong"),
        ),
        (
            "Professor Robert Quill, a lung specialist at the University of Hong Kong, spoke.",
            ("Robert Quill", "professor", "University of Hong Kong"),
        ),
    ],
)
def test_a_body_behind_a_name_places_the_title_before_it(roles_in, text, role):
    assert role in roles_in(text)


def test_a_seat_is_not_held_at_the_party(roles_in):
    found = roles_in("District councillor Robert Quill of the Civic Party spoke in Hong Kong.")

    assert found == {("Robert Quill", "district councillor", None)}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Construction worker Robert Quill fell.", "construction worker"),
        ("Robert Quill, a chef, fell.", "chef"),
        ("Robert Quill, 34, a courier, fell.", "courier"),
        ("Taxi driver Robert Quill fell.", "taxi driver"),
    ],
)
def test_what_somebody_does_for_a_living_is_a_role(roles_in, text, title):
    assert roles_in(text) == {("Robert Quill", title, None)}


@pytest.mark.parametrize(
    "text",
    [
        "Robert Quill, a father of two, fell.",
        "Robert Quill, the victim's brother, fell.",
        "The driver fell, and a chef watched.",
    ],
)
def test_kin_and_nameless_people_give_no_role(roles_in, text):
    assert roles_in(text) == set()


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "The Peak Ramblers Society closed. The society's deputy chair, Anna Whitlock, spoke.",
            ("Anna Whitlock", "deputy chair", "Peak Ramblers Society"),
        ),
        (
            "Robert Quill left the Harmony Party. Party treasurer Anna Whitlock was sorry.",
            ("Anna Whitlock", "treasurer", "Harmony Party"),
        ),
        (
            "Robert Quill sued the firm. The team's captain, Anna Whitlock, was sorry.",
            ("Anna Whitlock", "captain", None),
        ),
    ],
)
def test_a_noun_before_a_title_means_the_body_so_called(roles_in, text, role):
    assert role in roles_in(text)


def test_two_bodies_so_called_leave_a_title_without(roles_in):
    found = roles_in(
        "Peak University and Tolo University will merge.\n\n"
        "University president Anna Whitlock was sorry."
    )

    assert {body for _, _, body in found} == {None}


def test_a_nameless_spokesman_speaks_for_the_police(roles_in):
    found = roles_in("Robert Quill fell in Hong Kong, a police spokesman said.")

    assert {(title, body) for _, title, body in found} == {("spokesman", "Hong Kong Police Force")}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The Director of Lands, Mr Robert Quill, spoke in Hong Kong.", "Lands Department"),
        ("Robert Quill, Director of Health, spoke in Hong Kong.", "Department of Health"),
        (
            "Robert Quill, Permanent Secretary for the Civil Service, spoke in Hong Kong.",
            "Civil Service Bureau",
        ),
        (
            "The secretary for works, Robert Quill, spoke in Hong Kong.",
            "Hong Kong Government",
        ),
    ],
)
def test_an_office_named_after_a_department_is_held_there(roles_in, text, body):
    assert {found[2] for found in roles_in(text)} == {body}


def test_a_place_is_no_employer(roles_in):
    assert roles_in("Robert Quill, a director in Hong Kong, spoke.") == {
        ("Robert Quill", "director", None)
    }


def test_an_activist_is_not_employed_where_he_is_a_member(read):
    reading = read("Robert Quill, an activist and member of the Civic Party, spoke.")

    assert [m.organisation for m in reading.memberships] == [None]
    assert Predicate.MEMBER_OF in {s.predicate for s in reading.statements}


def test_evidence_names_the_body_found_elsewhere(read):
    reading = read("The District Court sat on Monday. Deputy Judge Anna Whitlock jailed two men.")

    (told,) = [s for s in reading.statements if s.predicate is Predicate.HAS_MEMBERSHIP]
    assert "District Court" in {span.text.removeprefix("The ") for span in told.evidence}
