"""News-like data of any size: articles, statements, spans and entities of hkgraph's own ontology.

Everything is invented. People, organisations and places recur, a few of them often, as they do in
the news; so articles hang together. The graphs are those that a build makes: one an article, and
``graph/sources``, ``graph/entities``, ``graph/facts`` and ``graph/links``; each triple is in one of
them. The data conform to the shapes, apart from warnings. About 100 quads are one article, so a
million quads are 10,000 article graphs.

    python benchmarks/news_data.py FILE.nq [QUADS [SEED]]
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from newsroom import Newsroom
from pyoxigraph import Literal, Quad, RdfFormat, Triple, parse

from hkgraph.graph import vocab
from hkgraph.graph.iri import Minter
from hkgraph.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom import Article

TRIPLES_PER_ARTICLE = 100


def iter_articles(quads: int, seed: int) -> Iterator[Article]:
    """Yield as many whole articles as are at least so many quads."""
    room = Newsroom(seed, quads // TRIPLES_PER_ARTICLE)
    written = sum(1 for _ in event_types())
    number = 0
    while written < quads:
        article = room.write(number)
        written += len(article.quads)
        number += 1
        yield article


def event_types() -> Iterator[Quad]:
    """Yield the scheme of event types, which every store has."""
    path = resource("ontology") / "event-types.ttl"
    for quad in parse(path=str(path), format=RdfFormat.TURTLE):
        yield Quad(quad.subject, quad.predicate, quad.object, Minter().entities)


def write(path: Path, triples: int, seed: int, *, texts: Path | None = None) -> int:
    """Write N-Quads, the same bytes for the same arguments.

    Args:
        triples: The file has at least so many, and less than one article more.
        texts: Where to write the articles' texts, as triples of ``hk:text`` without a graph; the
            shape of evidence wants them.

    Returns:
        The number of quads.
    """
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for quad in event_types():
            file.write(f"{quad} .\n")
            count += 1
        with (texts or Path("/dev/null")).open("w", encoding="utf-8") as text_file:
            for article in iter_articles(triples, seed):
                file.writelines(f"{quad} .\n" for quad in article.quads)
                count += len(article.quads)
                triple = Triple(article.node, vocab.HK_TEXT, Literal(article.text))
                text_file.write(f"{triple} .\n")
    return count


if __name__ == "__main__":
    target, *numbers = sys.argv[1:]
    size, chosen = [*map(int, numbers), *(1_000_000, 1)[len(numbers) :]]
    print(f"{write(Path(target), size, chosen):,} quads in {target}")
