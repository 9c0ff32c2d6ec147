"""``hkgraph extract``: JSON whose spans lead back to the characters of the file."""

import html
import json
import re
import subprocess
import sys

import pytest

from conftest import ROOT
from tiny import article


def spans(value):
    if isinstance(value, list):
        for one in value:
            yield from spans(one)
    elif isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for one in value.values():
            yield from spans(one)


@pytest.fixture(scope="module")
def paths(built):
    return [built.file("closure"), built.file("arrest")]


def test_spans_cut_their_words_out_of_the_text_and_out_of_the_file(hkgraph, paths):
    for path in paths:
        (found,) = json.loads(hkgraph("extract", path).out)
        decoded = path.read_text(encoding="utf-8")
        text = found["article"]["text"]

        there = list(spans(found["extract"]))

        assert len(there) > 5
        for span in there:
            assert text[span["start"] : span["end"]] == span["text"]
            place = span["file"]
            assert place is None or decoded[place["start"] : place["end"]] == span["text"]
        assert any(span["file"] for span in there)


def words_of(markup):
    """Give what a browser would show of a stretch of HTML."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", markup)).split())


def test_spans_of_a_page_with_markup_lead_to_the_same_words(hkgraph):
    path = min((ROOT / "data/articles").glob("*.html"))
    found = json.loads(hkgraph("extract", path).out)
    decoded = path.read_text(encoding="utf-8")

    there = [span for span in spans(found) if span.get("file")]

    assert len(there) > 20
    for span in there:
        cut = decoded[span["file"]["start"] : span["file"]["end"]]
        assert words_of(cut) == " ".join(span["text"].split())


def test_every_name_of_an_entity_stands_in_the_article(hkgraph, paths):
    (found,) = json.loads(hkgraph("extract", paths[0]).out)

    ids = {entity["id"] for entity in found["extract"]["entities"]}

    assert {mention["entity"] for mention in found["extract"]["mentions"]} <= ids


def test_explanation_shows_sentences_and_rules(hkgraph, paths):
    explained = hkgraph("extract", "--explain", paths[0]).out

    assert explained.startswith("# Harbour Reading Circle closes\n")
    assert "“" in explained


def test_nothing_is_stored(hkgraph, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "page.md"
    path.write_text(article("A page", "The union closed on Monday."), encoding="utf-8")

    hkgraph("extract", path)

    assert [p.name for p in tmp_path.iterdir()] == ["page.md"]


def test_file_without_an_article_is_a_source_that_failed(hkgraph, tmp_path):
    (tmp_path / "empty.md").touch()

    finished = hkgraph("extract", tmp_path / "empty.md")

    assert finished.code == 3
    assert finished.out == ""
    assert finished.err.startswith("error: empty.md")


def test_package_runs_as_a_module():
    command = [sys.executable, "-m", "hkgraph", "--version"]

    done = subprocess.run(command, capture_output=True, text=True, check=True)

    assert done.stdout.startswith("hkgraph ")
