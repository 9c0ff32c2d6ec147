"""What people decide changes the graph at the next build, and back when it is withdrawn."""

from dataclasses import replace

import pytest

from conftest import dump_of
from hkgraph.errors import UsageError
from hkgraph.identity.judgements import LinkJudgement, PairJudgement, Pin, Verdict
from hkgraph.store.generations import StoreDir
from hkgraph.store.judgements import JudgementFile

MERGED = "https://w3id.org/hkgraph/ns#mergedInto"
SAME = PairJudgement(
    left="person/ada-lam-wood", right="person/ben-ho-marsh", verdict=Verdict.YES, by="jane"
)


def merged(path):
    rows = (
        StoreDir(path)
        .open_current()
        .query(f"SELECT ?a ?b {{ ?a <{MERGED}> ?b }}", use_default_graph_as_union=True)
    )
    return {tuple(term.value.rpartition("/id/")[2] for term in row) for row in rows}


@pytest.fixture
def judged(store):
    store.build()

    def judge(*judgements):
        JudgementFile(store.path).append(judgements)
        return store.pipeline().rebuild().generation

    return judge


def test_a_person_may_say_that_two_are_one(store, judged):
    judged(SAME)

    assert ("person/ben-ho-marsh", "person/ada-lam-wood") in merged(store.path)


def test_the_pinned_iri_is_the_one_that_stays(store, judged):
    judged(SAME, Pin(node="person/ben-ho-marsh", verdict=Verdict.YES, by="jane"))

    assert ("person/ada-lam-wood", "person/ben-ho-marsh") in merged(store.path)


def test_what_is_withdrawn_leaves_the_graph_as_it_was(store, judged):
    before = dump_of(store.path)
    judged(SAME)

    judged(replace(SAME, verdict=Verdict.WITHDRAWN))

    assert dump_of(store.path) == before


def test_without_new_judgements_nothing_is_published(store, judged):
    assert judged(SAME) is not None

    assert store.pipeline().rebuild().generation is None


def test_a_file_that_is_wrong_stops_the_build_and_costs_nothing(store, judged):
    before = dump_of(store.path)
    file = JudgementFile(store.path)
    file.path.parent.mkdir()
    file.path.write_text("- pin: person/a\n")

    with pytest.raises(UsageError, match="line 1: by"):
        store.pipeline().rebuild()

    assert dump_of(store.path) == before


def test_a_refused_link_leaves_the_graph_and_says_who_refused_it(store, judged):
    def links():
        asked = (
            "PREFIX hk: <https://w3id.org/hkgraph/ns#> SELECT ?state ?by"
            " { ?l hk:entity ?e ; hk:linkState ?state OPTIONAL { ?l hk:reviewer ?by }"
            " FILTER STRENDS(STR(?e), '/place/hong-kong') }"
        )
        rows = StoreDir(store.path).open_current().query(asked, use_default_graph_as_union=True)
        return [
            (row["state"].value.rpartition("#")[2], row["by"] and row["by"].value) for row in rows
        ]

    before = links()
    judged(LinkJudgement(node="place/hong-kong", qid="Q8646", verdict=Verdict.NO, by="jane"))

    assert (before, links()) == ([("Linked", None)], [("NeedsReview", "jane")])
