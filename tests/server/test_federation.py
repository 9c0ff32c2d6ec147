"""SERVICE end to end: a server of ours asks another over real HTTP, and nobody else."""

import http.client
import socket
import threading
import time
from urllib.parse import quote

import httpx2
import pytest

from hkgraph.errors import SettingsError
from hkgraph.server.app import create_app
from hkgraph.settings import Settings
from remotes import listening
from remotes import serving as remote_serving
from server.real_port import serving

JSON = "application/sparql-results+json"
NAMES = "<http://www.w3.org/2004/02/skos/core#prefLabel>"


@pytest.fixture(scope="module")
def other(shared_store):
    """Another endpoint, which speaks the real protocol."""
    with serving(create_app(shared_store, Settings(store=shared_store))) as address:
        yield address


@pytest.fixture(scope="module")
def remote():
    with remote_serving() as found:
        yield found


@pytest.fixture(scope="module")
def address(shared_store, other, remote):
    """A server that may call those two."""
    with remote_and_us(shared_store, [other, remote.origin], outgoing_seconds=2) as found:
        yield found


def remote_and_us(store, private_hosts, **options):
    settings = Settings(store=store, allowed_private_hosts=tuple(private_hosts), **options)
    return serving(create_app(store, settings))


def ask(address, query, **headers):
    return httpx2.get(
        f"{address}/sparql",
        params={"query": query},
        headers={"Accept": JSON, **headers},
        timeout=30,
    )


def rows(answer):
    assert answer.status_code == 200, answer.text
    return [
        {name: term["value"] for name, term in row.items()}
        for row in answer.json()["results"]["bindings"]
    ]


def test_two_endpoints_are_joined(address, other):
    answer = ask(
        address,
        f"""SELECT ?name ?there {{
              ?s {NAMES} ?name FILTER(?name = "Mabel Tang"@en)
              SERVICE <{other}/sparql> {{ ?s {NAMES} ?there }} }}""",
    )

    assert sorted(row["there"] for row in rows(answer)) == ["Mabel Tang", "鄧美寶"]


def test_an_answer_with_a_part_from_elsewhere_has_no_etag_and_is_asked_anew(address, remote):
    body = '{"head":{"vars":["o"]},"results":{"bindings":[{"o":{"type":"literal","value":"%d"}}]}}'
    query = f"SELECT ?o {{ SERVICE <{remote.origin}/changing> {{ ?s ?p ?o }} }}"

    remote.answers("/changing", (body % 1).encode(), Content_Type=JSON)
    first = ask(address, query)
    remote.answers("/changing", (body % 2).encode(), Content_Type=JSON)
    second = ask(address, query)

    assert (rows(first), rows(second)) == ([{"o": "1"}], [{"o": "2"}])
    assert "etag" not in first.headers


@pytest.mark.parametrize("silent", ["", "SILENT "])
def test_a_host_that_is_not_listed_is_refused_and_never_called(address, silent):
    with listening() as listener:
        there = f"http://127.0.0.1:{listener.port}/"
        answer = ask(address, f"ASK {{ SERVICE {silent}<{there}> {{ }} }}")

        assert listener.connections == 0
    assert answer.status_code == 400
    assert "is refused" in answer.json()["title"]
    assert "HKGRAPH_ALLOWED_HOSTS" in answer.json()["hint"]


@pytest.mark.parametrize("target", ["?x", "ex:sparql"])
def test_an_address_that_is_not_written_out_is_refused(address, other, target):
    prologue = f"PREFIX ex: <{other}/>"

    answer = ask(address, f"{prologue} ASK {{ VALUES ?x {{ ex:sparql }} SERVICE {target} {{ }} }}")

    assert answer.status_code == 400
    assert "not written out" in answer.json()["title"]


