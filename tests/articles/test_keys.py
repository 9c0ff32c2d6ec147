"""Addresses in their one spelling, and the keys made from them."""

from __future__ import annotations

import hashlib

import pytest

from hkgraph.articles.keys import article_key, canonical_url, document_key


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://Example.ORG/A", "https://example.org/A"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("https://example.org/a#b", "https://example.org/a"),
        ("https://example.org/a?utm_source=x&fbclid=y", "https://example.org/a"),
        ("https://example.org/a?p=1&utm_medium=x&q=", "https://example.org/a?p=1&q="),
        ("https://example.org/a?q=a+b%20c", "https://example.org/a?q=a+b%20c"),
        (" https://example.org/a ", "https://example.org/a"),
        ("https://[::1]:443/a", "https://[::1]/a"),
    ],
)
def test_address_has_one_spelling(url, canonical):
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    "url",
    ["", "#", "/a/b", "mailto:a@b.org", "ftp://a.org/", "https://", "https://a.org/x y",
     "https://a.org:port/", "javascript:alert(1)", 'https://a.org/"><x>', "https://[bad/"],
)  # fmt: skip
def test_what_is_no_web_address_has_none(url):
    assert canonical_url(url) is None


def test_article_key_hashes_address_and_text():
    expected = hashlib.sha256(b"https://example.org/a\nText").hexdigest()[:16]

    assert article_key("https://Example.org/a#top", "Text") == expected
    assert article_key(None, "Text") == hashlib.sha256(b"\nText").hexdigest()[:16]


def test_document_key_hashes_its_address_else_its_bytes():
    by_address = hashlib.sha256(b"https://example.org/a").hexdigest()[:16]
    of_bytes = hashlib.sha256(b"one").hexdigest()

    assert document_key("https://example.org/a", of_bytes) == by_address
    assert document_key(None, of_bytes) == of_bytes[:16]
