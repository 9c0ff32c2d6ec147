"""How long `hkgraph load --no-gate` takes beside the engine's own bulk load.

    .venv/bin/python benchmarks/load.py [TRIPLES]

Both read the same N-Triples into an empty store, in turns, three times; prints the medians.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from statistics import median
from typing import TYPE_CHECKING

from endpoint_servers import BUILD, set_stage
from pyoxigraph import RdfFormat, Store

if TYPE_CHECKING:
    from pathlib import Path


def raw(file: Path, folder: Path) -> None:
    store = Store(str(folder))
    store.bulk_load(path=str(file), format=RdfFormat.N_TRIPLES)
    store.flush()


def ours(file: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "hkgraph", "load", file, "--no-gate", "--store", folder]
    subprocess.run(command, check=True, capture_output=True)


def seconds(load, file: Path) -> float:
    folder = BUILD / "load"
    shutil.rmtree(folder, ignore_errors=True)
    start = time.perf_counter()
    load(file, folder)
    return time.perf_counter() - start


def main() -> None:
    triples = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    file = set_stage(triples, graphs=False).file
    rounds = [(seconds(raw, file), seconds(ours, file)) for _ in range(3)]
    alone, whole = (median(column) for column in zip(*rounds, strict=True))
    print(f"{triples:,} triples: bulk load {alone:.1f} s, hkgraph load {whole:.1f} s,", end=" ")
    print(f"ratio {whole / alone:.2f}")


if __name__ == "__main__":
    main()
