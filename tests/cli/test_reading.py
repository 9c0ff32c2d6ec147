"""Commands that read: every format says the same, and stdout holds nothing but the answer."""

import csv
import io
import json
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from conftest import dump_of
from hkgraph.store.dump import DumpFormat
from hkgraph.store.generations import StoreDir

BASE = "https://w3id.org/hkgraph/id/"
HEADLINES = "SELECT ?h { ?a <https://schema.org/headline> ?h } ORDER BY ?h"
DESCRIBE = "CONSTRUCT { ?a <urn:h> ?h } WHERE { ?a <https://schema.org/headline> ?h }"


def managed(built):
    return set(StoreDir(built.path).open_current())


# ── dump ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("format_", DumpFormat)
def test_each_dump_parses_back_to_the_same_triples(hkgraph, built, format_):
    dumped = hkgraph("dump", "--store", built.path, "--format", format_)

    parsed = set(parse(dumped.out.encode(), format=format_.rdf_format))

    expected = managed(built)
    if not format_.keeps_graphs:
        parsed, expected = ({q.triple for q in quads} for quads in (parsed, expected))
    assert dumped.code == 0
    assert dumped.err == ""
    assert parsed == expected


def test_dump_is_sorted_and_the_same_each_time(hkgraph, built):
    first, second = (
        hkgraph("dump", "--store", built.path, "--format", "nquads").out for _ in range(2)
    )

    assert first == second
    assert first.encode() == dump_of(built.path)
    assert first.encode().splitlines() == sorted(first.encode().splitlines())


def test_dump_of_facts_is_the_graph_of_facts(hkgraph, built):
    facts = hkgraph("dump", "--store", built.path, "--facts", "--format", "nquads").out
    named = hkgraph(
        "dump", "--store", built.path, "--graph", f"{BASE}graph/facts", "--format", "nquads"
    ).out

    assert facts == named
    assert {q.graph_name.value for q in parse(facts.encode(), format=RdfFormat.N_QUADS)} == {
        f"{BASE}graph/facts"
    }


def test_dump_takes_several_graphs(hkgraph, built):
    graphs = [f"{BASE}graph/{name}" for name in ("links", "sources")]

    dumped = hkgraph(
        "dump", "--store", built.path, "--format", "nquads",
        "--graph", graphs[0], "--graph", graphs[1],
    )  # fmt: skip

    quads = parse(dumped.out.encode(), format=RdfFormat.N_QUADS)
    assert {q.graph_name.value for q in quads} == set(graphs)


def test_only_all_tells_of_the_graphs_of_users(hkgraph, store):
    store.build("plan")
    own = Quad(NamedNode("urn:s"), NamedNode("urn:p"), NamedNode("urn:o"), NamedNode("urn:mine"))
    nameless = Quad(NamedNode("urn:s"), NamedNode("urn:p"), NamedNode("urn:nameless"))
    directory = StoreDir(store.path)
    with directory.writing() as writer:
        draft = writer.clone()
        opened = draft.open()
        opened.extend([own, nameless])
        opened.flush()
        del opened
        writer.publish(draft, directory.current().manifest)

    plain = hkgraph("dump", "--store", store.path, "--format", "nquads").out
    everything = hkgraph("dump", "--store", store.path, "--format", "nquads", "--all").out

    assert "urn:mine" not in plain
    assert "urn:nameless" not in plain
    assert "<urn:s> <urn:p> <urn:o> <urn:mine> .\n" in everything
    assert "<urn:s> <urn:p> <urn:nameless> .\n" in everything


def test_dump_into_a_file_is_whole_and_says_how_long(hkgraph, built, tmp_path):
    finished = hkgraph("dump", "--store", built.path, "--format", "nquads", "-o", tmp_path / "g.nq")

    assert (tmp_path / "g.nq").read_bytes() == dump_of(built.path)
    assert "bytes" in finished.err
    assert finished.out == ""
    assert [p.name for p in tmp_path.iterdir()] == ["g.nq"]


