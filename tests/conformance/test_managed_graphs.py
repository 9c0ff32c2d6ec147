"""What hkgraph builds is not the user's to change (contract section 3), nor to spoil."""

from urllib.parse import quote

import pytest

from conformance.wire import PROBLEM

ID = "https://w3id.org/hkgraph/id/"
ENTITIES = f"<{ID}graph/entities>"
MANAGED = [f"{ID}graph/{name}" for name in ("entities", "facts", "links", "sources", "article/a1")]


def count(client, graph):
    query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
    return int(client.rows(query)[0]["n"])


def nothing_changed(managed, act):
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    before = managed.rows(query)
    reply = act()
    assert managed.rows(query) == before
    return reply


@pytest.mark.parametrize("graph", MANAGED)
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_a_graph_store_write_to_a_managed_graph_is_409(managed, method, graph):
    body = ("<urn:s> <urn:p> 1 .", "text/turtle") if method != "DELETE" else (None, None)
    place = f"?graph={quote(graph, safe='')}"

    reply = nothing_changed(managed, lambda: managed.write(method, place, *body))

    assert (reply.status, reply.kind) == (409, PROBLEM)
    assert "hkgraph" in reply.json()["hint"]


TO_MANAGED = [
    f"INSERT DATA {{ GRAPH {ENTITIES} {{ <urn:s> <urn:p> 1 }} }}",
    f"DELETE WHERE {{ GRAPH {ENTITIES} {{ ?s ?p ?o }} }}",
    "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }",
    f"WITH {ENTITIES} DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
    f"CLEAR GRAPH {ENTITIES}",
    f"DROP GRAPH {ENTITIES}",
    f"DROP SILENT GRAPH {ENTITIES}",
    "CLEAR ALL",
    "CLEAR NAMED",
    "DROP ALL",
    "DROP NAMED",
    f"COPY <urn:mine> TO {ENTITIES}",
    f"MOVE {ENTITIES} TO <urn:mine>",
    f"ADD DEFAULT TO {ENTITIES}",
    f"INSERT {{ GRAPH ?g {{ <urn:s> <urn:p> 1 }} }} WHERE {{ VALUES ?g {{ {ENTITIES} }} }}",
    f"INSERT DATA {{ <urn:s> <urn:p> 1 }} ; CLEAR GRAPH {ENTITIES}",
    f"BASE <{ID}> PREFIX g: <graph/> INSERT DATA {{ GRAPH g:facts {{ <urn:s> <urn:p> 1 }} }}",
]


@pytest.mark.parametrize("update", TO_MANAGED)
def test_an_update_of_a_managed_graph_is_409(managed, update):
    reply = nothing_changed(managed, lambda: managed.update(update))

    assert (reply.status, reply.kind) == (409, PROBLEM)
    assert "hkgraph" in reply.json()["hint"]


def test_a_managed_graph_may_be_copied_into_ones_own(managed):
    reply = managed.update(f"COPY {ENTITIES} TO <urn:copied>")
    copied = count(managed, "<urn:copied>")
    managed.write("DELETE", "?graph=urn%3Acopied")

    assert reply.status in (200, 204, 422)
    assert copied == (0 if reply.status == 422 else count(managed, ENTITIES))


def test_ones_own_graphs_may_be_written_beside_managed_ones(managed):
    replies = [
        managed.update("INSERT DATA { <urn:s> <urn:p> 1 . GRAPH <urn:own> { <urn:s> <urn:p> 2 } }"),
        managed.write("PUT", "?graph=urn%3Aown", "<urn:s> <urn:p> 3 .", "text/turtle"),
        managed.update("DROP GRAPH <urn:own> ; CLEAR DEFAULT"),
    ]

    assert {reply.status for reply in replies} <= {200, 204}


UNFOUNDED = """
PREFIX hk: <https://w3id.org/hkgraph/ns#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
INSERT DATA { <urn:unfounded> a hk:Statement , rdf:Statement ; rdf:subject <urn:s> }
"""


def test_what_the_shapes_refuse_is_422_with_the_report(managed):
    reply = nothing_changed(managed, lambda: managed.update(UNFOUNDED))

    assert (reply.status, reply.kind) == (422, PROBLEM)
    assert "urn:unfounded" in reply.body.decode()


def test_data_of_ones_own_terms_is_not_held_against_the_shapes(managed):
    reply = managed.update("INSERT DATA { <urn:s> a <urn:Class> ; <urn:p> [] , 'x'@en , 1 }")
    managed.update("CLEAR DEFAULT")

    assert reply.status in (200, 204)
