"""The offices that a body closes are part of its departure, if it is told to leave."""

import pytest

from hkgraph.model import Predicate
from readings import RUNS

LEAVING = "Open Strait Foundation will leave Hong Kong by the end of the year."
CLOSING = "The foundation will close its office in Hong Kong on October 31."


@pytest.fixture
def parts_in(reading_of):
    def read(text):
        reading = reading_of(text, "2021-10-25", RUNS)
        types = {event.id: event.type for event in reading.events}
        said = [s for s in reading.statements if s.predicate is Predicate.SUB_EVENT_OF]
        return [(types[s.subject], types[s.object], len(s.evidence)) for s in said]

    return read


def test_an_office_is_closed_as_part_of_a_departure_and_both_sentences_say_so(parts_in):
    assert parts_in(f"{LEAVING} {CLOSING}") == [("closure", "departure", 2)]


@pytest.mark.parametrize(
    "text",
    [
        CLOSING.replace("The foundation", "Open Strait Foundation"),
        f"{LEAVING} Tolo Readers will close its office in Hong Kong on October 31.",
        "Open Strait Foundation left Hong Kong. The foundation will close its office in Tai Po.",
    ],
    ids=["no departure", "another's office", "done and planned"],
)
def test_what_is_not_told_as_one_is_not_put_together(parts_in, text):
    assert parts_in(text) == []
