import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store, Variable

from hkgraph.errors import QueryError, QueryNotFoundError
from hkgraph.graph.vocab import PREFIXES
from hkgraph.queries import Param, get_query, read_prefixes, read_queries, read_query

FOLDER = Path(__file__).parents[1] / "queries"
QUERIES = read_queries(FOLDER)
#: Those that call no other host; the rest run in server/test_wikidata_queries.py.
OWN = [name for name, query in QUERIES.items() if not query.hosts]
SERVICE = re.compile(r"^\s*SERVICE <([^>]+)>", re.MULTILINE)
HEAD = "#+ title: T\n#+ description: D\n#+ form: ask\n"


def bound(query):
    return query.bind(query.example_values())


@pytest.mark.parametrize("name", OWN)
def test_query_runs_with_its_example_values(name):
    query = QUERIES[name]
    values = {Variable(name): term for name, term in bound(query).items()}

    Store().query(query.text, substitutions=values, use_default_graph_as_union=True)


@pytest.mark.parametrize("name", [n for n, query in QUERIES.items() if query.head.params])
def test_each_example_is_written_into_the_text_that_runs_by_itself(name):
    query = QUERIES[name]

    text = query.example_text()

    Store().query(text, use_default_graph_as_union=True)
    assert all(f"VALUES ?{param} {{ {term} }}" in text for param, term in bound(query).items())


@pytest.mark.parametrize("name", QUERIES)
def test_query_is_of_the_form_that_its_head_says(name):
    query = QUERIES[name]

    words = [line.split()[0].lower() for line in query.body.splitlines() if line.strip()]
    assert query.head.form in words


@pytest.mark.parametrize("name", QUERIES)
def test_the_head_names_every_endpoint_that_a_query_calls_and_the_description_its_host(name):
    query = QUERIES[name]

    assert set(SERVICE.findall(query.body)) == {*query.head.federates_with}
    for host in query.hosts:
        assert f"Needs HKGRAPH_ALLOWED_HOSTS={host}." in query.head.description


def test_the_body_has_no_head():
    assert QUERIES["most_named"].body.startswith("PREFIX")


def test_unknown_name_lists_the_names_there_are():
    with pytest.raises(QueryNotFoundError, match="no query is called 'x'") as caught:
        get_query(QUERIES, "x")

    assert "most_named" in caught.value.hint


@pytest.mark.parametrize(
    "text", ["ASK {}", "#+ title: [\nASK {}", HEAD + "#+ colour: red\nASK {}", "#+ just words\n"]
)
def test_a_file_without_a_valid_head_is_refused(tmp_path, text):
    path = tmp_path / "bare.rq"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(QueryError, match="head is not valid"):
        read_query(path)


def test_two_queries_of_one_name_are_refused(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.rq").write_text(HEAD + "ASK {}", encoding="utf-8")

    with pytest.raises(QueryError, match="two queries are called 'same'"):
        read_queries(tmp_path)


@pytest.mark.parametrize(
    ("kind", "text", "term"),
    [
        ("iri", " https://a.example/x ", NamedNode("https://a.example/x")),
        ("string", "a > b }", Literal("a > b }")),
        ("integer", "+007", Literal(7)),
        (
            "date",
            "2021-10-31",
            Literal("2021-10-31", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date")),
        ),
    ],
)
def test_text_becomes_one_term_of_the_parameters_type(kind, text, term):
    assert Param(type=kind, description="", example="").term(text) == term


@pytest.mark.parametrize(
    ("kind", "text"),
    [("iri", "x> } DROP ALL #"), ("iri", "no iri"), ("integer", "1.5"), ("date", "2021-02-30")],
)
def test_text_of_another_type_is_refused(kind, text):
    with pytest.raises(QueryError, match=f"is not of the type {kind}"):
        Param(type=kind, description="", example="e").term(text)


@pytest.mark.parametrize("values", [{}, {"speaker": "a:b", "other": "x"}])
def test_missing_and_unknown_parameters_are_refused(values):
    with pytest.raises(QueryError, match=r"parameter|needs"):
        QUERIES["quotations_by"].bind(values)


def test_the_list_of_prefixes_has_all_that_the_code_uses():
    assert read_prefixes(FOLDER).items() >= PREFIXES.items()
