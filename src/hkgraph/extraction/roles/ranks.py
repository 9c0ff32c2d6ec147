"""Ranks that a few forces or courts share: the one that the text names is meant."""

from __future__ import annotations

from fnmatch import fnmatch
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.reading import Reading
    from hkgraph.extraction.roles.titles import Title
    from hkgraph.model import LocalId


def is_rank(title: Title) -> bool:
    """Say whether a title is a rank that the table of ranks knows."""
    return title.head in table("rank-owners")


def body_of_rank(reading: Reading, title: Title) -> LocalId | None:
    """Find the only body that may give a rank: in the sentence, the paragraph or the article.

    Nothing is found where the nearest of these that names such bodies names two, nor for a rank
    held once.
    """
    if title.is_former:
        return None
    patterns = table("rank-owners").get(title.head, "").split()
    for start, end in _scopes(reading, title):
        found = {
            m.entity
            for m in reading.mentions_in(start, end)
            if m.entity is not None
            and any(fnmatch(reading.entities[m.entity].gazetteer or "", p) for p in patterns)
        }
        if found:
            return next(iter(found)) if len(found) == 1 else None
    return None


def _scopes(reading: Reading, title: Title) -> Iterator[tuple[int, int]]:
    start = reading.doc[title.first].idx
    sentence = reading.sentence_at(start)
    yield sentence.start_char, sentence.end_char
    block = reading.block_at(start)
    if block is not None:
        yield block.start, start
    yield 0, len(reading.article.text)
