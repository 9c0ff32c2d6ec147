"""Fetching over real HTTP: what is never connected to, what ends a fetch, what comes back."""

import asyncio
import gzip
import time

import pytest

from hkgraph import __version__
from hkgraph.errors import HostRefusedError, OutgoingError
from hkgraph.outgoing.fetching import Outgoing
from hkgraph.settings import Settings
from outgoing.conftest import calling
from remotes import listening, serving


def fetch(client, url, **options):
    return asyncio.run(client.fetch(url, **options))


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "0.0.0.0", "::1", "::ffff:127.0.0.1", "10.0.0.1", "127.0.0.2"]
)
def test_a_listed_name_with_an_inner_address_is_never_connected_to(listener, address):
    client = calling([f"http://a.example:{listener.port}"], table={"a.example": [address]})

    with pytest.raises(HostRefusedError) as caught:
        fetch(client, f"http://a.example:{listener.port}/")

    assert listener.connections == 0
    assert address not in str(caught.value)


def test_one_inner_address_among_public_ones_refuses_the_name(listener):
    table = {"a.example": ["192.0.9.1", "127.0.0.1"]}
    client = calling([f"http://a.example:{listener.port}"], table=table)

    with pytest.raises(HostRefusedError):
        fetch(client, f"http://a.example:{listener.port}/")

    assert listener.connections == 0


def test_a_name_that_changes_its_address_is_looked_up_once_for_each_connection(remote, listener):
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    port = remote.port
    client = calling(
        [f"http://a.example:{port}"],
        [f"http://127.0.0.1:{port}"],
        {"a.example": lambda: next(answers)},
    )
    remote.answers("/", b"first")

    reply = fetch(client, f"http://a.example:{port}/")

    assert reply.body == b"first"
    assert next(answers) == ["127.0.0.2"]


def test_a_name_that_turns_inward_between_redirects_is_refused(remote):
    port = remote.port
    with listening("127.0.0.2") as listener:
        answers = iter([["127.0.0.1"], ["127.0.0.2"]])
        names = [f"http://a.example:{port}", f"http://a.example:{listener.port}"]
        table = {"a.example": lambda: next(answers)}
        client = calling(names, [remote.origin], table)
        remote.answers("/", status=302, Location=f"http://a.example:{listener.port}/")

        with pytest.raises(HostRefusedError):
            fetch(client, f"http://a.example:{port}/")

        assert listener.connections == 0


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"])
def test_a_redirect_to_this_machine_is_never_followed(client, remote, listener, status, host):
    remote.answers("/", status=status, Location=f"http://{host}:{listener.port}/")

    with pytest.raises(HostRefusedError):
        fetch(client, f"{remote.origin}/")

    assert listener.connections == 0


def test_a_redirect_to_a_listed_place_is_followed_with_method_and_body(client, remote):
    remote.answers("/", status=307, Location="/there")
    remote.answers("/there", b"<a> <b> <c> .", Content_Type="Text/Turtle; charset=utf-8")

    reply = fetch(client, f"{remote.origin}/", method="POST", content=b"q")

    assert (reply.body, reply.media_type) == (b"<a> <b> <c> .", "text/turtle")
    assert reply.url == f"{remote.origin}/there"
    assert [(r.command, r.body) for r in remote.seen] == [("POST", b"q"), ("POST", b"q")]


def test_see_other_is_followed_with_get(client, remote):
    remote.answers("/", status=303, Location="there")
    remote.answers("/there", b"x")

    fetch(client, f"{remote.origin}/", method="POST", content=b"q")

    assert [(r.command, r.body) for r in remote.seen] == [("POST", b"q"), ("GET", b"")]


def test_a_ring_of_redirects_ends(client, remote):
    remote.answers("/", status=302, Location="/")

    with pytest.raises(OutgoingError, match="redirects more than 5 times"):
        fetch(client, f"{remote.origin}/")

    assert len(remote.seen) == 6


def test_a_redirect_to_no_address_is_an_error_of_the_host(client, remote):
    remote.answers("/", status=302, Location="http://[:::/")

    with pytest.raises(OutgoingError, match="redirects to what is no address"):
        fetch(client, f"{remote.origin}/")


def test_a_request_names_hkgraph_and_carries_no_cookie_and_passes_no_proxy(
    client, remote, listener, monkeypatch
):
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{listener.port}")
    remote.answers("/", status=302, Location="/there", Set_Cookie="a=b")
    remote.answers("/there", b"x", Set_Cookie="a=b")

    fetch(client, f"{remote.origin}/")

    sent = remote.seen[1].headers
    assert sent["User-Agent"].startswith(f"hkgraph/{__version__} ")
    assert sent["Cookie"] is None
    assert listener.connections == 0


def test_an_unlisted_host_is_not_even_looked_up():
    asked = []
    client = calling(["a.example"], table={"b.example": lambda: asked.append(1) or ["127.0.0.1"]})

    with pytest.raises(HostRefusedError):
        fetch(client, "https://b.example/")

    assert asked == []


def test_the_certificate_must_be_for_the_name_and_not_for_the_address(certificates):
    server_tls, trusted = certificates
    with serving(server_tls) as remote:
        remote.answers("/", b"secure")
        names = [f"news.example:{remote.port}", f"other.example:{remote.port}"]
        table = {"news.example": ["127.0.0.1"], "other.example": ["127.0.0.1"]}
        client = calling(names, [remote.origin], table, tls=trusted)

        reply = fetch(client, f"https://news.example:{remote.port}/")
        with pytest.raises(OutgoingError, match=r"other\.example.* cannot be reached"):
            fetch(client, f"https://other.example:{remote.port}/")

    assert reply.body == b"secure"
    assert [r.headers["Host"] for r in remote.seen] == [f"news.example:{remote.port}"]


