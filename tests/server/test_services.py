"""SERVICE in a text: found in every disguise, sent to the relay, or refused."""

import re
from contextlib import suppress
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from hkgraph.errors import HostRefusedError, QueryError
from hkgraph.outgoing.hosts import AllowedHosts
from hkgraph.server.guard import check_query
from hkgraph.server.services import find_services, redirect
from remotes import listening

ALLOWED = AllowedHosts.parse(["a.example", "http://b.example"])
RELAY = "http://127.0.0.1:1/key"
A, B = "https://a.example/sparql", "http://b.example/?x=y"


def urls(text):
    return [service.url for service in find_services(text)]


@pytest.mark.parametrize(
    ("text", "called"),
    [
        (f"SELECT * {{ SERVICE <{A}> {{ ?a ?b ?c }} }}", [A]),
        (f"ASK {{ service silent<{A}>{{ }} }}", [A]),
        (f"ASK {{{{SERVICE#<{B}> {{\n <{A}> # {{\n{{ }} }} }}", [A]),
        (f"ASK {{ SERVICE <{A}> {{ ?s ?p '}}' }} SERVICE <{B}> {{ }} }}", [A, B]),
        (
            f"ASK {{ OPTIONAL {{ SERVICE <{A}> {{ }} }} FILTER EXISTS {{ SERVICE <{B}> {{ }} }} }}",
            [A, B],
        ),
        (f"INSERT {{ ?a ?b ?c }} WHERE {{ SERVICE <{A}> {{ ?a ?b ?c }} }}", [A]),
        (f"SELECT * {{ {{ SELECT ?s {{ SERVICE <{A}> {{ ?s ?p ?o }} }} }} }}", [A]),
        (f'ASK {{ VALUES ?x {{ """a" }} SERVICE <{A}> {{}} }}', [A]),
        (f"ASK {{ ?s ?p 'SERVICE <{A}> {{ }}' }} # SERVICE <{A}> {{ }}", []),
        ("SELECT ?service { ?service <http://x/service> ?y }", []),
    ],
)
def test_a_plain_clause_is_found_with_its_address(text, called):
    assert urls(text) == called


@pytest.mark.parametrize(
    "clause",
    [
        "SERVICE ?s {}",
        "SERVICE $s {}",
        "SERVICE ex:s {}",
        "SERVICE :s {}",
        "SERVICE SILENT ex:s {}",
        f"SERVICESILENT <{A}> {{}}",
        "SERVICEex:s {}",
        "SERVICE </sparql> {}",
        "SERVICE <sparql> {}",
        "SERVICE <https:a.example> {}",
        "SERVICE <\\u0068ttps://a.example/> {}",
        f"SERVICE <{A}> {{ SERVICE <{B}> {{}} }}",
        f"SERVICE <{A}> {{ {{ ?s ?p '}}' }} OPTIONAL {{ SERVICE SILENT <{A}> {{}} }} }}",
        f"?s ?p ex:service <{A}> {{}}",
        f"?s ?p ex:a.service <{A}> {{}}",
        f"?s ?p ex:a\\-service <{A}> {{}}",
        f"?s ?p 'x'@service <{A}> {{}}",
        f"?s ?p 'x'@en-service <{A}> {{}}",
        f"?s ?p _:b.service <{A}> {{}}",
        f'FILTER(?a<?b)#>"""\n SERVICE <{A}> {{}}\n#"""',
        f'VALUES ?x {{ """a" }} SERVICE <{A}> {{}} # """',
        "SERVICE <x:y> {} " * 60,
    ],
)
def test_a_doubtful_clause_is_refused(clause):
    with pytest.raises(QueryError):
        find_services(f"PREFIX ex: <{A}> PREFIX : <{A}> ASK {{ {clause} }}")


@pytest.mark.parametrize("silent", ["", "SILENT "])
@pytest.mark.parametrize(
    "url",
    [
        "https://c.example/",
        "http://a.example/",
        "https://u@a.example/",
        "http://127.0.0.1/",
        "ftp://a.example/",
    ],
)
def test_a_host_that_is_not_listed_is_refused_silent_or_not(silent, url):
    with pytest.raises(HostRefusedError):
        redirect(f"ASK {{ SERVICE {silent}<{url}> {{ }} }}", ALLOWED, RELAY)


