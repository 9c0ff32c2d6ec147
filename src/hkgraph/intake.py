"""From paths to extracted articles in the library, on one process or several."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from hkgraph.articles.reader import read_file
from hkgraph.errors import HkgraphError
from hkgraph.extraction.extractor import Extractor
from hkgraph.store.live import LiveArticle

A = TypeVar("A")
B = TypeVar("B")

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from hkgraph.store.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of one file.

    Attributes:
        articles: What was read in it; empty when it failed.
        extracted: How many of them were not in the library yet.
        warnings: What a person should know about the reading.
        error: Why nothing was read.
    """

    path: Path
    articles: tuple[LiveArticle, ...] = ()
    extracted: int = 0
    warnings: tuple[str, ...] = ()
    error: HkgraphError | None = None


def take_in(paths: Iterable[Path], library: Library, *, workers: int) -> Iterator[Taken]:
    """Read and extract files; the order of results is that of the paths."""
    with _mapper(workers) as run:
        yield from run(_take_file, [(path, library) for path in paths])


def extract_missing(live: Iterable[LiveArticle], library: Library, *, workers: int) -> int:
    """Extract live articles anew where rules or word lists have changed since.

    Returns:
        How many were.
    """
    stale = [one for one in live if not library.has_extract(one.digest)]
    if not stale:
        return 0
    with _mapper(workers) as run:
        return sum(run(_extract_again, [(one, library) for one in stale]))


@contextmanager
def _mapper(workers: int) -> Iterator[Callable[[Callable[[A], B], list[A]], Iterable[B]]]:
    if workers == 1:
        yield map
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield pool.map


@cache
def _extractor() -> Extractor:
    """Load the model once a process, and only when something is to be extracted."""
    return Extractor()


def _take_file(task: tuple[Path, Library]) -> Taken:
    path, library = task
    try:
        articles = read_file(path)
    except HkgraphError as exc:
        return Taken(path=path, error=exc)
    taken: list[LiveArticle] = []
    extracted = 0
    for article in articles:
        digest = library.save_article(article)
        if not library.has_extract(digest):
            library.save_extract(digest, _extractor().extract(article))
            extracted += 1
        version = article.modified or article.published or ""
        taken.append(
            LiveArticle(key=article.key, digest=digest, document=article.document, version=version)
        )
    warnings = tuple(w for article in articles for w in article.warnings)
    return Taken(path=path, articles=tuple(taken), extracted=extracted, warnings=warnings)


def _extract_again(task: tuple[LiveArticle, Library]) -> int:
    one, library = task
    article = library.load_article(one.digest, one.document)
    library.save_extract(one.digest, _extractor().extract(article))
    return 1