def test_a_certificate_that_nobody_signed_is_refused(certificates):
    with serving(certificates[0]) as remote:
        client = calling(
            [f"news.example:{remote.port}"], [remote.origin], {"news.example": ["127.0.0.1"]}
        )

        with pytest.raises(OutgoingError, match="cannot be reached"):
            fetch(client, f"https://news.example:{remote.port}/")

    assert remote.seen == []


def test_an_address_that_does_not_answer_gives_way_to_the_next(remote):
    port = remote.port
    addresses = [f"http://127.0.0.2:{port}", f"http://127.0.0.1:{port}"]
    table = {"a.example": ["127.0.0.2", "127.0.0.1"]}
    remote.answers("/", b"x")

    reply = fetch(
        calling([f"http://a.example:{port}"], addresses, table), f"http://a.example:{port}/"
    )

    assert reply.body == b"x"


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500, 503])
def test_an_answer_of_failure_names_host_and_status(client, remote, status):
    remote.answers("/", b"secret", status=status, Retry_After="7")

    with pytest.raises(OutgoingError, match=f"{remote.origin} answered {status}") as caught:
        fetch(client, f"{remote.origin}/")

    assert (caught.value.status, caught.value.retry_after) == (status, "7")


def test_an_answer_longer_than_the_limit_is_not_taken_in(remote):
    client = calling([], [remote.origin], max_bytes=1_000)
    remote.answers("/", b"x" * 1_001)

    with pytest.raises(OutgoingError, match="longer than 1000 bytes"):
        fetch(client, f"{remote.origin}/")


def test_an_answer_that_unpacks_past_the_limit_is_not_unpacked(remote):
    client = calling([], [remote.origin], max_bytes=1_000_000)
    remote.answers("/", gzip.compress(b"x" * 300_000_000), Content_Encoding="gzip")

    with pytest.raises(OutgoingError, match="longer than 1000000 bytes"):
        fetch(client, f"{remote.origin}/")


def test_a_packed_answer_is_unpacked(client, remote):
    remote.answers("/", gzip.compress(b"text"), Content_Encoding="gzip")

    assert fetch(client, f"{remote.origin}/").body == b"text"


@pytest.mark.parametrize(
    ("body", "coding"),
    [(b"no gzip", "gzip"), (gzip.compress(b"text", mtime=0)[:-9], "gzip"), (b"x", "br")],
)
def test_a_body_that_cannot_be_unpacked_is_an_error_of_the_host(client, remote, body, coding):
    remote.answers("/", body, Content_Encoding=coding)

    with pytest.raises(OutgoingError, match=remote.origin):
        fetch(client, f"{remote.origin}/")


def test_a_slow_answer_ends_at_the_limit_though_bytes_keep_coming(remote):
    client = calling([], [remote.origin], seconds=0.5)

    def drip(request):
        request.send_response(200)
        request.end_headers()
        while True:
            request.wfile.write(b"x")
            time.sleep(0.05)

    remote.routes["/"] = drip

    with pytest.raises(OutgoingError, match=r"took longer than 0\.5 seconds"):
        fetch(client, f"{remote.origin}/")


def test_endless_headers_end_the_fetch(client, remote):
    def chatter(request):
        request.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            request.wfile.write(b"x-filler: " + b"x" * 10_000 + b"\r\n")

    remote.routes["/"] = chatter

    with pytest.raises(OutgoingError, match="breaks off"):
        fetch(client, f"{remote.origin}/")


def test_a_host_that_hangs_up_early_is_an_error(client, remote):
    remote.routes["/"] = lambda r: r.answer(200, b"x", {"Content-Length": "10"})
    remote.routes["/now"] = lambda r: setattr(r, "close_connection", True)

    for path in ("/", "/now"):
        with pytest.raises(OutgoingError, match="breaks off"):
            fetch(client, f"{remote.origin}{path}")


def test_nobody_at_the_port_and_no_such_name_are_errors():
    def nothing():
        raise OSError

    client = calling([], ["http://127.0.0.1:9"])

    with pytest.raises(OutgoingError, match="cannot be reached"):
        fetch(client, "http://127.0.0.1:9/")
    with pytest.raises(OutgoingError, match="has no address"):
        fetch(calling(["a.example"], table={"a.example": nothing}), "https://a.example/")


def test_a_thread_without_a_loop_fetches_too(client, remote):
    remote.answers("/", b"x")

    assert client.fetch_sync(f"{remote.origin}/").body == b"x"


def test_the_settings_as_they_come_call_nobody(remote):
    client = Outgoing.from_settings(Settings())

    with pytest.raises(HostRefusedError):
        client.fetch_sync(f"{remote.origin}/")

    assert remote.seen == []


def test_the_settings_say_who_is_called_and_within_what(remote, monkeypatch):
    monkeypatch.setenv("HKGRAPH_ALLOWED_PRIVATE_HOSTS", f"http://10.0.0.1, {remote.origin}")
    monkeypatch.setenv("HKGRAPH_OUTGOING_BYTES", "3")
    remote.answers("/", b"four")

    with pytest.raises(OutgoingError, match="longer than 3 bytes"):
        Outgoing.from_settings(Settings()).fetch_sync(f"{remote.origin}/")
