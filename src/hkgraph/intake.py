"""From paths to extracted articles in the library, on one process or several."""

from __future__ import annotations

import os
import traceback
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from hkgraph.articles.reader import read_file
from hkgraph.errors import HkgraphError
from hkgraph.extraction.extractor import Extractor
from hkgraph.own_words.in_use import own_words, using
from hkgraph.store.live import LiveArticle
from hkgraph.workers import spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from hkgraph.model import Article
    from hkgraph.own_words.records import OwnWords
    from hkgraph.store.texts import Library


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


def take_in(paths: Sequence[Path], library: Library, *, workers: int) -> Iterator[Taken]:
    """Read and extract files; the order of results is that of the paths."""
    words = own_words()
    tasks = ((path, library, words) for path in paths)
    return spread(_take_file, tasks, workers=min(workers, len(paths)))


def extract_missing(live: Iterable[LiveArticle], library: Library, *, workers: int) -> int:
    """Extract live articles anew where rules or word lists have changed since.

    Returns:
        How many were.
    """
    words = own_words()
    stale = [(one, library, words) for one in live if not library.has_extract(one.digest)]
    return sum(spread(_extract_again, stale, workers=min(workers, len(stale))))


@cache
def _extractor() -> Extractor:
    """Load the model once a process, and only when something is to be extracted."""
    return Extractor()


def _take_file(task: tuple[Path, Library, OwnWords]) -> Taken:
    """Read one file; what goes wrong with it is told and costs the others nothing."""
    path, library, words = task
    try:
        with using(words):
            return _take(path, library)
    except HkgraphError as exc:
        return Taken(path=path, error=exc)
    except OSError:
        raise  # of the library: the reader has errors of its own
    except Exception as exc:  # noqa: BLE001 - one file must not stop the others
        return Taken(path=path, error=_fault(path, exc))


def _take(path: Path, library: Library) -> Taken:
    articles = [_with_readable_names(article) for article in read_file(path)]
    taken: list[LiveArticle] = []
    extracted = 0
    for article in articles:
        digest = library.save_article(article)
        if not library.has_extract(digest):
            library.save_extract(digest, _extractor().extract(article))
            extracted += 1
        taken.append(_live(article, digest))
    warnings = tuple(w for article in articles for w in article.warnings)
    return Taken(path=path, articles=tuple(taken), extracted=extracted, warnings=warnings)


def _with_readable_names(article: Article) -> Article:
    """Replace what is no UTF-8 in file names; such can be opened, but not written down."""
    names = article.document.names
    readable = tuple(os.fsencode(name).decode("utf-8", "replace") for name in names)
    return replace(article, document=replace(article.document, names=readable))


def _live(article: Article, digest: str) -> LiveArticle:
    version = article.modified or article.published or ""
    return LiveArticle(key=article.key, digest=digest, document=article.document, version=version)


def _fault(path: Path, exc: Exception) -> HkgraphError:
    return HkgraphError(
        f"{path.name}: hkgraph failed: {_place(exc)}",
        hint="This is a fault of hkgraph; please report it. Other files are not affected.",
    )


def _place(exc: Exception) -> str:
    frame = traceback.extract_tb(exc.__traceback__)[-1]
    return f"{type(exc).__name__} at {PurePath(frame.filename).name}:{frame.lineno}: {exc}"


def _extract_again(task: tuple[LiveArticle, Library, OwnWords]) -> int:
    one, library, words = task
    article = library.load_article(one.digest, one.document)
    try:
        with using(words):
            extract = _extractor().extract(article)
    except Exception as exc:
        raise HkgraphError(
            f"article {one.key} cannot be extracted anew: {_place(exc)}",
            hint=f"Please report it; until it is mended: hkgraph remove {one.key}.",
        ) from exc
    library.save_extract(one.digest, extract)
    return 1
