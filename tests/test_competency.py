"""The competency questions over the sample corpus: each has a golden answer.

``make golden`` writes them anew; the difference is to be read like code.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pyoxigraph import QueryResultsFormat, Variable

from hkgraph.queries import read_queries
from hkgraph.store.generations import StoreDir

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests/golden/competency"
QUERIES = read_queries(ROOT / "queries/competency")


def answer(store, query):
    """Run a query with its examples; CSV with sorted rows, since joins have no order."""
    bound = {Variable(k): term for k, term in query.bind(query.example_values()).items()}
    found = store.query(query.text, substitutions=bound, use_default_graph_as_union=True)
    return rows_of(found)


def rows_of(found):
    text = found.serialize(format=QueryResultsFormat.CSV).decode()
    head, *rows = text.split("\r\n")
    return "\n".join([head, *sorted(filter(None, rows))]) + "\n"


@pytest.mark.parametrize("name", QUERIES)
def test_competency_question_has_its_golden_answer(corpus, name):
    found = answer(StoreDir(corpus).open_current(), QUERIES[name])
    path = GOLDEN / f"{name}.csv"

    if os.environ.get("HKGRAPH_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(found, encoding="utf-8")

    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [n for n, query in QUERIES.items() if query.head.params])
def test_a_query_with_its_examples_written_into_it_gives_the_same(corpus, name):
    store = StoreDir(corpus).open_current()

    found = store.query(QUERIES[name].example_text(), use_default_graph_as_union=True)

    assert rows_of(found) == answer(store, QUERIES[name])


@pytest.mark.parametrize("name", QUERIES)
def test_competency_question_is_answered_with_more_than_nothing(corpus, name):
    assert len(answer(StoreDir(corpus).open_current(), QUERIES[name]).splitlines()) > 1


def test_no_golden_answer_is_left_over():
    assert {path.stem for path in GOLDEN.glob("*.csv")} == set(QUERIES)
