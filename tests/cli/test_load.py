import gzip

import pytest
from pyoxigraph import NamedNode
from typer.testing import CliRunner

from hkgraph.cli import app
from hkgraph.errors import ManagedGraphError, ShapesError, SourceError, UsageError
from hkgraph.graph.iri import DEFAULT_BASE
from hkgraph.store.generations import StoreDir
from server.sample_store import SAMPLE, publish

TURTLE = "<urn:s> <urn:p> 1 , 2 ."
QUADS = "<urn:s> <urn:p> <urn:o> <urn:g> .\n"


def load(*arguments):
    return CliRunner().invoke(app, ["load", *map(str, arguments)])


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def write(tmp_path):
    def written(name, text):
        path = tmp_path / name
        path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
        return path

    return written


def quads(store):
    return {str(quad) for quad in StoreDir(store).current().open()}


def test_files_go_into_the_nameless_graph_of_a_store_that_they_begin(store, write):
    done = load(
        write("a.ttl", TURTLE), write("b.nt.gz", "<urn:s> <urn:q> <urn:o> .\n"), "--store", store
    )

    assert done.exit_code == 0
    assert len(quads(store)) == 3
    assert StoreDir(store).current().manifest.counts["quads"] == 3
    assert "3 quads more" in done.stderr


def test_all_goes_into_the_graph_that_is_named(store, write):
    load(write("a.ttl", TURTLE), "--graph", "urn:mine", "--store", store)

    [graph] = StoreDir(store).current().open().named_graphs()
    assert graph == NamedNode("urn:mine")
    assert StoreDir(store).current().manifest.user_graphs == ("urn:mine",)


def test_quads_keep_their_graphs(store, write):
    load(write("a.nq", QUADS), "--store", store)

    assert quads(store) == {"<urn:s> <urn:p> <urn:o> <urn:g>"}


def test_a_load_changes_the_digest(store, write):
    load(write("a.ttl", TURTLE), "--store", store)
    before = StoreDir(store).current().manifest.digest

    load(write("b.nq", QUADS), "--store", store)

    assert StoreDir(store).current().manifest.digest != before


FACTS = f"{DEFAULT_BASE}graph/facts"


@pytest.mark.parametrize(
    ("file", "options", "error", "words"),
    [
        (("a.ttl", "<urn:s> <urn:p> 1 .\n<urn:s> ;"), (), SourceError, "line 2"),
        (("a.docx", TURTLE), (), UsageError, "tells no format"),
        (("a.ttl", TURTLE), ("--graph", "no iri"), UsageError, "no IRI"),
        (("a.ttl", TURTLE), ("--graph", FACTS), ManagedGraphError, "itself"),
        (("a.nq", QUADS.replace("urn:g", FACTS)), (), ManagedGraphError, "kept by hkgraph"),
        (
            ("a.ttl", f"<{DEFAULT_BASE}person/x> a <https://schema.org/Person> ."),
            (),
            ShapesError,
            "the shapes refuse",
        ),
    ],
)
def test_what_cannot_be_loaded_leaves_the_store_as_it_was(tmp_path, file, options, error, words):
    store, path = tmp_path / "store", tmp_path / file[0]
    publish(store, SAMPLE.read_bytes())
    path.write_text(file[1], encoding="utf-8")
    before = quads(store)

    done = load(path, "--store", store, *options)

    assert quads(store) == before
    assert isinstance(done.exception, error)
    assert words in str(done.exception)


def test_a_file_that_is_not_there_is_said(store, tmp_path):
    done = load(tmp_path / "none.ttl", "--store", store)

    assert isinstance(done.exception, SourceError)
    assert not store.exists()


def test_things_without_a_name_are_checked_too(store, write):
    publish(store, SAMPLE.read_bytes())

    done = load(write("a.ttl", "[] a <https://schema.org/Person> ."), "--store", store)

    assert isinstance(done.exception, ShapesError)


def test_the_gate_may_be_left_open(store, write):
    person = write("a.ttl", f"<{DEFAULT_BASE}person/x> a <https://schema.org/Person> .")

    done = load(person, "--no-gate", "--store", store)

    assert (done.exit_code, len(quads(store))) == (0, 1)
