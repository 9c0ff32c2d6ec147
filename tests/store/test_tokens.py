"""Tokens: shown once, kept as hashes, found by those who hold them, worthless when revoked."""

import stat

import pytest

from hkgraph.errors import StoreError, UsageError
from hkgraph.store.generations import StoreDir
from hkgraph.store.tokens import Tokens


@pytest.fixture
def tokens(tmp_path):
    return Tokens(StoreDir(tmp_path / "store"))


def files_of(tokens):
    return [path for path in (tokens.folder).iterdir() if path.suffix == ".json"]


def test_a_token_leads_to_its_name(tokens):
    token = tokens.create("editor")

    assert token.startswith("hkg_")
    assert tokens.find(token) == "editor"


@pytest.mark.parametrize("token", ["", "hkg_", "hkg_wrong", "\ud800"])
def test_another_string_leads_to_nobody(tokens, token):
    tokens.create("editor")

    assert tokens.find(token) is None


def test_no_token_is_kept_but_its_hash(tokens):
    token = tokens.create("editor")

    (file,) = files_of(tokens)
    assert token.removeprefix("hkg_").encode() not in file.read_bytes()


def test_only_the_owner_may_read_what_is_kept(tokens):
    tokens.create("editor")

    (file,) = files_of(tokens)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_two_tokens_are_never_alike(tokens):
    assert tokens.create("one") != tokens.create("two")


def test_a_name_that_is_taken_is_refused(tokens):
    first = tokens.create("editor")

    with pytest.raises(UsageError, match="already"):
        tokens.create("editor")

    assert tokens.find(first) == "editor"


@pytest.mark.parametrize("name", ["", "../x", "a/b", "A", ".x", "a" * 65, "name\n"])
def test_a_name_that_could_be_a_path_is_refused(tokens, name):
    with pytest.raises(UsageError, match="cannot be called"):
        tokens.create(name)


def test_a_revoked_token_leads_to_nobody(tokens):
    token = tokens.create("editor")

    tokens.revoke("editor")

    assert tokens.find(token) is None
    assert tokens.all() == []


def test_revoking_what_is_not_there_names_what_is(tokens):
    tokens.create("editor")

    with pytest.raises(UsageError, match="'writer'") as caught:
        tokens.revoke("writer")

    assert "editor" in caught.value.hint


def test_the_list_tells_who_has_written(tokens):
    tokens.create("idle")
    tokens.find(tokens.create("busy"))

    assert [(row.name, row.used is not None) for row in tokens.all()] == [
        ("busy", True),
        ("idle", False),
    ]


def test_no_token_is_made_in_a_folder_that_is_no_store(tmp_path):
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(StoreError, match="no store"):
        Tokens(StoreDir(tmp_path)).create("editor")
