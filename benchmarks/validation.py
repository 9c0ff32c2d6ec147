"""How much CPU it takes to check a whole store, compiled and with pyshacl, and some nodes of it.

Writes news-like data (``news_data``), loads them with the articles' texts, and checks them with the
compiled shapes. Up to 100,000 quads the same store, with faults in it (``news_faults``), goes
through pyshacl too, as patched for the gate and as it comes; their results must be equal. Last,
20 statements alone are checked in the largest store. CPU seconds of this process, threads of the
database included.

    python benchmarks/validation.py [QUADS…]

Default numbers of quads: 10,000, 100,000 and 1,000,000.
"""

from __future__ import annotations

import logging
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import news_data
import news_faults
import pyoxigraph as ox
from pyshacl import validate
from rdflib import Graph

from hkgraph.graph import vocab
from hkgraph.resources import resource
from hkgraph.validation.compiled import CompiledShapes
from hkgraph.validation.files import turtle_files
from hkgraph.validation.gate import Gate
from hkgraph.validation.ontology import load_ontology
from hkgraph.validation.terms import to_rdflib_triple

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = 1
COMPARED_UP_TO = 100_000
STOCK_UP_TO = 10_000
FEW = 20


def load(folder: Path, quads: int) -> str:
    news, texts = folder / "news.nq", folder / "texts.nq"
    news_data.write(news, quads, SEED, texts=texts)
    database = str(folder / "db")
    store = ox.Store(database)
    for path in (news, texts):
        store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
    store.optimize()
    return database


def spoil(database: str) -> None:
    store = ox.Store(database)
    news_faults.spoil(store, SEED)
    store.flush()


def timed(check: Callable[[], object]) -> tuple[float, object]:
    start = time.process_time()
    found = check()
    return time.process_time() - start, found


def stock(store: ox.Store, shapes_dir: Path, ontology_dir: Path) -> object:
    """Run pyshacl as it comes, over an rdflib graph."""
    shapes, data = Graph(), Graph()
    for path in turtle_files(shapes_dir):
        shapes.parse(path)
    for one in (*load_ontology(ontology_dir).facts, *store):
        data.add(to_rdflib_triple(one))
    return validate(data, shacl_graph=shapes)


def row(quads: int, what: str, seconds: float, rest: str = "") -> None:
    print(f"| {quads:>9,} | {what:<34} | {seconds:>8.2f} | {rest}")


def measure(quads: int, compiled: CompiledShapes, gate: Gate) -> None:
    with tempfile.TemporaryDirectory() as name:
        database = load(Path(name), quads)
        store = ox.Store.read_only(database)
        seconds, verdict = timed(lambda: compiled.check(store))
        row(quads, "compiled, data that conform", seconds, f"{len(verdict.results)} results")
        few = [q.subject for q in store.quads_for_pattern(None, vocab.MODALITY, None)][:FEW]
        seconds, _ = timed(lambda: compiled.check(store, few))
        row(quads, f"compiled, {FEW} statements of it", seconds)
        spoil(database)
        store = ox.Store.read_only(database)
        seconds, verdict = timed(lambda: compiled.check(store))
        row(quads, "compiled, data with faults", seconds, f"{len(verdict.results)} results")
        if quads <= COMPARED_UP_TO:
            other_seconds, other = timed(lambda: gate.check(store))
            same = "the same results" if other == verdict else "OTHER RESULTS"
            rest = f"{same}, {other_seconds / seconds:.0f} times as much"
            row(quads, "pyshacl as patched for the gate", other_seconds, rest)
        if quads <= STOCK_UP_TO:
            other_seconds, _ = timed(lambda: stock(store, resource("shapes"), resource("ontology")))
            row(quads, "pyshacl as it comes", other_seconds, f"{other_seconds / seconds:.0f} times")


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)  # rdflib tells of every ill-typed literal
    warnings.simplefilter("ignore")
    shapes_dir, ontology_dir = resource("shapes"), resource("ontology")
    seconds, shapes = timed(lambda: CompiledShapes(shapes_dir, ontology_dir))
    print(f"reading and compiling the shapes: {seconds:.2f} CPU s\n")
    print(f"| {'quads':>9} | {'':<34} | {'CPU s':>8} |\n|--:|---|--:|---|")
    for argument in sys.argv[1:] or ["10000", "100000", "1000000"]:
        measure(int(argument), shapes, Gate(shapes_dir, ontology_dir))
