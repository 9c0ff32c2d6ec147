"""How fast a knowledge base is filled from a dump of Wikidata, and how fast it answers.

A dump of real shape is generated (keys in their real order, an entity a line, claims with
references, labels in many languages; kinds of things in about the shares that Wikidata has), packed
with gzip, and read in a process of its own, whose processor time and highest memory are told.
Then the base that came of it answers exact look-ups and searches; their times are of the processor
too, so that others on the machine do not count.

    python benchmarks/knowledge_base.py [MEGABYTES]

MEGABYTES of JSON before packing; 1000 if not given.
"""

from __future__ import annotations

import gzip
import json
import random
import resource
import sqlite3
import sys
import tempfile
import time
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from hkgraph.model import Kind
from hkgraph.wikidata.dump.filling import fill_from_dump, origin_of
from hkgraph.wikidata.files import beside, writing
from hkgraph.wikidata.filling import finish
from hkgraph.wikidata.knowledge_base import KnowledgeBase
from wikidata_json import item

LANGUAGES = "en zh zh-hant ja ko de fr es it nl ru ar pt pl sv uk fa tr vi id cs fi he".split()
WORDS = "Tolo Shing Harbour Ping Lake Fong Wing Quist Gaard Dock Nam Chung Lane Bell Rook".split()
#: Class, share of all entities, labels, claims: papers are many and long, streets many and short.
KINDS = (
    ("Q13442814", 38, 3, 30),
    ("Q5", 11, 12, 22),
    ("Q4167836", 5, 8, 1),
    ("Q16521", 4, 20, 10),
    ("Q523", 3, 2, 25),
    ("Q7187", 2, 2, 20),
    ("Q486972", 5, 15, 12),
    ("Q43229", 4, 4, 10),
    ("Q79007", 8, 3, 6),
    ("Q3305213", 10, 4, 14),
    ("Q11424", 10, 8, 20),
)


def entity(number, rng):
    class_, _, labels, claims = rng.choices(KINDS, [kind[1] for kind in KINDS])[0]
    name = " ".join(rng.choices(WORDS, k=3)) + f" {number}"
    texts = dict.fromkeys(LANGUAGES[:labels], name)
    ids = {f"P{rng.randrange(200, 9000)}": [f"id-{rng.random()}"] for _ in range(claims)}
    return item(
        f"Q{number}",
        texts,
        descriptions=dict.fromkeys(texts, "what it is"),
        aliases={"en": [f"{name} {n}" for n in range(rng.randrange(4))]},
        claims={
            "P31": [class_],
            "P17": ["Q8646"],
            "P131": [f"Q{number % 900 + 1}"],
            "P571": ["+1961-00-00T00:00:00Z"],
            **ids,
        },
        sitelinks=rng.randrange(labels),
    )


def generate(path, megabytes):
    rng, size = random.Random(1), 0  # noqa: S311 - the same each time
    with gzip.open(path, "wb", compresslevel=5) as file:
        file.write(b"[\n")
        for number in count(1000):
            line = json.dumps(entity(number, rng), separators=(",", ":")).encode()
            size += len(line)
            last = size > megabytes * 1e6
            file.write(line + (b"\n" if last else b",\n"))
            if last:
                break
        file.write(b"]\n")


def build(dump, out):
    start, processor = time.perf_counter(), time.process_time()
    read = []
    with writing(out) as db:
        progress = fill_from_dump(
            db, dump, beside(out, "aside"), lambda _: read.append(time.perf_counter())
        )
        finish(db, origin_of(dump, ""))
    seconds, processor = time.perf_counter() - start, time.process_time() - processor
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    megabytes = progress.bytes / 1e6
    print(f"{progress.lines} entities, {megabytes:.0f} MB of JSON, {progress.kept} kept")
    print(f"built in {seconds:.1f} s, {processor:.1f} s of the processor: ", end="")
    print(f"{megabytes / processor:.0f} MB/s on one core; {memory:.0f} MB of memory at most")
    print(f"{out.stat().st_size / progress.kept:.0f} bytes of file an entity")


def answer(path):
    base = KnowledgeBase.open(path)
    with sqlite3.connect(path) as db:
        rows = db.execute("SELECT label FROM entity WHERE type = 'person' ORDER BY id LIMIT 5000")
        names = [name for (name,) in rows]
    random.Random(1).shuffle(names)  # noqa: S311
    for what, ask in (
        ("exact look-up", lambda name: base.find(name, Kind.PERSON)),
        ("look-up of no name", lambda name: base.find(f"{name}x", Kind.PERSON)),
        ("search", lambda name: base.search(name[:4] + name[5:], Kind.PERSON, 5)),
    ):
        times = []
        for name in names[: 200 if what == "search" else None]:
            start = time.process_time_ns()
            ask(name)
            times.append((time.process_time_ns() - start) / 1e3)
        most = quantiles(times, n=20)[-1]
        print(f"{what}: median {median(times):.0f} µs, 95 % within {most:.0f} µs")


def main():
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        dump, out = Path(folder) / "dump.json.gz", Path(folder) / "kb.sqlite"
        generate(dump, megabytes)
        process = get_context("spawn").Process(target=build, args=(dump, out))
        process.start()
        process.join()
        answer(out)


if __name__ == "__main__":
    main()
