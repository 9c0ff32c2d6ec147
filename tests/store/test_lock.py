"""One writer at a time, named to whoever comes second; the dead hold nothing."""

import os
import signal
import subprocess
import sys
import time

import pytest

from hkgraph.errors import StoreError, StoreLockedError
from hkgraph.store.lock import writer_lock

HOLD = """
import sys, time
from pathlib import Path
from hkgraph.store.lock import writer_lock
with writer_lock(Path(sys.argv[3])):
    print("held", flush=True)
    time.sleep(float(sys.argv[4]))
"""


@pytest.fixture
def lock(tmp_path):
    return tmp_path / "lock"


@pytest.fixture
def hold(lock):
    """Hold the lock in another process, for a number of seconds."""
    started = []

    def begin(seconds=60):
        command = [sys.executable, "-c", HOLD, "build", "articles", str(lock), str(seconds)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        started.append(process)
        assert process.stdout.readline() == "held\n"
        return process

    yield begin
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def test_second_writer_is_told_who_holds_the_store(lock, hold):
    holder = hold()

    with pytest.raises(StoreLockedError) as refused, writer_lock(lock):
        pass

    assert f"process {holder.pid} (hkgraph build articles)" in str(refused.value)
    assert "--wait" in refused.value.hint


def test_waiting_writer_gets_the_lock_when_the_holder_is_done(lock, hold):
    hold(0.5)

    with writer_lock(lock, wait_seconds=20):
        assert f"process {os.getpid()}" in lock.read_text(encoding="utf-8")


def test_waiting_ends_after_its_time(lock, hold):
    hold()
    start = time.monotonic()

    with pytest.raises(StoreLockedError), writer_lock(lock, wait_seconds=0.3):
        pass

    assert 0.3 <= time.monotonic() - start < 5


def test_lock_of_a_killed_process_does_not_block(lock, hold):
    holder = hold()
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert str(holder.pid) in lock.read_text(encoding="utf-8")

    with writer_lock(lock):
        pass


def test_released_lock_names_nobody(lock):
    with writer_lock(lock):
        pass

    assert lock.read_bytes() == b""


def test_lock_is_released_after_an_error(lock):
    with pytest.raises(ZeroDivisionError), writer_lock(lock):
        _ = 1 / 0

    with writer_lock(lock):
        pass


def test_lock_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(StoreError, match="cannot write"), writer_lock(tmp_path / "no/lock"):
        pass
