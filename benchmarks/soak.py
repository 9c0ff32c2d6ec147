"""An hour's use in miniature: readers, a writer and new generations, all at once.

    .venv/bin/python benchmarks/soak.py [--minutes 10]

Eight readers ask what has a known answer, one writer reads back all that it writes, and every
20 seconds a process of its own builds, removes or rolls back. Prints Markdown: what was asked, what
went wrong, and what the server's processes held over time.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from statistics import linear_regression
from urllib.parse import quote, urlsplit

import endpoint_servers
from processes import Held, Watch
from pyoxigraph import Store
from soak_clients import Ask, Client, Tally, change, read, write

from hkgraph.store.generations import StoreDir

ROOT = Path(__file__).parents[1]
STORE = ROOT / "build" / "soak" / "store"
READERS = 8
LOOK_SECONDS = 5
WARM_SECONDS = 60
LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
HEADLINE = "https://schema.org/headline"
SPAN = "https://w3id.org/hkgraph/ns#TextSpan"
TRIPLES = "application/n-triples"
PERSON = f"SELECT ?s ?o {{ ?s a <https://schema.org/Person> ; <{LABEL}> ?o }} ORDER BY ?s LIMIT 40"
COUNTED = f"""SELECT ?a ?h (COUNT(?s) AS ?n) {{ GRAPH ?g {{ ?a <{HEADLINE}> ?h . ?s a <{SPAN}> }} }}
GROUP BY ?a ?h ORDER BY ?a"""


def hkgraph(*arguments: object) -> str:
    command = [sys.executable, "-m", "hkgraph", *map(str, arguments), "--store", str(STORE)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def make_store() -> str:
    """Build the sample graph anew, and give a token for it."""
    shutil.rmtree(STORE, ignore_errors=True)
    hkgraph("build", ROOT / "data" / "articles")
    return hkgraph("token", "create", "soak").split()[0]


def known() -> list[Ask]:
    """Ask the database itself, before it is served, what the answers are."""
    store = Store.read_only(str(StoreDir(STORE).current().path / "db"))
    asks = []
    for row in store.query(PERSON, use_default_graph_as_union=True):
        iri, label = row["s"].value, row["o"].value
        asks += [
            sparql("look-up", f"SELECT ?o {{ <{iri}> <{LABEL}> ?o }}", "text/csv", label),
            Ask(kind="page", target=urlsplit(iri).path.removeprefix("/hkgraph"),
                accept="text/html", answer=label),
            Ask(kind="search", target=f"/search?format=json&q={quote(label)}",
                accept="application/json", answer=iri),
        ]  # fmt: skip
    for row in store.query(COUNTED):
        article, graph = row["a"].value, row["a"].value.replace("/id/", "/id/graph/")
        count = f"SELECT (COUNT(?s) AS ?n) {{ GRAPH <{graph}> {{ ?s a <{SPAN}> }} }}"
        text = f"CONSTRUCT {{ <{article}> <{HEADLINE}> ?h }} {{ <{article}> <{HEADLINE}> ?h }}"
        triple = f"<{article}> <{HEADLINE}> {row['h']} ."
        asks += [
            sparql("aggregate", count, "text/csv", f"\r\n{row['n'].value}\r\n"),
            sparql("CONSTRUCT", text, TRIPLES, triple),
        ]
    return asks


def sparql(kind: str, query: str, accept: str, answer: str) -> Ask:
    target = f"/sparql?query={quote(query)}%20%23{{}}"
    return Ask(kind=kind, target=target, accept=accept, answer=answer)


def serves_graphs(address: tuple[str, int]) -> bool:
    client = Client(address, Tally())
    status, _ = client.send("GET", "/graphs?default", Accept=TRIPLES)
    client.close()
    return status == 200


def disk() -> float:
    """Tell the MiB of the store, files that generations share counted once."""
    done = subprocess.run(
        ["/usr/bin/du", "-sk", STORE], check=False, capture_output=True, text=True
    )
    return int(done.stdout.split()[0]) / 1024


def soak(server: endpoint_servers.Server, token: str, asks: list[Ask], minutes: float) -> Tally:
    tally, address = Tally(), server.address
    more = sorted((ROOT / "tests" / "gold" / "development").glob("*.[mt][dx]*"))
    threads = [
        threading.Thread(target=read, args=(address, asks[n:] + asks[:n], tally))
        for n in range(0, READERS * 7, 7)
    ]
    graphs = serves_graphs(address)
    threads += [
        threading.Thread(target=write, args=(address, token, tally), kwargs={"graphs": graphs}),
        threading.Thread(target=change, args=(address, STORE, more, tally)),
    ]
    sizes = []
    with Watch(server.process.pid, every=LOOK_SECONDS) as watch:
        for thread in threads:
            thread.start()
        end = time.monotonic() + minutes * 60
        while time.monotonic() < end:
            sizes.append(disk())
            time.sleep(min(30, max(0.1, end - time.monotonic())))
        tally.over.set()
        for thread in threads:
            thread.join()
        sizes.append(disk())
    tell(tally, watch.seen, sizes)
    return tally


def row(*cells: object) -> None:
    print("|", " | ".join(map(str, cells)), "|", flush=True)


def tell(tally: Tally, seen: list[tuple[float, Held]], sizes: list[float]) -> None:
    row("what", "times")
    row("---", "---:")
    for kind, times in sorted(tally.done.items()):
        row(kind, times)
    row("generations that answered", len(tally.generations))
    row("**errors and wrong answers**", sum(tally.faults.values()))
    for fault, times in tally.faults.most_common(12):
        row(fault, times)
    warm = [one for one in seen if one[0] >= WARM_SECONDS] or seen
    print()
    row("held", "after a minute", "at the end", "most", "slope each minute")
    row("---", "---:", "---:", "---:", "---:")
    for name in ("processes", "descriptors", "rss", "pss"):
        values = [getattr(one, name) for _, one in warm]
        slope = linear_regression([at / 60 for at, _ in warm], values).slope
        row(name, *(f"{v:.0f}" for v in (values[0], values[-1], max(values))), f"{slope:+.2f}")
    print("\nMiB of the store every 30 s:", ", ".join(f"{size:.0f}" for size in sizes))
    print(f"\nSeconds: {seen[-1][0]:.0f}; load at the end {os.getloadavg()[0]:.1f}.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    options = parser.parse_args()
    token = make_store()
    asks = known()
    with endpoint_servers.hkgraph(STORE) as server:
        tally = soak(server, token, asks, options.minutes)
    sys.exit(1 if tally.faults else 0)


if __name__ == "__main__":
    main()
