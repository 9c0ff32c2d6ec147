"""Updates performed operation by operation leave what the engine's own update leaves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from hkgraph.editing.edit import Edit
from hkgraph.editing.updating import Update, perform
from hkgraph.errors import HkgraphError
from hkgraph.graph.iri import DEFAULT_BASE, Minter

BASE = "http://example.org/sparql"
SUBJECTS = st.sampled_from(["<x:a>", "<x:b>", "<x:c>"])
PREDICATES = st.sampled_from(["<x:p>", "<x:q>"])
OBJECTS = st.sampled_from(["<x:a>", "<x:b>", "1", "1.50", '"words"', '"words"@en', "true"])
GRAPHS = st.sampled_from(["<x:g>", "<x:h>"])
VARIABLES = st.sampled_from(["?s", "?o"])


def join(*parts):
    return st.tuples(*parts).map(" ".join)


def in_some_graph(triples):
    return triples | join(st.just("GRAPH"), GRAPHS, st.just("{"), triples, st.just("}"))


def listed(one, least=1):
    return st.lists(one, min_size=least, max_size=3).map(" ".join)


TRIPLE = join(SUBJECTS, PREDICATES, OBJECTS, st.just("."))
PATTERN = join(SUBJECTS | VARIABLES, PREDICATES, OBJECTS | VARIABLES, st.just("."))
DATA = listed(in_some_graph(TRIPLE))
TEMPLATE = listed(in_some_graph(PATTERN), least=0)
WHERE = join(
    listed(in_some_graph(PATTERN)),
    st.sampled_from(
        [
            "",
            "FILTER(isIRI(?o))",
            "OPTIONAL { ?s <x:q> ?o }",
            "BIND(<x:c> AS ?new)",
            "VALUES ?s { <x:a> }",
        ]
    ),
)
TARGET = st.sampled_from(["DEFAULT", "NAMED", "ALL"]) | join(st.just("GRAPH"), GRAPHS)
PLACE = st.just("DEFAULT") | GRAPHS
SILENT = st.sampled_from(["", "SILENT"])
DATASET = st.just("") | join(st.just("USING"), GRAPHS) | join(st.just("USING NAMED"), GRAPHS)
MODIFY = st.builds(
    "{} DELETE {{ {} }} INSERT {{ {} }} {} WHERE {{ {} }}".format,
    st.just("") | join(st.just("WITH"), GRAPHS),
    TEMPLATE,
    TEMPLATE,
    DATASET,
    WHERE,
)
OPERATION = st.one_of(
    DATA.map("INSERT DATA {{ {} }}".format),
    DATA.map("DELETE DATA {{ {} }}".format),
    listed(in_some_graph(PATTERN)).map("DELETE WHERE {{ {} }}".format),
    MODIFY,
    join(st.sampled_from(["CLEAR", "DROP"]), SILENT, TARGET),
    join(st.just("CREATE"), SILENT, st.just("GRAPH"), GRAPHS),
    # Not silently: where there is no source, the engine empties the other graph, and we do nothing.
    join(st.sampled_from(["ADD", "COPY", "MOVE"]), PLACE, st.just("TO"), PLACE),
)
REQUEST = st.lists(OPERATION, min_size=1, max_size=4).map(" ;\n".join)


def filled(data):
    store = Store()
    store.update(f"INSERT DATA {{ {data} }}")
    return store


def contents(store):
    return set(store), set(store.named_graphs())


def by_us(data, text):
    before, after = filled(data), filled(data)
    edit = Edit(before, after, Minter(DEFAULT_BASE))
    perform(Update(text=text, base_iri=BASE), edit, load=pytest.fail)
    return contents(after)


def by_the_engine(data, text):
    store = filled(data)
    store.update(text, base_iri=BASE)
    return contents(store)


def outcome(way, data, text):
    try:
        return way(data, text)
    except (HkgraphError, SyntaxError, RuntimeError, OSError, ValueError):
        return "refused"


@settings(max_examples=300, deadline=None)
@given(DATA, REQUEST)
def test_an_update_leaves_what_the_engine_would_leave(data, text):
    assert outcome(by_us, data, text) == outcome(by_the_engine, data, text)
