"""``hkgraph doctor``: what is wrong, each with its mend, and nothing changed."""

import json

import pytest


@pytest.fixture
def findings(hkgraph, tmp_path):
    def run(store=tmp_path / "store"):
        done = hkgraph("doctor", "--store", store, "--format", "json")
        return done.code, json.loads(done.out)

    return run


def wrong(rows):
    return [row for row in rows if not row["is_well"]]


def test_doctor_is_content_with_an_empty_store(findings, tmp_path):
    code, rows = findings()

    assert (code, wrong(rows)) == (0, [])
    assert any("holds nothing yet" in row["message"] for row in rows)
    assert not (tmp_path / "store").exists()


def test_doctor_tells_of_a_built_store(findings, built):
    code, rows = findings(built.path)

    assert code == 0
    assert any("articles" in row["message"] for row in rows)


def test_doctor_finds_every_bad_row_of_own_words(findings, tmp_path):
    words = tmp_path / "store" / "words"
    words.mkdir(parents=True)
    head = "id\tkind\tname\taliases\tname_zh\tnote\n"
    (words / "mine.tsv").write_text(f"{head}x\tship\tX\t\t\t\ny\tplane\tY\t\t\t\n")

    code, rows = findings()

    assert code == 1
    assert len(wrong(rows)) == 2
    assert all("mine.tsv" in row["message"] and row["hint"] for row in wrong(rows))


def test_doctor_finds_judgements_that_cannot_be_read(findings, tmp_path):
    file = tmp_path / "store" / "judgements" / "judgements.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("- pin: person/a\n")

    code, rows = findings()

    assert code == 1
    assert "line 1" in wrong(rows)[0]["message"]


def test_people_read_it_as_text(hkgraph, tmp_path):
    done = hkgraph("doctor", "--store", tmp_path / "store")

    assert done.out.startswith("ok     ")
