"""``hkgraph serve`` in a process of its own, started and stopped as an operator would."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from conformance.wire import Client

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).parents[2] / "src"
START_SECONDS = 60
_PLACE = re.compile(r"http://[\d.]+:(\d+)")


def hkgraph(*arguments: str | Path, **settings: object) -> list[str]:
    """Run a command to its end and give the lines of its output."""
    command = [sys.executable, "-m", "hkgraph", *map(str, arguments)]
    done = subprocess.run(
        command, env=_environment(settings), capture_output=True, text=True, check=True
    )
    return done.stdout.split("\n")


@contextmanager
def serving(store: Path, *, token: str | None = None, **settings: object) -> Iterator[Client]:
    """Serve a store until the block ends.

    Args:
        settings: In place of the defaults, by their names in ``Settings``.
    """
    log = store.parent / f"{store.name}.log"
    command = [sys.executable, "-m", "hkgraph", "serve", "--store", str(store), "--port", "0"]
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=_environment(settings), stderr=output)
    try:
        client = Client(port=_port(process, log), token=token, pid=process.pid)
        yield client
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(START_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            raise


def _environment(settings: dict[str, object]) -> dict[str, str]:
    own = {f"HKGRAPH_{name.upper()}": str(value) for name, value in settings.items()}
    return {**os.environ, "PYTHONPATH": str(SOURCE), **own}


def _port(process: subprocess.Popen[bytes], log: Path) -> int:
    """Read the port from what the server says, once it answers there."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        said = log.read_text(encoding="utf-8")
        if process.poll() is not None:
            raise RuntimeError(f"hkgraph serve ended with {process.returncode}: {said}")
        if (found := _PLACE.search(said)) and _answers(int(found[1])):
            return int(found[1])
        time.sleep(0.05)
    raise RuntimeError(f"hkgraph serve did not start within {START_SECONDS} s: {said}")


def _answers(port: int) -> bool:
    try:
        Client(port=port).get("/health")
    except OSError:
        return False
    return True
