"""Asking Wikidata itself, here a server on this machine that speaks its protocol."""

from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from hkgraph.errors import HostRefusedError, OutgoingError, SettingsError
from hkgraph.model import Kind
from hkgraph.outgoing.fetching import Outgoing
from hkgraph.outgoing.hosts import AllowedHosts
from hkgraph.outgoing.sending import Limits
from hkgraph.settings import Settings
from hkgraph.wikidata.online.api import Api
from hkgraph.wikidata.online.cache import AnswerCache
from hkgraph.wikidata.online.connecting import connect_api
from hkgraph.wikidata.online.service import MOST_TRIES, Service
from hkgraph.wikidata.online.source import LookUpState, OnlineSource
from wikidata_json import human, item
from wikidata_server import (
    CONTACT,
    answer_json,
    cut_off,
    hang_up,
    lagged,
    malformed,
    playing_wikidata,
    slow,
    too_many,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ENTITIES = [
    human(7, "Bo Lau", aliases={"zh": ["劉寶"]}),
    item("Q8", {"en": "Bo Lau Street"}, claims={"P31": ["Q9100"]}),
    item("Q9100", {"en": "alley"}, claims={"P279": ["Q618123"]}),
    item("Q9", {"en": "Bo Lau on Bees"}, claims={"P31": ["Q13442814"]}),
]


@pytest.fixture
def wikidata():
    with playing_wikidata(ENTITIES, {"Q70": "Q7"}) as server:
        yield server


@pytest.fixture
def waits():
    """Seconds that were waited, without waiting."""
    return []


@pytest.fixture
def api(wikidata, waits, tmp_path):
    opened = []

    def make(contact=CONTACT, *, seconds=5.0, days=30.0, now=lambda: 1000.0):
        cache = AnswerCache(tmp_path / "answers.sqlite", days=days, now=now)
        opened.append(cache)
        outgoing = Outgoing(
            allowed=AllowedHosts.parse([], [wikidata.origin]), limits=Limits(seconds=seconds)
        )
        service = Service(
            outgoing=outgoing,
            contact=contact,
            cache=cache,
            sleep=waits.append,
            now=lambda: NOON,
        )
        return Api(service=service, url=f"{wikidata.origin}/w/api.php")

    yield make
    for cache in opened:
        cache.close()


def test_name_is_found_with_what_wikidata_states(api):
    found = OnlineSource(api()).search("bo lau", Kind.PERSON)

    assert found.state is LookUpState.FOUND
    assert [(one.qid, one.label, one.type) for one in found.entries] == [("Q7", "Bo Lau", "person")]


def test_type_is_told_by_classes_that_are_asked_for_in_turn(api):
    found = OnlineSource(api()).search("Bo Lau", Kind.PLACE)

    assert [(one.qid, one.type) for one in found.entries] == [("Q8", "place")]


def test_chinese_name_is_sought_in_chinese(api, wikidata):
    found = OnlineSource(api()).search("劉寶", Kind.PERSON)

    assert [one.qid for one in found.entries] == ["Q7"]
    assert wikidata.asked[0]["language"] == "zh"


def test_name_that_nothing_bears_is_nil(api):
    assert OnlineSource(api()).search("Ada Quistgaard", Kind.PERSON).state is LookUpState.NIL


def test_kind_that_has_no_entities_is_not_looked_up(api, wikidata):
    assert OnlineSource(api()).search("Bo", Kind.OFFICE).state is LookUpState.NOT_LOOKED_UP
    assert wikidata.asked == []


def test_every_request_names_the_operator(api, wikidata):
    OnlineSource(api()).search("Bo Lau", Kind.PERSON)

    named = [agent.startswith("hkgraph/") and CONTACT in agent for agent in wikidata.agents]
    assert named
    assert all(named)


def test_without_a_contact_nothing_is_asked(api, wikidata):
    with pytest.raises(SettingsError) as caught:
        api(contact="")

    assert "HKGRAPH_CONTACT" in caught.value.hint
    assert wikidata.agents == []


def test_refusal_for_good_ends_the_asking(api, wikidata):
    source = OnlineSource(api(contact="nobody"))

    first, second = (source.search(name, Kind.PERSON) for name in ("Bo Lau", "Cy Ho"))

    assert (first.state, second.state) == (LookUpState.FAILED, LookUpState.NOT_LOOKED_UP)
    assert "403" in first.why
    assert len(wikidata.agents) == 1


@pytest.mark.parametrize(
    ("fault", "wait"),
    [
        (too_many("3"), 3.0),
        (too_many("Tue, 24 Nov 2026 12:00:40 GMT"), 40.0),
        (too_many("soon"), 5.0),
        (lagged, 7.0),
        (lambda request: request.answer(503, b"", {}), 5.0),
        (malformed, 5.0),
        (hang_up, 5.0),
        (cut_off, 5.0),
    ],
    ids=["seconds", "date", "senseless", "maxlag", "503", "malformed", "hang up", "cut off"],
)
def test_passing_fault_is_waited_out_as_long_as_it_says(api, wikidata, waits, fault, wait):
    wikidata.faults = [fault]

    found = OnlineSource(api()).search("Bo Lau", Kind.PERSON)

    assert (found.state, waits) == (LookUpState.FOUND, [wait])


def test_slow_answer_is_tried_again(api, wikidata, waits):
    wikidata.faults = [slow(0.6)]

    assert api(seconds=0.3).search("Bo Lau") == ("Q7", "Q8", "Q9")
    assert waits == [5.0]


def test_tries_are_bounded_and_wait_longer_each_time(api, wikidata, waits):
    wikidata.faults = [malformed] * 9

    with pytest.raises(OutgoingError, match="no JSON"):
        api().search("Bo Lau")

    assert waits == [5.0, 10.0, 20.0]
    assert len(wikidata.agents) == MOST_TRIES


def test_service_that_wants_to_be_left_alone_for_long_is(api, wikidata, waits):
    wikidata.faults = [too_many("3600")]

    with pytest.raises(OutgoingError, match="429"):
        api().search("Bo Lau")

    assert waits == []


def test_failure_is_no_nil_and_is_asked_again_next_time(api, wikidata):
    source = OnlineSource(api())
    wikidata.faults = [malformed] * MOST_TRIES

    states = [source.search("Bo Lau", Kind.PERSON).state for _ in range(2)]

    assert states == [LookUpState.FAILED, LookUpState.FOUND]


def test_after_three_failures_the_rest_is_left_alone(api, wikidata):
    source = OnlineSource(api())
    wikidata.faults = [malformed] * 99

    states = [source.search(f"Bo {n}", Kind.PERSON).state for n in range(5)]

    assert states == [LookUpState.FAILED] * 3 + [LookUpState.NOT_LOOKED_UP] * 2


@pytest.mark.parametrize(
    "answer",
    [[], 7, {}, {"search": 7}, {"search": [{"label": "x"}]}, {"error": "odd"}, {"error": {}}],
    ids=str,
)
def test_answer_of_another_form_is_a_failure(api, wikidata, answer):
    wikidata.faults = [lambda request: answer_json(request, answer)] * MOST_TRIES

    assert OnlineSource(api()).search("Bo Lau", Kind.PERSON).state is LookUpState.FAILED


def test_answer_of_another_form_is_not_kept(api, wikidata):
    wikidata.faults = [lambda request: answer_json(request, {"search": 7})]
    source = OnlineSource(api())

    states = [source.search("Bo Lau", Kind.PERSON).state for _ in range(2)]

    assert states == [LookUpState.FAILED, LookUpState.FOUND]


def test_redirect_gives_where_it_leads_and_missing_ids_give_nothing(api):
    found = OnlineSource(api()).get(["Q70", "Q7", "Q404"])

    assert {qid: entry.qid for qid, entry in found.items()} == {"Q70": "Q7", "Q7": "Q7"}


def test_many_ids_are_asked_for_fifty_at_a_time(api, wikidata):
    api().get(f"Q{number}" for number in range(1, 121))

    assert [len(asked["ids"].split("|")) for asked in wikidata.asked] == [50, 50, 20]


def test_what_was_answered_is_not_asked_again_by_another_run(api, wikidata):
    OnlineSource(api()).search("Bo Lau", Kind.PERSON)
    count = len(wikidata.asked)

    again = OnlineSource(api()).search("Bo Lau", Kind.PERSON)

    assert again.state is LookUpState.FOUND
    assert len(wikidata.asked) == count


def test_old_answer_is_asked_for_again(api, wikidata):
    api().search("Bo Lau")

    api(now=lambda: 1000.0 + 31 * 86_400).search("Bo Lau")

    assert len(wikidata.asked) == 2


@contextmanager
def environment(monkeypatch, wikidata, **others):
    for name, value in {**wikidata.environment, **others}.items():
        monkeypatch.setenv(name, value)
    yield Settings()


def test_settings_are_enough_to_ask(wikidata, monkeypatch, tmp_path):
    with environment(monkeypatch, wikidata) as settings:
        found = connect_api(settings, tmp_path / "answers.sqlite").search("Bo Lau")

    assert found == ("Q7", "Q8", "Q9")


def test_inner_address_in_the_settings_is_refused_unless_it_is_listed(
    wikidata, monkeypatch, tmp_path
):
    with environment(monkeypatch, wikidata, HKGRAPH_ALLOWED_PRIVATE_HOSTS="") as settings:
        api = connect_api(settings, tmp_path / "answers.sqlite")

    with pytest.raises(HostRefusedError):
        api.search("Bo Lau")
