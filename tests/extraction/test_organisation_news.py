"""What happens to and between organisations, in invented sentences read by the real steps."""

from __future__ import annotations

import pytest

from hkgraph.extraction.steps import STEPS
from hkgraph.model import Modality, Predicate, TimeValue

_RUNS = tuple(step.run for step in STEPS)
_PLAIN = (Modality.ASSERTED, True, None)


@pytest.fixture
def relations_in(reading_of):
    """Give the relations that a text states plainly, with names for entities."""

    def read(text: str, published: str = "2021-10-25"):
        reading = reading_of(text, published, _RUNS)
        names = {e.id: e.name for e in reading.entities.values()}

        def name(value: object) -> object:
            return value.edtf if isinstance(value, TimeValue) else names.get(value, value)

        return {
            (name(s.subject), s.predicate.value, name(s.object))
            for s in reading.statements
            if s.rule.startswith("relation:")
            and (s.modality, s.polarity, s.attributed_to) == _PLAIN
        }

    return read


@pytest.fixture
def events_in(reading_of):
    """Give the events that a text tells plainly: type, and parts with the names that fill them."""

    def read(text: str, published: str = "2021-10-25"):
        reading = reading_of(text, published, _RUNS)
        names = {e.id: e.name for e in reading.entities.values()}
        found = []
        for event in reading.events:
            said = [s for s in reading.statements if s.subject == event.id]
            plain = [s for s in said if (s.modality, s.polarity, s.attributed_to) == _PLAIN]
            if any(s.predicate is Predicate.EVENT_TYPE for s in plain):
                parts = {
                    (s.predicate.name.lower(), names[s.object])
                    for s in plain
                    if s.predicate in {Predicate.AGENT, Predicate.AFFECTS, Predicate.HAS_PLACE}
                }
                found.append((event.type, frozenset(parts)))
        return found

    return read


@pytest.mark.parametrize(
    "text",
    [
        "Open Strait Foundation, a London-based rights group, wrote a letter.",
        "Open Strait Foundation, a London rights group, wrote a letter.",
        "Open Strait Foundation, a rights group in London, wrote a letter.",
        "Open Strait Foundation is a charity founded in 2011 and based in London.",
        "Open Strait Foundation, a rights group with its headquarters in London, wrote a letter.",
        "Open Strait Foundation, headquartered in London, wrote a letter.",
        "Open Strait Foundation, London's largest charity, wrote a letter.",
    ],
)
def test_body_is_based_where_its_description_puts_it(relations_in, text):
    assert ("Open Strait Foundation", "hk:basedIn", "London") in relations_in(text)


def test_adjective_of_a_country_tells_where_a_firm_is(relations_in):
    text = "Norhavn Pumps Limited, a Danish company, makes pumps."

    assert ("Norhavn Pumps Limited", "hk:basedIn", "Denmark") in relations_in(text)


def test_description_before_the_name_counts_too(relations_in):
    text = "The Danish company Norhavn Pumps Limited makes pumps."

    assert ("Norhavn Pumps Limited", "hk:basedIn", "Denmark") in relations_in(text)


def test_person_is_based_where_they_work(relations_in):
    text = "Vancouver-based campaigner Joyce Mak wrote a letter."

    assert ("Joyce Mak", "hk:basedIn", "Vancouver") in relations_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ocean Foods Limited, a Hong Kong-listed company, closed.",
        "Ocean Foods Limited, a US-funded broadcaster, closed.",
        "Tolo Daily News, a pro-Beijing newspaper, said so.",
        "Tolo Daily News, a Chinese-language newspaper, said so.",
        "Ocean Foods Limited was a Danish company.",
        "Ocean Foods Limited, a former Danish company, closed.",
        "Ocean Foods Limited is not a Danish company.",
        "Ocean Foods Limited, the first company in Macau to close, wrote a letter.",
        "Ocean Foods Limited, a subsidiary of a Japanese company, wrote a letter.",
        "Ocean Foods Limited was based in London.",
        "Ocean Foods Limited used to be based in London.",
    ],
)
def test_other_places_beside_a_body_are_not_its_base(relations_in, text):
    assert not [r for r in relations_in(text) if r[1] == "hk:basedIn"]


