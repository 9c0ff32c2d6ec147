"""Pages made to break readers end in an article or an error, within seconds."""

from __future__ import annotations

import time

import pytest

from hkgraph.articles.reader import read_bytes
from hkgraph.errors import SourceError

PROSE = "The old pier was closed on Monday, the council of the harbour district said. " * 4
HTML = f"<html><body><article><h1>Old pier to close</h1><p>{PROSE}</p></article></body></html>"
MARKDOWN = f"# Old pier to close\n\n{PROSE}\n\n"
ENTITIES = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(10))
# Far above what any of them takes, far below what a runaway takes.
MOST_SECONDS = 60

HOSTILE_HTML = {
    "deep nesting": "<html><body>" + "<div>" * 100_000 + HTML + "</div>" * 100_000,
    "deep nesting below the limit of tags": "<html><body>" + "<div>" * 20_000 + HTML,
    "deep inline nesting": HTML.replace("<p>", "<p>" + "<b>" * 20_000),
    "huge attribute": HTML.replace("<p>", f"<p title='{'x' * 5_000_000}'>"),
    "attribute without end": HTML + '<a href="x' * 50_000,
    "tag without end": HTML + "<a " * 500_000,
    "comment without end": HTML + "<!--" * 200_000,
    "script without end": HTML + "<script>" * 20_000,
    "end tags only": HTML + "</div>" * 40_000,
    "crossed tags": HTML + "<b><i></b></i>" * 10_000,
    "entities": HTML + "&amp;" * 100_000,
    "entity bomb": f'<!DOCTYPE html [<!ENTITY e0 "x">{ENTITIES}]>{HTML}&e10;',
    "bars in the title": HTML.replace("<body>", f"<title>Old pier{' | a' * 200_000}</title><body>"),
    "indented breaks": HTML.replace("<p>", "<p>" + "<br>      a" * 20_000),
    "cells": HTML.replace("<h1>", "<table>" + "<tr><td><p>a" * 10_000 + "</table><h1>"),
    "angle brackets": HTML + "<" * 300_000,
    "linked data bomb": HTML.replace(
        "<body>", '<script type="application/ld+json">' + "[" * 200_000 + "</script><body>"
    ),
}
HOSTILE_MARKDOWN = {
    "stars": "*a" * 100_000,
    "brackets": "[" * 100_000 + "]" * 50_000,
    "links": "[a](" * 50_000,
    "backticks": "`a``b```c" * 30_000,
    "quotes": ">" * 100_000 + "x",
    "fences": "```\n~~~\n" * 10_000,
    "open scripts": "<script\n" * 20_000,
    "open comments": "<!-- a" * 50_000,
    "table": "| a | b |\n" * 20_000,
    "list": "- a\n" * 20_000,
    "titles": "## A title of five words\n\nBy Anna Reed\n\n" * 5_000,
    "lines of credits": "By Anna Reed\n" * 20_000,
    "lines of dates": "25 October 2021\n" * 20_000,
    "lines that end": "It was so.\n" * 20_000,
    "short lines that end at times": "It was so.\nThe pier\nwas old\nShare\n" * 5_000,
    "bars in the headline": "# Old pier" + " | a" * 100_000,
    "brackets around outlets": "A pier (Reuters / " * 20_000,
    "spaces and dashes": "> - " * 100_000,
    "marks on one letter": "a" + "\u0301" * 100_000,
    "addresses": "(https://" * 50_000,
}


def read_in_time(text: str, name: str) -> str:
    """Read, and give the first headline or the error's message."""
    before = time.process_time()
    try:
        outcome = read_bytes(text.encode(), name)[0].headline
    except SourceError as error:
        outcome = f"{error} {error.hint}"
    assert time.process_time() - before < MOST_SECONDS
    assert "\n" not in outcome
    return outcome


@pytest.mark.parametrize("page", HOSTILE_HTML.values(), ids=HOSTILE_HTML.keys())
def test_hostile_html_ends_in_an_article_or_an_error(page):
    assert read_in_time(page, "a.html")


@pytest.mark.parametrize("tail", HOSTILE_MARKDOWN.values(), ids=HOSTILE_MARKDOWN.keys())
def test_hostile_markdown_ends_in_an_article_or_an_error(tail):
    assert read_in_time(MARKDOWN + tail, "a.md")


@pytest.mark.parametrize(
    "head",
    [
        "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]",
        "a: " + "[" * 5_000,
        "headline: &x [*x]",
    ],
    ids=["aliases", "deep", "loop"],
)
def test_hostile_head_ends_in_an_article_or_an_error(head):
    assert read_in_time(f"---\ntitle: Old pier\n{head}\n---\n{PROSE}", "a.md")


def test_text_around_an_attack_survives_it():
    page = HOSTILE_HTML["attribute without end"]

    assert read_in_time(page, "a.html") == "Old pier to close"
