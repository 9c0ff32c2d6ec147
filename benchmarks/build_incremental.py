"""How long it takes to add one article to a store of many.

Writes invented short articles (three sentences each; people, bodies and places recur, so that the
articles hang together), builds all but ten of them in one command, then adds the ten one command
at a time. Measured is ``Pipeline.build`` alone, in this process: neither the start of Python nor
the loading of the language model, which the first build has already loaded. CPU time is that of
this process; wall time depends on the machine and on what else it does.

    python benchmarks/build_incremental.py [NUMBER…]

Default numbers of articles: 100 and 1000.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from hkgraph.pipeline import Pipeline
from hkgraph.settings import Settings
from hkgraph.store.generations import StoreDir

ADDED = 10
NAMES = ["Ada", "Ben", "Cleo", "Dora", "Edwin", "Fiona", "Gus", "Hetty", "Ivo", "Jun"]
SURNAMES = ["Lam-Wood", "Ho-Marsh", "Fong-Reed", "Au-Castell", "Mak-Hill", "Poon-Ellery"]
BODIES = ["Reading Circle", "Rowers Union", "Kite Society", "Ferry Guild", "Tea Guild"]
PLACES = ["Sha Tin", "Tai Po", "Kwun Tong", "Wan Chai", "Tuen Mun", "Sai Kung", "Mong Kok"]


def text_of(number: int) -> str:
    person = f"{NAMES[number % 10]} {SURNAMES[number // 10 % 6]}"
    place, other = PLACES[number % 7], PLACES[number // 7 % 7]
    body = f"{other} {BODIES[number % 5]}"
    return f"""---
headline: "Notice {number} from {place}"
publisher: Tolo Morning Ledger
authors: [{NAMES[number // 60 % 10]} Alderney]
date: 2021-{1 + number % 12:02}-{1 + number % 28:02}
url: https://example.org/tolo-ledger/{number}
language: en
---
The {body} closed its office in {place} on Monday, chairman {person} said.

Police arrested {person} in {other} last month. "We shall open again," said {person}.
"""


def measure(pipeline: Pipeline, files: list[Path]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    pipeline.build(files)
    return time.perf_counter() - wall, time.process_time() - cpu


def run(number: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{i:05}.md" for i in range(number)]
        for i, path in enumerate(files):
            path.write_text(text_of(i), encoding="utf-8")
        settings = Settings(store=Path(folder) / "store")
        first = measure(Pipeline(settings), files[:-ADDED])
        added = [measure(Pipeline(settings), [path]) for path in files[-ADDED:]]
        again = measure(Pipeline(settings), files[-1:])
        current = StoreDir(settings.store).current()
        rows = [
            ("build all but ten", first),
            ("add one (median of 10)", (median(w for w, _ in added), median(c for _, c in added))),
            ("build what is there", again),
        ]
        for name, (wall, cpu) in rows:
            print(f"{number:>8}  {current.manifest.counts['quads']:>8}  {name:<24}"
                  f"{wall:>8.2f}  {cpu:>8.2f}")  # fmt: skip


if __name__ == "__main__":
    print(f"{'articles':>8}  {'quads':>8}  {'':<24}{'wall s':>8}  {'CPU s':>8}")
    for argument in sys.argv[1:] or ["100", "1000"]:
        run(int(argument))
