"""The servers that are compared, each a process of its own over the same quads.

hkgraph and native Oxigraph read the very same database files; rdflib-endpoint, which has no store
of its own, reads the file into memory. The peers are installed into ``build/peers``, at the
versions of ``requirements.txt``.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import news_data
from endpoint_queries import ACCEPT
from pyoxigraph import RdfFormat

from hkgraph.graph.iri import DEFAULT_BASE
from hkgraph.store.generations import StoreDir
from hkgraph.store.manifest import Manifest

if TYPE_CHECKING:
    from collections.abc import Iterator

BUILD = Path(__file__).parents[1] / "build"
PEERS = BUILD / "peers"
START_SECONDS = 600
Address = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    etag: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server that answers.

    Attributes:
        path: Of its query endpoint.
    """

    name: str
    address: Address
    path: str
    process: subprocess.Popen[bytes]

    def get(self, query: str) -> Reply:
        """Ask once, over a connection of its own."""
        connection = HTTPConnection(*self.address, timeout=START_SECONDS)
        connection.request("GET", f"{self.path}?query={quote(query)}", headers={"Accept": ACCEPT})
        with connection.getresponse() as response:
            return Reply(response.status, response.headers.get("ETag", ""), response.read())


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """The quads of a run, on disk in the forms that the servers want."""

    file: Path
    store: Path

    @property
    def database(self) -> Path:
        return StoreDir(self.store).current().path / "db"


def install_peers() -> None:
    wanted = Path(__file__).with_name("requirements.txt")
    mark = PEERS / "ready.txt"
    if mark.exists() and mark.read_text() == wanted.read_text():
        return
    subprocess.run([sys.executable, "-m", "venv", PEERS], check=True)
    pip = [PEERS / "bin" / "python", "-m", "pip", "install", "-qq", "--no-deps"]
    subprocess.run([*pip, "-r", wanted], check=True)
    mark.write_text(wanted.read_text())


def set_stage(triples: int, *, graphs: bool) -> Stage:
    """Write the data once: each article in a graph of its own, or all without a graph."""
    folder = BUILD / "endpoint" / f"{triples}-{'graphs' if graphs else 'flat'}"
    stage = Stage(file=folder / ("news.nq" if graphs else "news.nt"), store=folder / "store")
    if StoreDir(stage.store).find_published() is None:
        folder.mkdir(parents=True, exist_ok=True)
        quads = folder / "news.nq"
        news_data.write(quads, triples, 1)
        if not graphs:
            _drop_graphs(quads, stage.file)
        _publish(stage)
    return stage


def _drop_graphs(quads: Path, triples: Path) -> None:
    with quads.open(encoding="utf-8") as source, triples.open("w", encoding="utf-8") as target:
        target.writelines(f"{line.rpartition(' <')[0]} .\n" for line in source)


def _publish(stage: Stage) -> None:
    form = RdfFormat.N_QUADS if stage.file.suffix == ".nq" else RdfFormat.N_TRIPLES
    with StoreDir(stage.store).writing() as writer:
        draft = writer.clone()
        database = draft.open()
        database.bulk_load(path=str(stage.file), format=form)
        database.flush()
        size = len(database)
        del database
        counts = {"quads": size}
        writer.publish(
            draft,
            Manifest(digest=f"{size:064x}", base_iri=DEFAULT_BASE, counts=counts, versions={}),
        )


@contextmanager
def hkgraph(store: Path, **settings: object) -> Iterator[Server]:
    """Run ``hkgraph serve``; settings as in docs/reference/settings.md, without the prefix."""
    port = free_port()
    command = [sys.executable, "-m", "hkgraph", "serve", "--store", store, "--port", str(port)]
    extra = {f"HKGRAPH_{name.upper()}": str(value) for name, value in settings.items()}
    with _running("hkgraph", command, port, "/sparql", os.environ | extra) as server:
        yield server


@contextmanager
def oxigraph(stage: Stage, *, union: bool) -> Iterator[Server]:
    port = free_port()
    command = [PEERS / "bin" / "oxigraph", "serve-read-only", "--location", stage.database]
    command += ["--bind", f"127.0.0.1:{port}", *(["--union-default-graph"] if union else [])]
    with _running("oxigraph", command, port, "/query", dict(os.environ)) as server:
        yield server


@contextmanager
def rdflib_endpoint(stage: Stage) -> Iterator[Server]:
    port = free_port()
    command = [PEERS / "bin" / "rdflib-endpoint", "serve", "--port", str(port)]
    command += ["--host", "127.0.0.1", stage.file]
    apart = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    with _running("rdflib-endpoint", command, port, "/", apart) as server:
        yield server


@contextmanager
def _running(
    name: str, command: list, port: int, path: str, environment: dict[str, str]
) -> Iterator[Server]:
    log = BUILD / f"{name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    try:
        server = Server(name=name, address=("127.0.0.1", port), path=path, process=process)
        _await(server, log)
        yield server
    finally:
        process.terminate()
        process.wait(30)


def _await(server: Server, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            if server.get("ASK {}").status == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise RuntimeError(f"{server.name} did not start: {log.read_text()[-1000:]}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