@pytest.mark.parametrize(
    "text",
    [
        "Wing Lok Marine Limited and its subsidiary Tidewell Sensors Limited make pumps.",
        "Wing Lok Marine Limited's subsidiary Tidewell Sensors Limited makes pumps.",
        "Tidewell Sensors Limited, a unit of Wing Lok Marine Limited, makes pumps.",
        "Tidewell Sensors Limited is a subsidiary of Wing Lok Marine Limited.",
        "Tidewell Sensors Limited's parent company, Wing Lok Marine Limited, wrote a letter.",
        "Tidewell Sensors Limited's owner, Wing Lok Marine Limited, wrote a letter.",
        "Wing Lok Marine Limited, the owner of Tidewell Sensors Limited, wrote a letter.",
        "Tidewell Sensors Limited, owned by Wing Lok Marine Limited, makes pumps.",
    ],
)
def test_unit_is_part_of_its_owner(relations_in, text):
    told = ("Tidewell Sensors Limited", "org:subOrganizationOf", "Wing Lok Marine Limited")

    assert told in relations_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tidewell Sensors Limited was a unit of Wing Lok Marine Limited.",
        "Tidewell Sensors Limited, a former unit of Wing Lok Marine Limited, makes pumps.",
        "Tidewell Sensors Limited is not a subsidiary of Wing Lok Marine Limited.",
        "Tidewell Sensors Limited may become a subsidiary of Wing Lok Marine Limited.",
        "Wing Lok Marine Limited owns 1.02 per cent of Tidewell Sensors Limited.",
    ],
)
def test_unit_that_was_or_may_be_is_no_part(relations_in, text):
    assert not [r for r in relations_in(text) if r[1] == "org:subOrganizationOf"]


@pytest.mark.parametrize(
    "text",
    [
        "Tidewell Sensors Limited has offices in Busan and Tokyo.",
        "Tidewell Sensors Limited, with offices in Busan and Tokyo, makes pumps.",
        "Tidewell Sensors Limited's Tokyo office is small.",
        "Tidewell Sensors Limited opened its Tokyo office in 2019.",
        "Tidewell Sensors Limited opened an office in Tokyo in 2019.",
    ],
)
def test_body_has_an_office_where_it_runs_one(relations_in, text):
    assert ("Tidewell Sensors Limited", "hk:hasOfficeIn", "Tokyo") in relations_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tidewell Sensors Limited closed its Tokyo office in 2019.",
        "Tidewell Sensors Limited announced the closure of its Tokyo office.",
        "Tidewell Sensors Limited will open an office in Tokyo.",
        "Tidewell Sensors Limited has no office in Tokyo.",
        "Tidewell Sensors Limited had an office in Tokyo.",
        "Tidewell Sensors Limited moved its Tokyo office to Seoul.",
    ],
)
def test_office_that_is_gone_or_to_come_is_not_had(relations_in, text):
    told = ("Tidewell Sensors Limited", "hk:hasOfficeIn", "Tokyo")

    assert told not in relations_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Air Cargo Union, affiliated to the Confederation of Transport Workers, met.",
        "The Air Cargo Union is a member of the Confederation of Transport Workers.",
        "The Air Cargo Union belongs to the Confederation of Transport Workers.",
        "Members of the Confederation of Transport Workers include the Air Cargo Union.",
    ],
)
def test_union_is_a_member_of_its_confederation(relations_in, text):
    told = ("Air Cargo Union", "org:memberOf", "Confederation of Transport Workers")

    assert told in relations_in(text)


def test_description_with_a_participle_tells_who_founded_a_body(events_in):
    text = "Sunrise Readers Society, a reading group set up in 2012 by Cheung Wai-man, met."
    parts = {("agent", "Cheung Wai-man"), ("affects", "Sunrise Readers Society")}

    assert ("founding", frozenset(parts)) in events_in(text)
