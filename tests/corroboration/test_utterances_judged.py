"""A person's word on two quotations, from the judgements file into the graph."""

from dataclasses import replace

import pytest

from hkgraph.identity.judgements import PairJudgement, Verdict
from hkgraph.pipeline import Pipeline
from hkgraph.settings import Settings
from hkgraph.store.generations import StoreDir
from hkgraph.store.judgements import JudgementFile
from tiny import article

SAID = "“We have kept the lamps of our house lit for as long as we could,” said Ada Lam-Wood."
LINKS = "SELECT ?a ?b { ?a <https://w3id.org/hkgraph/ns#sameUtteranceAs> ?b }"


@pytest.fixture
def pipeline(tmp_path):
    made = Pipeline(Settings(store=tmp_path / "store", workers=1))
    paths = [tmp_path / name for name in ("one.md", "other.md")]
    for path in paths:
        path.write_text(article(f"Lamps of {path.stem}", SAID), encoding="utf-8")
    made.build(paths)
    return made


@pytest.fixture
def linked(tmp_path):
    def read():
        store = StoreDir(tmp_path / "store").open_current()
        rows = store.query(LINKS, use_default_graph_as_union=True)
        return {tuple(term.value.rpartition("/id/")[2] for term in row) for row in rows}

    return read


def test_a_person_may_part_two_quotations_and_withdraw_it(pipeline, linked, tmp_path):
    before = linked()
    left, right = min(before)
    apart = PairJudgement(left=left, right=right, verdict=Verdict.NO, by="jane")
    file = JudgementFile(tmp_path / "store")

    file.append([apart])
    Pipeline(Settings(store=tmp_path / "store")).rebuild()
    parted = linked()
    file.append([replace(apart, verdict=Verdict.WITHDRAWN)])
    Pipeline(Settings(store=tmp_path / "store")).rebuild()

    assert before == {(left, right), (right, left)}
    assert parted == set()
    assert linked() == before