def test_only_addresses_are_changed():
    text = f"ASK {{ SERVICE SILENT <{A}> {{ ?s ?p '{A}' }} SERVICE <{B}> {{ ?s ?p <{B}> }} }}"

    changed = redirect(text, ALLOWED, RELAY).text

    assert re.sub(rf"<{RELAY}/[A-Za-z0-9_=-]+>", "<>", changed) == (
        f"ASK {{ SERVICE SILENT <> {{ ?s ?p '{A}' }} SERVICE <> {{ ?s ?p <{B}> }} }}"
    )


@pytest.mark.parametrize(
    "text",
    [
        f"ASK {{ SERVICE <{A}> {{ ?s ?p }} }}",
        f"ASK {{\n SERVICE <{A}> {{ ?s ?p ?o }} SERVICE <{B}> {{ ?s ex:p }}\n}}",
        f"ASK {{ ?s ?p . SERVICE <{A}> {{ }} }}",
        f"ASK {{ SERVICE <{A}> {{ }} \n\n ?s ?p nonsense }}",
        f"ASK {{ SERVICE <{A}> {{ }} }} }}",
    ],
)
def test_a_fault_is_placed_in_the_clients_own_text(text):
    query = redirect(text, ALLOWED, RELAY)

    with pytest.raises(SyntaxError) as own:
        Store().query(text)
    with pytest.raises(SyntaxError) as changed:
        Store().query(query.text)

    assert str(query.locate(changed.value)) == str(own.value)


PIECES = [
    "SERVICE", "service", "sErViCe", "SILENT", "\\u0053ERVICE", "SERVICESILENT", "ex:service",
    "?service", "@service", "<{here}>", "<{here}x#>", "ex:x", ":x", "?s", "_:b", "'a'", '"a"',
    '""', "'", '"', '"""', "'''", "\\", "\\'", "#", "\n", "\r", "\t", " ", "<", ">", "<<", ">>",
    "{", "}", "{}", "{ }", "{ ?a ?b ?c }", "(", ")", "[", "]", ".", ";", ",", "*", "1", "a",
    "FILTER(", "?a<?b", "OPTIONAL {", "UNION", "MINUS {", "GRAPH ?g {", "VALUES ?s {", "BIND(",
    " AS ?s)", "EXISTS {", "SELECT * {", "é", "港",
]  # fmt: skip
CLAUSES = [
    "".join(parts)
    for parts in product(
        ("SERVICE", "Service SILENT", "SERVICESILENT", "SERVICE#<\n"),
        (" ", "\n", "#'''\r", ""),
        ("<{here}>", "ex:x", ":x"),
        ("{ }", " #\n{ ?a ?b ?c }"),
    )
]
BODIES = st.lists(st.sampled_from(PIECES + CLAUSES), max_size=12).map(" ".join) | st.builds(
    lambda before, clause, after: before + clause + after,
    st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
    st.sampled_from(CLAUSES),
    st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
)


@pytest.fixture(scope="module")
def listener():
    with listening() as found:
        yield found


@pytest.fixture(scope="module")
def relay():
    with listening() as found:
        yield found


def calls(text, listener):
    """Run a text as a careless server would, and count its calls."""
    before = listener.connections
    with suppress(SyntaxError, ValueError, RuntimeError, OSError, TypeError):
        list(Store().query(text, base_iri=f"http://127.0.0.1:{listener.port}/"))
    return listener.connections - before


FUZZ = settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FUZZ
@given(body=BODIES)
def test_no_text_that_calls_out_passes_the_guard(listener, body):
    here = f"http://127.0.0.1:{listener.port}/"
    text = f"PREFIX ex: <{here}> PREFIX : <{here}> SELECT * {{ {body.replace('{here}', here)} }}"

    if calls(text, listener):
        with pytest.raises(QueryError):
            check_query(text, max_bytes=10_000)


@FUZZ
@given(body=BODIES)
def test_no_text_reaches_a_host_but_by_the_relay(listener, relay, body):
    here = f"http://127.0.0.1:{listener.port}/"
    text = f"PREFIX ex: <{here}> PREFIX : <{here}> SELECT * {{ {body.replace('{here}', here)} }}"
    allowed = AllowedHosts.parse([], [here])

    try:
        query = redirect(text, allowed, f"http://127.0.0.1:{relay.port}/key")
    except (QueryError, HostRefusedError):
        return

    assert calls(query.text, listener) == 0
