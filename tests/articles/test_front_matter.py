"""Markdown with a YAML head, our own form."""

from __future__ import annotations

import pytest

from hkgraph.articles.reader import read_bytes
from hkgraph.errors import SourceError

BODY = "The old pier closed on Monday, after forty years of service to the district.\n"
HEAD = """---
headline: "Old pier ‘to close’: an end"
publisher: Lamma Gazette
authors: [Anna Reed, Ben Lo]
date: 2021-10-25
modified: 2021-10-26T09:00:00+08:00
url: HTTPS://Example.org/pier?utm_source=x#top
language: en
---
"""


@pytest.fixture
def article(read_one):
    return read_one(HEAD + BODY)


def test_fields_of_the_head_are_read(article):
    assert article.headline == "Old pier ‘to close’: an end"
    assert article.publisher == "Lamma Gazette"
    assert article.authors == ("Anna Reed", "Ben Lo")
    assert (article.published, article.published_inferred) == ("2021-10-25", False)
    assert article.modified == "2021-10-26T09:00:00+08:00"
    assert article.warnings == ()


def test_address_of_the_head_is_the_documents_own(article):
    assert article.url == "https://example.org/pier"
    assert article.document.url == "https://example.org/pier"


def test_headline_opens_the_text_and_stands_in_the_file(article):
    start, end = article.offsets.to_file(0, len(article.headline))

    assert article.text == f"{article.headline}\n\n{BODY.strip()}"
    assert HEAD[start:end] == article.headline


def test_other_bytes_under_one_address_are_one_document(read_one, article):
    assert read_one(HEAD + BODY + "More was said about the pier.\n").document.key == (
        article.document.key
    )


def test_headline_repeated_in_the_body_is_not_doubled(read_one):
    article = read_one(f"---\ntitle: Old pier to close\n---\n# Old pier to close\n\n{BODY}")

    assert article.text.count("Old pier to close") == 1


def test_line_of_authors_is_parted(read_one):
    article = read_one(f"---\ntitle: Old pier\nauthor: By Anna Reed and Ben Lo\n---\n{BODY}")

    assert article.authors == ("Anna Reed", "Ben Lo")


def test_fields_that_are_not_read_are_told(read_one):
    article = read_one(f"---\ntitle: Old pier\ntags: [a, b]\ndate: soon\n---\n{BODY}")

    assert article.published is None
    assert article.warnings == (
        "The head's published is no date that could be read: soon.",
        "The head has fields that are not read: tags.",
    )


@pytest.mark.parametrize("head", ["headline: a: b", "headline: [", "a: {", "headline: 'x"])
def test_broken_head_is_a_source_error_with_its_place(head):
    with pytest.raises(SourceError, match="YAML head") as caught:
        read_bytes(f"---\n{head}\n---\n{BODY}".encode(), "a.md")

    assert "\n" not in str(caught.value) + caught.value.hint


def test_thematic_break_at_the_top_is_no_head(read_one):
    assert read_one(f"---\n\n# Old pier\n\n{BODY}\n---\n").headline == "Old pier"
