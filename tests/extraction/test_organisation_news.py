"""What happens to and between organisations, in invented sentences read by the real steps."""

from __future__ import annotations

import pytest

from hkgraph.model import Modality, Predicate
from readings import RUNS, relations_told

_PLAIN = (Modality.ASSERTED, True, None)


@pytest.fixture
def relations_in(reading_of):
    """Give the relations that a text states plainly, with names for entities."""

    def read(text: str, published: str = "2021-10-25"):
        rows = relations_told(reading_of(text, published, RUNS), plainly=True)
        return {row[:3] for row in rows}

    return read


@pytest.fixture
def events_in(reading_of):
    """Give the events that a text tells plainly: type, and parts with the names that fill them."""

    def read(text: str, published: str = "2021-10-25"):
        reading = reading_of(text, published, RUNS)
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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Felix Wan moved to Manchester three years ago.", {("has_place", "Manchester")}),
        ("Felix Wan fled to Britain in 2019.", {("has_place", "Britain")}),
        ("Felix Wan has emigrated to Canada.", {("has_place", "Canada")}),
        ("Felix Wan moved from Lagos to Manchester.", {("has_place", "Lagos")}),
        ("Felix Wan went into exile in Australia.", {("has_place", "Australia")}),
    ],
)
def test_person_departs_from_a_place(events_in, text, told):
    assert ("departure", frozenset(told | {("agent", "Felix Wan")})) in events_in(text)


def test_leaving_a_body_gives_up_a_position_in_it(events_in):
    parts = {("agent", "Felix Wan"), ("affects", "Harbour Archive Society")}

    assert ("resignation", frozenset(parts)) in events_in(
        "Felix Wan left the Harbour Archive Society."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Crest Media Limited moved its headquarters from Lagos to Singapore in 2021.",
        "Crest Media Limited moved out of Lagos in 2021.",
        "Crest Media Limited pulled out of Lagos in 2021.",
        "Crest Media Limited exited the Lagos market in April.",
        "Crest Media Limited withdrew from Lagos in April.",
    ],
)
def test_firm_departs_from_a_city(events_in, text):
    parts = {("agent", "Crest Media Limited"), ("has_place", "Lagos")}

    assert ("departure", frozenset(parts)) in events_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "The fire left two dead in Kowloon.",
        "Joyce Lam left a message for the party.",
        "Joyce Lam left home at nine.",
        "Joyce Lam moved to Sha Tin hospital.",
        "Joyce Lam may leave Hong Kong.",
        "Joyce Lam will move to Canada.",
    ],
)
def test_other_leaving_is_no_departure(events_in, text):
    assert not [e for e in events_in(text) if e[0] == "departure"]


@pytest.mark.parametrize(
    "text",
    [
        "Tolo Daily News published its final edition in June.",
        "Tolo Daily, once a loud tabloid, printed its last edition in June.",
        "Tolo Daily News closed its doors for good last month.",
        "Tolo Daily News ceased operations last month.",
        "Tolo Daily News stopped publishing last month.",
        "Tolo Daily News went out of business in May.",
    ],
)
def test_paper_that_stops_is_closed(events_in, text):
    assert [e for e in events_in(text) if e[0] == "closure" and "affects" in dict(e[1])]


@pytest.mark.parametrize(
    "text",
    [
        "HSBC closed 2.3 per cent lower on Monday.",
        "HSBC closed at HK$90 on Friday.",
        "HSBC closed higher.",
        "The Tolo Museum closed early on Monday because of the typhoon.",
        "The case was heard in a closed session of the Tolo Tribunal.",
        "Tolo Daily News will shut its doors on Sunday.",
        "Tolo Daily News may have to close.",
        "Tolo Daily News will publish its final edition on Sunday.",
    ],
)
def test_other_closing_is_no_closure(events_in, text):
    assert not [e for e in events_in(text) if e[0] == "closure"]


@pytest.mark.parametrize(
    "text",
    [
        "Crest Media Limited acquired Norhavn Pumps Limited in 2019.",
        "Norhavn Pumps Limited was bought by Crest Media Limited in 2019.",
        "Crest Media Limited took a 20 per cent stake in Norhavn Pumps Limited.",
        "Crest Media Limited invested HK$3 million in Norhavn Pumps Limited.",
        "Crest Media Limited paid HK$300 million for Norhavn Pumps Limited.",
        "Crest Media Limited's acquisition of Norhavn Pumps Limited was cleared.",
    ],
)
def test_deal_has_both_sides(events_in, text):
    parts = {("agent", "Crest Media Limited"), ("affects", "Norhavn Pumps Limited")}

    assert ("deal", frozenset(parts)) in events_in(text)


def test_who_signs_with_another_both_make_the_deal(events_in):
    parts = {("agent", "Crest Media Limited"), ("agent", "Norhavn Pumps Limited")}
    told = events_in("Crest Media Limited signed a contract with Norhavn Pumps Limited.")

    assert ("deal", frozenset(parts)) in told


