"""A build that is killed, at any step and at any moment, costs nothing that was published.

Builds run in processes of their own (see ``dying_builds.py``) and die by SIGKILL. Afterwards the
store must open, the published generation must be whole, and the next build must give the bytes
of one that nobody disturbed and clear up.
"""

import json
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import TinyStore, sha256_of
from hkgraph.pipeline import Pipeline
from hkgraph.settings import Settings
from hkgraph.store.generations import StoreDir
from hkgraph.store.manifest import ContentDigest
from tiny import ARTICLES

pytestmark = pytest.mark.slow

MOMENTS = 50
SIGKILL = 9


@pytest.fixture(scope="module")
def order():
    """Give orders to the process that forks builds."""
    script = Path(__file__).with_name("dying_builds.py")
    with subprocess.Popen(
        [sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as driver:

        def give(store, **how):
            files = [str(store.file(name)) for name in ARTICLES]
            driver.stdin.write(json.dumps({"store": str(store.path), "files": files, **how}) + "\n")
            driver.stdin.flush()
            return json.loads(driver.stdout.readline())

        yield give
        driver.stdin.close()


@pytest.fixture(scope="module")
def template(built, tmp_path_factory):
    """Two generations, three articles live and two to come, so that the build also prunes."""
    path = tmp_path_factory.mktemp("template") / "store"
    for part in ("texts", "extracts"):
        shutil.copytree(built.path / part, path / part)
    store = TinyStore(path, built.articles)
    store.build("closure", "plan")
    store.build("closure", "plan", "plain")
    return store


@pytest.fixture
def copies(template, tmp_path):
    def make(name):
        shutil.copytree(template.path, tmp_path / str(name), symlinks=True)
        return TinyStore(tmp_path / str(name), template.articles)

    return make


@pytest.fixture(scope="module")
def outcomes(template, built):
    """The bytes that a reader may see: those before the build and those after it."""
    return {sha256_of(template.path), sha256_of(built.path)}


def assert_whole(store, outcomes):
    generation, opened = StoreDir(store.path).open_snapshot()
    digest = ContentDigest()
    digest.add(opened)
    assert generation.manifest.digest == digest.hexdigest()
    assert sha256_of(store.path) in outcomes


def assert_recovers(store, built):
    settings = Settings(store=store.path, keep_generations=2)
    Pipeline(settings).build([store.file(name) for name in ARTICLES])

    assert sha256_of(store.path) == sha256_of(built.path)
    assert not list(store.path.rglob("*.part"))
    folders = {p for p in (store.path / "generations").iterdir() if p.is_dir()}
    assert folders == {generation.path for generation in StoreDir(store.path).all()}


def test_build_survives_a_kill_before_each_step(order, copies, outcomes, built):
    steps = order(copies("counted"))["steps"]
    named = " ".join(steps)
    for sign in ("clone begins", "apply ended", "manifest.json", "os.rename", "os.symlink"):
        assert sign in named
    assert "/published" in named
    assert "shutil.rmtree" in named

    for number in range(len(steps)):
        store = copies(number)

        assert order(store, at_step=number) == {"signal": SIGKILL}, steps[number]

        assert_whole(store, outcomes)
        assert_recovers(store, built)


def test_build_survives_a_kill_at_any_moment(order, copies, outcomes, built):
    whole = min(seconds_of(order, copies(f"timed-{number}")) for number in range(3))
    moments = random.Random(20211025)
    killed = 0

    for number in range(3 * MOMENTS):
        store = copies(number)

        found = order(store, after_seconds=moments.uniform(0.0, whole))

        killed += "signal" in found
        assert_whole(store, outcomes)
        assert_recovers(store, built)
        if killed == MOMENTS:
            break
    assert killed == MOMENTS


def seconds_of(order, store):
    start = time.monotonic()
    order(store)
    return time.monotonic() - start
