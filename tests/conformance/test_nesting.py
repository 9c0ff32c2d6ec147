"""Texts that end a parser's process: refused before, in queries and updates, however they come."""

from urllib.parse import quote

import pytest

from conformance.wire import FORM, PROBLEM, UPDATE


def nested(opener, closer, times, inside=""):
    return opener * times + inside + closer * times


FILTERS = "SELECT * {{ ?s ?p ?o FILTER({}) }}".format
GROUPS = "SELECT * {{ {} }}".format
HOSTILE = {
    "groups": f"SELECT * {nested('{', '}', 2_500)}",
    "groups unclosed": "SELECT * " + "{" * 100_000,
    "parentheses": FILTERS(nested("(", ")", 10_000, "1")),
    "parentheses unclosed": f"SELECT * {{ FILTER{'(' * 100_000}",
    "unions": GROUPS(" UNION ".join(["{ ?s ?p ?o }"] * 10_000)),
    "path alternatives": f"ASK {{ ?s {'|'.join(['<urn:p>'] * 30_000)} ?o }}",
    "path sequence": f"ASK {{ ?s {'/'.join(['<urn:p>'] * 30_000)} ?o }}",
    "path parentheses": f"ASK {{ ?s {nested('(', ')*', 5_000, '<urn:p>')} ?o }}",
    "path inverses": f"ASK {{ ?s {'^' * 30_000}<urn:p> ?o }}",
    "path negations": f"ASK {{ ?s !({'|'.join(['<urn:p>'] * 30_000)}) ?o }}",
    "optionals": GROUPS(nested("?s ?p ?o OPTIONAL {", "}", 3_000, "?s ?p ?o")),
    "optionals in a row": GROUPS("OPTIONAL { ?s ?p ?o } " * 10_000),
    "minus": GROUPS(nested("?s ?p ?o MINUS {", "}", 3_000, "?s ?p ?o")),
    "exists": GROUPS(nested("FILTER EXISTS {", "}", 3_000, "?s ?p ?o")),
    "not exists": GROUPS(nested("FILTER NOT EXISTS {", "}", 3_000, "?s ?p ?o")),
    "graphs": GROUPS(nested("GRAPH ?g {", "}", 3_000, "?s ?p ?o")),
    "subselects": nested("SELECT * {", "}", 3_000, "?s ?p ?o"),
    "values in groups": GROUPS(nested("{", "}", 3_000, "VALUES ?x { 1 }")),
    "many values": GROUPS("VALUES ?x { 1 } " * 10_000),
    "nots": FILTERS("!" * 50_000 + "true"),
    "minuses": FILTERS("- " * 50_000 + "1"),
    "ors": FILTERS(" || ".join(["true"] * 30_000)),
    "sums": FILTERS("+".join(["1"] * 30_000)),
    "products": FILTERS("*".join(["1"] * 30_000)),
    "comparisons": FILTERS(nested("(1 = ", ")", 5_000, "1")),
    "functions": FILTERS(nested("ABS(", ")", 5_000, "1")),
    "ifs": FILTERS(nested("IF(true, 1, ", ")", 5_000, "1")),
    "in": FILTERS(nested("1 IN (", ")", 5_000, "1")),
    "lists": GROUPS(f"?s ?p {nested('(', ')', 5_000, '1')}"),
    "blank nodes": GROUPS(f"?s ?p {nested('[ ?p ', ']', 5_000, '1')}"),
    "quoted triples": GROUPS(f"?s ?p {nested('<<', '>>', 3_000, '?s ?p ?o')}"),
    "binds": GROUPS(" ".join(f"BIND(1 AS ?v{n})" for n in range(10_000))),
    "filters": GROUPS("FILTER(true) " * 10_000),
    "behind comments": "SELECT * " + "{#\n" * 3_000 + "}" * 3_000,
    "behind strings": "SELECT * " + "{ FILTER('}' = \"'\") " * 3_000 + "}" * 3_000,
    "behind less than": f"SELECT * {nested('{ FILTER(1 <2 ) FILTER(2> 1)', '}', 3_000)}",
    "behind iris": f"SELECT * {nested('{ <urn:a> <urn:b> <urn:c> .', '}', 3_000)}",
    "behind escapes": f"SELECT * {nested(chr(92) + 'u007b', chr(92) + 'u007d', 3_000)}",
    "behind prefixes": "PREFIX a: <urn:{> " * 3_000 + f"SELECT * {nested('{', '}', 3_000)}",
    "group by": f"SELECT (1 AS ?x) {{ }} GROUP BY {'(' * 10_000}1{')' * 10_000}",
    "order by": f"SELECT * {{ }} ORDER BY {'(' * 10_000}1{')' * 10_000}",
    "having": f"SELECT (1 AS ?x) {{ }} HAVING {'(' * 10_000}1{')' * 10_000}",
    "select": f"SELECT {nested('(', ')', 10_000, '1 AS ?x')} {{ }}",
    "construct": f"CONSTRUCT {{ ?s ?p {nested('(', ')', 10_000, '1')} }} {{ ?s ?p ?o }}",
}
# An update may hold all that a query's pattern holds.
INSERTS = {
    "insert data": f"INSERT DATA {{ <urn:s> <urn:p> {nested('(', ')', 10_000, '1')} }}",
    "insert data nodes": f"INSERT DATA {{ <urn:s> <urn:p> {nested('[ <p:> ', ']', 5_000, '1')} }}",
    "delete where": f"DELETE WHERE {nested('{', '}', 5_000)}",
    "template": f"INSERT {{ ?s ?p {nested('(', ')', 5_000, '1')} }} WHERE {{ ?s ?p ?o }}",
    **{
        name: f"INSERT {{ ?s <urn:q> 1 }} WHERE {{ {{ {text} }} }}"
        for name, text in HOSTILE.items()
        if text.startswith("SELECT *")
    },
    **{
        f"ask {name}": text.replace("ASK", "INSERT { ?s <urn:q> 1 } WHERE", 1)
        for name, text in HOSTILE.items()
        if text.startswith("ASK")
    },
}


