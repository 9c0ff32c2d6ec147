"""The W3C's evaluation and syntax tests over HTTP: the data, then the query or update.

Passes and fails exactly where ``test_w3c_engine`` does.
"""

import pytest

from conformance import reading
from conformance.evaluation import (
    is_ordered,
    query_of,
    result_of,
    solutions,
    state_after,
    triples,
    update_of,
)
from conformance.suites import QUERIES, SYNTAX, UPDATES, each
from conformance.w3c import path_of
from conformance.wire import QUERY

KINDS = {
    "srx": "application/sparql-results+xml",
    "srj": "application/sparql-results+json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "application/sparql-results+json, application/n-triples",
}
SUFFIXES = {kind: suffix for suffix, kind in KINDS.items()}


@each(QUERIES)
def test_query_gives_the_expected_result(graphs, entry):
    question = query_of(entry)
    graphs.hold(question.dataset)
    accept = KINDS[entry.result.value.rpartition(".")[2]]

    reply = graphs.client.post(question.with_base, QUERY, Accept=accept)

    assert reply.status == 200, reply.body
    if reply.kind == "application/n-triples":
        assert reading.graph(reply.body, reply.kind) == result_of(entry)
        return
    found = solutions(reply.body, SUFFIXES[reply.kind], ordered=is_ordered(entry))
    assert found == result_of(entry)


@each(UPDATES)
def test_update_leaves_the_expected_graphs(graphs, entry):
    change = update_of(entry)
    graphs.hold(change.dataset)

    reply = graphs.update(change.with_base)

    assert reply.status in (200, 204), reply.body
    assert graphs.content() == state_after(entry)


@each(SYNTAX)
def test_syntax_is_accepted_or_refused(graphs, entry):
    text = f"BASE <{entry.action.value}>\n" + path_of(entry.action.value).read_text("utf-8")

    reply = graphs.update(text) if entry.is_update else graphs.client.post(text)

    if entry.is_negative:
        assert reply.status == 400
    else:
        # A graph or a function that does not exist, or a LOAD, may be refused; a spelling not.
        assert reply.status < 300 or "line" not in reply.json(), reply.body


@pytest.mark.skipif(not QUERIES, reason="the suites of the W3C are not here")
def test_files_that_are_put_are_what_their_updates_would_make_of_them(graphs):
    dataset = next(q.dataset for q in map(query_of, QUERIES) if len(q.dataset.graphs) > 1)

    graphs.put(dataset)

    expected = {name: reading.canonical(triples(files)) for name, files in dataset.graphs.items()}
    assert graphs.content() == {name: lines for name, lines in expected.items() if lines}
