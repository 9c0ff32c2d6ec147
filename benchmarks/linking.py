"""Times what linking takes of a build: finding and ranking candidates, besides extraction.

The articles of a folder are extracted once. Then each round links them with a linker that has seen
nothing, and once more with what it keeps of names; the best of the rounds counts.

    python benchmarks/linking.py [--articles data/articles] [--base FILE] [--rounds 5]
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from hkgraph.articles.reader import read_file
from hkgraph.extraction.extractor import Extractor
from hkgraph.identity.gazetteer_names import load_gazetteer_names
from hkgraph.identity.linking.linker import Linker
from hkgraph.identity.resolution import known_names
from hkgraph.identity.standing import private_people
from hkgraph.model import Telling
from hkgraph.resources import resource
from hkgraph.wikidata.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def main() -> None:
    """Extract, link, and tell how long that took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=Path, default=resource("data") / "articles")
    parser.add_argument("--base", type=Path, help="knowledge base; else the bundled one")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    tellings = list(read(arguments.articles))
    base = KnowledgeBase.choose(arguments.base)
    time_rounds(tellings, base, 1)  # what a process reads once
    first, again = time_rounds(tellings, base, arguments.rounds)
    entities = sum(len(one.extract.entities) for one in tellings) / len(tellings)
    print(f"{len(tellings)} articles, {entities:.0f} entities each, {base.name}")
    print(f"first sight: {first:.2f} ms of the processor an article")
    print(f"names seen before: {again:.2f} ms")


def read(folder: Path) -> Iterator[Telling]:
    """Read and extract the articles of a folder."""
    extractor = Extractor()
    for path in sorted(one for one in folder.iterdir() if one.suffix in {".md", ".txt", ".html"}):
        for article in read_file(path):
            extract = extractor.extract(article)
            yield Telling(article=article, extract=extract, documents=(article.document,))


def time_rounds(
    tellings: Sequence[Telling], base: KnowledgeBase, rounds: int
) -> tuple[float, float]:
    """Give the best milliseconds an article, of a new linker and of one that knows the names."""
    gazetteer = load_gazetteer_names()
    given = [(one, known_names(one, gazetteer), private_people(one)) for one in tellings]
    first, again = [], []
    for _ in range(rounds):
        linker = Linker(base)
        for times in (first, again):
            began = time.process_time()
            for telling, names, private in given:
                linker.link(telling, names, private)
            times.append((time.process_time() - began) / len(given) * 1000)
    return min(first), min(again)


if __name__ == "__main__":
    main()
