"""People reject, correct and confirm statements; the graph follows, and back again."""

from dataclasses import replace

import pytest

from conftest import dump_of
from hkgraph.identity.judgements import Claim, StatementJudgement, Verdict
from hkgraph.store.generations import StoreDir
from hkgraph.store.judgements import JudgementFile

BASE = "https://w3id.org/hkgraph/id/"
QUERY = """
PREFIX hk: <https://w3id.org/hkgraph/ns#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?s ?p ?o ?article ?start ?end ?reviewer {
  ?node rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; hk:reportedIn ?article ;
    hk:evidence [ oa:start ?start ; oa:end ?end ] .
  OPTIONAL { ?node hk:reviewer ?reviewer }
}
"""


def told(path):
    opened = StoreDir(path).open_current()
    rows = opened.query(QUERY, use_default_graph_as_union=True)
    return [tuple(term.value.removeprefix(BASE) if term else "" for term in row) for row in rows]


def saying(path, predicate, part):
    return [row for row in told(path) if row[1].endswith(predicate) and part in row[2]]


def claim_on(row, predicate):
    subject, _, target, article, start, end, _ = row
    return Claim(
        article=article.removeprefix("article/"),
        start=int(start),
        end=int(end),
        subject=subject,
        predicate=predicate,
        object=target,
    )


@pytest.fixture
def judge(store):
    store.build()

    def append(*judgements):
        JudgementFile(store.path).append(judgements)
        return store.pipeline().rebuild()

    return append


@pytest.fixture
def founded(store, judge):
    """The judgement that the union was not founded in 1990."""
    (row,) = saying(store.path, "hasTime", "time/1990")
    claim = replace(claim_on(row, "sem:hasTime"), object="1990")
    return StatementJudgement(claim=claim, verdict=Verdict.NO, by="jane")


def test_a_rejected_statement_is_gone_and_the_others_of_its_sentence_stay(store, judge, founded):
    judge(founded)

    assert saying(store.path, "hasTime", "time/1990") == []
    assert saying(store.path, "affects", "tolo-rowers-union")


def test_what_was_rejected_and_is_withdrawn_leaves_no_trace(store, judge, founded):
    before = dump_of(store.path)
    judge(founded)

    judge(replace(founded, verdict=Verdict.WITHDRAWN))

    assert dump_of(store.path) == before


def test_a_corrected_statement_keeps_its_words_and_names_who_corrected_it(store, judge, founded):
    outcome = judge(replace(founded, instead=(("object", "1991"),)))

    assert saying(store.path, "hasTime", "time/1990") == []
    (row,) = saying(store.path, "hasTime", "time/1991")
    assert row[4:] == (str(founded.claim.start), str(founded.claim.end), "jane")
    assert outcome.quarantined == []


def test_a_confirmed_statement_names_who_confirmed_it(store, judge, founded):
    judge(replace(founded, verdict=Verdict.YES))

    (row,) = saying(store.path, "hasTime", "time/1990")
    assert row[6] == "jane"


def test_an_event_whose_type_is_rejected_is_told_no_more(store, judge, founded):
    subject = founded.claim.subject
    claim = replace(founded.claim, predicate="sem:eventType", object="event-type/founding")
    assert any(row[0] == subject for row in told(store.path))

    outcome = judge(replace(founded, claim=claim))

    assert not any(subject in row for row in told(store.path))
    assert outcome.quarantined == []


def test_a_role_that_is_rejected_leaves_no_membership(store, judge):
    (row, *_) = saying(store.path, "hasMembership", "ben-ho-marsh")
    claims = [
        claim_on(one, "org:hasMembership")
        for one in saying(store.path, "hasMembership", "ben-ho-marsh")
    ]

    judge(*(StatementJudgement(claim=c, verdict=Verdict.NO, by="jane") for c in claims))

    assert row[2].encode() not in dump_of(store.path)


def test_a_judgement_that_no_statement_answers_to_is_told(store, judge, founded):
    claim = replace(founded.claim, start=founded.claim.start + 1)

    outcome = judge(replace(founded, claim=claim))

    assert len(outcome.warnings) == 1
    assert "has no effect" in outcome.warnings[0]


def test_a_correction_that_names_nothing_changes_nothing_and_is_told(store, judge, founded):
    before = dump_of(store.path)

    outcome = judge(replace(founded, instead=(("object", "some day"),)))

    assert dump_of(store.path) == before
    assert "object=some day" in outcome.warnings[0]


def test_two_judgements_on_one_event_count_though_the_first_renames_it(store, judge, founded):
    claim = replace(founded.claim, predicate="hk:affects")
    other = replace(claim, object="organisation/tolo-rowers-union")

    outcome = judge(founded, StatementJudgement(claim=other, verdict=Verdict.YES, by="jim"))

    assert outcome.warnings == []
    assert [row[6] for row in saying(store.path, "affects", "tolo-rowers") if row[6]] == ["jim"]
