"""Who holds which office, in the ways that news tells it; every name is invented."""

from __future__ import annotations

import pytest

from hkgraph.model import Modality, Predicate
from readings import RUNS


@pytest.fixture
def read(reading_of):
    return lambda text, published="2024-05-15": reading_of(text, published, RUNS)


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


@pytest.fixture
def held(read):
    """Give person, title, time and modality of each role told by a text."""

    def roles(text: str, published: str = "2024-05-15"):
        reading = read(text, published)
        names = {e.id: e.name for e in reading.entities.values()}
        told = {s.object: s for s in reading.statements if s.predicate is Predicate.HAS_MEMBERSHIP}
        return {
            (names[m.person], m.title, m.during.edtf if m.during else "", told[m.id].modality)
            for m in reading.memberships
        }

    return roles


_FACT, _PLAN = Modality.ASSERTED, Modality.PLANNED


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Anna Whitlock will take up the post of director of the Peak Club on June 12, 2024.",
            ("Anna Whitlock", "director", "2024-06-12/..", _PLAN),
        ),
        (
            "Anna Whitlock has been appointed director of the Peak Club from June 12, 2024.",
            ("Anna Whitlock", "director", "2024-06-12/..", _PLAN),
        ),
        (
            "Robert Quill resigned as director of the Peak Club in 2021.",
            ("Robert Quill", "director", "../2021", _FACT),
        ),
        (
            "Robert Quill will step down as director of the Peak Club in June 2024.",
            ("Robert Quill", "director", "../2024-06", _FACT),
        ),
        (
            "Robert Quill did not resign as director of the Peak Club.",
            ("Robert Quill", "director", "", _FACT),
        ),
        (
            "Robert Quill was removed from the post of director of the Peak Club.",
            ("Robert Quill", "director", "../2024-05-15", _FACT),
        ),
        (
            "Robert Quill no longer holds the post of director of the Peak Club.",
            ("Robert Quill", "director", "../2024-05-15", _FACT),
        ),
        (
            "Robert Quill, who headed the Peak Club until he retired in 2022, was named.",
            ("Robert Quill", "head", "../2022", _FACT),
        ),
        (
            "Robert Quill was promoted to director of the Peak Club in 2011.",
            ("Robert Quill", "director", "2011/..", _FACT),
        ),
        (
            "The Tolo Trust praised the appointment of Anna Whitlock as director of the Peak Club.",
            ("Anna Whitlock", "director", "", _FACT),
        ),
    ],
)
def test_coming_into_an_office_and_leaving_it_date_it(held, text, role):
    assert role in held(text)


@pytest.mark.parametrize(
    "text",
    [
        "Robert Quill criticised Anna Whitlock as a leader of thieves.",
        "Robert Quill hired Anna Whitlock as director of the Peak Club.",
        "Robert Quill was an enemy to the director of the Peak Club.",
        "Robert Quill sold the office of the director of the Peak Club.",
    ],
)
def test_who_speaks_of_an_office_does_not_hold_it(held, text):
    assert "Robert Quill" not in {person for person, *_ in held(text)}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Anna Whitlock became director of the Peak Club in 2021, replacing Robert Quill.",
            ("Robert Quill", "director", "../2021", _FACT),
        ),
        (
            "Anna Whitlock took over as director of the Peak Club from Robert Quill in 2021.",
            ("Robert Quill", "director", "../2021", _FACT),
        ),
        (
            (
                "Anna Whitlock will become director of the Peak Club on June 12, 2024. She will "
                "succeed Robert Quill."
            ),
            ("Robert Quill", "director", "../2024-06-12", _FACT),
        ),
        (
            (
                "Robert Quill, director of the Peak Club, is leaving. He will be succeeded by "
                "Anna Whitlock."
            ),
            ("Anna Whitlock", "director", "", _PLAN),
        ),
        (
            (
                "Ms Anna Whitlock will take up the post of director of the Peak Club on June 12, "
                "2024, vice Mr Robert Quill."
            ),
            ("Robert Quill", "director", "../2024-06-12", _FACT),
        ),
    ],
)
def test_an_office_goes_from_one_to_the_next(held, text, role):
    assert role in held(text)


def test_one_of_two_offices_told_of_a_predecessor_is_not_guessed(held):
    found = held(
        "Robert Quill, director of the Peak Club and a trustee of the Tolo Trust, is leaving. "
        "He will be succeeded by Anna Whitlock."
    )

    assert "Anna Whitlock" not in {person for person, *_ in found}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Anna Whitlock will succeed Robert Quill on Friday.", {"appointment"}),
        ("The new kit will replace the old one, and Anna Whitlock replaced the windows.", set()),
        ("Anna Whitlock became chair of the Peak Club in 2021.", {"appointment"}),
        ("Anna Whitlock became ill.", set()),
        ("Police removed Robert Quill from the road.", set()),
        ("Robert Quill was removed as chairman.", {"dismissal"}),
        ("Robert Quill gave up his seat.", {"resignation"}),
        ("Robert Quill gave up hope.", set()),
        ("Anna Whitlock will take the helm of the Peak Club in June.", {"appointment"}),
        ("Anna Whitlock lost her job.", {"redundancy"}),
    ],
)
def test_changes_of_office_are_events(read, text, kinds):
    assert {event.type for event in read(text).events} == kinds
