"""Those who use a server at the same time: some read, one writes, one changes the store.

Each notes what went wrong in a tally that all of them share.
"""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

READ_PAUSE = 0.02
WRITE_PAUSE = 0.5
CHANGE_SECONDS = 20
COMMAND_SECONDS = 120
TRIES = 3
MOVED = (301, 302, 303, 307, 308)
LOST = "not read back"
MINE = "https://example.org/soak/"
ARTICLES = "SELECT ?a { ?a a <https://schema.org/NewsArticle> }"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A request whose answer is known.

    Attributes:
        target: Path and query; ``{}`` stands for a number that makes it new to every cache.
        answer: What the body must hold.
    """

    kind: str
    target: str
    accept: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A write, and what is there after it or no longer is."""

    kind: str
    method: str
    target: str
    body: str | None
    media: str
    quads: str
    there: bool


@dataclass(slots=True)
class Tally:
    """What happened so far, counted by all threads.

    Attributes:
        rollbacks: How many began or ended; odd while one is under way.
    """

    done: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    generations: set[str] = field(default_factory=set)
    rollbacks: int = 0
    over: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, kind: str, fault: str | None = None) -> None:
        with self._lock:
            self.done[kind] += 1
            if fault is not None:
                self.faults[f"{kind}: {fault}"] += 1
                sys.stderr.write(f"{time.strftime('%X')} {kind}: {fault}\n")

    def note(self, kind: str) -> None:
        """Count what is no request."""
        with self._lock:
            self.done[kind] += 1


class Client:
    """One connection, opened again when it was lost."""

    def __init__(self, address: tuple[str, int], tally: Tally, token: str = "") -> None:
        self._connection = HTTPConnection(*address, timeout=60)
        self._tally = tally
        self._token = {"Authorization": f"Bearer {token}"} if token else {}

    def send(
        self, method: str, target: str, body: str | None = None, **headers: str
    ) -> tuple[int, str]:
        """Send a request; one that is told to come again does so, and redirects are followed.

        Raises:
            OSError: The connection was lost.
            HTTPException: So was the answer.
        """
        fields = {name.replace("_", "-"): value for name, value in headers.items()} | self._token
        for _ in range(TRIES):
            data = body.encode() if body is not None else None
            self._connection.request(method, target, data, fields)
            with self._connection.getresponse() as response:
                text = response.read().decode()
            self._see(response)
            if response.status in MOVED:
                parts = urlsplit(response.headers["Location"])
                target = f"{parts.path}?{parts.query}"
            elif response.status == 503 and "Retry-After" in response.headers:
                self._tally.note("told to come again")
                time.sleep(float(response.headers["Retry-After"]))
            else:
                break
        return response.status, text

    def _see(self, response: HTTPResponse) -> None:
        generation = response.headers.get("X-Hkgraph-Generation")
        if generation:
            self._tally.generations.add(generation)

    def close(self) -> None:
        self._connection.close()


def read(address: tuple[str, int], asks: list[Ask], tally: Tally) -> None:
    """Ask one after another until it is over."""
    client = Client(address, tally)
    for number in itertools.count():
        if tally.over.wait(READ_PAUSE):
            break
        ask = asks[number % len(asks)]
        target = ask.target.replace("{}", str(number))
        try:
            status, text = client.send("GET", target, Accept=ask.accept)
        except (OSError, HTTPException) as exc:
            tally.count(ask.kind, f"lost: {type(exc).__name__}")
            client.close()
            continue
        fault = f"status {status}" if status != 200 else "wrong answer"
        tally.count(ask.kind, None if status == 200 and ask.answer in text else fault)
    client.close()


def write(address: tuple[str, int], token: str, tally: Tally, *, graphs: bool) -> None:
    """Write, and read what was written right after, until it is over."""
    client = Client(address, tally, token)
    for number in itertools.count():
        if tally.over.wait(WRITE_PAUSE):
            break
        before = tally.rollbacks  # which may undo a PUT before its DELETE
        for step in _steps(number, graphs=graphs):
            try:
                fault = _written(client, step)
            except (OSError, HTTPException) as exc:
                fault = f"lost: {type(exc).__name__}"
                client.close()
            if fault == LOST and (before % 2 or tally.rollbacks != before):
                tally.note("writes undone by a rollback")
                fault = None
            tally.count(step.kind, fault)
    client.close()


def _steps(number: int, *, graphs: bool) -> Iterator[Step]:
    thing = f"{MINE}thing/{number}"
    triple = f'<{thing}> <{MINE}says> "{number}"'
    quads = f"GRAPH <{MINE}own> {{ {triple} }}"
    for kind, there in (("INSERT DATA", True), ("DELETE DATA", False)):
        yield Step(
            kind=kind,
            method="POST",
            target="/sparql",
            body=f"{kind} {{ {quads} }}",
            media="application/sparql-update",
            quads=quads,
            there=there,
        )
    if not graphs or number % 4:
        return
    target = f"/graphs?graph={quote(f'{MINE}put', safe='')}"
    quads = f"GRAPH <{MINE}put> {{ {triple} }}"
    for kind, there in (("PUT", True), ("DELETE", False)):
        yield Step(
            kind=kind,
            method=kind,
            target=target,
            body=f"{triple} ." if there else None,
            media="text/turtle",
            quads=quads,
            there=there,
        )


def _written(client: Client, step: Step) -> str | None:
    """Take one step and look for what it wrote; tells what went wrong."""
    status, _ = client.send(step.method, step.target, step.body, Content_Type=step.media)
    if status == 404 and step.method == "DELETE":
        return LOST
    if not 200 <= status < 300:
        return f"status {status}"
    question = quote(f"ASK {{ {step.quads} }}")
    status, text = client.send(
        "GET", f"/sparql?query={question}", Accept="application/sparql-results+json"
    )
    if status != 200:
        return f"status {status} on reading back"
    return None if json.loads(text)["boolean"] is step.there else LOST


def articles(address: tuple[str, int], tally: Tally) -> set[str]:
    """Ask which articles are live."""
    client = Client(address, tally)
    _, text = client.send("GET", f"/sparql?query={quote(ARTICLES)}", Accept="text/csv")
    client.close()
    return set(text.split()[1:])


def change(address: tuple[str, int], store: Path, more: list[Path], tally: Tally) -> None:
    """Build one more article, remove it, build another and roll back, and so on."""
    with suppress(OSError, HTTPException):
        first = articles(address, tally)
    for number, step in enumerate(itertools.cycle(("build", "remove", "build", "rollback"))):
        if tally.over.wait(CHANGE_SECONDS):
            return
        extra: list[str] = []
        if step == "build":
            extra = [str(more[number % len(more)])]
        elif step == "remove":
            extra = sorted(articles(address, tally) - first)
            if not extra:
                tally.count("remove", "the article built before is not live")
                continue
        _run(step, extra, store, tally)


def _run(step: str, extra: list[str], store: Path, tally: Tally) -> None:
    command = [sys.executable, "-m", "hkgraph", step, *extra, "--store", store, "--wait", "60"]
    tally.rollbacks += step == "rollback"
    try:
        done = subprocess.run(
            command, capture_output=True, check=False, text=True, timeout=COMMAND_SECONDS
        )
        tally.count(
            step, f"exit {done.returncode}: {done.stderr[:120]}" if done.returncode else None
        )
    except subprocess.TimeoutExpired:
        tally.count(step, "no end")
    tally.rollbacks += step == "rollback"
