"""The truth about identity: its words stand in the articles, and it is as large as it says."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import yaml

from hkgraph.errors import DataError, UsageError
from hkgraph.evaluation.identity.reading import read_identity_gold

ROOT = Path(__file__).parents[3]
GOLD = ROOT / "tests" / "gold" / "identity"
TRUTH = """\
articles: {one: one.txt}
clusters:
  mo:
    kind: person
    name: Ada Mo
    wikidata: NIL
    mentions: {one: [Ada Mo, "Mo#2"]}
events:
  raid:
    type: raid
    about: [mo]
    told: {one: [raided]}
"""


@pytest.fixture(scope="module")
def gold():
    return read_identity_gold(GOLD)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "one.txt").write_text("Police raided Ada Mo. Mo left.", encoding="utf-8")
    (tmp_path / "clusters.yaml").write_text(TRUTH, encoding="utf-8")
    return tmp_path


def in_several(places):
    articles = {}
    for thing, article in places:
        articles.setdefault(thing, set()).add(article)
    return [thing for thing, held in articles.items() if len(held) > 1]


def test_words_of_the_truth_are_found_where_they_stand(folder):
    gold = read_identity_gold(folder)

    assert [(m.at.start, m.at.text) for m in gold.mentions] == [(14, "Ada Mo"), (22, "Mo")]
    assert [(t.event, t.spans[0].text) for t in gold.tellings] == [("raid", "raided")]


def test_every_word_of_the_gold_stands_in_its_article(gold):
    texts = {name: path.read_text(encoding="utf-8") for name, path in gold.articles.items()}
    places = [one.at for one in gold.mentions]
    places += [at for told in gold.tellings for at in told.spans]

    assert all(texts[at.article][at.start : at.end] == at.text for at in places)


def test_no_place_names_two_things(gold):
    places = [(m.at.article, m.at.start, m.at.end) for m in gold.mentions]

    assert len(places) == len(set(places))


def test_the_gold_is_as_large_as_the_measures_ask(gold):
    shared = in_several((m.cluster, m.at.article) for m in gold.mentions)
    events = in_several((t.event, t.article) for t in gold.tellings)

    assert len(gold.articles) >= 40
    assert len(shared) >= 150
    assert len(events) >= 40


def test_every_q_number_is_a_verified_row_of_the_knowledge_base(gold):
    table = (ROOT / "data" / "wikidata" / "hk-wikidata.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    verified = {row["qid"] for row in rows if row["status"] == "verified"}
    told = {c.wikidata for c in gold.clusters.values() if c.wikidata.startswith("Q")}

    assert told - verified == set()


def test_each_thing_has_one_q_number(gold):
    told = [c.wikidata for c in gold.clusters.values() if c.wikidata.startswith("Q")]

    assert len(told) == len(set(told))


def test_no_story_stands_in_both_halves():
    files = [GOLD / half / "clusters.yaml" for half in ("development", "heldout")]
    one, other = (yaml.safe_load(file.read_text(encoding="utf-8")) for file in files)

    assert one["articles"].keys() & other["articles"].keys() == set()
    assert one["events"].keys() & other["events"].keys() == set()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Ada Mo,", "Eve Mo,", "does not hold 'Eve Mo'"),
        ("type: raid", "type: foray", "no event type is called 'foray'"),
        ("about: [mo]", "about: [ho]", "no cluster is called 'ho'"),
        ("mentions: {one", "mentions: {two", "no article is called 'two'"),
        ("kind: person", "kind: robot", "no truth"),
        ("wikidata: NIL", "wikidata: 12", "no truth"),
    ],
)
def test_a_fault_of_the_truth_is_named(folder, old, new, message):
    (folder / "clusters.yaml").write_text(TRUTH.replace(old, new), encoding="utf-8")

    with pytest.raises(DataError, match=message):
        read_identity_gold(folder)


def test_one_id_for_two_things_in_two_halves_is_refused(tmp_path):
    for half, name in (("a", "Ada Mo"), ("b", "Mo")):
        (tmp_path / half).mkdir()
        (tmp_path / half / "one.txt").write_text("Ada Mo raided Mo.", encoding="utf-8")
        truth = TRUTH.replace("name: Ada Mo", f"name: {name}")
        (tmp_path / half / "clusters.yaml").write_text(truth, encoding="utf-8")

    with pytest.raises(DataError, match="'mo' is two different things"):
        read_identity_gold(tmp_path)


def test_a_folder_without_truth_is_refused(tmp_path):
    with pytest.raises(UsageError, match=r"no clusters\.yaml"):
        read_identity_gold(tmp_path)
