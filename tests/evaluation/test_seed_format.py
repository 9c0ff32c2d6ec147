from __future__ import annotations

import json
from pathlib import Path

import pytest

from hkgraph.errors import DataError, SourceError
from hkgraph.evaluation.seed_format import read_gold

SEED = Path(__file__).parents[2] / "../shared/gold/seed-gold.json"


def test_offsets_cut_the_marked_words_out_of_the_file(gold, gold_path):
    text = gold.source.read_text(encoding="utf-8")

    marked = [place for entity in gold.entities for place in entity.mentions]

    assert [text[place.start : place.end] for place in marked] == [p.text for p in marked]


def test_mention_around_the_articles_is_left_out_and_counted(gold):
    gulls = next(entity for entity in gold.entities if entity.id == "o-gulls")

    assert gulls.mentions == ()
    assert next(entry.count for entry in gold.left_out if entry.what == "mentions") == 1


def test_predicate_without_counterpart_is_left_out_with_its_reason(gold):
    entry = next(entry for entry in gold.left_out if entry.what == "relation upholds")

    assert (entry.count, entry.reason) == (1, "the contract has no such predicate")
    assert "rel5" not in {relation.id for relation in gold.relations}


def test_source_with_other_bytes_is_refused(gold_path):
    (gold_path.parent / "page.txt").write_text("Other words.\n", encoding="utf-8")

    with pytest.raises(DataError, match=r"page\.txt has sha256"):
        read_gold(gold_path)


def test_source_may_lie_elsewhere(gold_path, tmp_path):
    moved = (gold_path.parent / "page.txt").rename(tmp_path / "moved.txt")

    assert read_gold(gold_path, moved).source == moved


def test_missing_source_is_a_source_error(gold_path):
    (gold_path.parent / "page.txt").unlink()

    with pytest.raises(SourceError, match="cannot read"):
        read_gold(gold_path)


def test_missing_annotation_is_a_source_error(tmp_path):
    with pytest.raises(SourceError, match="cannot read"):
        read_gold(tmp_path / "none.json")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"source": {"path": "page.txt"}}'])
def test_anything_else_is_no_annotation(gold_path, text):
    gold_path.write_text(text, encoding="utf-8")

    with pytest.raises(DataError, match="is not an annotation"):
        read_gold(gold_path)


@pytest.mark.parametrize("field", ["documents", "entities", "events", "relations"])
def test_annotation_without_a_part_says_which(gold_path, field):
    tree = json.loads(gold_path.read_text(encoding="utf-8"))
    del tree[field]
    gold_path.write_text(json.dumps(tree), encoding="utf-8")

    with pytest.raises(DataError, match=field):
        read_gold(gold_path)


@pytest.mark.skipif(not SEED.exists(), reason="the annotated sample page lies beside the checkout")
def test_sample_page_is_read_whole():
    gold = read_gold(SEED)

    assert len(gold.articles) == 2
    assert sum(len(entity.mentions) for entity in gold.entities) == 121
    assert (len(gold.quotations), len(gold.speeches), len(gold.events)) == (24, 17, 24)
    assert (len(gold.roles), len(gold.relations), len(gold.dates)) == (10, 23, 13)
