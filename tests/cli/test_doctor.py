"""``hkgraph doctor``: what it finds in real stores, and the code that it leaves with."""

import json

import pytest

from hkgraph.store.lock import writer_lock

NAMES = "id\tkind\tname\n"


@pytest.fixture
def examine(hkgraph, tmp_path):
    """Ask the doctor about a store; gives the exit code and the findings."""

    def ask(store=tmp_path):
        done = hkgraph("doctor", "--store", store, "--format", "json")
        return done.code, json.loads(done.out)

    return ask


@pytest.fixture
def words(tmp_path):
    def write(text, name="own.tsv"):
        (tmp_path / "words").mkdir(exist_ok=True)
        (tmp_path / "words" / name).write_text(text, encoding="utf-8")

    return write


def told(findings, about, *states):
    return [
        one["message"]
        for one in findings
        if one["about"] == about and (not states or one["state"] in states)
    ]


def test_a_store_that_is_well_has_no_errors(examine, built):
    code, findings = examine(built.path)

    assert code == 0
    assert {one["state"] for one in findings} <= {"ok", "note"}
    assert told(findings, "store")[0].startswith("generation ")
    assert told(findings, "lock") == ["nobody writes"]
    assert told(findings, "own words") == ["none"]
    assert told(findings, "language model")[0].startswith("en_core_web_sm")


def test_text_tells_each_fault_with_its_mend(hkgraph, tmp_path, words):
    words(f"{NAMES}a\tlaw\n")

    done = hkgraph("doctor", "--store", tmp_path)

    assert done.code == 2
    lines = done.out.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("error"))
    assert "own.tsv, line 2: it has 2 cells where the first line has 3 columns" in lines[at]
    assert "→ Part cells by one tab each" in lines[at + 1]
    assert lines[-1] == "1 errors, 0 warnings"


def test_where_there_is_no_store_yet_that_is_a_note(examine, tmp_path):
    code, findings = examine(tmp_path / "new")

    assert code == 0
    assert told(findings, "store", "note")
    assert not (tmp_path / "new").exists()


def test_a_folder_that_is_no_store_is_an_error_of_the_store(examine, tmp_path):
    (tmp_path / "diary.txt").write_text("dear", encoding="utf-8")

    code, findings = examine()

    assert code == 4
    assert told(findings, "store", "error")


def test_a_spoilt_database_does_not_stop_the_other_checks(examine, store):
    store.build("closure")
    for path in (store.path / "current" / "db").iterdir():
        path.write_bytes(b"spoilt")

    code, findings = examine(store.path)

    assert code == 4
    assert told(findings, "store", "error")
    assert told(findings, "knowledge base", "ok")


def test_who_writes_is_told(examine, store):
    store.build("closure")

    with writer_lock(store.path / "lock"):
        code, findings = examine(store.path)

    assert code == 0
    assert told(findings, "lock", "note")[0].startswith("the store is being written by process ")


def test_another_base_than_the_stores_is_an_error(examine, built, monkeypatch):
    monkeypatch.setenv("HKGRAPH_BASE_IRI", "https://example.org/id/")

    code, findings = examine(built.path)

    assert code == 2
    assert "https://example.org/id/" in told(findings, "store", "error")[0]


def test_a_misspelt_setting_is_told(examine, monkeypatch):
    monkeypatch.setenv("HKGRAPH_WORKER", "4")

    _, findings = examine()

    (warning,) = [one for one in findings if one["state"] == "warning"]
    assert warning["message"] == "HKGRAPH_WORKER is no setting and counts for nothing"
    assert warning["mend"] == "Perhaps HKGRAPH_WORKERS is meant."


def test_broken_judgements_are_told(examine, tmp_path):
    (tmp_path / "judgements").mkdir()
    (tmp_path / "judgements" / "judgements.yaml").write_text("- same: 1\n", encoding="utf-8")

    code, findings = examine()

    assert code == 2
    assert "line 1" in told(findings, "judgements", "error")[0]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("id\talias\nnobody\tX\n", "own.tsv, line 2: the gazetteer has no nobody"),
        ("id\talias\nQ999999999\tX\n", "own.tsv, line 2: the knowledge base has no Q999999999"),
        ("id\talias\n\tX\n", "own.tsv, line 2: id is empty"),
    ],
)
def test_an_alias_for_what_is_not_known_is_an_error(examine, words, table, message):
    words(table)

    code, findings = examine()

    assert code == 2
    assert told(findings, "own words", "error") == [message]


def test_a_frame_with_an_unknown_key_is_an_error(examine, words):
    words("frames:\n- {type: arrest, verb: [nick]}\n", "kinds.yaml")

    code, findings = examine()

    assert code == 2
    assert told(findings, "own words")[0].startswith("kinds.yaml, line 2: verb: ")


def test_what_stands_in_place_of_what_is_a_warning(examine, words):
    words(f"{NAMES}hong-kong\tplace\tFragrant Harbour\nour-body\torganisation\tHong Kong\n")

    code, findings = examine()

    assert code == 0
    assert told(findings, "own words") == [
        "own.tsv, line 2: hong-kong stands in place of the bundled 'Hong Kong'",
        "own.tsv, line 3: 'Hong Kong' also names the bundled hong-kong, and now means yours",
        "2 names",
    ]


def test_a_words_folder_that_is_not_there_is_an_error(examine, tmp_path, monkeypatch):
    monkeypatch.setenv("HKGRAPH_WORDS", str(tmp_path / "nowhere"))

    code, findings = examine()

    assert code == 2
    assert told(findings, "own words", "error")


def test_a_knowledge_base_that_is_none_is_an_error(examine, tmp_path, monkeypatch):
    monkeypatch.setenv("HKGRAPH_KNOWLEDGE_BASE", str(tmp_path / "none.sqlite"))

    code, findings = examine()

    assert code == 2
    assert told(findings, "knowledge base", "error")
