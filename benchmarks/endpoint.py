"""How fast the SPARQL endpoint answers beside native Oxigraph and rdflib-endpoint.

All run at once, as processes of their own, over the same million triples; they are asked in turns,
window by window, so that what else the machine does falls on all of them. Told are medians over
the rounds: answers a second, and the ratio to native in the same round. Client and servers share
the processors; what the client takes is told too. Before anything is timed, answers are compared.

Written to standard output as Markdown, progress to standard error:

    python benchmarks/endpoint.py [--quick] [--triples N] [--rounds N] [--seconds S] [--kind WORD]

--quick leaves out 32 connections, rdflib-endpoint and the 10,000 graphs. The peers' versions are in
``benchmarks/requirements.txt``; they and the data are kept in ``build/``.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import endpoint_servers as servers
import endpoint_tables as tables
from endpoint_queries import KINDS, Kind, Phrasebook, same_request
from endpoint_stream import stream
from http_load import drive
from pyoxigraph import Store

if TYPE_CHECKING:
    from endpoint_servers import Server, Stage

#: A cell of the table is left after so long, with the rounds that it has.
CELL_SECONDS = 15.0
#: rdflib-endpoint answers one query at a time: what takes longer is asked over one connection only.
QUICK_SECONDS = 0.1
#: 32 clients that each want 100,000 rows may wait long where the processors are busy.
SETTINGS = {"query_seconds": 120}
REPEATED = ("point look-up by IRI", "top-10 GROUP BY", "CONSTRUCT of 10,000 triples")


@dataclass(frozen=True, slots=True)
class Plan:
    kinds: tuple[Kind, ...]
    connections: tuple[int, ...]
    rounds: int
    seconds: float

    def compare(self, pair: list[Server], book: Phrasebook) -> list[tables.Cell]:
        """Ask servers in turns."""
        cells = []
        for kind in self.kinds:
            for number in self.connections:
                cell = tables.Cell(kind, number, {server.name: [] for server in pair})
                start = time.monotonic()
                for done in range(self.rounds):
                    if done and time.monotonic() - start > CELL_SECONDS:
                        break
                    # Who comes first changes, since it meets what the other left in the caches.
                    for server in pair if done % 2 else pair[::-1]:
                        requests = book.requests(kind, server.path)
                        cell.windows[server.name].append(self._window(server, requests, number))
                cells.append(cell)
                tell(f"{kind.name}, {number}: {cell}")
        return cells

    def compare_slow(self, peer: Server, book: Phrasebook) -> list[tables.Cell]:
        """Ask rdflib-endpoint, once a kind."""
        cells = []
        for kind in self.kinds:
            for number in self.connections[:2]:
                requests = book.requests(kind, peer.path)
                window = self._window(peer, requests, number)
                cells.append(tables.Cell(kind, number, {peer.name: [window]}))
                tell(f"{kind.name}, {number}: {cells[-1]}")
                if min(window.latencies) > QUICK_SECONDS:
                    break
        return cells

    def repeat(self, ours: Server, native: Server, book: Phrasebook) -> list[tables.Repeat]:
        """Ask the same text again and again; ours also with the ETag that it gave."""
        found = []
        for kind in (kind for kind in self.kinds if kind.name in REPEATED):
            text = book.texts(kind, 1)[0]
            etag = ours.get(text).etag
            rows = []
            for _ in range(self.rounds):
                ways = ((native, ""), (ours, ""), (ours, etag))
                rows.append(
                    [
                        self._window(server, same_request(text, server.path, etag=tag), 8)
                        for server, tag in ways
                    ]
                )
            found.append(tables.Repeat(kind, rows))
            tell(f"{kind.name}, repeated")
        return found

    def _window(self, server, requests, connections):
        return drive(server.address, requests, connections=connections, seconds=self.seconds)


def check_same(pair: list[Server], book: Phrasebook, kinds: tuple[Kind, ...]) -> None:
    """Stop if two servers give different answers."""
    for kind in kinds:
        for text in book.texts(kind, 4):
            replies = [server.get(text) for server in pair]
            sizes = {_content(reply.body, limited=" LIMIT 1" in text) for reply in replies}
            if len(sizes) > 1 or any(reply.status != 200 for reply in replies):
                raise SystemExit(f"answers differ: {text}\n{[r.body[:300] for r in replies]}")


def _content(body: bytes, *, limited: bool) -> object:
    """Reduce an answer to what must be the same: rows in any order, or their number."""
    if not body.startswith(b"{"):
        lines = body.splitlines()
    elif b'"boolean"' in body:
        lines = [str(json.loads(body)["boolean"])]
    else:
        rows = json.loads(body)["results"]["bindings"]
        lines = [json.dumps(row, sort_keys=True) for row in rows]
    return len(lines) if limited else tuple(sorted(lines))


def run_flat(plan: Plan, stage: Stage, *, peers: bool) -> None:
    book = Phrasebook(Store.read_only(str(stage.database)))
    with ExitStack() as stack:
        ours = stack.enter_context(servers.hkgraph(stage.store, **SETTINGS))
        native = stack.enter_context(servers.oxigraph(stage, union=False))
        check_same([ours, native], book, plan.kinds)
        cells = plan.compare([ours, native], book)
        print(tables.comparison(cells, ours.name, native.name))
        print(tables.repeated(plan.repeat(ours, native, book)))
        print(tables.streams([stream(ours), stream(ours, slow=True), stream(native)]))
        if peers:
            tell("rdflib-endpoint reads the file: minutes")
            peer = stack.enter_context(servers.rdflib_endpoint(stage))
            slow = plan.compare_slow(peer, book)
            print(tables.peer(cells, slow, ours.name, peer.name))


def run_graphs(plan: Plan, stage: Stage) -> None:
    book = Phrasebook(Store.read_only(str(stage.database)))
    with (
        servers.hkgraph(stage.store, **SETTINGS) as ours,
        servers.oxigraph(stage, union=True) as native,
    ):
        check_same([ours, native], book, plan.kinds)
        cells = plan.compare([ours, native], book)
        print(tables.comparison(cells, ours.name, native.name))


def tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--seconds", type=float, help="of one window")
    parser.add_argument("--kind", default="", help="only kinds whose name has this word")
    wanted = parser.parse_args()
    plan = Plan(
        tuple(kind for kind in KINDS if wanted.kind in kind.name),
        (1, 8) if wanted.quick else (1, 8, 32),
        wanted.rounds or (1 if wanted.quick else 5),
        wanted.seconds or (0.3 if wanted.quick else 0.5),
    )
    tell("peers and data (a few minutes the first time)")
    servers.install_peers()
    stage = servers.set_stage(wanted.triples, graphs=False)
    print(
        f"{wanted.triples:,} triples, {plan.rounds} rounds of {plan.seconds} s, "
        f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} before, "
        f"Python {platform.python_version()}.\n\n## All triples without a graph\n"
    )
    run_flat(plan, stage, peers=not wanted.quick)
    if not wanted.quick:
        print("## Each article in a graph of its own, asked over their union\n")
        run_graphs(
            replace(plan, connections=(1, 8)), servers.set_stage(wanted.triples, graphs=True)
        )


if __name__ == "__main__":
    main()