@pytest.mark.parametrize("silent", ["", "SILENT "])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_inward_is_never_followed(address, remote, status, silent):
    with listening() as listener:
        location = f"http://127.0.0.1:{listener.port}/"
        remote.answers("/moved", status=status, Location=location)

        answer = ask(
            address, f"SELECT * {{ SERVICE {silent}<{remote.origin}/moved> {{ ?s ?p ?o }} }}"
        )

        assert listener.connections == 0
    assert answer.status_code == (200 if silent else 400)


def test_a_fault_of_the_query_is_placed_in_the_clients_own_text(address, other):
    answer = ask(address, f"ASK {{ SERVICE <{other}/sparql> {{ ?s ?p ?o }} \n ?s }}")

    assert answer.status_code == 400
    assert "line 2, column" in answer.json()["title"]
    assert "127.0.0.1" not in answer.text


FAULTS = {
    "forbidden": {"status": 403},
    "too many": {"status": 429, "Retry_After": "9"},
    "crash": {"status": 500},
    "page": {"body": b"<html>", "Content_Type": "text/html"},
    "cut JSON": {"body": b'{"head":{"vars":["o"]},"results":{"bi', "Content_Type": JSON},
    "huge": {"body": b" " * 200_001, "Content_Type": JSON},
}


@pytest.fixture(scope="module")
def small(shared_store, remote):
    with remote_and_us(shared_store, [remote.origin], outgoing_bytes=200_000) as found:
        yield found


@pytest.mark.parametrize("fault", FAULTS)
def test_a_host_that_fails_is_one_error_that_names_it(small, remote, fault):
    remote.answers("/fails", **FAULTS[fault])
    query = f"SELECT * {{ SERVICE <{remote.origin}/fails> {{ ?s ?p ?o }} }}"

    answer = ask(small, query)

    assert answer.status_code == 502
    assert remote.origin in answer.json()["title"]
    assert answer.json()["hint"]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_host_that_fails_silently_gives_one_empty_solution(small, remote, fault):
    remote.answers("/fails", **FAULTS[fault])

    answer = ask(small, f"SELECT * {{ SERVICE SILENT <{remote.origin}/fails> {{ ?s ?p ?o }} }}")

    assert rows(answer) == [{}]


def drip(request):
    request.send_response(200)
    request.send_header("Content-Type", JSON)
    request.end_headers()
    while True:
        request.wfile.write(b" ")
        time.sleep(0.05)


def hang_up(request):
    request.connection.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize(
    ("handler", "fault"), [(drip, "longer than 2 seconds"), (hang_up, "breaks off")]
)
def test_a_host_that_dawdles_or_hangs_up_is_one_error(address, remote, handler, fault):
    remote.routes["/odd"] = handler

    answer = ask(address, f"ASK {{ SERVICE <{remote.origin}/odd> {{ }} }}")
    silent = ask(address, f"SELECT * {{ SERVICE SILENT <{remote.origin}/odd> {{ }} }}")

    assert answer.status_code == 502
    assert fault in answer.json()["title"]
    assert rows(silent) == [{}]


def test_a_client_that_hangs_up_ends_the_call(shared_store, remote):
    called, ended = threading.Event(), threading.Event()

    def hang(request):
        called.set()
        # The end of the input shows that the caller has gone.
        if request.rfile.read(1) == b"":
            ended.set()

    remote.routes["/hang"] = hang
    with remote_and_us(shared_store, [remote.origin], outgoing_seconds=600) as address:
        query = quote(f"ASK {{ SERVICE <{remote.origin}/hang> {{ }} }}")
        client = http.client.HTTPConnection(address.removeprefix("http://"))
        client.request("GET", f"/sparql?query={query}")
        assert called.wait(30)

        client.close()

        assert ended.wait(30)


def test_a_list_that_cannot_be_right_stops_the_server(tmp_path):
    with pytest.raises(SettingsError, match=r"'127\.0\.0\.1' is no name of a host"):
        create_app(tmp_path, Settings(store=tmp_path, allowed_hosts=("127.0.0.1",)))
