"""Since when a body is at a place, counted back from how long it has worked there."""

import pytest

from readings import RUNS, names_of, word_of

WORKED = "Open Strait Foundation has worked in Hong Kong for 30 years."

PARTED = """He thanked Open Strait Foundation and the staff who had worked

for 30 years “to protect human rights in and from Hong Kong.”"""


@pytest.fixture
def founded_in(reading_of):
    def read(text):
        reading = reading_of(text, "2021-10-25", RUNS)
        names = names_of(reading)
        foundings = {event.id for event in reading.events if event.type == "founding"}
        return {
            str(word_of(said.object, names))
            for said in reading.statements
            if said.subject in foundings
        } - {"founding"}

    return read


@pytest.mark.parametrize(
    ("text", "since"),
    [
        (WORKED, "1991~"),
        ("Open Strait Foundation has operated for 12 years in Hong Kong.", "2009~"),
        ("Open Strait Foundation has worked in Hong Kong for more than 30 years.", "../1993-12-31"),
        (PARTED, "1991~"),
    ],
    ids=["place first", "years first", "more than", "across a page break"],
)
def test_years_of_work_tell_since_when_a_body_is_there(founded_in, text, since):
    assert founded_in(text) == {"Open Strait Foundation", "Hong Kong", since}


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lam-Wood has worked in Hong Kong for 30 years.",
        "Ada Lam-Wood has worked for Open Strait Foundation in Hong Kong for 30 years.",
        "Open Strait Foundation worked in Hong Kong for 30 years.",
        "Open Strait Foundation has not worked in Hong Kong for 30 years.",
        "Open Strait Foundation has worked for 30 years.",
        "Open Strait Foundation may have worked in Hong Kong for 30 years.",
        f"Open Strait Foundation was founded in Hong Kong in 1990. {WORKED}".replace("has", "had"),
    ],
    ids=["a person", "for a body", "over", "denied", "nowhere", "possible", "founded"],
)
def test_what_is_no_presence_of_a_body_tells_none(founded_in, text):
    assert not any(value.endswith(("~", "31")) for value in founded_in(text))
