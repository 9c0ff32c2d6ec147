"""Reviewing from the command line: questions, answers, undoing, and taking judgements along."""

import json
import os
import pty
import select
import subprocess
import sys

import pytest

from conftest import dump_of
from hkgraph.identity.judgements import Verdict
from hkgraph.store.generations import StoreDir
from hkgraph.store.judgements import JudgementFile

STATEMENT = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
SELECT ?s {{ ?s rdf:predicate sem:hasTime ; rdf:object <https://w3id.org/hkgraph/id/time/{day}> }}
"""


def statement_on(path, day):
    rows = (
        StoreDir(path)
        .open_current()
        .query(STATEMENT.format(day=day), use_default_graph_as_union=True)
    )
    return [row["s"].value for row in rows]


@pytest.fixture
def first(hkgraph, doubtful):
    finished = hkgraph("review", "list", "--format", "json", "--store", doubtful.path)
    return json.loads(finished.out)[0]


def standing(store):
    return JudgementFile(store.path).load().standing


def test_what_matters_most_is_listed_first_and_the_list_is_stable(hkgraph, doubtful):
    told = hkgraph("review", "--list", "--format", "json", "--store", doubtful.path)
    again = hkgraph("review", "list", "--format", "json", "--store", doubtful.path)

    impacts = [one["impact"] for one in json.loads(told.out)]
    assert impacts
    assert impacts == sorted(impacts, reverse=True)
    assert told.out == again.out


def test_both_sides_are_shown_with_their_sentences(hkgraph, doubtful, first):
    finished = hkgraph("review", "show", first["id"], "--format", "json", "--store", doubtful.path)

    left, right = json.loads(finished.out)["sides"]
    assert left["articles"]
    assert left["node"] != right["node"]
    assert all("charged" in side["excerpts"][0]["words"].lower() for side in (left, right))


def test_an_answer_is_noted_with_who_and_why_and_is_asked_no_more(hkgraph, doubtful, first):
    hkgraph(
        *("review", "answer", first["id"], "yes", "--by", "jane"),
        *("--why", "same day", "--store", doubtful.path),
    )

    (noted,) = standing(doubtful)
    assert (noted.verdict, noted.by, noted.why) == (Verdict.YES, "jane", "same day")
    left = hkgraph("review", "list", "--format", "json", "--store", doubtful.path)
    assert first["id"] not in left.out


def test_nobody_decides_without_a_name(hkgraph, doubtful, first):
    finished = hkgraph("review", "answer", first["id"], "yes", "--store", doubtful.path)

    assert finished.code == 2
    assert "--by NAME" in finished.err
    assert standing(doubtful) == ()


def test_the_setting_names_who_decides(hkgraph, doubtful, first, monkeypatch):
    monkeypatch.setenv("HKGRAPH_REVIEWER", "jim")

    hkgraph("review", "answer", first["id"], "no", "--store", doubtful.path)

    assert [one.by for one in standing(doubtful)] == ["jim"]


def test_apply_publishes_what_was_decided_and_undo_brings_the_graph_back(hkgraph, doubtful, first):
    store, before = doubtful.path, dump_of(doubtful.path)
    hkgraph("review", "answer", first["id"], "yes", "--by", "jane", "--store", store)
    assert "published generation" in hkgraph("review", "apply", "--store", store).err
    assert dump_of(store) != before

    hkgraph("review", "undo", "--by", "jane", "--store", store)
    hkgraph("review", "apply", "--store", store)

    assert dump_of(store) == before


def test_a_statement_is_corrected_and_the_correction_withdrawn(hkgraph, doubtful):
    store, before = doubtful.path, dump_of(doubtful.path)
    (iri,) = statement_on(store, "1990")
    options = ("--by", "jane", "--store", store)
    assert hkgraph("review", "statement", iri, "--correct", "object=1991", *options).code == 0
    hkgraph("review", "apply", "--store", store)
    (now,) = statement_on(store, "1991")

    withdrawn = hkgraph("review", "statement", now, "--withdraw", *options)
    hkgraph("review", "apply", "--store", store)

    assert "sem:hasTime 1990: withdrawn" in withdrawn.err

    assert dump_of(store) == before


def test_a_statement_is_rejected_and_the_rejection_withdrawn_by_the_same_iri(hkgraph, doubtful):
    store, before = doubtful.path, dump_of(doubtful.path)
    (iri,) = statement_on(store, "1990")
    options = ("--by", "jane", "--store", store)
    hkgraph("review", "statement", iri, "--reject", *options)
    hkgraph("review", "apply", "--store", store)
    assert statement_on(store, "1990") == []

    hkgraph("review", "statement", iri, "--withdraw", *options)
    hkgraph("review", "apply", "--store", store)

    assert dump_of(store) == before


def test_a_correction_that_names_nothing_is_refused(hkgraph, doubtful):
    (iri,) = statement_on(doubtful.path, "1990")

    finished = hkgraph(
        *("review", "statement", iri, "--correct", "object=person/nobody"),
        *("--by", "jane", "--store", doubtful.path),
    )

    assert finished.code == 2
    assert "cannot stand in this statement" in finished.err
    assert standing(doubtful) == ()


def test_judgements_go_to_another_store_and_what_contradicts_is_told(
    hkgraph, doubtful, first, new_store, tmp_path
):
    store, other, file = doubtful.path, new_store("other"), tmp_path / "judgements.yaml"
    hkgraph("review", "answer", first["id"], "yes", "--by", "jane", "--store", store)
    hkgraph("review", "--export", file, "--store", store)
    assert hkgraph("review", "--import", file, "--store", other.path).code == 0
    assert [one.topic for one in standing(other)] == [one.topic for one in standing(doubtful)]

    hkgraph("review", "answer", first["id"], "no", "--by", "jim", "--store", store)
    finished = hkgraph("review", "import", file, "--store", store)

    assert finished.code == 1
    same = f"{first['left']} and {first['right']} are one"
    assert f"{same}: no by jim here, yes by jane there" in finished.err


def test_keys_answer_skip_undo_and_quit_where_there_is_no_terminal(doubtful):
    command = [sys.executable, "-m", "hkgraph", "review", "--by", "jane", "--store", doubtful.path]

    done = subprocess.run(command, input="y\nz\nn\nq\n", text=True, capture_output=True, check=True)

    assert "1 decided" in done.stdout
    assert [one.verdict for one in standing(doubtful)] == [Verdict.NO]


def test_one_key_is_enough_in_a_terminal(doubtful):
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "hkgraph", "review", "--by", "jane", "--store", doubtful.path]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)

    seen = _answer(ours, "u") + _answer(ours, "q")
    process.wait(30)
    os.close(ours)

    assert "one and the same?" in seen
    assert {one.verdict for one in standing(doubtful)} == {Verdict.UNSURE}


def _answer(descriptor, key):
    """Read up to the prompt, then press a key until something comes of it.

    A key that comes while the terminal is being made ready is lost.
    """
    seen = ""
    while not seen.endswith("q quit > "):
        try:
            seen += os.read(descriptor, 4096).decode(errors="replace")
        except OSError:  # there was nothing more to ask
            return seen
    while not select.select([descriptor], [], [], 1)[0]:
        os.write(descriptor, key.encode())
    return seen
