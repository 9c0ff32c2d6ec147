"""Black-box conformance: the real ``hkgraph serve``, in its own process, over a real port.

Strategy: what is expected is written from the specifications (SPARQL 1.1 Protocol and Graph Store
Protocol, RFC 9110, RFC 9457, Fetch), never from what the server does. Tests see the server only
through HTTP and, where a fault must leave no trace, through the list of its processes. One server
answers all tests that only read; a second begins empty, with the plain default graph of the
specifications, and takes the suites of the W3C and all writes; others are started with small
limits by the tests that run into them.
"""

import json
import os
import re
import shutil
from collections import Counter

import pytest

from conformance.graphs import Graphs
from conformance.serving import hkgraph, serving
from conformance.wire import Client
from hkgraph.graph.iri import DEFAULT_BASE
from server.sample_store import SAMPLE, publish


def pytest_terminal_summary(terminalreporter):
    """Say how many checks of each subject the server passes."""
    passed, all_checks = Counter(), Counter()
    for outcome in ("passed", "xpassed", "failed", "error", "xfailed"):
        for report in terminalreporter.getreports(outcome):
            subject = re.match(r".*conformance/test_(\w+)\.py::", report.nodeid)
            if subject and getattr(report, "when", "call") != "teardown":
                passed[subject[1]] += outcome in ("passed", "xpassed")
                all_checks[subject[1]] += 1
    if all_checks:
        terminalreporter.section("conformance")
        for subject, number in sorted(all_checks.items()):
            terminalreporter.write_line(f"{subject}: {passed[subject]} of {number}")
        terminalreporter.write_line(f"all: {passed.total()} of {all_checks.total()} checks pass")


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """The sample of the server's own tests, in a store on disk; only to be read."""
    folder = tmp_path_factory.mktemp("conformance") / "sample"
    publish(folder, SAMPLE.read_bytes(), tombstones=[f"{DEFAULT_BASE}article/removed"])
    return folder


@pytest.fixture(scope="session")
def client(sample):
    """A client of a server over the sample, with the settings that everyone begins with."""
    with serving(sample) as client:
        yield client


@pytest.fixture(scope="session")
def writable_store(tmp_path_factory):
    """The folder of the store that ``graphs`` writes to; it begins as no folder at all."""
    return tmp_path_factory.mktemp("conformance") / "empty"


@pytest.fixture(scope="session")
def graphs(request):
    """The graphs of a writable server with the plain default graph of the specifications.

    ``CONFORMANCE_TARGET`` puts another endpoint in its place, as JSON with the fields of
    ``Client``: so a check can itself be checked against an endpoint that is not ours.
    """
    if target := os.environ.get("CONFORMANCE_TARGET"):
        yield Graphs(Client(**json.loads(target)))
        return
    store = request.getfixturevalue("writable_store")
    token = hkgraph("token", "create", "conformance", "--store", store)[0]
    with serving(store, token=token, union_default_graph=False) as client:
        yield Graphs(client)


@pytest.fixture
def writer(graphs):
    """A client that may write, of an endpoint that holds nothing yet."""
    graphs.clear()
    graphs.forget()
    return graphs.client


@pytest.fixture(scope="session")
def managed(sample, tmp_path_factory):
    """A client that may write, of a server over the sample's managed graphs."""
    store = tmp_path_factory.mktemp("conformance") / "managed"
    shutil.copytree(sample, store, symlinks=True)
    token = hkgraph("token", "create", "conformance", "--store", store)[0]
    with serving(store, token=token) as client:
        yield client


@pytest.fixture(scope="module")
def hasty(sample):
    """A client of a server that gives a query one second."""
    with serving(sample, query_seconds=1, longest_query_seconds=2) as client:
        yield client


@pytest.fixture(scope="module")
def small(sample):
    """A client of a server that has little of everything."""
    limits = {"query_megabytes": 64, "result_megabytes": 1, "waiting_queries": 2}
    with serving(sample, query_seconds=5, waiting_seconds=2, **limits) as client:
        yield client
