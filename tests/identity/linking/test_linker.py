"""Which entry a name means in its article, and when that is left to a person or to nobody."""

from __future__ import annotations

import pytest

from hkgraph.identity.linking.linker import Linker
from hkgraph.identity.linking.records import LinkState
from hkgraph.identity.linking.weights import Weights
from hkgraph.wikidata.entities import Claims, Entry
from hkgraph.wikidata.knowledge_base import KnowledgeBase
from identity.linking.bases import BODY, PERSON, PLACE, base_of, tell

LINKED, REVIEW, NIL = LinkState.LINKED, LinkState.NEEDS_REVIEW, LinkState.NIL


@pytest.fixture(scope="module")
def bundled():
    return Linker(KnowledgeBase.bundled())


def answers(linker, telling, **options):
    links = linker.link(telling, **options)
    return [
        (link.state, link.candidates[0].qid if link.candidates else None) for link in links.values()
    ]


# ── traps of Hong Kong ──────────────────────────────────────────────────────────────────────


def test_activist_without_an_id_is_not_his_namesake(bundled):
    telling = tell("Localist Edward Leung was sentenced in Hong Kong.", (PERSON, "Edward Leung"))

    assert answers(bundled, telling) == [(NIL, None)]


def test_bare_name_of_a_town_is_the_town(bundled):
    telling = tell("A shop in Sha Tin closed.", (PLACE, "Sha Tin", {"gazetteer": "sha-tin"}))

    assert answers(bundled, telling) == [(LINKED, "Q855463")]


def test_name_as_printed_makes_it_the_district(bundled):
    telling = tell(
        "Flats in Sha Tin District sold well.",
        (PLACE, "Sha Tin District", {"gazetteer": "sha-tin"}),
    )

    found = answers(bundled, telling, names={"e1": ("Sha Tin", "沙田", "Sha Tin District")})

    assert found == [(LINKED, "Q15019")]


def test_hong_kong_is_not_what_it_was_under_the_british(bundled):
    telling = tell("Shops in Hong Kong closed.", (PLACE, "Hong Kong", {"gazetteer": "hong-kong"}))

    assert answers(bundled, telling) == [(LINKED, "Q8646")]


def test_entry_of_which_only_the_label_is_known_is_shown(bundled):
    telling = tell("Laws of British Hong Kong stayed.", (PLACE, "British Hong Kong"))

    assert answers(bundled, telling) == [(REVIEW, "Q1054923")]


def test_accent_does_not_matter(bundled):
    telling = tell(
        "Amnesty International's secretary general Agnes Callamard spoke.",
        (PERSON, "Agnes Callamard"),
        roles=[("Agnes Callamard", "secretary general", None)],
    )

    assert answers(bundled, telling) == [(LINKED, "Q17279118")]


def test_bare_name_of_whom_the_article_tells_nothing_is_shown(bundled):
    telling = tell("Chris Tang ran fast.", (PERSON, "Chris Tang"))

    assert answers(bundled, telling) == [(REVIEW, "Q48914413")]


def test_paper_that_the_base_has_not_is_nobody(bundled):
    telling = tell("The Standard reported it.", (BODY, "The Standard"))

    assert answers(bundled, telling) == [(NIL, None)]


def test_city_is_no_government(bundled):
    telling = tell("Beijing protested.", (BODY, "Beijing"))

    assert answers(bundled, telling) == [(NIL, None)]


def test_court_that_the_base_has_not_is_nobody(bundled):
    telling = tell("The High Court ruled.", (BODY, "High Court", {"gazetteer": "high-court"}))

    assert answers(bundled, telling) == [(NIL, None)]


# ── clues of the article ────────────────────────────────────────────────────────────────────

PARTIES = (
    Entry(
        qid="Q1",
        label="Democratic Party",
        type="party",
        description="political party in the United States",
        sitelinks=200,
    ),
    Entry(
        qid="Q2",
        label="Democratic Party",
        type="party",
        description="political party in Hong Kong",
        sitelinks=20,
    ),
)


def ranked(linker, telling):
    (ranking,) = linker.rank(
        telling, {one.id: (one.name,) for one in telling.extract.entities[:1]}
    ).values()
    return [scored.candidate.known.qid for scored in ranking.scored]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("In Washington, the Democratic Party and other American groups agreed.", "Q1"),
        ("The Democratic Party of Hong Kong named a candidate.", "Q2"),
    ],
)
def test_country_beside_the_name_tells_two_parties_apart(text, first):
    assert ranked(Linker(base_of(*PARTIES)), tell(text, (BODY, "Democratic Party")))[0] == first


def test_better_known_of_two_comes_first_where_nothing_else_tells():
    players = (
        Entry(qid="Q7", label="Ann Marsh", type="person", sitelinks=1),
        Entry(qid="Q8", label="Ann Marsh", type="person", sitelinks=90),
    )

    assert ranked(Linker(base_of(*players)), tell("Ann Marsh came.", (PERSON, "Ann Marsh"))) == [
        "Q8",
        "Q7",
    ]


def test_role_in_the_article_outweighs_being_better_known():
    people = (
        Entry(
            qid="Q7",
            label="Ann Marsh",
            type="person",
            description="British footballer",
            sitelinks=40,
        ),
        Entry(qid="Q8", label="Ann Marsh", type="person", description="Hong Kong politician"),
    )
    telling = tell(
        "Lawmaker Ann Marsh spoke in Hong Kong.",
        (PERSON, "Ann Marsh"),
        roles=[("Ann Marsh", "lawmaker", None)],
    )

    assert ranked(Linker(base_of(*people)), telling)[0] == "Q8"


