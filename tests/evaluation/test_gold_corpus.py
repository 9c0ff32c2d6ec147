"""Every file of the gold corpus can be read; of the sealed half only the names are told."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from hkgraph.articles.decode import decode
from hkgraph.articles.reader import read_file
from hkgraph.errors import HkgraphError
from hkgraph.evaluation.corpus_format import find_source, read_corpus_gold
from hkgraph.evaluation.evaluate import is_sealed

GOLD = Path(__file__).parents[1] / "gold"
HALVES = ("development", "sealed")
FILES = sorted(path for half in HALVES for path in (GOLD / half).glob("*.yaml"))
SECOND = sorted((GOLD / "second").glob("*.yaml"))


@pytest.fixture(params=FILES, ids=lambda path: path.stem.partition("-")[0])
def path(request):
    return request.param


def read(path):
    said = ""
    try:
        return read_corpus_gold(path, find_source(path))
    except HkgraphError as exc:
        said = "its words are sealed" if is_sealed(path) else str(exc)
    pytest.fail(f"{path.name} cannot be read: {said}", pytrace=False)


def test_no_file_is_lost():
    assert Counter(path.parent.name for path in FILES) == {"development": 50, "sealed": 30}


def test_words_ids_dates_and_types_are_found(path):
    gold = read(path)
    text = decode(gold.source.read_bytes(), gold.source.name).text

    marked = [at for one in gold.entities for at in (*one.mentions, *one.nominals)]
    marked += [q.at for q in (*gold.quotations, *gold.speeches)]
    marked += [at for event in gold.events for at in event.evidence]
    wrong = sum(text[at.start : at.end] != at.text for at in marked)

    assert marked
    assert wrong == 0


def test_no_place_is_the_name_of_two(path):
    places = Counter((at.start, at.end) for one in read(path).entities for at in one.mentions)

    twice = sum(count > 1 for count in places.values())

    assert twice == 0


def test_every_file_holds_an_article_for_the_reader(path):
    assert len(read_file(find_source(path))) >= 1


@pytest.mark.parametrize("second", SECOND, ids=lambda path: path.stem.partition("-")[0])
def test_words_of_the_second_reader_are_found_in_the_same_article(second):
    first = GOLD / "development" / second.name

    gold = read_corpus_gold(second, find_source(first))

    assert gold.entities
