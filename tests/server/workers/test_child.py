"""The worker's own code, run in a thread beside the test."""

import json
import socket
import threading
from contextlib import contextmanager

import pytest

from hkgraph.server.workers.child import Worker
from hkgraph.server.workers.frames import CHUNK, END, FAULT, JOB, READY, pack, read_frame


@contextmanager
def worker():
    ours, theirs = socket.socketpair()
    thread = threading.Thread(target=Worker(theirs, memory_bytes=0).serve)
    thread.start()
    assert read_frame(ours)[0] == READY
    with ours:
        yield ours
    thread.join()
    theirs.close()


def ask_all(sock, job):
    sock.sendall(pack(JOB, job.dump()))
    frames = []
    while not frames or frames[-1][0] not in (END, FAULT):
        frames.append(read_frame(sock))
    return frames


def fault(frames):
    kind, content = frames[-1]
    assert kind == FAULT
    return json.loads(content)


def test_a_result_has_a_head_chunks_and_an_end(ask):
    with worker() as sock:
        head, chunk, end = ask_all(sock, ask("SELECT ?o { <x:s1> <x:p> ?o }"))

    assert json.loads(head[1]) == {"format": "csv", "kind": "select", "complete": True}
    assert chunk == (CHUNK, b"o\r\n1\r\n")
    assert end[0] == END


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("SELECT", 400, "not valid SPARQL"),
        ("INSERT DATA { <a:b> <a:c> 1 }", 400, "updates are not accepted"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 400, "SERVICE is refused"),
        ("SELECT * {" + "{" * 2_000, 400, "too deep"),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", 406, "formats that you accept"),
        ("ASK { ?s ?p ?o FILTER(<a:nothing>(?o)) }", 400, "not supported"),
        ("ASK {}" + " " * 20_000, 413, "longer than 10000 bytes"),
    ],
)
def test_what_is_wrong_is_said_with_a_status_and_a_mend(ask, text, status, words):
    with worker() as sock:
        found = fault(ask_all(sock, ask(text)))

    assert found["status"] == status
    assert words in found["message"]
    assert found["hint"]


def test_a_worker_goes_on_after_a_fault(ask):
    with worker() as sock:
        ask_all(sock, ask("SELECT"))

        assert ask_all(sock, ask("ASK {}"))[1] == (CHUNK, b"true")


def test_a_generation_that_is_gone_is_told_as_such(ask, tmp_path):
    from dataclasses import replace

    with worker() as sock:
        found = fault(ask_all(sock, replace(ask("ASK {}"), database=str(tmp_path / "none"))))

    assert (found["status"], found["limit"]) == (503, "generation")


def test_triples_come_with_the_usual_prefixes(ask):
    text = "CONSTRUCT { <x:a> a <https://schema.org/Person> } {}"
    with worker() as sock:
        frames = ask_all(sock, ask(text, triples="ttl"))

    assert b"@prefix schema: <https://schema.org/>" in frames[1][1]
    assert b"a schema:Person" in frames[1][1]


def test_relative_addresses_are_read_against_that_of_the_endpoint(ask):
    text = "SELECT ?x { BIND(<there> AS ?x) }"
    with worker() as sock:
        frames = ask_all(sock, ask(text, base_iri="http://example.org/here/sparql"))

    assert frames[1] == (CHUNK, b"x\r\nhttp://example.org/here/there\r\n")
