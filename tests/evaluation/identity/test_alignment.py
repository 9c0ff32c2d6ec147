"""Which of our mentions and events the truth's are."""

from __future__ import annotations

from pathlib import Path

from hkgraph.evaluation.gold import FileSpan
from hkgraph.evaluation.identity.alignment import align
from hkgraph.evaluation.identity.gold import (
    NIL,
    GoldCluster,
    GoldMention,
    GoldTelling,
    IdentityGold,
)
from hkgraph.evaluation.identity.system import Found, NamedAt, ToldAt
from hkgraph.model import Kind

TEXT = "Police arrested Ada Mo and charged Bo Chan."


def at(words):
    start = TEXT.index(words)
    return FileSpan(article="one", start=start, end=start + len(words), text=words)


def named(words, node, kind=Kind.PERSON, *, is_name=True):
    return NamedAt(at=at(words), node=node, kind=kind, is_name=is_name)


def told(event, type_, words, *about):
    return GoldTelling(
        article="one", event=event, type=type_, spans=(at(words),), about=frozenset(about)
    )


def found(local, type_, words, *participants):
    return ToldAt(
        article="one",
        local=local,
        type=type_,
        node=f"event/{local}",
        spans=(at(words),),
        participants=frozenset(participants),
    )


MO = GoldMention(at=at("Ada Mo"), cluster="mo")
CHAN = GoldMention(at=at("Bo Chan"), cluster="chan")


def gold(*tellings):
    return IdentityGold(
        articles={"one": Path("one.txt")},
        clusters={
            name: GoldCluster(id=name, kind=Kind.PERSON, name=name, wikidata=NIL)
            for name in ("mo", "chan")
        },
        mentions=(MO, CHAN),
        tellings=tellings,
    )


def test_mentions_that_share_most_of_their_characters_are_one():
    ours = Found(mentions=(named("Ada Mo", "person/ada-mo"), named("Chan", "person/chan")))

    assert align(gold(), ours).mentions == {MO: "person/ada-mo", CHAN: "person/chan"}


def test_a_longer_name_of_its_kind_that_holds_a_mention_is_it():
    ours = Found(mentions=(named("Police arrested Ada Mo and", "person/x"),))

    assert align(gold(), ours).mentions == {MO: "person/x"}


def test_a_longer_name_of_another_kind_is_another_mention():
    ours = Found(mentions=(named("Police arrested Ada Mo and", "law/x", Kind.LAW),))

    assert align(gold(), ours).mentions == {}


def test_a_name_goes_before_a_description_of_the_same_stretch():
    ours = Found(mentions=(named("Ada Mo", "person/b", is_name=False), named("Ada Mo", "person/a")))

    assert align(gold(), ours).mentions == {MO: "person/a"}


def test_events_of_one_sentence_are_told_apart_by_who_takes_part():
    sentence = TEXT.rstrip(".")
    first, second = (
        told("of-mo", "arrest", sentence, "mo"),
        told("of-chan", "arrest", sentence, "chan"),
    )
    ours = Found(
        mentions=(named("Ada Mo", "person/mo"), named("Bo Chan", "person/chan")),
        events=(
            found("e1", "arrest", sentence, "person/chan"),
            found("e2", "arrest", sentence, "person/mo"),
        ),
    )

    aligned = align(gold(first, second), ours)

    assert aligned.tellings == {first: "event/e2", second: "event/e1"}


def test_an_event_of_another_type_is_another():
    ours = Found(events=(found("e1", "charge", "arrested Ada Mo"),))

    assert align(gold(told("of-mo", "arrest", "arrested Ada Mo")), ours).tellings == {}


def test_an_event_of_others_is_another():
    ours = Found(
        mentions=(named("Bo Chan", "person/chan"),),
        events=(found("e1", "arrest", TEXT, "person/chan"),),
    )

    assert align(gold(told("of-mo", "arrest", "arrested Ada Mo", "mo")), ours).tellings == {}
