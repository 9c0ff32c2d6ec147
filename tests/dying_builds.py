"""Builds that are killed: a process that imports hkgraph once and forks a build for each order.

Run as a script it reads one order a line from stdin, as JSON, and answers each with one line:
``{"signal": …}`` or ``{"steps": […]}``. It never opens a store itself, so forking is safe.

An order names ``store``, ``files`` and one of: ``after_seconds``, to be killed from outside;
``at_step``, to kill itself just before the step of that number; or neither, to be counted.
A step is a change of the store's folder that Python makes, or the begin or end of a call that
changes the database.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

import hkgraph.pipeline
from hkgraph import publication
from hkgraph.pipeline import Pipeline
from hkgraph.settings import Settings
from hkgraph.store.generations import Draft, Writer

_CHANGES = {
    "open",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.symlink",
    "os.truncate",
    "os.utime",
    "shutil.rmtree",
}


class Steps:
    """Counts the steps of a build, and ends the process at one of them."""

    def __init__(self, store: str, at_step: int | None) -> None:
        self.names: list[str] = []
        self._store = store
        self._at_step = at_step

    def take(self, name: str) -> None:
        if len(self.names) == self._at_step:
            os.kill(os.getpid(), signal.SIGKILL)
        self.names.append(name)

    def audit(self, event: str, arguments: tuple[object, ...]) -> None:
        if event not in _CHANGES:
            return
        paths = [str(one) for one in arguments if isinstance(one, str | Path)]
        inside = [path for path in paths if path.startswith(self._store)]
        reads = event == "open" and not int(str(arguments[2])) & (os.O_WRONLY | os.O_RDWR)
        stands = event == "os.mkdir" and any(map(os.path.exists, inside))
        if inside and not reads and not stands:
            self.take(f"{event} {inside[-1].removeprefix(self._store)}")

    def around(self, owner: object, name: str) -> None:
        """Make a step of the begin and of the end of a call."""
        real = getattr(owner, name)

        def call(*arguments: object, **options: object) -> object:
            self.take(f"{name} begins")
            result = real(*arguments, **options)
            self.take(f"{name} ended")
            return result

        setattr(owner, name, call)


def build(order: dict[str, object]) -> list[str]:
    steps = Steps(str(order["store"]), order.get("at_step"))
    steps.around(publication, "apply")
    steps.around(publication, "count_things")
    steps.around(Writer, "clone")
    steps.around(Draft, "open")
    steps.around(hkgraph.pipeline, "extract_missing")
    sys.addaudithook(steps.audit)
    settings = Settings(store=order["store"], keep_generations=2)
    Pipeline(settings).build([Path(name) for name in order["files"]])
    return list(steps.names)


def run(order: dict[str, object]) -> dict[str, object]:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writer, json.dumps(build(order)).encode())
        os._exit(0)
    os.close(writer)
    if "after_seconds" in order:
        time.sleep(order["after_seconds"])
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return {"signal": os.WTERMSIG(status)}
    return {"steps": json.loads(said)}


if __name__ == "__main__":
    for line in sys.stdin:
        sys.stdout.write(json.dumps(run(json.loads(line))) + "\n")
        sys.stdout.flush()
