"""The relay between the engine and another host: real sockets on both sides."""

import asyncio
import threading
from contextlib import asynccontextmanager

import httpx2
import pytest
from pyoxigraph import Store

from hkgraph.outgoing.fetching import Outgoing
from hkgraph.outgoing.hosts import AllowedHosts
from hkgraph.outgoing.sending import Limits
from hkgraph.server.relay import Relay
from hkgraph.server.services import redirect
from remotes import listening, serving

JSON = "application/sparql-results+json"
ONE = b'{"head":{"vars":["o"]},"results":{"bindings":[{"o":{"type":"literal","value":"x"}}]}}'


@pytest.fixture
def remote():
    with serving() as found:
        found.answers("/sparql", ONE, Content_Type=JSON)
        yield found


@asynccontextmanager
async def relaying(remote, **limits):
    allowed = AllowedHosts.parse([], [remote.origin])
    relay = Relay(Outgoing(allowed=allowed, limits=Limits(**limits)))
    try:
        yield relay
    finally:
        await relay.close()


def ask(remote, query, **limits):
    """Answer a query as a worker does."""

    async def run():
        async with relaying(remote, **limits) as relay:
            permit = relay.issue()
            text = redirect(query, relay.allowed, permit.address).text
            store = Store()
            store.update("INSERT DATA { <a:1> <a:p> 1 . <a:2> <a:p> 2 . <a:3> <a:p> 3 }")
            return await asyncio.to_thread(lambda: list(store.query(text)))

    return asyncio.run(run())


def test_the_other_host_is_asked_as_the_protocol_says(remote):
    rows = ask(remote, f"SELECT * {{ SERVICE <{remote.origin}/sparql?x=y> {{ ?s <a:p> ?o }} }}")

    assert [row["o"].value for row in rows] == ["x"]
    (request,) = remote.seen
    assert (request.command, request.path) == ("POST", "/sparql?x=y")
    assert request.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert request.body.startswith(b"query=SELECT+")


def test_the_same_question_is_asked_once_for_a_query(remote):
    service = f"SERVICE <{remote.origin}/sparql> {{ ?x <a:p> ?o }}"

    rows = ask(remote, f"SELECT * {{ ?s <a:p> ?v FILTER EXISTS {{ {service} }} }}")

    assert len(rows) == 3
    assert len(remote.seen) == 1


def test_a_query_asks_only_so_many_questions(remote):
    calls = " ".join(
        f"{{ SERVICE <{remote.origin}/sparql?{n}> {{ ?x <a:p> ?o }} }} UNION" for n in range(20)
    )
    last = f"{{ SERVICE <{remote.origin}/sparql> {{ ?x <a:p> ?o }} }}"

    with pytest.raises(OSError, match="more than 20 times"):
        ask(remote, f"SELECT * {{ {calls} {last} }}")

    assert len(remote.seen) == 20


def test_all_answers_together_keep_to_the_limit(remote):
    calls = [f"{{ SERVICE <{remote.origin}/sparql?{n}> {{ ?x <a:p> ?o }} }}" for n in range(3)]

    with pytest.raises(OSError, match=f"more than {2 * len(ONE)} bytes"):
        ask(remote, f"SELECT * {{ {' UNION '.join(calls)} }}", max_bytes=2 * len(ONE))


BROKEN = {
    "cut JSON": (200, ONE[:-20], JSON, "cannot be read"),
    "no JSON": (200, b"<html>", JSON, "cannot be read"),
    "a page": (200, b"<html>", "text/html", "answered 'text/html'"),
    "no type": (200, ONE, "", "something of no type"),
    "ASK": (200, b'{"head":{},"boolean":true}', JSON, "is yes or no"),
    "cut XML": (200, b"<sparql><head>", "application/sparql-results+xml", "cannot be read"),
    "forbidden": (403, b"", JSON, "answered 403"),
    "too many": (429, b"", JSON, "answered 429"),
    "crash": (500, b"", JSON, "answered 500"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_an_answer_of_no_use_is_one_error_that_names_the_host(remote, case):
    status, body, kind, fault = BROKEN[case]
    remote.answers("/sparql", body, status=status, Content_Type=kind)

    with pytest.raises(OSError, match=f"{remote.origin}.* ?{fault}|{fault}"):
        ask(remote, f"SELECT * {{ SERVICE <{remote.origin}/sparql> {{ ?x <a:p> ?o }} }}")


@pytest.mark.parametrize("case", BROKEN)
def test_an_answer_of_no_use_is_one_empty_solution_under_silent(remote, case):
    status, body, kind, _ = BROKEN[case]
    remote.answers("/sparql", body, status=status, Content_Type=kind)

    rows = ask(remote, f"SELECT * {{ SERVICE SILENT <{remote.origin}/sparql> {{ ?x <a:p> ?o }} }}")

    assert [row["o"] for row in rows] == [None]


@pytest.mark.parametrize("silent", ["", "SILENT "])
@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_a_listed_name_that_leads_inward_is_never_called(address, silent):
    async def resolve(_host, _port):
        return [address]

    async def run(port):
        allowed = AllowedHosts.parse([f"http://a.example:{port}"])
        relay = Relay(Outgoing(allowed=allowed, resolve=resolve))
        permit = relay.issue()
        query = f"SELECT * {{ SERVICE {silent}<http://a.example:{port}/> {{ ?s ?p ?o }} }}"
        try:
            text = redirect(query, allowed, permit.address).text
            return await asyncio.to_thread(lambda: str(list(Store().query(text))))
        except OSError as exc:
            return str(exc)
        finally:
            permit.close()
            await relay.close()

    with listening() as listener:
        told = asyncio.run(run(listener.port))

        assert listener.connections == 0
    assert told == "[<QuerySolution>]" if silent else "does not lead to public addresses" in told


def test_a_key_is_worth_nothing_once_its_query_has_ended(remote):
    async def run():
        async with relaying(remote) as relay, httpx2.AsyncClient() as worker:
            permit = relay.issue()
            address = f"{permit.address}/{'aHR0cDovLw=='}"
            permit.close()
            return [
                (await worker.post(address)).status_code,
                (await worker.post(address.replace(permit.key, "guess"))).status_code,
            ]

    assert asyncio.run(run()) == [404, 404]


def test_a_call_is_broken_off_when_its_query_ends(remote):
    async def run():
        called = asyncio.Event()
        loop = asyncio.get_running_loop()
        ended = threading.Event()

        def hang(_request):
            loop.call_soon_threadsafe(called.set)
            ended.wait(60)

        remote.routes["/sparql"] = hang
        async with relaying(remote, seconds=600) as relay:
            permit = relay.issue()
            query = f"ASK {{ SERVICE <{remote.origin}/sparql> {{ }} }}"
            text = redirect(query, relay.allowed, permit.address).text
            answer = asyncio.create_task(asyncio.to_thread(Store().query, text))
            await called.wait()
            permit.close()
            try:
                await answer
            finally:
                ended.set()

    with pytest.raises(OSError, match="503"):
        asyncio.run(run())
