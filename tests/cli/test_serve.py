"""The command in a process of its own, told to stop as a person does it."""

import contextlib
import http.client
import re
import signal
import socket
import subprocess
import sys
import threading
from urllib.parse import quote

import pytest

from server.sample_store import SAMPLE, publish

# Runs for far longer than any test.
ENDLESS = quote(
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
    ' FILTER(REGEX(CONCAT(STR(?a), STR(?d), STR(?g), STR(?j)), "nowhere$")) }'
)


@contextlib.contextmanager
def served(store):
    command = [sys.executable, "-m", "hkgraph", "serve", "--store", store, "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    port = int(re.search(r":(\d+) \(Ctrl-C", process.stderr.readline())[1])
    try:
        yield process, port
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


def ask(port, query, found):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", f"/sparql?query={query}")
    with contextlib.closing(connection), connection.getresponse() as response:
        found.append((response.status, response.read().decode()))


def test_told_to_stop_twice_it_ends_running_queries_and_shows_no_traceback(tmp_path):
    publish(tmp_path / "store", SAMPLE.read_bytes())
    found = []
    with served(tmp_path / "store") as (process, port):
        ask(port, quote("ASK {}"), [])
        asking = threading.Thread(target=ask, args=(port, ENDLESS, found))
        asking.start()

        for _ in range(2):
            # Until the long query has begun; and signals that come at once are one.
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(1)
            process.send_signal(signal.SIGINT)
        asking.join()

        assert process.wait(20) == 0
        assert process.stderr.read() == ""
    assert found[0][0] == 503
    assert "shutting down" in found[0][1]


def test_a_port_that_is_taken_is_said_in_one_line(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "hkgraph", "serve", "--store", tmp_path / "s"]

        done = subprocess.run(
            [*command, "--port", port], capture_output=True, text=True, check=False
        )

    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"error: nothing can be served at 127.0.0.1:{port}: Address already in use",
        "hint: Name another port with --port, or another address with --host.",
    ]


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_pages_are_compressed_for_those_who_take_it(tmp_path, encoding):
    publish(tmp_path / "store", SAMPLE.read_bytes())
    with served(tmp_path / "store") as (_, port):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", "/static/hkgraph.css", headers={"Accept-Encoding": encoding})
        with contextlib.closing(connection), connection.getresponse() as response:
            given = response.headers.get("Content-Encoding", "identity")

    assert given == encoding
