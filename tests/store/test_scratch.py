"""Copies that last as long as a block."""

import os
import subprocess
import sys

import pyoxigraph as ox
import pytest

from hkgraph.store.scratch import scratch_copy

NODE = ox.NamedNode("urn:a")
QUAD = ox.Quad(NODE, NODE, NODE)


@pytest.fixture
def store(tmp_path):
    """A store on disk with one triple, opened for reading."""
    store = ox.Store(str(tmp_path / "db"))
    store.add(QUAD)
    store.flush()
    del store
    return ox.Store.read_only(str(tmp_path / "db"))


def test_copy_takes_what_the_store_does_not(store, tmp_path):
    other = ox.Quad(NODE, NODE, ox.Literal("x"))

    with scratch_copy(store, tmp_path) as copy:
        copy.add(other)
        held = set(copy)

    assert held == {QUAD, other}
    assert set(store) == {QUAD}


@pytest.mark.parametrize("end", [KeyboardInterrupt, ValueError])
def test_nothing_is_left_however_the_block_ends(store, tmp_path, end):
    before = set(tmp_path.iterdir())

    with pytest.raises(end), scratch_copy(store, tmp_path):
        raise end

    assert set(tmp_path.iterdir()) == before


def test_folder_that_cannot_be_written_is_left_alone(store, tmp_path):
    with scratch_copy(store, tmp_path / "absent") as copy:
        assert set(copy) == {QUAD}

    assert not (tmp_path / "absent").exists()


def test_what_a_killed_process_left_is_removed(store, tmp_path):
    code = (
        "import os, pyoxigraph as ox; from pathlib import Path;"
        "from hkgraph.store.scratch import scratch_copy;"
        f"store = ox.Store.read_only({str(tmp_path / 'db')!r});"
        f"held = scratch_copy(store, Path({str(tmp_path)!r})); held.__enter__(); os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", code], check=False)
    left = set(tmp_path.glob(".scratch-*"))
    for folder in left:
        os.utime(folder, (0, 0))

    with scratch_copy(store, tmp_path):
        standing = set(tmp_path.glob(".scratch-*"))

    assert left
    assert not left & standing


def test_a_copy_that_is_in_use_is_never_taken_for_left_behind(store, tmp_path):
    with scratch_copy(store, tmp_path):
        (held,) = tmp_path.glob(".scratch-*")
        os.utime(held, (0, 0))

        with scratch_copy(store, tmp_path):
            assert held.exists()
