"""Who may write (RFC 6750, RFC 9110 section 11): whoever has a token. Everyone may read."""

import base64

import pytest

from conformance.serving import hkgraph
from conformance.wire import FORM, PROBLEM, UPDATE

INSERT = "INSERT DATA { <urn:auth:s> <urn:auth:p> 1 }"
TURTLE = {"Content-Type": "text/turtle"}
WRITES = {
    "update": ("POST", "/sparql", {"Content-Type": UPDATE}, INSERT),
    "update in a form": ("POST", "/sparql", {"Content-Type": FORM}, f"update={INSERT}"),
    "put": ("PUT", "/graphs?graph=urn%3Aauth", TURTLE, "<urn:s> <urn:p> 1 ."),
    "put default": ("PUT", "/graphs?default", TURTLE, "<urn:s> <urn:p> 1 ."),
    "post": ("POST", "/graphs?graph=urn%3Aauth", TURTLE, "<urn:s> <urn:p> 1 ."),
    "post new": ("POST", "/graphs", TURTLE, "<urn:s> <urn:p> 1 ."),
    "put direct": ("PUT", "/graphs/auth", TURTLE, "<urn:s> <urn:p> 1 ."),
    "delete": ("DELETE", "/graphs?graph=urn%3Aauth", {}, None),
    "delete default": ("DELETE", "/graphs?default", {}, None),
}
each_write = pytest.mark.parametrize("case", WRITES)


@pytest.fixture
def client(graphs):
    graphs.forget()
    return graphs.client


def write(client, case, **headers):
    method, path, own, body = WRITES[case]
    return client.send(method, path, {**own, **headers}, body)


@each_write
def test_a_write_without_a_token_is_401_and_says_how(client, case):
    reply = write(client, case)

    assert (reply.status, reply.kind) == (401, PROBLEM)
    assert reply.headers["www-authenticate"].lower().startswith("bearer")


@each_write
def test_a_write_with_a_wrong_token_is_401(client, case):
    reply = write(client, case, Authorization=f"Bearer {client.token[:-1]}x")

    assert reply.status == 401
    assert "invalid_token" in reply.headers["www-authenticate"]


@each_write
def test_a_write_with_a_token_is_not_401(client, case):
    assert write(client, case, **client.credentials).status not in (401, 403)


WRONG = {
    "other scheme": lambda token: f"Token {token}",
    "basic": lambda token: "Basic " + base64.b64encode(f"x:{token}".encode()).decode(),
    "basic as user": lambda token: "Basic " + base64.b64encode(f"{token}:".encode()).decode(),
    "bare": lambda token: token,
    "empty": lambda _: "",
    "scheme only": lambda _: "Bearer",
    "scheme and space": lambda _: "Bearer ",
    "prefix": lambda token: f"Bearer {token[:8]}",
    "longer": lambda token: f"Bearer {token}0",
    "other case": lambda token: f"Bearer {token.swapcase()}",
    "two": lambda token: f"Bearer {token} {token}",
    "list": lambda token: f"Bearer x, Bearer {token}",
    "name": lambda _: "Bearer conformance",
    "not ascii": lambda token: f"Bearer {token}é",
    "very long": lambda _: "Bearer " + "a" * 10_000,
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_no_valid_token_is_401(client, case):
    reply = write(client, "update", Authorization=WRONG[case](client.token))

    assert (reply.status, reply.kind) in [(401, PROBLEM), (400, PROBLEM)]


@pytest.mark.parametrize("scheme", ["bearer", "BEARER", "Bearer"])
def test_the_scheme_is_read_without_regard_to_case(client, scheme):
    assert write(client, "update", Authorization=f"{scheme} {client.token}").status in (200, 204)


@pytest.mark.parametrize("name", ["access_token", "token", "authorization", "api_key"])
def test_a_token_in_the_address_is_not_accepted(client, name):
    path = f"/sparql?{name}={client.token}"
    form = f"update={INSERT}&{name}={client.token}"

    replies = [
        client.send("POST", path, {"Content-Type": UPDATE}, INSERT),
        client.send("PUT", f"/graphs?default&{name}={client.token}", TURTLE, ""),
        client.send("POST", "/sparql", {"Content-Type": FORM}, form),
    ]

    assert [reply.status for reply in replies] == [401, 401, 401]


def test_a_token_in_a_cookie_is_not_accepted(client):
    assert write(client, "update", Cookie=f"token={client.token}").status == 401


@pytest.mark.parametrize("update", ["INSERT DAT", "LOAD <http://127.0.0.1/x>", "CLEAR ALL"])
def test_who_has_no_token_learns_nothing_else(client, update):
    reply = client.send("POST", "/sparql", {"Content-Type": UPDATE}, update)

    assert reply.status == 401


@pytest.mark.parametrize("authorization", [None, "Bearer wrong", "Basic eDp5", "nonsense"])
@pytest.mark.parametrize("path", ["/sparql?query=ASK%7B%7D", "/graphs?default", "/health"])
def test_reading_needs_no_token(client, path, authorization):
    headers = {"Authorization": authorization} if authorization else {}

    assert client.get(path, headers).status == 200


def test_a_new_token_is_good_at_once_and_a_revoked_one_no_more(client, writable_store):
    token = hkgraph("token", "create", "visitor", "--store", writable_store)[0]
    first = write(client, "update", Authorization=f"Bearer {token}")

    hkgraph("token", "revoke", "visitor", "--store", writable_store)

    assert first.status in (200, 204)
    assert write(client, "update", Authorization=f"Bearer {token}").status == 401


def test_the_list_of_tokens_tells_names_and_no_token(client, writable_store):
    listed = "\n".join(hkgraph("token", "list", "--store", writable_store))

    assert "conformance" in listed
    assert client.token not in listed


def test_no_file_of_the_store_holds_a_token(client, writable_store):
    held = [path for path in writable_store.rglob("*") if path.is_file()]

    assert not [path for path in held if client.token.encode() in path.read_bytes()]


def test_the_log_holds_no_token(client, writable_store):
    write(client, "update", **client.credentials)

    log = (writable_store.parent / f"{writable_store.name}.log").read_bytes()
    assert client.token.encode() not in log


def test_two_tokens_differ_and_are_long(writable_store):
    made = [hkgraph("token", "create", n, "--store", writable_store)[0] for n in ("one", "two")]

    assert made[0] != made[1]
    assert all(len(token) >= 32 and token.isascii() for token in made)
