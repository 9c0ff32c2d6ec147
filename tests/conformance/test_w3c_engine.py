"""The engine alone, in this process, on the W3C's evaluation and syntax tests.

It shows what an endpoint over this engine can reach: ``test_w3c_evaluation`` expects the same of
the server over HTTP, and the same failures.
"""

import contextlib
import re

import pytest
from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryTriples,
    Store,
)

from conformance.evaluation import (
    SOLUTIONS,
    is_ordered,
    query_of,
    result_of,
    solutions,
    state_after,
    triples,
    update_of,
)
from conformance.reading import canonical
from conformance.suites import QUERIES, SYNTAX, UPDATES, each
from conformance.w3c import path_of

PROLOGUE = re.compile(r"(?:\s|#.*|BASE\s*<[^>]*>|PREFIX\s+[^\s:]*:\s*<[^>]*>)*", re.IGNORECASE)
STOP = "CREATE GRAPH <urn:x> ; CREATE GRAPH <urn:x> ;"


def loaded(dataset):
    store = Store()
    for name, files in dataset.graphs.items():
        graph = NamedNode(name) if name else DefaultGraph()
        store.extend(Quad(q.subject, q.predicate, q.object, graph) for q in triples(files))
        if name:
            store.add_graph(graph)
    return store


@each(QUERIES)
def test_query_gives_the_expected_result(entry):
    question = query_of(entry)
    store = loaded(question.dataset)

    result = store.query(question.text, base_iri=question.base)

    if isinstance(result, QueryTriples):
        assert canonical(Quad(*triple) for triple in result) == result_of(entry)
        return
    suffix = entry.result.value.rpartition(".")[2]
    suffix = suffix if suffix in SOLUTIONS else "srj"
    body = result.serialize(format=SOLUTIONS[suffix])
    assert solutions(body, suffix, ordered=is_ordered(entry)) == result_of(entry)


@each(UPDATES)
def test_update_leaves_the_expected_graphs(entry):
    change = update_of(entry)
    store = loaded(change.dataset)

    store.update(change.text, base_iri=change.base)

    assert content(store) == state_after(entry)


def content(store):
    graphs = {"": DefaultGraph()} | {graph.value: graph for graph in store.named_graphs()}
    found = {
        name: canonical(
            Quad(q.subject, q.predicate, q.object)
            for q in store.quads_for_pattern(None, None, None, graph)
        )
        for name, graph in graphs.items()
    }
    return {name: lines for name, lines in found.items() if lines}


@each(SYNTAX)
def test_syntax_is_accepted_or_refused(entry):
    address = entry.action.value
    text = path_of(address).read_text(encoding="utf-8")

    refusal = contextlib.nullcontext() if not entry.is_negative else pytest.raises(SyntaxError)
    with refusal:
        parse(text, address, is_update=entry.is_update)


def parse(text, base, *, is_update):
    """Have a request parsed, but not run: an update ends at what is put before it."""
    if not is_update:
        with contextlib.suppress(RuntimeError):  # it is SPARQL, with a function of nobody's
            Store().query(text, base_iri=base)
        return
    prologue = PROLOGUE.match(text)[0]
    stopped = f"{prologue}\n{STOP} {text.removeprefix(prologue)}"
    with pytest.raises(RuntimeError, match="already exists"):
        Store().update(stopped, base_iri=base)
