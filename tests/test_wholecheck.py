"""A whole store against the shapes: the same results as its articles give one by one."""

import json
import shutil
import xml.etree.ElementTree as ET

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from hkgraph.graph import vocab
from hkgraph.graph.iri import Minter
from hkgraph.graph.small_graph import Descriptions
from hkgraph.pipeline import Pipeline
from hkgraph.rebase import from_default_base, to_default_base
from hkgraph.resources import resource
from hkgraph.settings import Settings
from hkgraph.store.generations import StoreDir
from hkgraph.store.live import FILE, LiveArticle
from hkgraph.store.texts import Library
from hkgraph.validation.gate import Gate
from hkgraph.versions import digest_of, extraction_versions
from hkgraph.wholecheck import check_store

OTHER_BASE = "https://news.example/kept/"


def article_by_article(settings):
    """Check as a build does, and name each result once."""
    generation, store = StoreDir(settings.store).open_snapshot()
    minter = Minter(generation.manifest.base_iri)
    library = Library(settings.store, digest_of(extraction_versions()))
    gate = Gate(resource("shapes"), resource("ontology"))
    shared = (minter.sources, minter.entities, minter.facts, minter.links)
    descriptions = Descriptions.of(
        quad.triple for graph in shared for quad in store.quads_for_pattern(None, None, None, graph)
    )
    found = set()
    for one in map(LiveArticle.parse, generation.read_lines(FILE)):
        graph = store.quads_for_pattern(None, None, None, minter.article_graph(one.key))
        text = library.load_article(one.digest, one.document).text
        node = minter.node(f"article/{one.key}")
        small = descriptions.small_graph(node, [quad.triple for quad in graph], text)
        checked = to_default_base(small.checked, minter.base)
        verdict = gate.check(checked, to_default_base(small.around, minter.base))
        found |= {from_default_base(str(result), minter.base) for result in verdict.results}
    return found


def change(path, edit):
    """Publish a generation that somebody has spoilt."""
    directory = StoreDir(path)
    with directory.writing() as writer:
        draft = writer.clone()
        opened = draft.open()
        edit(opened)
        opened.flush()
        del opened
        writer.publish(draft, directory.current().manifest)


def first(store, predicate):
    return min(store.quads_for_pattern(None, predicate, None, None), key=str)


def drop(predicate):
    return lambda store: store.remove(first(store, predicate))


def drop_all(predicate):
    def edit(store):
        subject = first(store, predicate).subject
        for quad in list(store.quads_for_pattern(subject, predicate, None, None)):
            store.remove(quad)

    return edit


def name_without_language(store):
    person = min(store.quads_for_pattern(None, vocab.TYPE, vocab.PERSON, None), key=str)
    store.add(Quad(person.subject, vocab.PREF_LABEL, Literal("A name"), person.graph_name))


def put(predicate, value):
    def edit(store):
        old = first(store, predicate)
        store.remove(old)
        store.add(Quad(old.subject, predicate, value, old.graph_name))

    return edit


def add(predicate, value):
    def edit(store):
        old = first(store, predicate)
        store.add(Quad(old.subject, predicate, value, old.graph_name))

    return edit


FAULTS = {
    "no start": drop(vocab.START),
    "no modality": drop(vocab.MODALITY),
    "no evidence": drop_all(vocab.EVIDENCE),
    "no type": lambda store: store.remove(
        min(store.quads_for_pattern(None, vocab.TYPE, vocab.RDF_STATEMENT, None), key=str)
    ),
    "other words": put(vocab.EXACT, Literal("other words")),
    "confidence above one": put(vocab.CONFIDENCE, Literal("2.0", datatype=vocab.XSD_DECIMAL)),
    "two polarities": add(vocab.POLARITY, Literal(value=False)),
    "unknown modality": put(vocab.MODALITY, vocab.term("hk:Event")),
    "name without language": name_without_language,
    "strange event type": put(vocab.term("sem:eventType"), NamedNode("urn:strange")),
    "day that is none": put(vocab.DATE_PUBLISHED, Literal("2021-02-30", datatype=vocab.XSD_DATE)),
    "two digests": add(vocab.SHA256, Literal("abc")),
}


def test_valid_store_has_the_results_of_its_articles(built):
    report = check_store(built.settings)

    assert {str(result) for result in report.verdict.results} == article_by_article(built.settings)
    assert report.conforms


@pytest.mark.parametrize("fault", FAULTS)
def test_spoilt_store_has_the_results_of_its_articles(built, tmp_path, fault):
    settings = Settings(store=shutil.copytree(built.path, tmp_path / "store", symlinks=True))
    change(settings.store, FAULTS[fault])

    report = check_store(settings)

    assert {str(result) for result in report.verdict.results} == article_by_article(settings)
    assert not report.conforms


def test_store_below_another_base_is_checked_like_any_other(store):
    settings = Settings(store=store.path, base_iri=OTHER_BASE)
    Pipeline(settings).build([store.file("closure")])
    conforms = check_store(settings).conforms
    change(store.path, FAULTS["strange event type"])

    report = check_store(settings)

    assert conforms
    assert {str(result) for result in report.verdict.results} == article_by_article(settings)
    assert all(result.focus.startswith(OTHER_BASE) for result in report.verdict.violations)


def test_check_leaves_nothing_behind(built):
    before = sorted(built.path.rglob("*"))

    check_store(built.settings)

    assert sorted(built.path.rglob("*")) == before


# ── what leads from a violation to its sentence ─────────────────────────────────────────────


@pytest.fixture
def spoilt(store):
    """A store with a statement that lacks its modality; gives the report too."""
    store.build("plan")
    change(store.path, FAULTS["no modality"])
    return check_store(store.settings)


def test_violation_leads_to_article_and_sentence(spoilt):
    (violation,) = spoilt.verdict.violations

    (source,) = spoilt.sources[violation.focus]
    text = spoilt.render("text")

    assert spoilt.failing == (source.article,)
    assert source.sentence
    assert f"  article: {source.article} ({source.headline})\n" in text
    assert f"  sentence: {source.sentence}\n" in text


def test_json_holds_the_sources(spoilt):
    found = json.loads(spoilt.render("json"))

    assert found["failing"] == [found["results"][0]["sources"][0]["article"]]
    assert found["results"][0]["sources"][0]["sentence"]


def test_junit_is_of_the_shape_that_readers_of_junit_know(spoilt):
    suites = ET.fromstring(spoilt.render("junit"))

    (suite,) = suites.findall("testsuite")
    (failure,) = suite.findall("testcase/failure")
    assert suites.tag == "testsuites"
    assert [suite.get(name) for name in ("tests", "failures", "errors")] == ["2", "1", "0"]
    assert all(case.get("name") and case.get("classname") for case in suite.findall("testcase"))
    assert "hk:modality" in failure.get("message")
    assert failure.get("type").endswith("#MinCountConstraintComponent")
    assert "sentence: " in failure.text
