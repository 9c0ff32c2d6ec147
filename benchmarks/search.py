"""How long a look-up by name takes while somebody types, and what the index costs.

Makes a graph of NUMBER named things (100,000 by default: people, organisations, places and laws;
every third with a Chinese name), an article and a quotation for every tenth, and a statement for
each; or takes the graph in FILE, such as news_data.py makes. Builds its index, then types 300 of
the names letter by letter, words of names in another order, and names with a slip. Milliseconds
of wall clock and of this thread's processor.

    python benchmarks/search.py [NUMBER | FILE.nq]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from hkgraph.graph import vocab
from hkgraph.graph.iri import DEFAULT_BASE
from hkgraph.search.index import write_index
from hkgraph.search.querying import Index
from hkgraph.search.reading import Contents

TYPED = 300
KINDS = ["person"] * 5 + ["organisation"] * 3 + ["place", "law"]
STARTS = "b br ch d f g gr h j k kw l m n ng p pr r s sh st t th tr ts w y".split()
ENDS = "a ai an ang au ay e ee en er i in ing iu o oi on ong ou u un ung".split()
SURNAMES = "Chan Wong Lee Cheung Lam Ho Ng Leung Lau Tang Smith Jones Roth Ward".split()
CHINESE_SURNAMES = "陳黃李張林何吳梁劉鄧"


def word(dice):
    pieces = (dice.choice(STARTS) + dice.choice(ENDS) for _ in range(dice.randint(1, 3)))
    return "".join(pieces).capitalize()


def name(dice, kind):
    if kind == "person":
        return f"{word(dice)} {dice.choice(SURNAMES)} {word(dice)}-{word(dice).lower()}"
    return " ".join(word(dice) for _ in range(dice.randint(2, 4)))


def quads(dice, number):
    things = [NamedNode(f"{DEFAULT_BASE}{dice.choice(KINDS)}/{n}") for n in range(number)]
    for n, thing in enumerate(things):
        label = name(dice, thing.value.split("/")[-2])
        yield Quad(thing, vocab.PREF_LABEL, Literal(label, language="en"))
        if n % 3 == 0:
            given = "".join(chr(0x4E00 + int(dice.paretovariate(0.5)) % 3000) for _ in "12")
            chinese = dice.choice(CHINESE_SURNAMES) + given
            yield Quad(thing, vocab.ALT_LABEL, Literal(chinese, language="zh"))
        if n % 10 == 0:
            article = NamedNode(f"{DEFAULT_BASE}article/{n}")
            quotation = NamedNode(f"{DEFAULT_BASE}quotation/{n}")
            words = [word(dice).lower() for _ in range(40)]
            yield Quad(article, vocab.HEADLINE, Literal(" ".join([label, *words[:8]])))
            yield Quad(quotation, vocab.TYPE, vocab.QUOTATION)
            yield Quad(quotation, vocab.TEXT, Literal(" ".join(words)))
            yield Quad(quotation, vocab.IS_PART_OF, article)
        statement = NamedNode(f"{DEFAULT_BASE}statement/{n}")
        yield Quad(statement, vocab.SUBJECT, things[int(dice.paretovariate(1)) % number])
        yield Quad(statement, vocab.OBJECT, dice.choice(things))


def typed(dice, names):
    for text in dice.sample(names, TYPED):
        words = text.split()
        yield from (text[:end] for end in range(1, len(text) + 1))
        yield " ".join(dice.sample(words, len(words)))


def slips(dice, names):
    for text in dice.sample(names, TYPED):
        place = dice.randrange(len(text))
        yield text[:place] + dice.choice("aeiqxz") + text[place + 1 :]


def report(what, texts, look_up):
    wall, processor = [], []
    for text in texts:
        times = time.perf_counter(), time.thread_time()
        look_up(text)
        wall.append(time.perf_counter() - times[0])
        processor.append(time.thread_time() - times[1])
    for clock, taken in (("wall", sorted(wall)), ("processor", sorted(processor))):
        values = (1000 * taken[int(part * (len(taken) - 1))] for part in (0.5, 0.95, 0.99, 1))
        shown = "  ".join(
            f"{n} {ms:6.2f}" for n, ms in zip(("median", "p95", "p99", "max"), values, strict=True)
        )
        print(f"{what:9} {clock:9} {shown} ms  ({len(taken)} look-ups)")


def fill(store, dice, source):
    if source.isdecimal():
        store.bulk_extend(quads(dice, int(source)))
    else:
        store.bulk_load(path=source, format=RdfFormat.N_QUADS)


def main():
    dice = random.Random(7)  # noqa: S311 - the same names each time
    store = Store()
    fill(store, dice, sys.argv[1] if len(sys.argv) > 1 else "100000")
    labels = (vocab.PREF_LABEL, vocab.ALT_LABEL)
    names = [
        quad.object.value
        for label in labels
        for quad in store.quads_for_pattern(None, label, None, None)
    ]
    names.sort()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "search.sqlite"
        start = time.process_time()
        write_index(path, Contents(store, DEFAULT_BASE))
        seconds, megabytes = time.process_time() - start, path.stat().st_size / 1e6
        print(f"{len(store)} quads, {len(names)} names")
        print(f"index: {seconds:.1f} processor seconds, {megabytes:.0f} MB")
        index = Index(path, 1)
        report("typing", typed(dice, names), lambda text: index.find(text, limit=8))
        report("one kind", typed(dice, names), lambda text: index.find(text, limit=8, kind="law"))
        report("a slip", slips(dice, names), index.guess)


if __name__ == "__main__":
    main()
