from __future__ import annotations

import random
from dataclasses import replace

import pytest

from hkgraph.identity.keys import KnownName, key_entity
from hkgraph.identity.linking.linker import Linker
from hkgraph.identity.linking.records import Link, LinkState
from hkgraph.identity.resolution import resolve
from hkgraph.model import ArticleKey, Extract, Kind, LocalId, Membership, Mention, MentionForm
from hkgraph.wikidata.knowledge_base import KnowledgeBase
from hkgraph.wikidata.names import short_forms
from tellings import arrest, entity, make_article, make_telling, role

GAZETTEER = {"tolo-readers": KnownName(name="Tolo Readers' Circle", name_zh="吐露讀者會")}


@pytest.fixture(scope="module")
def kb():
    return KnowledgeBase.bundled()


NOT_LINKED = Link(state=LinkState.NIL)


def link(one, name, kb):
    """Link an entity of which its article tells nothing but the name."""
    return Linker(kb).link(make_telling("a", Extract(entities=(one,))), {one.id: (name,)})[one.id]


def named(name, *people, kind=Kind.PERSON):
    entities = tuple(entity(i, kind, person) for i, person in enumerate(people, 1))
    return make_telling(name, Extract(entities=entities))


def test_alias_of_another_spelling_is_found(kb):
    found = kb.find("AGNES CALLAMARD", Kind.PERSON)

    assert [known.qid for known in found] == ["Q17279118"]


def test_type_is_a_hard_veto(kb):
    assert kb.find("Kenneth Roth", Kind.ORGANISATION) == []


def test_full_hong_kong_name_is_found_by_its_short_form(kb):
    answer = link(entity(1, Kind.PERSON, "Holden Chow Ho-ding"), "Holden Chow Ho-ding", kb)

    assert [c.qid for c in answer.candidates] == ["Q15940901"]


def test_name_of_a_known_rival_is_not_linked_to_a_namesake(kb):
    answer = link(entity(1, Kind.PERSON, "Edward Leung"), "Edward Leung", kb)

    assert answer.state is LinkState.NIL


def test_unknown_name_is_nil_and_surname_is_not_looked_up(kb):
    unknown = link(entity(1, Kind.PERSON, "Ada Quistgaard Fong"), "Ada Quistgaard Fong", kb)
    surname = link(entity(1, Kind.PERSON, "Roth"), "Roth", kb)

    assert unknown.state is LinkState.NIL
    assert surname.state is LinkState.NOT_LOOKED_UP


def test_label_wins_over_an_alias_of_another(kb):
    answer = link(entity(1, Kind.PLACE, "Hong Kong"), "Hong Kong", kb)

    assert answer.candidates[0].qid == "Q8646"


@pytest.mark.parametrize("name", ["Edward Leung Tin-kei", "Carrie Lam Yuet-ngor"])
def test_short_forms_drop_one_given_name(name):
    first, surname, given = name.lower().split()

    assert set(short_forms(name, "person")) == {f"{first} {surname}", f"{surname} {given}"}


def test_key_of_a_gazetteer_name_is_the_rows_id(kb):
    one = entity(1, Kind.ORGANISATION, "the Readers", gazetteer="tolo-readers")

    keyed = key_entity(ArticleKey("a"), one, GAZETTEER, NOT_LINKED)

    assert keyed.key == "organisation/tolo-readers"


def test_anonymous_agents_of_two_articles_are_two(kb):
    people = [entity(1, Kind.PERSON, "spokesman", anonymous=True)]
    keys = {key_entity(ArticleKey(a), people[0], {}, NOT_LINKED).key for a in "ab"}

    assert len(keys) == 2


def test_bare_surname_is_not_merged_across_articles(kb):
    found = resolve([named("a", "Fong"), named("b", "Fong")], {}, kb)

    assert len(found.entities) == 2


def test_short_form_joins_the_one_full_name_that_it_fits(kb):
    found = resolve([named("a", "Ada Fong Mei-yee"), named("b", "Ada Fong")], {}, kb)

    assert found.merged == {"person/ada-fong-mei-yee": "person/ada-fong"}


def test_short_form_that_fits_two_full_names_joins_neither(kb):
    tellings = [named("a", "Ada Fong Mei-yee", "Ada Fong Suk-man"), named("b", "Ada Fong")]

    assert resolve(tellings, {}, kb).merged == {}


