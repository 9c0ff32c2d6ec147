"""How much of a body is read before anybody has shown that they may send it."""

import asyncio

import pytest

from hkgraph.server.bodies import BodyLimit
from hkgraph.server.refusals import Refused


async def read_all(scope, receive, send):
    while (await receive()).get("more_body"):
        pass


async def permit(authorization):
    if authorization != "Bearer good":
        raise Refused(401, "the token is not known", hint="Send another.")
    return "name"


def send_body(length, *headers):
    """Send a body of so many parts of ten bytes, and give how many were read."""
    taken = []

    async def receive():
        taken.append(10)
        return {"type": "http.request", "body": b"x" * 10, "more_body": len(taken) < length}

    limit = BodyLimit(read_all, max_bytes=50, token_bytes=200, permit=permit)
    scope = {"type": "http", "headers": list(headers)}
    asyncio.run(limit(scope, receive, None))
    return len(taken)


def test_whoever_brings_a_token_may_send_more():
    assert send_body(20, (b"authorization", b"Bearer good")) == 20


@pytest.mark.parametrize(
    ("headers", "status"), [([], 413), ([(b"authorization", b"Bearer bad")], 401)]
)
def test_without_a_known_token_a_long_body_is_refused_as_soon_as_it_is_long(headers, status):
    with pytest.raises(Refused) as caught:
        send_body(20, *headers)

    assert caught.value.status_code == status
    assert caught.value.headers["Connection"] == "close"


def test_no_token_lets_a_body_be_endless():
    with pytest.raises(Refused) as caught:
        send_body(1_000, (b"authorization", b"Bearer good"))

    assert caught.value.status_code == 413