@pytest.mark.parametrize(
    "text",
    [
        "Crest Media Limited plans to buy Norhavn Pumps Limited.",
        "Crest Media Limited has agreed to acquire Norhavn Pumps Limited.",
        "Crest Media Limited ruled out a sale of Norhavn Pumps Limited.",
        "Crest Media Limited is in talks to buy Norhavn Pumps Limited.",
    ],
)
def test_deal_to_come_is_no_fact(events_in, text):
    assert not [e for e in events_in(text) if e[0] == "deal"]


def test_body_that_buys_itself_was_misread(events_in):
    text = "HSBC is a bank. It was bought by HSBC in 1965."

    assert not [e for e in events_in(text) if e[0] == "deal"]


def test_agency_of_a_dateline_takes_no_part(events_in):
    text = "LAGOS, Aug 4 (Reuters) - Crest Media Limited acquired Norhavn Pumps Limited."

    assert not [e for e in events_in(text) if ("agent", "Reuters") in e[1]]


@pytest.mark.parametrize(
    "text",
    [
        "Tolo Daily News was launched in 1995.",
        "Tolo Daily News was born in 1995.",
        "Tolo Daily News opened in 1995.",
        "Tolo Daily News started publishing in 1995.",
        "Founded in 1995, Tolo Daily News sells well.",
    ],
)
def test_body_begins(events_in, text):
    assert ("founding", frozenset({("affects", "Tolo Daily News")})) in events_in(text)


@pytest.mark.parametrize(
    "text",
    ["The National People's Congress opened in Beijing on Monday.", "HSBC opened higher."],
)
def test_session_that_opens_is_no_founding(events_in, text):
    assert not [e for e in events_in(text) if e[0] == "founding"]


@pytest.mark.parametrize(
    "text",
    [
        "The Labour Department's Registry of Trade Unions wrote a letter.",
        "The Registry of Trade Unions, under the Labour Department, wrote a letter.",
    ],
)
def test_named_unit_is_part_of_the_body_beside_it(relations_in, text):
    told = ("Registry of Trade Unions", "org:subOrganizationOf", "Labour Department")

    assert told in relations_in(text)


def test_council_that_members_sit_on_is_no_part_of_their_party(relations_in):
    text = "The Democratic Party's Legislative Council members wrote a letter."

    assert not [r for r in relations_in(text) if r[1] == "org:subOrganizationOf"]


def test_office_that_was_closed_is_not_stated_because_it_was_opened(relations_in):
    text = (
        "Tidewell Sensors Limited opened its Tokyo office in 1996.\n\n"
        "Tidewell Sensors Limited has closed its Tokyo office."
    )

    assert not [r for r in relations_in(text) if r[1] == "hk:hasOfficeIn"]


def test_list_goes_on_behind_what_is_said_of_one(relations_in):
    text = "Tidewell Sensors Limited (founded in 2018) and Norhavn Pumps Limited make pumps."
    dated = {r[0] for r in relations_in(text) if r[1] == "schema:foundingDate"}

    assert dated == {"Tidewell Sensors Limited"}


def test_who_behind_the_name_of_a_body_means_its_founder(events_in):
    text = "Joyce Mak, a co-founder of the Maple Forum who left Lagos in 2020, wrote a letter."
    parts = {("agent", "Joyce Mak"), ("has_place", "Lagos")}

    assert ("departure", frozenset(parts)) in events_in(text)


def test_other_members_tell_of_the_first(relations_in):
    text = "The Harbour Society and six other members of the Charities Alliance wrote a letter."

    assert ("Harbour Society", "org:memberOf", "Charities Alliance") in relations_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lok Wing co-founded Crest Media Limited in 1988.",
        "Crest Media Limited, co-founded by Lok Wing in 1988, wrote a letter.",
        "Lok Wing, who co-founded Crest Media Limited, wrote a letter.",
    ],
)
def test_body_has_a_cofounder(events_in, text):
    parts = {("agent", "Lok Wing"), ("affects", "Crest Media Limited")}

    assert ("founding", frozenset(parts)) in events_in(text)


def test_participle_before_a_name_tells_of_its_end(events_in):
    text = "The now-disbanded Tolo League had 300 members."

    assert ("dissolution", frozenset({("affects", "Tolo League")})) in events_in(text)


@pytest.mark.parametrize(
    ("text", "affected"),
    [
        ("Crest Media Limited completed the sale of its stake in Norhavn Limited.", "Norhavn"),
        ("The sale of Norhavn Limited was completed in May.", "Norhavn"),
    ],
)
def test_sale_is_a_deal(events_in, text, affected):
    assert [p for e in events_in(text) if e[0] == "deal" for p in e[1] if affected in p[1]]


def test_office_is_had_whatever_it_will_do(relations_in):
    text = "Tidewell Sensors Limited's Tokyo office will take orders."

    assert ("Tidewell Sensors Limited", "hk:hasOfficeIn", "Tokyo") in relations_in(text)
