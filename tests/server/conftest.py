"""A real store of generations in a temporary folder, and the real application over it.

The graph is ``sample.trig``, written by hand to the contract: invented people, two articles that
differ, a merged IRI, and labels that try to be markup.
"""

import contextlib

import pytest
import structlog
from fastapi.testclient import TestClient

from hkgraph.graph.iri import DEFAULT_BASE
from hkgraph.server.app import create_app
from hkgraph.settings import Settings
from server.sample_store import BROWSER, SAMPLE, publish


@pytest.fixture(autouse=True)
def plain_tracebacks():
    """Log faults as the command line does; structlog's own tracebacks take seconds."""
    plain = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[plain])
    yield
    structlog.reset_defaults()


def fill(folder):
    publish(folder, SAMPLE.read_bytes(), tombstones=[f"{DEFAULT_BASE}article/removed"])
    return folder


@pytest.fixture(scope="session")
def shared_store(tmp_path_factory):
    """The sample, for tests that only read."""
    return fill(tmp_path_factory.mktemp("shared"))


@pytest.fixture(scope="session")
def shared_client(shared_store):
    app = create_app(shared_store, Settings(store=shared_store))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def client(shared_client):
    """A program's client: it has no wish in its Accept header."""
    shared_client.headers["accept"] = "*/*"
    return shared_client


@pytest.fixture
def browser(client):
    client.headers["accept"] = BROWSER
    return client


@pytest.fixture
def store(tmp_path):
    """The sample in a store of the test's own."""
    return fill(tmp_path)


@pytest.fixture
def own_client(store):
    """A client of an application over the test's own store."""
    with TestClient(create_app(store, Settings(store=store))) as client:
        yield client


@pytest.fixture
def serve_settings():
    """Make clients of applications with settings of the test's own."""
    with contextlib.ExitStack() as stack:
        yield lambda settings: stack.enter_context(TestClient(create_app(settings.store, settings)))
