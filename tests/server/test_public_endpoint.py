"""What the how-to on public endpoints and the files in deploy say agrees with the code."""

import re
from pathlib import Path

import pytest

from hkgraph.settings import Settings

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/how-to/run-a-public-endpoint.md"
DEPLOY = ROOT / "deploy"
FILES = [PAGE, *sorted(DEPLOY.iterdir())]


def number_after(word, file):
    return int(re.search(rf"\b{word}\W(\d+)", (DEPLOY / file).read_text("utf-8"))[1])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_setting_that_is_named_is_there(file):
    named = set(re.findall(r"\bHKGRAPH_([A-Z_]+)\b", file.read_text("utf-8")))

    assert named - {name.upper() for name in Settings.model_fields} == set()


def test_every_metric_that_is_named_is_counted(client):
    client.get("/sparql", params={"query": "SELECT * {} "})

    counted = client.get("/metrics").text

    named = set(re.findall(r"\bhkgraph_[a-z_]+", PAGE.read_text("utf-8")))
    assert len(named) > 10
    assert {name for name in named if f"\n{name}" not in counted} == set()


def test_the_proxy_lets_the_longest_write_through():
    megabytes = number_after("client_max_body_size", "nginx.conf")

    assert megabytes << 20 >= Settings().write_bytes


def test_the_proxy_waits_longer_than_a_query_may_take():
    seconds = number_after("proxy_read_timeout", "nginx.conf")

    assert seconds > Settings().waiting_seconds + Settings().longest_query_seconds


def test_the_unit_waits_for_the_server_to_end_its_queries():
    assert number_after("TimeoutStopSec", "hkgraph.service") > Settings().shutdown_seconds


def test_the_image_sends_the_builder_all_that_the_package_is_made_of():
    sent = set(
        re.findall(r"^!(.+)$", (DEPLOY / "Dockerfile.dockerignore").read_text(), re.MULTILINE)
    )
    project = (ROOT / "pyproject.toml").read_text("utf-8")

    included = set(re.findall(r'^"(\w+)" = "hkgraph/_resources', project, re.MULTILINE))
    assert included | {"src", "web", "README.md", "LICENSE"} <= sent
