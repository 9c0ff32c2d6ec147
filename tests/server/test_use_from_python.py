"""The how-to on Python: its examples are run as they stand, against a real server."""

import doctest
import re
import sys
from pathlib import Path

import pytest
import structlog

from hkgraph.server import create_app
from hkgraph.settings import Settings
from hkgraph.store.generations import StoreDir
from hkgraph.store.tokens import Tokens
from server.real_port import serving
from server.sample_store import SAMPLE, publish

PAGE = Path(__file__).parents[2] / "docs/how-to/use-from-python.md"
SERVER = "http://127.0.0.1:8000"


@pytest.fixture
def examples(tmp_path, monkeypatch):
    """The page's text with the address and a token of a server over the sample."""
    monkeypatch.chdir(tmp_path)
    # What a doctest prints is its result, and the server logs in this process.
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    folder = tmp_path / "store"
    publish(folder, SAMPLE.read_bytes())
    token = Tokens(StoreDir(folder)).create("notes")
    with serving(create_app(folder, Settings(store=folder))) as address:
        yield PAGE.read_text(encoding="utf-8").replace(SERVER, address).replace("TOKEN", token)


@pytest.mark.slow
def test_the_examples_of_the_page_hold(examples):
    lines = "\n".join(re.findall(r"^```python\n(.*?)^```", examples, re.MULTILINE | re.DOTALL))
    test = doctest.DocTestParser().get_doctest(lines, {}, PAGE.name, str(PAGE), 0)

    results = doctest.DocTestRunner(optionflags=doctest.REPORT_NDIFF).run(test)

    assert results.attempted > 30
    assert results.failed == 0