def test_canonical_key_from_static_resources_wins_over_a_smaller_one(kb):
    first = entity(1, Kind.ORGANISATION, "Aardvark", aliases=("TRC",))
    second = entity(1, Kind.ORGANISATION, "TRC", gazetteer="tolo-readers")
    tellings = [
        make_telling("a", Extract(entities=(first,))),
        make_telling("b", Extract(entities=(second,))),
    ]

    found = resolve(tellings, GAZETTEER, kb)

    assert found.merged == {"organisation/aardvark": "organisation/tolo-readers"}


def test_one_arrest_told_by_two_articles_is_one_event(kb):
    found = resolve([arrest("a"), arrest("b")], {}, kb)

    assert len({nodes["v1"] for nodes in found.nodes.values()}) == 1


def test_arrests_on_two_days_are_two_events(kb):
    found = resolve([arrest("a"), arrest("b", edtf="2021-05-09")], {}, kb)

    assert len({nodes["v1"] for nodes in found.nodes.values()}) == 2


def test_event_follows_its_participants_into_their_cluster(kb):
    found = resolve([arrest("a", "Ada Fong Mei-yee"), arrest("b", "Ada Fong")], {}, kb)

    assert len({nodes["v1"] for nodes in found.nodes.values()}) == 1
    assert {nodes["v1"] for nodes in found.own.values()} - {
        nodes["v1"] for nodes in found.nodes.values()
    } <= found.merged.keys()


def test_role_told_by_two_articles_is_one_membership(kb):
    found = resolve([role("a"), role("b"), role("c", title="treasurer")], {}, kb)

    assert len({nodes["m1"] for nodes in found.nodes.values()}) == 2


def test_order_of_articles_changes_nothing(kb):
    tellings = [
        arrest("a", "Ada Fong Mei-yee"),
        arrest("b", "Ada Fong"),
        role("c"),
        named("d", "Fong Mei-yee"),
        named("e", "Fong"),
    ]
    first = resolve(tellings, {}, kb)

    for seed in range(10):
        random.Random(seed).shuffle(tellings)
        assert resolve(tellings, {}, kb) == first


def told(text, name, kind=Kind.PERSON, **more):
    """Make a telling of one entity that is named once."""
    start = text.index(name)
    span = make_article("told", text).span(start, start + len(name))
    mention = Mention(span=span, entity=LocalId("e1"), form=MentionForm.NAME)
    extract = Extract(entities=(entity(1, kind, name, **more),), mentions=(mention,))
    return make_telling("told", extract, text)


@pytest.mark.parametrize(
    "text",
    [
        "Taxi driver Holden Chow was hurt.",
        "Holden Chow, 54, a taxi driver, was hurt.",
        "Holden Chow, a taxi driver, was hurt.",
    ],
)
def test_private_person_is_no_namesake_of_public_life(kb, text):
    found = resolve([told(text, "Holden Chow")], {}, kb)

    assert [one.link.state for one in found.entities.values()] == [LinkState.NEEDS_REVIEW]


def test_private_person_and_namesake_are_two(kb):
    tellings = [told("Taxi driver Holden Chow was hurt.", "Holden Chow"), named("b", "Holden Chow")]

    assert len(resolve(tellings, {}, kb).entities) == 2


def test_lawmaker_is_linked(kb):
    telling = told("Hong Kong lawmaker Holden Chow was hurt.", "Holden Chow")
    title = Membership(id=LocalId("m1"), person=LocalId("e1"), organisation=None, title="lawmaker")
    extract = replace(telling.extract, memberships=(title,))

    found = resolve([replace(telling, extract=extract)], {}, kb)

    assert [one.link.state for one in found.entities.values()] == [LinkState.LINKED]


def test_another_chinese_given_name_is_another_person(kb):
    answer = link(entity(1, Kind.PERSON, "Henry Tang Wing-lok"), "Henry Tang Wing-lok", kb)

    assert answer.state is LinkState.NIL


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Fortress", Kind.ORGANISATION),
        ("Victoria", Kind.PLACE),
        ("Democratic Party", Kind.ORGANISATION),
        ("Tsim Sha Tsui", Kind.PLACE),
    ],
)
def test_name_that_tells_too_little_is_left_for_review(kb, name, kind):
    answer = link(entity(1, kind, name), name, kb)

    assert answer.state is LinkState.NEEDS_REVIEW


def test_body_with_the_key_of_a_known_one_keeps_to_its_article(kb):
    tellings = [
        make_telling("a", Extract(entities=(entity(1, Kind.ORGANISATION, "Tolo Readers"),))),
        make_telling(
            "b",
            Extract(entities=(entity(1, Kind.ORGANISATION, "Circle", gazetteer="tolo-readers"),)),
        ),
    ]

    assert len(resolve(tellings, GAZETTEER, kb).entities) == 2
