"""What holds no article is refused with a message and a hint of one line each."""

from __future__ import annotations

import os

import pytest

from hkgraph.articles.reader import read_bytes, read_file
from hkgraph.errors import SourceError

PROSE = "The old pier was closed on Monday, the council of the harbour district said."


def refusal(content: bytes, name: str = "a.txt") -> str:
    with pytest.raises(SourceError) as caught:
        read_bytes(content, name)
    message, hint = str(caught.value), caught.value.hint
    assert message.startswith(name)
    assert hint
    assert "\n" not in message + hint
    return message.removeprefix(f"{name}: ")


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00" * 9])
def test_empty_file_is_refused(content):
    assert refusal(content) == "the file is empty"


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n1 0 obj",
        b"PK\x03\x04rest of a document",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        bytes(range(256)) * 20,
        b"text and then\x00\x01\x02 something else entirely",
        PROSE.encode() + b"\x01\x02\x03\x04" * 20,
    ],
)
def test_binary_file_is_refused(content):
    assert refusal(content) == "not a text file"


def test_file_above_the_limit_is_refused():
    assert refusal(b"word " * 10_000_000) == "larger than 20 MB"


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_article_above_the_limit_is_refused(name):
    text = f"# Old pier to close\n\n{PROSE * 20_000}".encode()

    assert refusal(text, name) == "an article of more than 1,000,000 characters"


def test_text_above_the_limit_of_lines_is_refused():
    assert refusal(b"a line\n" * 40_000) == "more than 30,000 lines"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"- [Home](/)\n- [News](/n)\n\n[About us](/a)\n", "a.md"),
        (b"# A headline and no more\n", "a.md"),
        (b"Share\n\nTweet\n", "a.txt"),
        (b"---\nheadline: Old pier\n---\n", "a.md"),
        (b"Title: Old pier\nBy: Anna Reed\n\n", "a.txt"),
        (b"1,2,3\n4,5,6\n", "a.txt"),
    ],
)
def test_page_without_an_article_is_refused(content, name):
    assert refusal(content, name) == "no article found"


def test_folders_of_a_name_are_not_told():
    (article,) = read_bytes(f"# Old pier\n\n{PROSE}".encode(), "/home/me/pier.md")

    assert article.document.names == ("pier.md",)


def test_folder_cannot_be_read_as_a_file(tmp_path):
    with pytest.raises(SourceError, match="cannot be read") as caught:
        read_file(tmp_path)

    assert str(tmp_path.parent) not in str(caught.value)


def test_file_that_is_gone_cannot_be_read(tmp_path):
    with pytest.raises(SourceError, match="cannot be read \\(no such file"):
        read_file(tmp_path / "gone.md")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission_cannot_be_read(tmp_path):
    path = tmp_path / "secret.md"
    path.write_text(PROSE, encoding="utf-8")
    path.chmod(0)

    with pytest.raises(SourceError, match="permission denied"):
        read_file(path)


def test_file_and_its_bytes_give_the_same(tmp_path):
    path = tmp_path / "pier.md"
    path.write_text(f"# Old pier\n\n{PROSE}", encoding="utf-8")

    assert read_file(path) == read_bytes(path.read_bytes(), "pier.md")


def test_article_that_stands_twice_is_given_once(read_one):
    one = f"# Old pier to close\n\nby Anna Reed\n\n{PROSE}\n\n"

    assert read_one(one + one).headline == "Old pier to close"
