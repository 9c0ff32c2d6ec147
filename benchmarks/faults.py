"""How a server fares among a thousand hostile requests, and how those do who mean well.

    .venv/bin/python benchmarks/faults.py [--quick]

Eight honest clients ask for things whose answers are known; so they do for a while alone, and then
while hostile requests come, sixteen at a time. Prints Markdown.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING
from urllib.parse import quote

import endpoint_servers
from processes import held
from pyoxigraph import Store

if TYPE_CHECKING:
    from endpoint_servers import Server

HONEST = 8
AT_ONCE = 16
QUIET_SECONDS = 15
SETTLE_SECONDS = 12
PROBES = 500
QUERY = "SELECT ?o WHERE {{ <{}> <http://www.w3.org/2004/02/skos/core#prefLabel> ?o }} #{}"


def honest(
    host: str, port: int, questions: list[tuple[str, str]], done: threading.Event, out: list
):
    """Ask until it is done; note the seconds of each answer, or what was wrong with it."""
    connection = HTTPConnection(host, port, timeout=30)
    number = 0
    while not done.is_set():
        iri, answer = questions[number % len(questions)]
        number += 1
        path = f"/sparql?format=csv&query={quote(QUERY.format(iri, number))}"
        start = time.perf_counter()
        try:
            connection.request("GET", path)
            with connection.getresponse() as response:
                body = response.read().decode()
        except (OSError, HTTPException) as exc:
            out.append(f"lost: {exc!r}")
            connection.close()
            continue
        seconds = time.perf_counter() - start
        wrong = response.status != 200 or answer not in body
        out.append(f"wrong: {response.status} {body[:80]}" if wrong else seconds)
        time.sleep(0.01)
    connection.close()


def probe(host: str, port: int, done: threading.Event, out: list):
    while not done.is_set():
        start = time.perf_counter()
        connection = HTTPConnection(host, port, timeout=30)
        try:
            connection.request("GET", "/health")
            with connection.getresponse() as response:
                out.append(time.perf_counter() - start if response.status == 200 else "wrong")
        except (OSError, HTTPException) as exc:
            out.append(f"lost: {exc!r}")
        connection.close()
        time.sleep(0.02)


def clients(address: tuple[str, int], questions, seconds: float | None, work=None):
    """Run the honest clients for some seconds, or as long as some work takes."""
    done, answers, probes = threading.Event(), [], []
    threads = [
        threading.Thread(target=honest, args=(*address, questions[n::HONEST], done, answers))
        for n in range(HONEST)
    ]
    threads.append(threading.Thread(target=probe, args=(*address, done, probes)))
    for thread in threads:
        thread.start()
    result = work() if work else time.sleep(seconds or 0)
    done.set()
    for thread in threads:
        thread.join()
    return answers, probes, result


def hostile_run(address: tuple[str, int], number: int) -> Counter:
    """Send them from a process of their own, so that they take nothing from the honest ones."""
    command = [sys.executable, Path(__file__).with_name("hostile.py"), *map(str, address)]
    done = subprocess.run(
        [*command, str(number), str(AT_ONCE)], capture_output=True, check=True, text=True
    )
    return Counter(done.stdout.splitlines())


def p99(values: list) -> float:
    numbers = [v for v in values if isinstance(v, float)]
    return quantiles(numbers, n=100)[98] * 1_000


def row(*cells: object) -> None:
    print("|", " | ".join(map(str, cells)), "|", flush=True)


def tell(server: Server, questions, number: int) -> None:
    pid = server.process.pid
    address = server.address
    calm, calm_probes, _ = clients(address, questions, QUIET_SECONDS)
    before = held(pid)
    start = time.monotonic()
    stormy, stormy_probes, outcomes = clients(
        address, questions, None, lambda: hostile_run(address, number)
    )
    took = time.monotonic() - start
    time.sleep(SETTLE_SECONDS)
    after = held(pid)
    faults = Counter(str(v)[:90] for v in stormy if not isinstance(v, float))
    row("", "quiet", "under attack")
    row("---", "---", "---")
    row("honest answers", len(calm), len(stormy))
    row("lost or wrong", sum(not isinstance(v, float) for v in calm), sum(faults.values()))
    row("look-up, p99 in ms", f"{p99(calm):.1f}", f"{p99(stormy):.1f}")
    row("/health, p99 in ms", f"{p99(calm_probes):.1f}", f"{p99(stormy_probes):.1f}")
    row(
        "probes lost",
        *(sum(not isinstance(v, float) for v in p) for p in (calm_probes, stormy_probes)),
    )
    row("processes, before and after", before.processes, after.processes)
    row("descriptors", before.descriptors, after.descriptors)
    row("RSS in MiB", f"{before.rss:.0f}", f"{after.rss:.0f}")
    load = os.getloadavg()[0]
    print(f"\n{number} hostile requests in {took:.0f} s, {AT_ONCE} at a time; load {load:.1f}.\n")
    for outcome, times in sorted(outcomes.items()):
        print(f"- {outcome}: {times}")
    for fault, times in faults.most_common(8):
        print(f"- honest, {fault}: {times}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="200,000 triples, 200 requests")
    parser.add_argument("--defaults", action="store_true", help="with the limits as shipped")
    options = parser.parse_args()
    stage = endpoint_servers.set_stage(200_000 if options.quick else 1_000_000, graphs=True)
    found = Store.read_only(str(stage.database)).query(
        "SELECT ?s ?o { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?o } LIMIT 4000",
        use_default_graph_as_union=True,
    )
    questions = [(r["s"].value, r["o"].value.split('"')[0]) for r in found]
    limits = {} if options.defaults else {"query_seconds": 2, "waiting_seconds": 4}
    with endpoint_servers.hkgraph(stage.store, **limits) as server:
        tell(server, questions, 200 if options.quick else 1_000)


if __name__ == "__main__":
    main()
