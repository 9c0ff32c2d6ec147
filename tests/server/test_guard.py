"""The guard against texts that were each seen to make Oxigraph call out or crash."""

import pytest

from hkgraph.errors import QueryError
from hkgraph.server.guard import check_query, is_update, names_dataset, scan

D = "<http://127.0.0.1:1/>"


@pytest.mark.parametrize(
    "body",
    [
        f"SERVICE {D} {{ ?a ?b ?c }}",
        f"service {D}{{ ?a ?b ?c }}",
        f"SERVICE SILENT {D} {{ ?a ?b ?c }}",
        f"SERVICESILENT{D}{{ ?a ?b ?c }}",
        "SERVICE ?s { ?a ?b ?c }",
        "SERVICEex:x{ ?a ?b ?c }",
        "SERVICE:x { ?a ?b ?c }",
        "SERVICE ex:it\\'s { ?a ?b ?c }",
        f"SERVICE # {{ not yet\n SILENT #\r {D} # {{\n {{ ?a ?b ?c }}",
        f'FILTER(?a<?b)#>"""\n SERVICE {D} {{ ?a ?b ?c }}\n#"""',
        f'VALUES ?x {{ """a" }} SERVICE {D} {{ ?a ?b ?c }}',
        f"?s <a:\\u0041#> ?o . SERVICE {D} {{ ?a ?b ?c }}",
        f"?s ?p ?o #comment\r SERVICE {D} {{ ?a ?b ?c }}",
        f"FILTER EXISTS {{ SERVICE {D} {{ ?a ?b ?c }} }}",
    ],
)
def test_every_way_to_write_service_is_refused(body):
    query = f"PREFIX ex: {D} PREFIX : {D} SELECT * {{ {body} }}"

    with pytest.raises(QueryError, match="SERVICE is refused"):
        check_query(query, max_bytes=10_000)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s ?p "SERVICE <http://x> { }" }',
        "SELECT * { ?s ?p '''\nSERVICE <http://x> {\n''' }",
        "SELECT * { ?s ?p ?o } # SERVICE <http://x> { ?a ?b ?c }",
        "SELECT ?service ?x { ?service ?x ?y }",
        "PREFIX s: <http://x/service#>\nSELECT * { ?s s:service ?o }",
        "SELECT * { GRAPH <http://x/service> { ?s ?p ?o } }",
        "SELECT * { ?s <http://x/it's> ?o . ?s <http://x/service/y> 'a' }",
    ],
)
def test_the_word_service_elsewhere_is_no_matter(query):
    check_query(query, max_bytes=10_000)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {" + "{" * 2_500 + "}" * 2_500 + "}",
        "SELECT * { FILTER(" + "(" * 10_000 + "1" + ")" * 10_000 + ") }",
        "SELECT * { ?s ?p " + "[ <a:b> " * 2_000 + "1" + "]" * 2_000 + "}",
        "SELECT * {" + "UNION".join(["{ ?a ?b ?c }"] * 10_000) + "}",
        "SELECT * { ?a " + "|".join(["<a:a>"] * 30_000) + " ?b }",
        "SELECT * { ?a " + "/".join(["<a:a>"] * 10_000) + " ?b }",
        "SELECT * { FILTER(" + "!" * 10_000 + "1) }",
        "SELECT * { FILTER(" + "-".join(["1 "] * 10_000) + ") }",
        "SELECT * {" + "BIND(1 AS ?x)" * 3_000 + "}",
        "SELECT * {" + "<<" * 30_000 + "}",
        "SELECT * { FILTER(?a<?b)#>'''\n FILTER(" + "(" * 3_000 + "1" + ")" * 3_000 + ")\n#''' }",
    ],
)
def test_what_crashes_the_parser_never_reaches_it(query):
    with pytest.raises(QueryError, match="too deep or too complex"):
        check_query(query, max_bytes=1_000_000)


def test_long_lists_of_iris_and_rows_pass():
    rows = " ".join(f"(<https://x.example/a-b/c-d/{n}?a=b> 'x{n}')" for n in range(3_000))

    check_query(f"SELECT * {{ VALUES (?a ?b) {{ {rows} }} }}", max_bytes=1_000_000)


def test_a_text_over_the_limit_is_refused():
    with pytest.raises(QueryError, match="longer than 20 bytes"):
        check_query("ASK { ?s ?p '港港港港' }", max_bytes=20)


@pytest.mark.parametrize(
    ("text", "update"),
    [
        ("INSERT DATA { <a:a> <a:b> 1 }", True),
        ("PREFIX ex: <http://x#>\n# SELECT\nDELETE WHERE { ?s ?p ?o }", True),
        ("load <http://x/>", True),
        ("CLEAR ALL", True),
        ("BASE <http://x/> SELECT * { ?s ?p 'INSERT' }", False),
        ("ASK { }", False),
        ("", False),
    ],
)
def test_an_update_is_told_by_its_first_word(text, update):
    assert is_update(text) is update


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("SELECT * FROM <a:g> { ?s ?p ?o }", True),
        ("SELECT * from named <a:g> { GRAPH ?g { ?s ?p ?o } }", True),
        ("SELECT * { ?s ?p 'far from home' } # FROM <a:g>", False),
        ("SELECT ?from { ?from <http://x/from> ?o }", False),
    ],
)
def test_a_dataset_of_its_own_is_seen(text, names):
    assert names_dataset(text) is names


def test_the_scan_takes_time_in_proportion_to_the_text():
    found = scan("<a:a> 'x' \"y\" ?service { } " * 20_000)

    assert found.depth == 1
