"""What a person says of a link holds over any score, for the node that it was said of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hkgraph.identity.judgements import Judgements, LinkJudgement, Verdict
from hkgraph.identity.linking.records import LinkState
from hkgraph.identity.resolution import resolve
from hkgraph.model import Extract, Kind, LocalId, Membership
from hkgraph.wikidata.knowledge_base import KnowledgeBase
from tellings import entity, make_telling

NODE = "person/kenneth-roth"
ROTH = "Q6390647"


@pytest.fixture(scope="module")
def kb():
    return KnowledgeBase.bundled()


def naming(article, name):
    """Make an article that tells enough of somebody to link him."""
    body = entity(2, Kind.ORGANISATION, "Human Rights Watch")
    role = Membership(
        id=LocalId("m1"),
        person=LocalId("e1"),
        organisation=LocalId("e2"),
        title="executive director",
    )
    return make_telling(
        article, Extract(entities=(entity(1, Kind.PERSON, name), body), memberships=(role,))
    )


def said(verdict, qid=ROTH, node=NODE):
    return LinkJudgement(node=node, qid=qid, verdict=verdict, by="jane")


def answer(kb, *judgements, names=("Kenneth Roth",)):
    tellings = [naming(str(number), name) for number, name in enumerate(names)]
    found = resolve(tellings, {}, kb, Judgements(judgements))
    (described,) = [one for one in found.entities.values() if one.kind is Kind.PERSON]
    return described.link


def test_refused_link_is_none_and_names_who_refused_it(kb):
    link = answer(kb, said(Verdict.NO))

    assert (link.state, link.candidates, link.reviewer) == (LinkState.NIL, (), "jane")


def test_doubted_link_waits_for_review(kb):
    assert answer(kb, said(Verdict.UNSURE)).state is LinkState.NEEDS_REVIEW


def test_confirmed_link_is_certain(kb):
    link = answer(kb, said(Verdict.YES))

    assert (link.state, link.confidence, link.reviewer) == (LinkState.LINKED, 1.0, "jane")


def test_person_may_know_an_id_that_the_base_does_not(kb):
    link = answer(
        kb, said(Verdict.YES, "Q4242", "person/ada-quist"), names=("Ada Quist", "Ada Quist")
    )

    assert [one.qid for one in link.candidates] == ["Q4242"]
    assert link.state is LinkState.LINKED


def test_confirmed_id_wins_over_another_that_scored(kb):
    link = answer(kb, said(Verdict.YES, "Q4242"))

    assert [one.qid for one in link.candidates] == ["Q4242"]


def test_two_confirmed_ids_wait_for_review(kb):
    link = answer(kb, said(Verdict.YES, "Q4242"), said(Verdict.YES, "Q4243"))

    assert link.state is LinkState.NEEDS_REVIEW


def test_judgement_on_another_id_changes_nothing(kb):
    assert answer(kb, said(Verdict.NO, "Q4242")) == answer(kb)


def test_withdrawn_judgement_counts_as_never_given(kb):
    refused = said(Verdict.NO)

    assert answer(kb, refused, replace(refused, verdict=Verdict.WITHDRAWN)) == answer(kb)


def test_judgement_on_one_article_leaves_the_others_linked(kb):
    scoped = f"{NODE}@{naming('0', 'Kenneth Roth').article.key}"

    both = answer(kb, said(Verdict.NO, node=scoped), names=("Kenneth Roth", "Kenneth Roth"))
    alone = answer(kb, said(Verdict.NO, node=scoped))

    assert (both.state, alone.state) == (LinkState.LINKED, LinkState.NIL)


def test_judgement_leaves_the_iri_as_it_is(kb):
    tellings = [naming("a", "Kenneth Roth")]

    found = resolve(tellings, {}, kb, Judgements((said(Verdict.NO),)))

    assert NODE in found.entities