@pytest.mark.slow
def test_reader_that_goes_away_is_no_fault(built):
    command = [sys.executable, "-c", "from hkgraph.cli import main; main()", "dump"]
    with subprocess.Popen(
        [*command, "--store", str(built.path), "--format", "trig"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdout.read(10)
        process.stdout.close()
        said = process.stderr.read()

    assert process.returncode == 0
    assert said == b""


# ── query ───────────────────────────────────────────────────────────────────────────────────


def test_rows_come_in_each_format(hkgraph, built):
    def ask(format_):
        return hkgraph("query", "--store", built.path, "--text", HEADLINES, "--format", format_).out

    table = ask("table").splitlines()
    expected = table[2:]
    by_json = [b["h"]["value"] for b in json.loads(ask("json"))["results"]["bindings"]]
    by_csv = [row[0] for row in csv.reader(io.StringIO(ask("csv")))][1:]
    by_tsv = [line.split('"')[1] for line in ask("tsv").splitlines()[1:]]
    by_xml = [node.text for node in ET.fromstring(ask("xml")).iter() if "literal" in node.tag]

    assert table[0].strip() == "h"
    assert len(expected) == 5
    assert by_json == by_csv == by_tsv == by_xml == expected


@pytest.mark.parametrize(
    ("pattern", "word", "value"), [("?s", "yes", True), ("<urn:x>", "no", False)]
)
def test_truth_values_come_as_words_and_as_json(hkgraph, built, pattern, word, value):
    text = f"ASK {{ {pattern} ?p ?o }}"

    assert hkgraph("query", "--store", built.path, "--text", text).out == f"{word}\n"
    answer = hkgraph("query", "--store", built.path, "--text", text, "--format", "json").out
    assert json.loads(answer)["boolean"] is value


@pytest.mark.parametrize(
    ("format_", "parser"),
    [
        ("turtle", RdfFormat.TURTLE),
        ("ntriples", RdfFormat.N_TRIPLES),
        ("jsonld", RdfFormat.JSON_LD),
        ("rdfxml", RdfFormat.RDF_XML),
        ("table", RdfFormat.TURTLE),
    ],
)
def test_triples_come_in_each_format(hkgraph, built, format_, parser):
    answer = hkgraph("query", "--store", built.path, "--text", DESCRIBE, "--format", format_)

    assert len(list(parse(answer.out.encode(), format=parser))) == 5


def test_query_comes_from_a_file(hkgraph, built, tmp_path):
    (tmp_path / "q.rq").write_text(HEADLINES, encoding="utf-8")

    by_file = hkgraph("query", tmp_path / "q.rq", "--store", built.path).out

    assert by_file == hkgraph("query", "--store", built.path, "--text", HEADLINES).out


HEADED = """#+ title: T
#+ description: D
#+ form: select
#+ params:
#+   headline: {type: string, description: H, example: "Union denies it will leave"}
SELECT ?headline ?a { ?a <https://schema.org/headline> ?h . FILTER(STR(?h) = ?headline) }
"""


def test_parameters_are_bound_as_terms(hkgraph, built, tmp_path):
    (tmp_path / "q.rq").write_text(HEADED, encoding="utf-8")

    def rows(value):
        options = ["--store", built.path, "--format", "csv", "-p", f"headline={value}"]
        return len(hkgraph("query", tmp_path / "q.rq", *options).out.splitlines()) - 1

    assert rows("Police arrest chairwoman") == 1
    assert rows("nothing") == 0
    assert rows('" } # nothing') == 0


def test_example_that_stands_in_for_a_parameter_is_told(hkgraph, built, tmp_path):
    (tmp_path / "q.rq").write_text(HEADED, encoding="utf-8")

    answer = hkgraph("query", tmp_path / "q.rq", "--store", built.path, "--format", "csv")

    assert "-p headline=Union denies it will leave" in answer.err
    assert len(answer.out.splitlines()) == 2


def test_stored_query_is_run_by_its_name(hkgraph, built):
    answer = hkgraph("query", "--store", built.path, "--name", "newest_articles")

    assert answer.code == 0
    assert "Union denies it will leave" in answer.out


def test_store_comes_from_the_environment_too(hkgraph, built, monkeypatch):
    monkeypatch.setenv("HKGRAPH_STORE", str(built.path))

    assert hkgraph("query", "--text", "ASK { ?s ?p ?o }").out == "yes\n"


# ── validate ────────────────────────────────────────────────────────────────────────────────


def test_whole_store_that_conforms_exits_with_0(hkgraph, built):
    finished = hkgraph("validate", "--store", built.path)

    assert finished.code == 0
    assert finished.out.startswith("5 articles checked\nconforms")


@pytest.fixture
def faulty(store):
    """A store into whose newest generation somebody wrote a second start of a span."""
    store.build("plan")
    directory = StoreDir(store.path)
    with directory.writing() as writer:
        draft = writer.clone()
        opened = draft.open()
        start = NamedNode("http://www.w3.org/ns/oa#start")
        quad = min(opened.quads_for_pattern(None, start, None), key=str)
        opened.remove(quad)
        opened.flush()
        del opened
        writer.publish(draft, directory.current().manifest)
    return store


@pytest.mark.parametrize("format_", ["text", "turtle", "json", "junit"])
def test_store_that_does_not_conform_exits_with_1_in_each_format(hkgraph, faulty, format_):
    finished = hkgraph("validate", "--store", faulty.path, "--format", format_)

    assert finished.code == 1
    assert "TextSpanShape" in finished.out
    match format_:
        case "turtle":
            assert list(parse(finished.out.encode(), format=RdfFormat.TURTLE))
        case "json":
            assert json.loads(finished.out)["conforms"] is False
        case "junit":
            suite = ET.fromstring(finished.out)
            assert int(suite.get("failures")) == len(suite.findall(".//failure")) > 0
