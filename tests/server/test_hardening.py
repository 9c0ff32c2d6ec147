import json
import logging
import sys

import pytest
import structlog
from fastapi.testclient import TestClient

from hkgraph.logs import set_up_logs
from hkgraph.server.app import create_app
from hkgraph.settings import Settings
from server.sample_store import BROWSER


@pytest.mark.parametrize("path", ["/", "/health", "/static/hkgraph.css", "/nowhere", "/id/x/y"])
def test_every_answer_carries_the_security_headers(client, path):
    headers = client.get(path).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["content-security-policy"].startswith("default-src 'self'")


def test_only_the_editor_may_style_inline_and_no_page_may_script_inline(client):
    editor = client.get("/query").headers["content-security-policy"]
    other = client.get("/queries").headers["content-security-policy"]

    assert editor == f"{other}; style-src-attr 'unsafe-inline'"
    assert "unsafe" not in other


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd"]
)
def test_no_file_outside_the_static_folder_is_read(client, path):
    assert client.get(path).status_code == 404


def test_a_body_over_the_limit_is_refused_while_it_comes(shared_store):
    settings = Settings(store=shared_store, query_bytes=1_000)
    kind = {"content-type": "application/sparql-query"}
    with TestClient(create_app(shared_store, settings)) as client:
        over_body = client.post("/sparql", content="A" * 4_000, headers=kind)
        over_query = client.post("/sparql", content="A" * 2_000, headers=kind)

    assert (over_body.status_code, over_query.status_code) == (413, 413)


def test_errors_are_pages_for_people_and_problems_for_programs(client):
    page = client.get("/nowhere", headers={"accept": BROWSER})
    problem = client.get("/nowhere")

    assert page.headers["content-type"].startswith("text/html")
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json()["status"] == 404


def test_a_fault_of_ours_shows_a_number_and_no_traceback(shared_store):
    app = create_app(shared_store, Settings(store=shared_store))

    @app.get("/broken")
    def broken():
        raise ZeroDivisionError("secret detail")

    with TestClient(app, raise_server_exceptions=False) as client:
        response = client.get("/broken")

    assert response.status_code == 500
    assert "secret" not in response.text
    assert len(response.json()["id"]) == 8


@pytest.fixture
def logging_as_before():
    root, level = logging.getLogger(), logging.getLogger().level
    handlers = root.handlers[:]
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def test_logs_are_json_lines_on_stderr(logging_as_before, capsys):
    set_up_logs(as_json=True)

    structlog.get_logger().info("article_read", article="甲")
    logging.getLogger("uvicorn").warning("old style")

    out, err = capsys.readouterr()
    lines = [json.loads(line) for line in err.splitlines()]
    assert out == ""
    assert [line["event"] for line in lines] == ["article_read", "old style"]
    assert lines[0]["article"] == "甲"


def test_logs_at_the_desk_are_lines_for_people(logging_as_before, capsys):
    set_up_logs(as_json=False)

    structlog.get_logger().debug("hidden")
    structlog.get_logger().info("article_read", mentions=12)

    err = capsys.readouterr().err
    assert "article_read" in err
    assert "hidden" not in err
    assert sys.stderr is not None
