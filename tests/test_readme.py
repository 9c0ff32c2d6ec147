"""The commands that the README shows give what it shows; ``make golden`` writes them anew."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
SHOWN = re.compile(r'```console\n\$ (?P<command>hkgraph [^"`]*"[^"]*")\n(?P<answer>[^`]*)```')
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")


def shown():
    return [match["command"] for match in SHOWN.finditer(README.read_text(encoding="utf-8"))]


def test_readme_shows_three_questions():
    assert len(shown()) >= 3


@pytest.mark.parametrize("command", shown())
def test_command_gives_the_golden_answer_that_the_readme_shows(corpus, hkgraph, command):
    given = hkgraph(*shlex.split(command)[1:], "--store", corpus)
    text = README.read_text(encoding="utf-8")

    if os.environ.get("HKGRAPH_GOLDEN") == "write":
        old = next(m for m in SHOWN.finditer(text) if m["command"] == command)
        text = text[: old.start("answer")] + given.out + text[old.end("answer") :]
        README.write_text(text, encoding="utf-8")

    assert given.code == 0, given.err
    assert f"$ {command}\n{given.out}```" in text


def pages():
    skipped = {".venv", "node_modules", "build"}
    found = (p for p in ROOT.rglob("*.md") if not skipped & set(p.relative_to(ROOT).parts))
    articles = {ROOT / "data/articles", *(ROOT / "tests/gold").glob("[ds]e*")}
    return sorted(p for p in found if articles.isdisjoint(p.parents))


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_somewhere(page):
    links = LINK.findall(page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []
