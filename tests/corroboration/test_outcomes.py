"""A charge beside what came of it, and never beside what came of another."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hkgraph.corroboration.outcomes import find_outcomes
from hkgraph.identity.keys import NodeKey
from hkgraph.model import (
    Concept,
    Event,
    Extract,
    Kind,
    LocalId,
    Modality,
    Predicate,
    TimeBasis,
    TimeValue,
)
from tellings import entity, make_telling, statement

ADA = NodeKey("person/ada")


def step(name, kind, *, person="person/ada", day=None, offence=None, published="2021-05-04", **how):
    """Tell of one step against a person, and give how its nodes are called."""
    said = [
        statement(name, "v1", Predicate.EVENT_TYPE, Concept(slug=kind), **how),
        statement(name, "v1", Predicate.AFFECTS, LocalId("e1"), **how),
    ]
    if day:
        at = date.fromisoformat(day)
        time = TimeValue(edtf=day, not_before=at, not_after=at, basis=TimeBasis.EXPLICIT)
        said.append(statement(name, "v1", Predicate.HAS_TIME, time))
    entities = [entity(1, Kind.PERSON, "Ada Fong")]
    names = {LocalId("e1"): NodeKey(person), LocalId("v1"): NodeKey(f"event/{kind}-{name}")}
    if offence:
        entities.append(entity(2, Kind.OFFENCE, offence))
        said.append(statement(name, "v1", Predicate.OFFENCE, LocalId("e2")))
        names[LocalId("e2")] = NodeKey(f"offence/{offence}")
    extract = Extract(
        entities=tuple(entities),
        events=(Event(id=LocalId("v1"), type=kind),),
        statements=tuple(said),
    )
    telling = make_telling(name, extract)
    article = replace(telling.article, published=published)
    return replace(telling, article=article), names


def outcomes(*steps, named=(ADA,)):
    tellings = [telling for telling, _ in steps]
    nodes = {telling.article.key: names for telling, names in steps}
    return list(find_outcomes(tellings, nodes, named))


def test_an_acquittal_told_later_is_what_came_of_the_charge():
    found = outcomes(step("a", "charge"), step("b", "acquittal", published="2022-01-01"))

    assert found == [("event/charge-a", "event/acquittal-b")]


def test_a_sentence_and_its_quashing_belong_together_by_their_days():
    found = outcomes(
        step("a", "sentencing", day="2021-03-01", published="2023-01-01"),
        step("b", "quashing", day="2022-03-01", published="2022-03-02"),
    )

    assert found == [("event/sentencing-a", "event/quashing-b")]


@pytest.mark.parametrize(
    "steps",
    [
        [step("a", "charge"), step("b", "acquittal", person="person/ben")],
        [step("a", "charge", day="2021-05-01"), step("b", "acquittal", day="2020-05-01")],
        [step("a", "charge", published="2022-01-01"), step("b", "acquittal")],
        [step("a", "charge", offence="riot"), step("b", "acquittal", offence="theft")],
        [step("a", "charge"), step("c", "charge"), step("b", "acquittal")],
        [step("a", "charge"), step("b", "acquittal", modality=Modality.PLANNED)],
        [step("a", "charge"), step("b", "sentencing")],
    ],
    ids=[
        "another person",
        "a day before",
        "told before",
        "another offence",
        "two charges",
        "only planned",
        "no outcome of a charge",
    ],
)
def test_what_is_not_surely_its_outcome_is_none(steps):
    assert outcomes(*steps) == []


def test_of_two_charges_the_one_with_the_same_offence_is_meant():
    found = outcomes(
        step("a", "charge", offence="riot"),
        step("c", "charge", offence="theft"),
        step("b", "acquittal", offence="theft", published="2022-01-01"),
    )

    assert found == [("event/charge-c", "event/acquittal-b")]


def test_a_person_whom_one_article_alone_knows_has_no_outcomes_elsewhere():
    assert outcomes(step("a", "charge"), step("b", "acquittal"), named=()) == []


def test_one_article_knows_of_whom_it_tells_twice():
    telling, names = step("a", "charge")
    said = (
        statement("a", "v2", Predicate.EVENT_TYPE, Concept(slug="acquittal")),
        statement("a", "v2", Predicate.AFFECTS, LocalId("e1")),
    )
    extract = replace(
        telling.extract,
        events=(*telling.extract.events, Event(id=LocalId("v2"), type="acquittal")),
        statements=(*telling.extract.statements, *said),
    )
    names = names | {LocalId("v2"): NodeKey("event/acquittal")}

    found = outcomes((replace(telling, extract=extract), names), named=())

    assert found == [("event/charge-a", "event/acquittal")]


@settings(max_examples=100, deadline=None)
@given(st.permutations([("a", "charge"), ("b", "conviction"), ("c", "appeal"), ("d", "quashing")]))
def test_the_order_of_articles_is_of_no_matter(order):
    steps = {name: step(name, kind, day=f"2021-0{ord(name) - 96}-01") for name, kind in order}

    assert outcomes(*(steps[name] for name, _ in order)) == outcomes(
        *(steps[name] for name in sorted(steps))
    )


def in_one_article(*steps):
    """Put steps of one article together, each with its own people."""
    told = [step("a", kind, person=f"person/{number}") for number, kind in enumerate(steps)]
    said, events, entities, names = [], [], [], {}
    for number, (telling, own) in enumerate(told):
        local = {LocalId(f"{one[0]}1"): LocalId(f"{one[0]}{number + 5}") for one in ("e", "v")}
        for one in telling.extract.statements:
            value = local.get(one.object, one.object) if isinstance(one.object, str) else one.object
            said.append(replace(one, subject=local[one.subject], object=value))
        events += [replace(one, id=local[one.id]) for one in telling.extract.events]
        entities += [replace(one, id=local[one.id]) for one in telling.extract.entities]
        names |= {local[LocalId("e1")]: own[LocalId("e1")]}
        names |= {local[LocalId("v1")]: NodeKey(f"event/{number}")}
    extract = Extract(entities=tuple(entities), events=tuple(events), statements=tuple(said))
    return make_telling("a", extract), names


def with_quashing_of(count, telling, names):
    """Let an article tell that the convictions of so many were quashed, without names."""
    said = (
        statement("a", "v1", Predicate.EVENT_TYPE, Concept(slug="quashing")),
        statement("a", "v1", Predicate.MINIMUM_COUNT, count),
    )
    extract = replace(
        telling.extract,
        events=(*telling.extract.events, Event(id=LocalId("v1"), type="quashing")),
        statements=(*telling.extract.statements, *said),
    )
    return replace(telling, extract=extract), names | {LocalId("v1"): NodeKey("event/quashing")}


@pytest.mark.parametrize(("count", "found"), [(2, 2), (3, 0)])
def test_all_of_them_are_those_that_the_article_names_if_they_are_as_many(count, found):
    article = with_quashing_of(count, *in_one_article("sentencing", "sentencing"))

    pairs = outcomes(article, named=())

    assert pairs == [(f"event/{n}", "event/quashing") for n in range(found)]


def test_what_came_of_a_sentence_came_of_its_conviction_too():
    article = with_quashing_of(2, *in_one_article("sentencing", "sentencing"))
    conviction = step("b", "conviction", person="person/0", published="2020-01-01")

    found = outcomes(article, conviction, named=[NodeKey("person/0")])

    assert ("event/conviction-b", "event/0") in found
    assert ("event/conviction-b", "event/quashing") in found


def test_whoever_appeals_appeals_against_his_own_conviction():
    telling, names = step("b", "appeal", published="2022-01-01")
    said = [
        replace(one, predicate=Predicate.AGENT) if one.predicate is Predicate.AFFECTS else one
        for one in telling.extract.statements
    ]
    extract = replace(telling.extract, statements=tuple(said))

    found = outcomes(step("a", "conviction"), (replace(telling, extract=extract), names))

    assert found == [("event/conviction-a", "event/appeal-b")]
