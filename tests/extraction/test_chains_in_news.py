"""What news calls again by a noun or pronoun, in invented texts."""

from __future__ import annotations

import pytest

from hkgraph.extraction.coreference.linking import link_mentions
from hkgraph.extraction.names.finding import find_names
from hkgraph.model import Kind


@pytest.fixture
def meant(reading_of):
    """Give a function from a text and words in it to the name of what the last such words mean."""

    def find(text, words):
        reading = reading_of(text, steps=[find_names, link_mentions])
        start = text.rindex(words)
        mention = next((m for m in reading.mentions if m.start == start), None)
        return reading.entities[mention.entity].name if mention else None

    return find


# ── bodies ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "words", "body"),
    [
        (
            "Tolo Larder, a volunteer canteen, closed. Its cook said the canteen was tired.",
            "the canteen",
            "Tolo Larder",
        ),
        (
            "Wan Paper Books was in Mong Kok. Officers had called on the shop often.",
            "the shop",
            "Wan Paper Books",
        ),
        (
            "SkyTug’s general manager, Beatrice Lo, said the company was pleased.",
            "the company",
            "SkyTug",
        ),
        (
            "The Tolo Weavers' Union struck at SkyTug, a tug firm. It asked the company for more.",
            "the company",
            "SkyTug",
        ),
        (
            "The Tolo Confederation of Porters met. The confederation, which is small, went.",
            "The confederation",
            "Tolo Confederation of Porters",
        ),
    ],
)
def test_noun_takes_up_the_body_that_fits(meant, text, words, body):
    assert meant(text, words) == body


def test_title_of_somebody_named_behind_another_title_is_no_second_person(reading_of):
    text = "The Tolo Porters' Union met. Its chairman, the judge David Lok, said it was late."

    reading = reading_of(text, steps=[find_names, link_mentions])
    people = {e.name for e in reading.entities.values() if e.kind is Kind.PERSON}

    assert people == {"David Lok"}


def test_noun_between_two_that_fit_takes_up_neither(meant):
    text = "Sky Cargo Limited and Sea Cargo Limited met in Hong Kong. A clerk saw the company."

    assert meant(text, "the company") is None


def test_bureau_that_was_named_is_no_new_office(meant):
    text = "In Hong Kong the Security Bureau met the Tolo Guild. The bureau said so on Friday."

    assert meant(text, "The bureau") == "Security Bureau"


# ── laws ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "told"),
    [("the bill", "Ho backed the bill on Monday."), ("the law", "Ho called the law a good one.")],
)
def test_noun_takes_up_the_law_that_is_made(meant, words, told):
    text = f"Hong Kong passed the Care of Cats (Amendment) Ordinance. {told}"

    assert meant(text, words) == "Care of Cats (Amendment) Ordinance"


# ── people without a name ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A 61-year-old retired teacher was released late on Wednesday.", "A 61-year-old"),
        ("They include a 72-year-old man who was struck by a sign.", "a 72-year-old man"),
        ("A cyclist was killed on Monday.", "A cyclist"),
        ("A man was arrested in Sha Tin.", "A man"),
    ],
)
def test_person_told_by_age_or_harm_is_known(meant, text, words):
    assert meant(text, words) is not None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A 61-year-old building was pulled down.", "A 61-year-old"),
        ("A man could be arrested for less.", "A man"),
        ("They will strike if a driver is arrested.", "a driver"),
    ],
)
def test_thing_or_case_that_is_only_thought_of_is_no_person(meant, text, words):
    assert meant(text, words) is None


def test_she_is_the_woman_of_the_sentence_before(meant):
    text = "The ICAC said a 59-year-old woman had been arrested. She was released without charge."

    assert meant(text, "She") == "59-year-old woman"


def test_noun_with_surname_means_its_bearer(meant):
    text = "A 41-year-old mainland man surnamed Qiu was stopped at Lok Ma Chau on Tuesday."

    assert meant(text, "A 41") == "Qiu"


# ── places ──────────────────────────────────────────────────────────────────────────────────


def test_former_colony_is_the_city(meant):
    text = "Hong Kong was calm. Beijing imposed it on the former British colony in June."

    assert meant(text, "the former British colony") == "Hong Kong"
