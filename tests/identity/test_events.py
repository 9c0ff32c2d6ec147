"""Events across articles: one thing that several tell, and what merely looks alike."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hkgraph.identity.event_tellings import NOT, Told, compare
from hkgraph.identity.events import ENOUGH, same_events
from hkgraph.identity.judgements import Judgements, PairJudgement, Verdict
from hkgraph.identity.keys import NodeKey
from hkgraph.model import ArticleKey, TimeBasis, TimeValue

ADA, BEN, CIRCLE = NodeKey("person/ada"), NodeKey("person/ben"), NodeKey("organisation/circle")
SHA_TIN, TAI_PO = NodeKey("place/sha-tin"), NodeKey("place/tai-po")
SEDITION, THEFT = NodeKey("offence/sedition"), NodeKey("offence/theft")
DAY = date(2021, 10, 25)


def time(edtf):
    year, *rest = [int(part) for part in edtf.split("-")]
    month, last = (rest[0], 28) if rest else (None, 31)
    first = date(year, month or 1, rest[1] if len(rest) > 1 else 1)
    end = date(year, month or 12, rest[1] if len(rest) > 1 else last)
    return TimeValue(edtf=edtf, not_before=first, not_after=end, basis=TimeBasis.EXPLICIT)


def told(article, kind="arrest", *, affected=(ADA,), agents=(), when=(), places=(), **more):
    return Told(
        article=ArticleKey(article),
        key=NodeKey(f"event/{article}"),
        type=kind,
        agents=frozenset(agents),
        affected=frozenset(affected),
        places=frozenset(places),
        times=tuple(map(time, when)),
        **{"certain": True, "published": DAY, "grounds": frozenset()} | more,
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"when": ["2021-10-25"]}, {"when": ["2021-10-25"]}),
        ({"when": ["2021-10-25"]}, {"when": ["2021-10"]}),
        ({"when": ["2021-10-25"], "agents": [CIRCLE]}, {"when": ["2021-10-25"]}),
        ({"when": ["2021-10-25"], "places": [SHA_TIN]}, {"when": ["2021-10-25"]}),
        ({"kind": "founding", "when": ["1990"]}, {"kind": "founding"}),
        ({"kind": "founding", "when": ["1990"]}, {"kind": "founding", "when": ["1981"]}),
        ({"kind": "departure", "affected": [], "agents": [CIRCLE]},) * 2,
        ({"kind": "closure", "when": ["2021"]}, {"kind": "closure"}),
        ({}, {}),
        ({"when": ["2021-10-25"], "agents": [BEN]}, {"when": ["2021-10-25"], "agents": [CIRCLE]}),
        ({"when": ["2021-10-25"]}, {"published": date(2021, 10, 27)}),
        ({"when": ["2021-10-25"], "affected": [ADA, BEN]}, {"published": date(2021, 10, 26)}),
        ({"kind": "weather", "affected": [], "when": ["2021-10-25"], "places": [SHA_TIN]},) * 2,
        (
            {"kind": "raid", "agents": [BEN], "when": ["2021-10-25"], "places": [SHA_TIN]},
            {"kind": "raid", "agents": [BEN], "when": ["2021-10-25"], "places": [SHA_TIN]}
            | {"affected": []},
        ),
    ],
)
def test_what_fits_is_one_event(one, other):
    score, reason = compare(told("a", **one), told("b", **other))

    assert score >= ENOUGH, reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"when": ["2021-10-25"]}, {"when": ["2021-10-27"]}),
        ({"kind": "closure", "when": ["2021-10-31"]}, {"kind": "closure", "when": ["2021-12"]}),
        ({"when": ["2021-10-25"]}, {"when": ["2021-10-25"], "affected": [BEN]}),
        ({"when": ["2021-10-25"]}, {"when": ["2021-10-25"], "kind": "charge"}),
        (
            {"when": ["2021-10-25"], "places": [SHA_TIN]},
            {"when": ["2021-10-25"], "places": [TAI_PO]},
        ),
        ({"when": ["2021-10-25"], "certain": False}, {"when": ["2021-10-25"]}),
        ({"when": ["2021-10-25"], "affected": []}, {"when": ["2021-10-25"], "affected": []}),
        ({"when": ["2021-10-25"], "agents": [BEN]}, {"when": ["2021-10"], "agents": [CIRCLE]}),
        ({"when": ["2021-10-25"], "affected": [], "places": [SHA_TIN]},) * 2,
        (
            {"kind": "weather", "affected": [], "when": ["2021-10-25"], "places": [SHA_TIN]},
            {"kind": "weather", "affected": [], "when": ["2021-11-02"], "places": [SHA_TIN]},
        ),
        (
            {"kind": "visit", "affected": [], "agents": [ADA], "when": ["2021-10-25"]},
            {"kind": "visit", "affected": [], "agents": [BEN], "when": ["2021-10-25"]},
        ),
    ],
)
def test_what_cannot_be_one_stays_two(one, other):
    score, _ = compare(told("a", **one), told("b", **other))

    assert score == NOT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"published": date(2021, 10, 30)}),
        ({"when": ["2021-10-25"]}, {"published": date(2021, 11, 25)}),
        ({"when": ["2021-10-25"]}, {"published": date(2021, 10, 24)}),
        ({"grounds": {SEDITION}}, {"grounds": {THEFT}}),
        (
            {"kind": "lawmaking", "when": ["2021-10"], "agents": [BEN]},
            {"kind": "lawmaking", "when": ["2021-10-25"], "agents": [CIRCLE]},
        ),
        ({"kind": "meeting", "when": ["2021-10-25"]}, {"kind": "meeting"}),
        ({"when": ["2021"]}, {"when": ["2021-10-25"]}),
        ({"kind": "closure"}, {"kind": "closure", "published": date(2022, 10, 25)}),
    ],
)
def test_what_may_be_one_is_left_to_people(one, other):
    tellings = [told("a", **one), told("b", **other)]

    canonical, unsure = same_events(tellings, [], Judgements())

    assert len(set(canonical.values())) == 2
    assert [(pair.left, pair.right) for pair in unsure] == [("event/a", "event/b")]


def test_one_article_never_tells_one_event_as_two():
    tellings = [told("a", when=["2021-10-25"]), told("a", when=["2021-10-25"])]

    assert compare(*tellings)[0] == NOT


def test_a_third_that_fits_two_is_left_to_people():
    tellings = [
        told("a", when=["2021-10-05"]),
        told("b", when=["2021-10"]),
        told("c", when=["2021-10-25"]),
    ]

    canonical, unsure = same_events(tellings, [], Judgements())

    assert len(set(canonical.values())) == 3
    assert [pair.reasons for pair in unsure] == [("one of several",)] * 2


def test_agents_that_may_be_one_part_nothing_that_others_join():
    tellings = [
        told("a", "lawmaking", when=["2021-10-25"], agents=[BEN]),
        told("b", "lawmaking", when=["2021-10-25"], agents=[CIRCLE]),
        told("c", "lawmaking", when=["2021-10"], agents=[CIRCLE]),
    ]

    canonical, _ = same_events(tellings, [], Judgements())

    assert set(canonical.values()) == {NodeKey("event/a")}


@pytest.mark.parametrize(
    ("verdict", "events"), [(Verdict.YES, 1), (Verdict.NO, 2), (Verdict.UNSURE, 2)]
)
def test_people_have_the_last_word(verdict, events):
    alike = verdict is not Verdict.YES
    tellings = [told("a", when=["2021-10-25"]), told("b", when=["2021-10-25" if alike else "2020"])]
    judged = PairJudgement(left="event/a", right="event/b", verdict=verdict, by="jane")

    canonical, _ = same_events(tellings, [], Judgements((judged,)))

    assert len(set(canonical.values())) == events


TELLINGS = st.lists(
    st.builds(
        told,
        st.sampled_from("abcdef"),
        st.sampled_from(["arrest", "closure", "founding", "weather"]),
        affected=st.sets(st.sampled_from([ADA, BEN, CIRCLE]), max_size=2),
        agents=st.sets(st.sampled_from([ADA, BEN]), max_size=1),
        when=st.lists(st.sampled_from(["2021", "2021-10", "2021-10-25", "2021-11-02"]), max_size=1),
        places=st.sets(st.sampled_from([SHA_TIN, TAI_PO]), max_size=1),
        certain=st.booleans(),
        grounds=st.frozensets(st.sampled_from([SEDITION, THEFT]), max_size=1),
        published=st.sampled_from([None, DAY, date(2021, 10, 27), date(2022, 1, 3)]),
    ),
    max_size=5,
    unique_by=lambda one: one.article,
)


@settings(max_examples=500, deadline=None)
@given(TELLINGS, st.randoms(use_true_random=False))
def test_the_order_of_articles_is_of_no_matter(tellings, random):
    shuffled = list(tellings)
    random.shuffle(shuffled)

    assert same_events(shuffled, [], Judgements()) == same_events(tellings, [], Judgements())


@settings(max_examples=200, deadline=None)
@given(TELLINGS)
def test_no_event_has_tellings_that_cannot_be_one(tellings):
    canonical, _ = same_events(tellings, [], Judgements())

    for one, other in permutations(tellings, 2):
        if canonical[one.key] == canonical[other.key]:
            assert compare(one, other)[0] != NOT
