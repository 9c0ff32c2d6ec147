"""Requests made from the server's own OpenAPI description, and from nothing: none may be a 5xx."""

from urllib.parse import urlencode

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conformance.wire import FORM, QUERY, UPDATE

FEW = settings(
    max_examples=60,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
# A query that is ended for its length is the client's doing, and told as 503 or 504.
ENDED = (503, 504)


@pytest.mark.slow
def test_no_described_request_is_a_fault_of_the_server(client):
    description = schemathesis.openapi.from_url(f"{client.root}/openapi.json")
    operations = [result.ok() for result in description.get_all_operations()]

    assert len(operations) > 5
    for operation in operations:
        ask_all_that_is_described(operation)


def ask_all_that_is_described(operation):
    @FEW
    @given(case=operation.as_strategy())
    def ask(case):
        response = case.call(timeout=30)
        assert response.status_code < 500 or response.status_code in ENDED, response.text

    ask()


PIECES = st.sampled_from(
    [
        *("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "WHERE", "*", "{", "}", "(", ")", "[", "]"),
        *("?s", "?p", "?o", "<urn:p>", "a", "'x'", '"', "'", "'''", "1", "-", "+", "/", "|", "^"),
        *("FILTER", "OPTIONAL", "UNION", "MINUS", "GRAPH", "SERVICE", "VALUES", "BIND", "AS"),
        *("PREFIX", "BASE", ":", ".", ";", ",", "<<", ">>", "\\u007b", "#", "\n", "LIMIT", "香"),
        *("EXISTS", "NOT", "IN", "COUNT", "GROUP BY", "HAVING", "ORDER BY", "\x00", "\ufeff"),
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map(" ".join)
HEADERS = st.dictionaries(
    st.sampled_from(["Accept", "Accept-Encoding", "If-None-Match", "Origin", "X-Request-Id"]),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30).map(str.strip),
    max_size=3,
)


@FEW
@given(text=TEXTS, kind=st.sampled_from([QUERY, FORM, UPDATE, "text/plain"]), headers=HEADERS)
def test_no_text_is_a_fault_of_the_server(client, text, kind, headers):
    reply = client.send("POST", "/sparql", {"Content-Type": kind, **headers}, text)

    assert reply.status < 500 or reply.status in ENDED


@FEW
@given(data=st.binary(max_size=200), kind=st.sampled_from([QUERY, FORM]))
def test_no_bytes_are_a_fault_of_the_server(client, data, kind):
    assert client.post(data, kind).status < 500


SEGMENT = st.text(st.sampled_from("abc/.%?&=#~+;:@2F0"), max_size=30)


@FEW
@given(path=SEGMENT, method=st.sampled_from(["GET", "HEAD", "POST", "OPTIONS", "DELETE"]))
def test_no_path_is_a_fault_of_the_server(client, path, method):
    assert client.send(method, f"/{path}").status < 500


@FEW
@given(fields=st.lists(st.tuples(SEGMENT, TEXTS), max_size=5), headers=HEADERS)
def test_no_parameters_are_a_fault_of_the_server(client, fields, headers):
    reply = client.get(f"/sparql?{urlencode([*fields, ('query', 'ASK {}')])}", headers)

    assert reply.status < 500
