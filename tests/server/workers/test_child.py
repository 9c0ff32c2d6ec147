"""The worker's own code, run in a thread beside the test."""

import json
import socket
import threading
from contextlib import contextmanager

import pytest

from hkgraph.server.workers.child import Worker
from hkgraph.server.workers.frames import FAULT, JOB, READY, WHOLE, pack, read_frame, unpack_whole


@contextmanager
def worker():
    ours, theirs = socket.socketpair()
    thread = threading.Thread(target=Worker(theirs, memory_bytes=0).serve)
    thread.start()
    with ours, ours.makefile("rwb", buffering=0) as stream:
        assert read_frame(stream)[0] == READY
        yield stream
    thread.join()
    theirs.close()


def ask(sock, job):
    sock.write(pack(JOB, job.dump()))
    return read_frame(sock)


def result(frame):
    """Give the head and the result of an answer that is all there."""
    assert frame[0] == WHOLE
    head, content = unpack_whole(frame[1])
    return json.loads(head), content


def fault(frame):
    kind, content = frame
    assert kind == FAULT
    return json.loads(content)


def test_a_short_result_comes_with_its_head(job):
    with worker() as sock:
        head, content = result(ask(sock, job("SELECT ?o { <x:s1> <x:p> ?o }")))

    assert head == {"format": "csv", "kind": "select", "rows": 2}
    assert content == b"o\r\n1\r\n"


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
def test_what_is_wrong_is_said_with_a_status_and_a_mend(job, text, status, words):
    with worker() as sock:
        found = fault(ask(sock, job(text)))

    assert found["status"] == status
    assert words in found["message"]
    assert found["hint"]


def test_a_worker_goes_on_after_a_fault(job):
    with worker() as sock:
        ask(sock, job("SELECT"))

        assert result(ask(sock, job("ASK {}")))[1] == b"true"


def test_a_generation_that_is_gone_is_told_as_such(job, tmp_path):
    with worker() as sock:
        found = fault(ask(sock, job("ASK {}")._replace(database=str(tmp_path / "none"))))

    assert (found["status"], found["limit"]) == (503, "generation")


def test_triples_come_with_the_usual_prefixes(job):
    text = "CONSTRUCT { <x:a> a <https://schema.org/Person> } {}"
    with worker() as sock:
        _, content = result(ask(sock, job(text, triples="ttl")))

    assert b"@prefix schema: <https://schema.org/>" in content
    assert b"a schema:Person" in content


def test_relative_addresses_are_read_against_that_of_the_endpoint(job):
    text = "SELECT ?x { BIND(<there> AS ?x) }"
    with worker() as sock:
        frame = ask(sock, job(text, base_iri="http://example.org/here/sparql"))

    assert result(frame)[1] == b"x\r\nhttp://example.org/here/there\r\n"
