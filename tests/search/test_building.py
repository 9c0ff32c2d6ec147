"""How an index comes to stand beside its generation: whole or not at all, whoever builds it."""

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hkgraph.errors import StoreError
from hkgraph.search.building import FILE, build_index, open_index
from hkgraph.search.keeping import Indexes
from hkgraph.store.generations import StoreDir, roll_back
from server.sample_store import SAMPLE, publish

COMMAND = [sys.executable, "-m", "hkgraph.search.building"]
NOBODY = 65534
PATIENCE_SECONDS = 30


@pytest.fixture
def generation(tmp_path):
    publish(tmp_path, SAMPLE.read_bytes())
    return StoreDir(tmp_path).current()


@pytest.fixture
def indexes(tmp_path, generation):
    kept = Indexes(StoreDir(tmp_path))
    yield kept
    kept.close()


def wait_for(find):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if found := find():
            return found
        time.sleep(0.02)
    raise AssertionError("nothing came")


def parts(generation):
    return {path.name for path in generation.path.iterdir() if path.name.startswith(FILE)}


def test_the_index_stands_in_the_folder_of_its_generation(generation):
    path = build_index(generation)

    assert path == generation.path / FILE
    assert parts(generation) == {FILE}
    assert open_index(generation).find("mabel")


def test_an_index_that_is_there_is_not_built_again(generation):
    before = build_index(generation).stat()

    assert build_index(generation).stat() == before
    assert parts(generation) == {FILE}


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0"])
def test_a_spoilt_index_is_built_anew(generation, content):
    (generation.path / FILE).write_bytes(content)

    assert open_index(generation) is None
    build_index(generation)

    assert open_index(generation).find("mabel")


def test_an_index_of_another_format_is_built_anew(generation):
    path = build_index(generation)
    file = sqlite3.connect(path)
    file.execute("PRAGMA user_version = 9999")
    file.close()

    assert open_index(generation) is None
    assert open_index(generation, build_index(generation)).find("mabel")


def test_the_same_graph_gives_the_same_index(generation, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    publish(other, SAMPLE.read_bytes())

    one, two = build_index(generation), build_index(StoreDir(other).current())

    assert one.read_bytes() == two.read_bytes()


def test_several_processes_may_build_at_once(generation):
    def build(_):
        command = [*COMMAND, str(generation.path)]
        return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout

    with ThreadPoolExecutor(3) as pool:
        paths = set(pool.map(build, range(3)))

    assert paths == {f"{generation.path / FILE}\n"}
    assert parts(generation) == {FILE}
    assert open_index(generation).find("mabel")


def test_a_builder_that_is_killed_leaves_no_index_and_hinders_nobody(generation):
    held = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(generation.path)], stdout=subprocess.PIPE
    )
    with held:
        held.stdout.readline()
        held.send_signal(signal.SIGKILL)

    assert parts(generation) == {f"{FILE}.part"}
    build_index(generation)

    assert parts(generation) == {FILE}
    assert open_index(generation).find("mabel")


# Dies in the middle: the graph's names never come to an end.
HOLDING = """
import sys, pathlib
from hkgraph.search import building, reading
names = reading.Contents.names
def slowly(self):
    yield from names(self)
    print("half", flush=True)
    sys.stdin.read() or __import__("time").sleep(60)
reading.Contents.names = slowly
building.build_index(building.Generation(pathlib.Path(sys.argv[1])))
"""


def test_a_store_that_cannot_be_written_is_indexed_elsewhere(unwritable):
    generation, folder = unwritable

    path = build_index(generation)

    assert path.parent == folder
    assert parts(generation) == set()
    assert open_index(generation, path).find("mabel")


@pytest.fixture
def unwritable(monkeypatch):
    """A generation that may only be read, and the folder for temporary files."""
    with tempfile.TemporaryDirectory() as top, contextlib.ExitStack() as stack:
        store, folder = Path(top, "store"), Path(top, "tmp")
        folder.mkdir()
        publish(store, SAMPLE.read_bytes())
        generation = StoreDir(store).current()
        generation.path.chmod(0o555)
        monkeypatch.setattr(tempfile, "tempdir", str(folder))
        if os.geteuid() == 0:  # whom no mode keeps out
            Path(top).chmod(0o755)
            os.chown(folder, NOBODY, NOBODY)
            os.seteuid(NOBODY)
            stack.callback(os.seteuid, 0)
        yield generation, folder
        stack.close()
        generation.path.chmod(0o755)


def test_a_generation_that_is_gone_is_told(generation):
    shutil.rmtree(generation.path)

    with pytest.raises(StoreError):
        build_index(generation)


def test_the_current_index_is_built_when_it_is_first_asked_for(indexes):
    assert wait_for(indexes.find_current).find("mabel")


def test_a_new_generation_has_an_index_of_its_own(indexes, tmp_path):
    first = wait_for(indexes.find_current)
    publish(tmp_path, b'<a:g> { <a:new> <http://www.w3.org/2000/01/rdf-schema#label> "Newcomer" }')

    assert indexes.find_current() is None
    assert indexes.find_last() is first
    second = wait_for(indexes.find_current)

    assert (first.number, second.number) == (1, 2)
    assert first.find("newcomer") == []
    assert second.find("newcomer")


def test_after_a_rollback_the_earlier_index_answers(indexes, tmp_path):
    wait_for(indexes.find_current)
    publish(tmp_path, b"<a:g> { <a:x> <a:y> <a:z> }")
    wait_for(indexes.find_current)
    roll_back(StoreDir(tmp_path))

    assert indexes.find_current().number == 1


def test_a_removed_generation_answers_no_more(indexes, tmp_path):
    wait_for(indexes.find_current)
    for n in range(3):
        publish(tmp_path, f"<a:g> {{ <a:x> <a:y> {n} }}".encode())
    with StoreDir(tmp_path).writing() as writer:
        assert 1 in writer.prune(2)

    assert indexes.find_last() is None
    assert not (tmp_path / "generations" / "000001").exists()


def test_a_failure_is_told_with_its_reason_and_not_repeated_at_once(indexes, generation):
    shutil.rmtree(generation.path / "db")

    def failure():
        try:
            indexes.find_current()
        except StoreError as exc:
            return exc
        return None

    error = wait_for(failure)

    assert "the search index of generation 1 was not built: the store" in str(error)
    assert error.hint.startswith("Check that the folder exists")
    assert failure() is error
