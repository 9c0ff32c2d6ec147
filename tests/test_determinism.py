"""Same articles, same bytes: whatever the order, the number of commands and workers, the folder."""

import os
import random
import shutil
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import ROOT, TinyStore, dump_of, sha256_of
from hkgraph.pipeline import Pipeline
from hkgraph.settings import Settings
from hkgraph.store.generations import StoreDir
from tiny import ARTICLES

CORPUS = sorted(path for path in (ROOT / "data/articles").iterdir() if path.is_file())


def shuffled(files, seed):
    files = list(files)
    random.Random(seed).shuffle(files)
    return files


@pytest.fixture
def fresh(corpus, tmp_path):
    """Make empty stores that already have the sample corpus's extracts."""

    def make(name):
        for part in ("texts", "extracts"):
            shutil.copytree(corpus / part, tmp_path / name / part)
        return tmp_path / name

    return make


def build(store, files, workers=1):
    return Pipeline(Settings(store=store, workers=workers)).build(files)


@pytest.mark.parametrize("seed", [1, 2])
def test_order_of_the_corpus_does_not_matter(corpus, fresh, seed):
    store = fresh("shuffled")

    build(store, shuffled(CORPUS, seed))

    assert sha256_of(store) == sha256_of(corpus)


def test_manifests_of_equal_content_are_equal(corpus, fresh):
    store = fresh("shuffled")

    build(store, shuffled(CORPUS, 3))

    left, right = (StoreDir(path).current() for path in (store, corpus))
    assert left.manifest == right.manifest
    assert left.read_lines("articles.tsv") == right.read_lines("articles.tsv")


@pytest.mark.slow
def test_corpus_built_one_at_a_time_gives_the_same_bytes(corpus, fresh):
    store = fresh("one-by-one")

    for path in shuffled(CORPUS, 4):
        build(store, [path])

    assert sha256_of(store) == sha256_of(corpus)


@pytest.mark.slow
def test_two_workers_give_the_same_bytes_from_nothing(built, tmp_path):
    """With no library to start from, each worker loads the model and extracts."""
    store = tmp_path / "store"

    outcome = build(store, [built.file(name) for name in ARTICLES], workers=2)

    assert outcome.extracted == len(ARTICLES)
    assert sha256_of(store) == sha256_of(built.path)
    assert files_of(store / "extracts") == files_of(built.path / "extracts")


def files_of(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_other_folder_and_times_of_files_do_not_matter(built, new_store):
    store = new_store("elsewhere")
    for number, name in enumerate(ARTICLES):
        os.utime(store.file(name), (number, number * 1000))

    store.build()

    assert sha256_of(store.path) == sha256_of(built.path)


@pytest.mark.parametrize("name", ARTICLES)
def test_removing_an_article_gives_the_bytes_of_a_build_that_never_saw_it(new_store, name):
    seen, never = new_store("seen"), new_store("never")
    seen.build()
    never.build(*(other for other in ARTICLES if other != name))

    seen.pipeline().remove([seen.key(name)])

    assert dump_of(seen.path) == dump_of(never.path)


def test_emptied_store_is_built_up_to_the_same_bytes(store, built):
    store.build()
    store.pipeline().remove([store.key(name) for name in ARTICLES])

    store.build()

    assert sha256_of(store.path) == sha256_of(built.path)


orders = st.permutations(list(ARTICLES))
cuts = st.sets(st.integers(1, len(ARTICLES) - 1))


@pytest.mark.slow
@given(order=orders, cuts=cuts, removed=st.sampled_from([None, *ARTICLES]))
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_history_shows_in_the_bytes(built, tmp_path_factory, order, cuts, removed):
    """Any order, cut into any commands, with an article removed on the way and built again."""
    path = tmp_path_factory.mktemp("history") / "store"
    for part in ("texts", "extracts"):
        shutil.copytree(built.path / part, path / part)
    store = TinyStore(path, built.articles)

    for start, end in pairwise([0, *sorted(cuts), len(order)]):
        store.build(*order[start:end])
    if removed:
        store.pipeline().remove([store.key(removed)])
        store.build(removed)

    assert sha256_of(path) == sha256_of(built.path)
