"""SPARQL Update beyond the suites: all or nothing, and datasets."""

from urllib.parse import urlencode

import pytest

from conformance.wire import FORM, PROBLEM


def count(writer, graph="?g"):
    query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
    return int(writer.rows(query)[0]["n"])


def test_an_update_is_sent_directly_or_as_a_form(writer):
    direct = writer.update("INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } }")
    form = writer.send(
        "POST",
        writer.update_path,
        {"Content-Type": f"{FORM}; charset=utf-8", **writer.credentials},
        urlencode({"update": "INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> '香港' } }"}),
    )

    assert (direct.status in (200, 204), form.status in (200, 204)) == (True, True)
    assert count(writer) == 2


def test_several_operations_are_one_change(writer):
    reply = writer.update(
        "INSERT DATA { <urn:s> <urn:p> 1 } ; "
        "DELETE { ?s <urn:p> ?o } INSERT { ?s <urn:q> ?o } WHERE { ?s <urn:p> ?o }"
    )

    assert reply.status in (200, 204)
    assert writer.truth("ASK { <urn:s> <urn:q> 1 FILTER NOT EXISTS { ?s <urn:p> ?o } }")


def test_of_several_operations_a_failing_one_spoils_all(writer):
    reply = writer.update(
        "INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } } ; DROP GRAPH <urn:x>"
    )

    assert 400 <= reply.status < 500
    assert count(writer) == 0


def test_a_prologue_may_stand_before_each_operation(writer):
    reply = writer.update(
        "PREFIX a: <urn:a:> INSERT DATA { a:s a:p 1 } ; "
        "PREFIX b: <urn:b:> INSERT DATA { b:s b:p 2 }"
    )

    assert reply.status in (200, 204)
    assert writer.truth("ASK { <urn:a:s> <urn:a:p> 1 . <urn:b:s> <urn:b:p> 2 }")


@pytest.mark.parametrize("update", ["", " ", "# nothing", "PREFIX a: <urn:a>"])
def test_an_update_of_nothing_changes_nothing(writer, update):
    writer.update("INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } }")

    reply = writer.update(update)

    assert reply.status in (200, 204, 400)
    assert count(writer) == 1


@pytest.mark.parametrize(
    "update", ["INSERT DAT", "INSERT DATA { ?s <urn:p> 1 }", "DELETE DATA { _:b <urn:p> 1 }"]
)
def test_what_is_no_update_is_400(writer, update):
    reply = writer.update(update)

    assert (reply.status, reply.kind) == (400, PROBLEM)


def test_a_syntax_error_names_its_place(writer):
    problem = writer.update("INSERT DATA {\n <urn:s> <urn:p> }").json()

    assert problem["line"] == 2


TWO_GRAPHS = """INSERT DATA {
  GRAPH <urn:a> { <urn:s> <urn:p> 1 }
  GRAPH <urn:b> { <urn:s> <urn:p> 2 }
}"""


USING = "INSERT { GRAPH <urn:out> { ?s ?p ?o } } %s WHERE { ?s ?p ?o }"


def test_using_graphs_of_the_request_are_the_dataset(writer):
    writer.update(
        "INSERT DATA { GRAPH <urn:a> { <urn:s> <urn:p> 1 } GRAPH <urn:b> { <urn:s> <urn:p> 2 } }"
    )

    reply = writer.update(USING % "", "using-graph-uri=urn%3Aa")

    assert reply.status in (200, 204)
    assert writer.rows("SELECT ?o { GRAPH <urn:out> { ?s ?p ?o } }") == [{"o": "1"}]


def test_using_named_graphs_of_the_request_are_the_dataset(writer):
    writer.update(
        "INSERT DATA { GRAPH <urn:a> { <urn:s> <urn:p> 1 } GRAPH <urn:b> { <urn:s> <urn:p> 2 } }"
    )
    update = "INSERT { GRAPH <urn:out> { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }"

    reply = writer.update(update, "using-named-graph-uri=urn%3Ab")

    assert reply.status in (200, 204)
    assert writer.rows("SELECT ?o { GRAPH <urn:out> { ?s ?p ?o } }") == [{"o": "2"}]


@pytest.mark.parametrize("clause", ["USING <urn:b>", "USING NAMED <urn:b>"])
def test_a_dataset_of_the_request_and_one_of_the_update_are_400(writer, clause):
    reply = writer.update(USING % clause, "using-graph-uri=urn%3Aa")

    assert (reply.status, reply.kind) == (400, PROBLEM)


def test_with_and_a_dataset_of_the_request_are_400(writer):
    update = "WITH <urn:w> INSERT { ?s ?p 9 } WHERE { ?s ?p ?o }"

    assert writer.update(update, "using-graph-uri=urn%3Aa").status == 400


def test_a_form_may_hold_the_dataset(writer):
    writer.update("INSERT DATA { GRAPH <urn:a> { <urn:s> <urn:p> 1 } }")
    form = urlencode({"update": USING % "", "using-graph-uri": "urn:a"})

    reply = writer.send(
        "POST", writer.update_path, {"Content-Type": FORM, **writer.credentials}, form
    )

    assert reply.status in (200, 204)
    assert count(writer, "<urn:out>") == 1


@pytest.mark.parametrize("other", ["application/json", "text/plain", "application/sparql-query"])
def test_an_update_of_another_type_is_refused(writer, other):
    reply = writer.send(
        "POST", writer.update_path, {"Content-Type": other, **writer.credentials}, "CLEAR ALL"
    )

    assert reply.status in (400, 415)


def test_the_etag_of_a_query_changes_with_the_data(writer):
    before = writer.query("ASK {}").headers["etag"]

    writer.update("INSERT DATA { <urn:s> <urn:p> 1 }")

    assert (
        writer.get(f"{writer.query_path}?query=ASK+%7B%7D", {"If-None-Match": before}).status == 200
    )


def test_an_update_that_changes_nothing_is_a_success(writer):
    assert writer.update("DELETE DATA { <urn:s> <urn:p> 1 }").status in (200, 204)


def test_terms_of_many_kinds_survive(writer):
    terms = ["'a\\n\"b\"'", "'香'@zh-hant", "1", "-0.5", "1.5e3", "true", "<urn:ü>", "'''x\ny'''"]

    writer.update(f"INSERT DATA {{ <urn:s> <urn:p> {' , '.join(terms)} }}")

    for term in terms:
        assert writer.truth(f"ASK {{ <urn:s> <urn:p> {term} }}")
