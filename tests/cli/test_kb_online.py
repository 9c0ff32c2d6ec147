"""Commands that go online, against a server on this machine that plays Wikidata."""

import pytest
import structlog

from hkgraph.model import Kind
from hkgraph.store.generations import StoreDir
from hkgraph.wikidata.entities import Entry
from hkgraph.wikidata.knowledge_base import KnowledgeBase
from wikidata.conftest import write_base
from wikidata_json import human, item
from wikidata_server import malformed, playing_wikidata

HONG_KONG = {"P31": ["Q486972"], "P17": ["Q8646"]}
ENTITIES = [
    item("Q8646", {"en": "Hong Kong"}, claims={"P31": ["Q6256"]}),
    item("Q21", {"en": "Tolo Shing", "zh": "吐露城"}, claims=HONG_KONG),
    human(7, "Bo Lau", claims={"P27": ["Q8646"]}),
    human(8, "Agnes Chow", claims={"P27": ["Q1054923"]}),
    human(9, "Ada Lam-Wood"),
]
ENTITIES[3]["labels"]["zh"] = {"language": "zh", "value": "周庭"}


@pytest.fixture
def wikidata(monkeypatch):
    with playing_wikidata(ENTITIES, {"Q70": "Q7"}) as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        yield server
    structlog.reset_defaults()


@pytest.fixture
def no_waiting(monkeypatch):
    """Let the service wait for nothing, so that faults cost no time."""
    monkeypatch.setattr("time.sleep", lambda _: None)


def opened(path):
    return KnowledgeBase.open(path)


def test_slice_holds_what_is_tied_to_hong_kong(hkgraph, tmp_path, wikidata):
    done = hkgraph("kb", "build", "--slice", "--out", tmp_path / "kb.sqlite")

    base = opened(tmp_path / "kb.sqlite")
    assert done.code == 0, done.err
    assert [one.label for one in base.all()] == ["Bo Lau", "Agnes Chow", "Tolo Shing"]
    assert base.name.startswith("Hong Kong slice of 20")
    assert [path.name for path in tmp_path.iterdir()] == ["kb.sqlite"]
    base.close()


def test_slice_knows_no_rival_whose_id_it_has(hkgraph, tmp_path, wikidata):
    hkgraph("kb", "build", "--slice", "--out", tmp_path / "kb.sqlite")

    base = opened(tmp_path / "kb.sqlite")
    rivals = [base.has_rival(name, Kind.PERSON) for name in ("Agnes Chow", "Benny Tai")]
    assert rivals == [False, True]
    base.close()


def test_slice_that_broke_off_goes_on_where_it_was(hkgraph, tmp_path, wikidata, no_waiting):
    hkgraph("kb", "build", "--slice", "--out", tmp_path / "whole.sqlite")
    needed = len(wikidata.asked)
    wikidata.asked.clear()
    wikidata.break_after = 3

    broken = hkgraph("kb", "build", "--slice", "--out", tmp_path / "kb.sqlite")
    wikidata.break_after = None
    whole = hkgraph("kb", "build", "--slice", "--out", tmp_path / "kb.sqlite")

    assert (broken.code, whole.code) == (3, 0)
    assert len(wikidata.asked) == needed
    first, second = (opened(tmp_path / name) for name in ("whole.sqlite", "kb.sqlite"))
    assert first.digest == second.digest
    first.close()
    second.close()


def test_without_a_contact_nothing_is_asked(hkgraph, tmp_path, wikidata, monkeypatch):
    monkeypatch.delenv("HKGRAPH_CONTACT")

    done = hkgraph("kb", "build", "--slice", "--out", tmp_path / "kb.sqlite")

    assert done.code == 2
    assert "hint: Set HKGRAPH_CONTACT" in done.err
    assert wikidata.agents == []
    assert list(tmp_path.iterdir()) == []


def test_verify_tells_what_leads_on_is_gone_or_is_renamed(hkgraph, tmp_path, wikidata):
    known = {"Q7": "Bo Lau", "Q70": "Lau Bo", "Q404": "Nobody", "Q21": "Tolo Town"}
    entries = [Entry(qid=qid, label=label, type="person") for qid, label in known.items()]
    base = write_base(tmp_path / "kb.sqlite", entries)

    done = hkgraph("kb", "verify", base, "--answers", tmp_path / "answers.sqlite")

    assert done.code == 1
    assert [line.split() for line in done.out.splitlines()[2:]] == [
        ["Q21", "Tolo", "Town", "renamed", "Tolo", "Shing"],
        ["Q70", "Lau", "Bo", "leads", "on", "Q7"],
        ["Q404", "Nobody", "gone"],
    ]


@pytest.fixture
def base(hkgraph, tmp_path, monkeypatch):
    """A base in use that knows none of the tiny articles' people."""
    path = write_base(tmp_path / "kb.sqlite", [Entry(qid="Q1", label="Nobody", type="person")])
    monkeypatch.setenv("HKGRAPH_KNOWLEDGE_BASE", str(path))
    return path


def states(hkgraph, store):
    query = (
        "PREFIX hk: <https://w3id.org/hkgraph/ns#> SELECT ?name ?state {"
        " ?link hk:entity ?one ; hk:linkState ?state ."
        " ?one <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }"
    )
    done = hkgraph("query", "--store", store.path, "--format", "tsv", "--text", query)
    rows = (line.split("\t") for line in done.out.splitlines()[1:])
    return {
        name.partition("@")[0].strip('"'): state.rpartition("#")[2].strip(">")
        for name, state in rows
    }


def test_online_linking_finds_names_that_the_base_has_not(hkgraph, store, wikidata, base):
    hkgraph("build", store.articles, "--store", store.path)

    done = hkgraph("link", "--online", "--store", store.path)

    known = opened(base)
    assert "found: 2, nil: 9" in done.err
    assert done.out == ""
    assert known.get("Q9").label == "Ada Lam-Wood"
    assert known.get("Q1").label == "Nobody"
    assert "Q9" in hkgraph("dump", "--store", store.path).out
    assert "with look-ups" in StoreDir(store.path).current().manifest.versions["knowledge base"]
    known.close()


def test_failed_look_ups_stand_in_the_graph_as_such(hkgraph, store, wikidata, base, no_waiting):
    hkgraph("build", store.articles, "--store", store.path)
    before = states(hkgraph, store)
    wikidata.faults = [malformed] * 999

    done = hkgraph("link", "--online", "--store", store.path)

    after = states(hkgraph, store)
    changed = {name for name in after if after[name] != before[name]}
    assert "is asked no more" in done.err
    assert {(before[name], after[name]) for name in changed} == {("Nil", "LookUpFailed")}
    assert len(changed) == 3


def test_bundled_base_is_never_changed(hkgraph, store, wikidata):
    done = hkgraph("link", "--online", "--store", store.path)

    assert (done.code, wikidata.agents) == (2, [])
