"""Commands that change a store: building, removing, rolling back, quarantine, one at a time."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from conftest import dump_of, sha256_of
from hkgraph import __version__
from hkgraph.store.generations import StoreDir
from tiny import article

HOLD = """
import sys, time
from pathlib import Path
from hkgraph.store.lock import writer_lock
with writer_lock(Path(sys.argv[2])):
    print("held", flush=True)
    time.sleep(float(sys.argv[3]))
"""


@pytest.fixture
def hold():
    """Hold a store's lock in another process."""
    started = []

    def begin(store, seconds):
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, "build", store.path / "lock", str(seconds)],
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout.readline() == "held\n"
        return process.pid

    yield begin
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def test_version_is_told(hkgraph):
    assert hkgraph("--version").out == f"hkgraph {__version__}\n"


def test_build_tells_what_went_in(hkgraph, store):
    finished = hkgraph("build", store.articles, "--store", store.path)

    assert finished.code == 0
    assert finished.out == ""
    assert "read 5 articles in 5 files, 0 extracted anew" in finished.err
    assert "published generation 1: 5 articles, " in finished.err


def test_build_again_says_that_nothing_changed(hkgraph, store):
    hkgraph("build", store.articles, "--store", store.path)

    finished = hkgraph("build", store.articles, "--store", store.path)

    assert "nothing changed: 5 articles are live" in finished.err


def test_build_reads_as_utf8_whatever_the_locale(store):
    store.write("accents", article("Café workers’ union closes", "The union closed on Monday."))
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-c", "from hkgraph.cli import main; main()"]

    built = subprocess.run(
        [*command, "build", store.file("accents"), "--store", store.path],
        env=environment,
        capture_output=True,
        check=False,
    )

    assert built.returncode == 0, built.stderr
    assert "Café workers’ union closes".encode() in dump_of(store.path)


# ── one writer at a time ────────────────────────────────────────────────────────────────────


def test_second_writer_is_told_who_holds_the_store(hkgraph, store, hold):
    store.build("plan")
    holder = hold(store, 60)

    finished = hkgraph("build", store.file("plain"), "--store", store.path)

    assert finished.code == 4
    assert f"error: the store is being written by process {holder}" in finished.err
    assert "--wait" in finished.err


def test_writer_that_waits_gets_its_turn(hkgraph, store, hold):
    store.build("plan")
    hold(store, 1)

    finished = hkgraph("build", store.file("plain"), "--store", store.path, "--wait", "60")

    assert finished.code == 0
    assert "2 articles" in finished.err


def test_readers_are_undisturbed_while_a_build_runs(hkgraph, store):
    store.build("plan")
    before = sha256_of(store.path)
    seen, stop = set(), threading.Event()

    def read():
        while not stop.is_set():
            seen.add(sha256_of(store.path))

    reader = threading.Thread(target=read)
    reader.start()
    store.build()
    after = sha256_of(store.path)
    time.sleep(0.1)
    stop.set()
    reader.join()

    assert seen == {before, after}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks into /proc for the lock")
def test_interrupted_build_exits_with_130_and_costs_nothing(store, hold):
    store.build("plan")
    before = sha256_of(store.path)
    hold(store, 60)
    command = [sys.executable, "-c", "from hkgraph.cli import main; main()", "build"]
    with subprocess.Popen(
        [*command, store.file("plain"), "--store", store.path, "--wait", "60"],
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 - this test starts no threads
    ) as process:
        while not any(map(is_lock, Path(f"/proc/{process.pid}/fd").iterdir())):
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()

    assert process.returncode == 130
    assert said == "interrupted; what was published is untouched\n"
    assert sha256_of(store.path) == before


def heed_interrupts():
    """Undo what a shell does to its background jobs; tests may run in one."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def is_lock(path):
    try:
        return path.readlink().name == "lock"
    except OSError:
        return False


# ── generations ─────────────────────────────────────────────────────────────────────────────


def test_generations_are_listed_with_a_star_at_the_current(hkgraph, store):
    store.build("plan")
    store.build("plain")
    hkgraph("rollback", "--store", store.path)

    rows = hkgraph("generations", "--store", store.path).out.splitlines()[2:]

    assert [(row[0], row.split()[-2]) for row in rows] == [("*", "1"), (" ", "2")]


def test_broken_generation_is_listed_as_such(hkgraph, store):
    store.build("plan")
    store.build("plain")
    (StoreDir(store.path).all()[0].path / "manifest.json").unlink()

    assert "broken" in hkgraph("generations", "--store", store.path).out


def test_rollback_says_where_it_went(hkgraph, store):
    store.build("plan")
    before = sha256_of(store.path)
    store.build("plain")

    finished = hkgraph("rollback", "--store", store.path)

    assert finished.err == "generation 1 is current\n"
    assert sha256_of(store.path) == before


def test_number_that_is_not_there_lists_those_that_are(hkgraph, store):
    store.build("plan")

    finished = hkgraph("rollback", "7", "--store", store.path)

    assert finished.code == 4
    assert "no generation 7" in finished.err
    assert "hint: Use one of: 1." in finished.err


# ── removing and quarantine ─────────────────────────────────────────────────────────────────


def test_removal_is_told(hkgraph, store):
    store.build("plan", "plain")
    key = store.key("plan")

    finished = hkgraph("remove", key, "--store", store.path)

    assert f"removed: {key} of plan.md" in finished.err
    assert "published generation 2: 1 articles" in finished.err


def test_purge_is_told_with_the_generation_that_is_current(hkgraph, store):
    store.build("plan", "plain")

    finished = hkgraph("remove", store.key("plan"), "--purge", "--store", store.path)

    assert finished.code == 0
    assert f"generation {StoreDir(store.path).current().number}:" in finished.err


ADDRESS = "https://example.org/tai-tam-herald/page"


@pytest.fixture
def waiting(store):
    """A store with two versions of one page in quarantine."""
    for name, month in (("a", "March"), ("b", "April")):
        text = f"The Tolo Rowers Union closed in {month} in Sha Tin."
        store.write(name, article("A page", text, url=ADDRESS))
    store.build("a", "b", "plan")
    return store


def keys(hkgraph, store):
    listed = hkgraph("quarantine", "list", "--store", store.path).out.splitlines()
    return [line.split()[0] for line in listed[2:]]


def test_quarantine_is_listed_shown_retried_and_emptied(hkgraph, waiting):
    left, right = keys(hkgraph, waiting)

    shown = hkgraph("quarantine", "show", left, "--store", waiting.path).out
    both = hkgraph("quarantine", "retry", "--store", waiting.path)
    one = hkgraph("quarantine", "retry", right, "--store", waiting.path)

    assert shown.startswith("A page\n")
    assert "no date says which is later" in shown
    assert both.code == 1
    assert one.code == 0
    assert "published generation 2: 2 articles" in one.err
    assert keys(hkgraph, waiting) == []


def test_quarantined_article_can_be_removed(hkgraph, waiting):
    left, right = keys(hkgraph, waiting)

    finished = hkgraph("remove", left, "--store", waiting.path)

    assert finished.code == 0
    assert keys(hkgraph, waiting) == [right]


def test_report_that_no_shape_made_has_no_turtle(hkgraph, waiting):
    left, _ = keys(hkgraph, waiting)

    finished = hkgraph("quarantine", "show", left, "--turtle", "--store", waiting.path)

    assert finished.code == 2
    assert "not the shapes" in finished.err
