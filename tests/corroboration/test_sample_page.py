"""The sample page: one source told twice, one utterance in two spellings, two lengths of a stay."""

from pathlib import Path

import pytest

from hkgraph.pipeline import Pipeline
from hkgraph.settings import Settings
from hkgraph.store.generations import StoreDir

SEED = Path(__file__).parents[3] / "shared" / "seed"
PAGES = sorted(SEED.glob("*.txt")) if SEED.is_dir() else []
PREFIXES = """
PREFIX hk: <https://w3id.org/hkgraph/ns#> PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX schema: <https://schema.org/>
"""

pytestmark = pytest.mark.skipif(not PAGES, reason="the sample page is not here")


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "store"
    Pipeline(Settings(store=path, workers=1)).build(PAGES)
    store = StoreDir(path).open_current()

    def answer(query):
        rows = store.query(PREFIXES + query, use_default_graph_as_union=True)
        return {tuple(term.value.rpartition("/")[2] for term in row) for row in rows}

    return answer


def test_a_departure_is_told_by_two_articles_and_one_witness(ask):
    told = ask(
        """SELECT ?article ?witness {
          ?witness hk:witnesses ?statement . ?statement hk:reportedIn ?article ;
            rdf:predicate sem:eventType ; rdf:subject ?event ; rdf:object ?type .
          FILTER (strends(str(?type), "/departure"))
          ?other rdf:subject ?event ; rdf:predicate hk:agent ; rdf:object ?who .
          FILTER (strends(str(?who), "/human-rights-watch")) }"""
    )

    assert len({article for article, _ in told}) == 2
    assert {witness for _, witness in told} == {"new-york-times"}


def test_a_quotation_in_two_spellings_is_one_utterance(ask):
    texts = ask(
        """SELECT ?one ?other { ?a hk:sameUtteranceAs ?b .
          ?a schema:text ?one . ?b schema:text ?other .
          FILTER (strstarts(?one, "This decision") && strstarts(?other, "This decision")) }"""
    )

    assert {("organizations" in one, "organizations" in other) for one, other in texts} == {
        (True, False),
        (False, True),
    }


def test_forty_years_and_1990_stand_as_differing_statements(ask):
    times = ask(
        """SELECT ?one ?other { ?a hk:differsFrom ?b .
          ?a rdf:object/hk:edtf ?one . ?b rdf:object/hk:edtf ?other }"""
    )

    assert {("1981~", "1990"), ("1990", "1981~")} <= times
