"""Who is one across articles: any order, one at a time, judged and judged no more."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hkgraph.identity.judgements import Judgements, PairJudgement, Pin, Verdict
from hkgraph.identity.matching.comparison import compare
from hkgraph.identity.resolution import resolve
from hkgraph.model import Extract, Kind, LocalId, Membership
from hkgraph.text import short_hash
from hkgraph.wikidata.knowledge_base import KnowledgeBase
from tellings import entity, make_telling

NAMES = (
    "Ada Fong|Ada Fong Mei-yee|Fong Mei-yee|FONG Mei-yee|Ada Fong Suk-man|Peter Chan|Chan Wai-man"
    "|Peter Chan Wai-man|Holden Chow|Fong"
).split("|")
BODIES = ["Tolo Readers", "Tolo Readers Circle", "TRC", "High Court", "Democratic Party"]
TITLES = [None, "chair", "lawmaker", "driver"]
ARTICLES = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(BODIES), st.sampled_from(TITLES)),
    min_size=1,
    max_size=3,
)
CORPORA = st.lists(ARTICLES, min_size=2, max_size=6)
KB = KnowledgeBase.bundled()


def article(name, *people, day=None):
    """Tell of people: each a name, or a name, a body and a title."""
    entities, memberships = [], []
    for number, told in enumerate(people):
        person, body, title = (told, None, None) if isinstance(told, str) else told
        one, other = 2 * number + 1, 2 * number + 2
        entities.append(entity(one, Kind.PERSON, person))
        if body:
            entities.append(entity(other, Kind.ORGANISATION, body))
            role = {"person": LocalId(f"e{one}"), "organisation": LocalId(f"e{other}")}
            memberships.append(Membership(id=LocalId(f"m{number}"), title=title, **role))
    extract = Extract(entities=tuple(entities), memberships=tuple(memberships))
    telling = make_telling(name, extract, "Nothing.")
    return replace(telling, article=replace(telling.article, published=day)) if day else telling


def judged(left, right, verdict=Verdict.NO):
    left, right = sorted((left, right))
    return PairJudgement(left=left, right=right, verdict=verdict, by="jane")


def scoped(node, name):
    return f"{node}@{short_hash(name)}"


def node_of(found, name, local="e1"):
    return found.nodes[short_hash(name)][local]


def resolved(tellings, *given):
    """Resolve with nothing remembered of earlier comparisons."""
    compare.cache_clear()
    return resolve(tellings, {}, KB, Judgements(given))


def check_order_and_history(corpus, random):
    tellings = [article(str(number), *told) for number, told in enumerate(corpus)]
    expected = resolved(tellings)
    random.shuffle(tellings)

    compare.cache_clear()
    steps = [resolve(tellings[: number + 1], {}, KB) for number in range(len(tellings))]

    assert steps[-1] == expected
    assert resolve(tellings[1:], {}, KB) == resolved(tellings[1:])


@settings(max_examples=50, deadline=None)
@given(CORPORA, st.randoms())
def test_neither_order_nor_history_is_of_matter(corpus, random):
    check_order_and_history(corpus, random)


@pytest.mark.slow
@settings(max_examples=500, deadline=None)
@given(CORPORA, st.randoms())
def test_neither_order_nor_history_is_of_matter_to_five_hundred(corpus, random):
    check_order_and_history(corpus, random)


@settings(max_examples=100, deadline=None)
@given(CORPORA, st.data())
def test_what_is_judged_holds_and_withdrawn_leaves_no_trace(corpus, data):
    tellings = [article(str(number), *told) for number, told in enumerate(corpus)]
    before = resolved(tellings)
    keys = sorted({key for keys in before.own.values() for key in keys.values()})
    left, right = (data.draw(st.sampled_from(keys)) for _ in range(2))
    if left == right:
        return
    verdict = data.draw(st.sampled_from([Verdict.YES, Verdict.NO]))

    withdrawn = judged(left, right, Verdict.WITHDRAWN)

    assert resolved(tellings, judged(left, right, verdict), withdrawn) == before


@settings(max_examples=100, deadline=None)
@given(CORPORA)
def test_every_key_that_an_article_mints_leads_to_an_entity(corpus):
    found = resolved([article(str(number), *told) for number, told in enumerate(corpus)])

    minted = {key for keys in found.own.values() for key in keys.values()}
    assert {found.merged.get(key, key) for key in minted} <= found.entities.keys() | {
        node for nodes in found.nodes.values() for node in nodes.values()
    }
    assert set(found.merged.values()).isdisjoint(found.merged)


TWO_CHANS = [
    article("a", ("Peter Chan", "Tuen Mun Council", "councillor"), day="2021-05-01"),
    article("b", ("Peter Chan", "Tolo Chambers", "barrister"), day="2021-06-01"),
]


def test_two_chans_with_other_roles_are_two_until_somebody_looks():
    found = resolved(TWO_CHANS)

    assert node_of(found, "a") == "person/peter-chan"
    assert node_of(found, "b").startswith("person/peter-chan-")
    assert [(pair.left, pair.right) for pair in found.unsure] == [
        (node_of(found, "a"), node_of(found, "b"))
    ]


def test_the_first_published_keeps_the_iri_when_a_namesake_appears():
    alone = resolved(TWO_CHANS[:1])
    later = resolved([*TWO_CHANS, article("c", ("Peter Chan", "Tuen Mun Council", "chair"))])

    assert node_of(alone, "a") == node_of(later, "a") == node_of(later, "c")


def test_a_pair_that_was_judged_is_not_asked_again():
    (pair,) = resolved(TWO_CHANS).unsure

    for verdict in (Verdict.YES, Verdict.NO, Verdict.UNSURE):
        assert resolved(TWO_CHANS, judged(pair.left, pair.right, verdict)).unsure == ()


def test_two_who_are_judged_one_are_one_and_the_other_iri_leads_there():
    (pair,) = resolved(TWO_CHANS).unsure

    found = resolved(TWO_CHANS, judged(pair.left, pair.right, Verdict.YES))

    assert node_of(found, "a") == node_of(found, "b") == "person/peter-chan"
    assert found.merged[pair.right] == "person/peter-chan"


def test_two_of_one_name_are_told_apart_by_the_article():
    tellings = [article(name, "Ada Fong Mei-yee") for name in "abc"]
    node = "person/ada-fong-mei-yee"

    found = resolved(tellings, judged(node, scoped(node, "b")))

    assert node_of(found, "a") == node_of(found, "c") == node
    assert node_of(found, "b").startswith(f"{node}-")


def test_known_things_are_told_apart_too():
    first, second = article("a", "Holden Chow"), article("b", "Holden Chow")
    together = resolved([first, second])
    node = node_of(together, "a")

    found = resolved([first, second], judged(scoped(node, "a"), scoped(node, "b")))

    assert node_of(together, "b") == node
    assert node_of(found, "a") != node_of(found, "b")


def test_an_iri_stays_when_a_third_article_joins_two():
    third = article("c", ("Peter Chan", "Tuen Mun Council", "barrister"), day="2022-01-01")
    (pair,) = resolved(TWO_CHANS).unsure

    found = resolved([*TWO_CHANS, third])

    assert node_of(found, "c") == "person/peter-chan"
    assert found.merged.get(pair.right, pair.right) in found.entities


def test_a_pinned_key_names_its_cluster():
    tellings = [article("a", "Ada Fong Mei-yee"), article("b", "Ada Fong")]
    pin = Pin(node="person/ada-fong-mei-yee", verdict=Verdict.YES, by="jane")

    found = resolved(tellings, pin)

    assert node_of(found, "b") == "person/ada-fong-mei-yee"
    assert found.merged == {"person/ada-fong": "person/ada-fong-mei-yee"}


def test_a_short_name_joins_the_one_whose_role_it_has():
    tellings = [
        article("a", ("Ada Fong Mei-yee", "Tolo Readers", "chair")),
        article("b", ("Ada Fong Suk-man", "Sai Kung Rowers", "chair")),
        article("c", ("Ada Fong", "Tolo Readers", "chair")),
    ]

    found = resolved(tellings)

    assert node_of(found, "c") == node_of(found, "a") != node_of(found, "b")


def test_one_more_article_compares_its_own_blocks_alone():
    tellings = [
        article(str(n), f"{name} {given}")
        for n, (name, given) in enumerate(
            [("Chan", "Tai-man"), ("Wong", "Siu-ming"), ("Lam", "Ka-yan"), ("Lam", "Ka-yin")]
        )
    ]
    resolved(tellings)
    before = compare.cache_info().misses

    resolve([*tellings, article("new", "Wong Siu-man")], {}, KB)

    assert compare.cache_info().misses - before == 1