def alive_with_no_loss(client):
    return client.truth("ASK { ?s ?p ?o }")


# An address that is longer is refused for its length.
SHORT = [case for case, text in HOSTILE.items() if len(quote(text)) < 60_000]


@pytest.mark.parametrize(
    ("way", "case"),
    [
        *(("get", case) for case in SHORT),
        *((way, case) for way in ("post", "form") for case in HOSTILE),
    ],
)
def test_a_hostile_query_is_refused_and_the_server_goes_on(client, case, way):
    text = HOSTILE[case]

    if way == "get":
        reply = client.get(f"/sparql?query={quote(text)}")
    elif way == "post":
        reply = client.post(text)
    else:
        reply = client.post(f"query={quote(text)}", FORM)

    assert reply.status in (400, 413), reply.body[:200]
    assert reply.kind == PROBLEM
    assert len(reply.body) < 5_000
    assert alive_with_no_loss(client)


@pytest.mark.parametrize(
    ("way", "case"), [*(("direct", case) for case in INSERTS), ("form", "groups"), ("form", "ors")]
)
def test_a_hostile_update_is_refused_and_the_server_goes_on(managed, case, way):
    text = INSERTS[case]
    kind, body = (UPDATE, text) if way == "direct" else (FORM, f"update={quote(text)}")

    reply = managed.send("POST", "/sparql", {"Content-Type": kind, **managed.credentials}, body)

    assert reply.status in (400, 413), reply.body[:200]
    assert alive_with_no_loss(managed)


@pytest.mark.parametrize("case", ["groups", "parentheses", "unions"])
def test_a_hostile_query_does_not_even_cost_a_process(client, case):
    from conformance.processes import family

    assert client.truth("ASK {}")
    before = set(family(client.pid))

    client.post(HOSTILE[case])

    assert set(family(client.pid)) == before


def test_a_hostile_graph_is_refused_and_the_server_goes_on(managed):
    bodies = {
        "text/turtle": f"<urn:s> <urn:p> {'(' * 100_000}",
        "application/ld+json": "[" * 100_000,
        "application/rdf+xml": "<a>" * 100_000,
        "application/trig": "{" * 100_000,
    }

    for kind, body in bodies.items():
        reply = managed.write("PUT", "?graph=urn%3Ahostile", body, kind)
        assert reply.status in (400, 413, 415)
    assert alive_with_no_loss(managed)


HONEST = {
    "50 groups": f"SELECT * {nested('{', '}', 50, '?s ?p ?o')} LIMIT 1",
    "50 parentheses": f"SELECT * {{ ?s ?p ?o FILTER({nested('(', ')', 50, 'true')}) }} LIMIT 1",
    "100 unions": f"SELECT * {{ {' UNION '.join(['{ ?s ?p ?o }'] * 100)} }} LIMIT 1",
    "100 alternatives": f"SELECT * {{ ?s {'|'.join(['<urn:p>'] * 100)} ?o }}",
    "200 ors": f"SELECT * {{ ?s ?p ?o FILTER({' || '.join(['?o = 1'] * 200)}) }} LIMIT 1",
    "30 optionals": "SELECT * { ?s ?p ?o " + "OPTIONAL { ?s <urn:p> ?x } " * 30 + "} LIMIT 1",
    "brackets in a string": f"SELECT ('{'{(' * 200}' AS ?x) {{ }}",
    "brackets in a comment": f"SELECT * {{ ?s ?p ?o }} LIMIT 1 # {'{(' * 200}",
    "300 values": f"SELECT * {{ VALUES ?x {{ {'1 ' * 300} }} }}",
}


@pytest.mark.parametrize("case", HONEST)
def test_what_people_write_is_deep_enough(client, case):
    assert client.post(HONEST[case]).status == 200