def test_who_was_not_born_yet_comes_last():
    people = (
        Entry(qid="Q7", label="Ann Marsh", type="person", claims=Claims(begun=2015), sitelinks=40),
        Entry(qid="Q8", label="Ann Marsh", type="person", claims=Claims(begun=1970)),
    )

    assert (
        ranked(Linker(base_of(*people)), tell("Ann Marsh came.", (PERSON, "Ann Marsh")))[0] == "Q8"
    )


def test_sure_body_of_the_article_speaks_for_its_member():
    base = base_of(
        Entry(qid="Q5", label="Tolo Rowers Union", type="union"),
        Entry(qid="Q7", label="Ann Marsh", type="person", sitelinks=5),
        Entry(qid="Q8", label="Ann Marsh", type="person", claims=Claims(bodies=("Q5",))),
    )
    text = "Ann Marsh came. The Tolo Rowers Union met."

    assert ranked(Linker(base), tell(text, (PERSON, "Ann Marsh")))[0] == "Q7"
    telling = tell(text, (PERSON, "Ann Marsh"), (BODY, "Tolo Rowers Union"))
    names = {one.id: (one.name,) for one in telling.extract.entities}
    second = Linker(base).rank(telling, names)
    assert second["e1"].scored[0].candidate.known.qid == "Q8"


def test_chinese_name_finds_whom_no_latin_name_does():
    base = base_of(Entry(qid="Q8", label="Chow Tse-lok", label_zh="周梓樂", type="person"))
    telling = tell("Alex Chow died.", (PERSON, "Alex Chow", {"aliases": ("周梓樂",)}))

    assert answers(Linker(base), telling) == [(LINKED, "Q8")]


# ── bands and states ────────────────────────────────────────────────────────────────────────


def test_two_that_nothing_tells_apart_are_shown():
    twins = (
        Entry(qid="Q7", label="Ann Marsh", type="person"),
        Entry(qid="Q8", label="Ann Marsh", type="person"),
    )
    (link,) = Linker(base_of(*twins)).link(tell("Ann Marsh came.", (PERSON, "Ann Marsh"))).values()

    assert link.state is REVIEW
    assert [one.qid for one in link.candidates] == ["Q7", "Q8"]


def test_name_that_is_only_alike_is_never_linked_by_itself():
    base = base_of(Entry(qid="Q5", label="Tolo Rowers Union", type="union"))
    generous = Weights(
        candidate=dict.fromkeys(Linker(base).weights.candidate, 9.0), none={"bias": 0.0}
    )

    found = answers(
        Linker(base, generous), tell("Tolo Rower Union met.", (BODY, "Tolo Rower Union"))
    )

    assert found == [(REVIEW, "Q5")]


def test_people_of_two_surnames_are_never_alike():
    base = base_of(Entry(qid="Q8", label="Priscilla Leung", type="person"))

    assert answers(Linker(base), tell("Priscilla Heung came.", (PERSON, "Priscilla Heung"))) == [
        (NIL, None)
    ]


def test_private_person_is_shown_and_not_linked(bundled):
    telling = tell("Taxi driver Holden Chow was hurt.", (PERSON, "Holden Chow"))

    assert answers(bundled, telling, private={"e1"}) == [(REVIEW, "Q15940901")]


@pytest.mark.parametrize(
    ("text", "state"),
    [("Nobody asked Beijing to reply.", REVIEW), ("They met in Beijing to reply.", LINKED)],
)
def test_capital_that_nothing_happens_in_may_be_a_government(bundled, text, state):
    telling = tell(text, (PLACE, "Beijing", {"gazetteer": "beijing"}))

    assert answers(bundled, telling) == [(state, "Q956")]


def test_shared_name_beside_other_countries_is_shown(bundled):
    telling = tell(
        "She was the first from the Democratic Party in the US Congress.",
        (BODY, "Democratic Party", {"gazetteer": "democratic-party-hong-kong"}),
    )

    assert answers(bundled, telling) == [(REVIEW, "Q21892")]


def test_body_of_another_name_speaks_against_a_namesake(bundled):
    text = "Yuen Hoi-man of the {} District Council said so in Hong Kong."
    own, other = (
        bundled.rank(tell(text.format(place), (PERSON, "Yuen Hoi-man")), {"e1": ("Yuen Hoi-man",)})
        for place in ("Sham Shui Po", "Sha Tin")
    )

    assert own["e1"].scored[0].probability > other["e1"].scored[0].probability


def test_surname_and_anonymous_agent_are_not_looked_up(bundled):
    telling = tell(
        "Roth and a spokesman came.", (PERSON, "Roth"), (PERSON, "spokesman", {"anonymous": True})
    )

    assert {state for state, _ in answers(bundled, telling)} == {LinkState.NOT_LOOKED_UP}


def test_base_that_breaks_is_no_base_that_has_nobody():
    base = base_of(Entry(qid="Q7", label="Ann Marsh", type="person"))
    base.close()

    (link,) = Linker(base).link(tell("Ann Marsh came.", (PERSON, "Ann Marsh"))).values()

    assert link.state is LinkState.LOOK_UP_FAILED


def test_probabilities_sum_to_one(bundled):
    telling = tell("Shops in Sha Tin closed.", (PLACE, "Sha Tin"))
    (ranking,) = bundled.rank(telling, {"e1": ("Sha Tin",)}).values()

    assert ranking.nil + sum(one.probability for one in ranking.scored) == pytest.approx(1)
    assert ranking.margin < ranking.scored[0].probability


def test_weights_have_every_feature_that_there_is(bundled):
    weights = bundled.weights

    assert set(weights.candidate) >= {"label", "alias", "form", "similar", "prior", "dates"}
    assert set(weights.none) >= {"bias", "person", "common_name", "one_word", "private"}
