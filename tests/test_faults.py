"""Faults of hkgraph itself, put in by hand: kept to their file, told as ours, and nothing lost."""

import pytest

from conftest import sha256_of
from hkgraph.extraction.extractor import Extractor
from hkgraph.pipeline import Pipeline
from hkgraph.store.generations import StoreDir


@pytest.fixture
def failing(monkeypatch):
    """Make extraction fail on articles whose text has a word."""
    real = Extractor.extract

    def fail_at(word):
        def extract(self, article):
            if word in article.text:
                raise ZeroDivisionError(word)
            return real(self, article)

        monkeypatch.setattr(Extractor, "extract", extract)

    return fail_at


def forget_extracts(store):
    for path in (store.path / "extracts").glob("*.json"):
        if not path.name.endswith(".article.json"):
            path.unlink()


def test_fault_in_one_article_costs_the_others_nothing(hkgraph, store, failing):
    forget_extracts(store)
    failing("chairwoman of the Harbour")

    finished = hkgraph("build", store.articles, "--store", store.path)

    assert finished.code == 70
    assert "error: arrest.md: hkgraph failed: ZeroDivisionError at test_faults.py:" in finished.err
    assert "hint: This is a fault of hkgraph; please report it." in finished.err
    assert "4 articles" in finished.err
    assert "Traceback" not in finished.err


def test_live_article_that_new_rules_fail_on_is_named_with_a_way_out(hkgraph, store, failing):
    store.build("arrest", "plan")
    before = sha256_of(store.path)
    key = store.key("arrest")
    forget_extracts(store)
    failing("chairwoman of the Harbour")

    failed = hkgraph("build", store.file("plain"), "--store", store.path)
    held = sha256_of(store.path)
    removed = hkgraph("remove", key, "--store", store.path)
    built = hkgraph("build", store.file("plain"), "--store", store.path)

    assert failed.code == 70
    assert f"hkgraph remove {key}" in failed.err
    assert held == before
    assert (removed.code, built.code) == (0, 0)


@pytest.fixture
def unforeseen(monkeypatch):
    """Make every build fail in a way that no code of ours expects."""

    def fail(*_, **__):
        raise ZeroDivisionError("nobody foresaw this")

    monkeypatch.setattr(Pipeline, "_merge", fail)


def test_fault_that_nobody_foresaw_is_told_as_ours_and_leaves_the_store(
    hkgraph, store, request, monkeypatch
):
    monkeypatch.delenv("HKGRAPH_DEBUG", raising=False)
    store.build("plan")
    before = sha256_of(store.path)
    request.getfixturevalue("unforeseen")

    finished = hkgraph("build", store.file("plain"), "--store", store.path)

    assert finished.code == 70
    assert finished.out == ""
    assert "Traceback" not in finished.err
    assert "error: hkgraph failed: ZeroDivisionError('nobody foresaw this')" in finished.err
    assert "please report it" in finished.err.splitlines()[-1]
    assert sha256_of(store.path) == before


def test_trace_of_a_fault_is_shown_to_who_asks(hkgraph, store, unforeseen, monkeypatch):
    monkeypatch.setenv("HKGRAPH_DEBUG", "1")

    finished = hkgraph("build", store.file("plain"), "--store", store.path)

    assert "Traceback" in finished.err
    assert finished.code == 70


def test_fault_while_publishing_leaves_no_draft(store, monkeypatch):
    from hkgraph import publication

    store.build("plan")
    before = sha256_of(store.path)

    def fail(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(publication, "apply", fail)
    with pytest.raises(ZeroDivisionError):
        store.build("plain")

    assert sha256_of(store.path) == before
    assert [p.name for p in StoreDir(store.path).generations_path.glob("0*")] == ["000001"]
