"""Which articles are one text: reprints, wire copy, the same press release.

Two texts are compared by their *shingles*, runs of five words. What two texts share is counted
through an index of shingles, so that only texts with something in common meet.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING

from hkgraph.model import ArticleKey
from hkgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hkgraph.model import Article

#: By article: the articles that are one text with it, itself among them.
Texts = Mapping[ArticleKey, tuple[ArticleKey, ...]]

SHINGLE_WORDS = 5
#: This share of the shorter text's shingles stands in the longer one.
ENOUGH = 0.5
#: A shorter text is no article that could be told again.
_LEAST_SHINGLES = 20
#: Articles that each further one with the same shingle is counted against. Those that print one
#: text share them; what is a mere formula of many pages is too little of each to matter.
_ANCHORS = 12
_UNDATED = "9999"
_WORD = re.compile(r"\w+")


def group_texts(articles: Iterable[Article]) -> Texts:
    """Give the articles that are one text; the earliest published is the first of each."""
    articles = sorted(articles, key=lambda one: (one.published or _UNDATED, one.key))
    shingles = {article.key: _shingles(article.text) for article in articles}
    parent = {key: key for key in shingles}

    def root(key: ArticleKey) -> ArticleKey:
        while parent[key] != key:
            key = parent[key]
        return key

    for (one, other), shared in _shared(shingles).items():
        least = min(len(shingles[one]), len(shingles[other]))
        if least >= _LEAST_SHINGLES and shared >= ENOUGH * least:
            first, second = sorted((root(one), root(other)))
            parent[second] = first
    groups: defaultdict[ArticleKey, list[ArticleKey]] = defaultdict(list)
    for key in shingles:
        groups[root(key)].append(key)
    return {key: tuple(groups[root(key)]) for key in shingles}


def _shingles(text: str) -> set[int]:
    """Give the runs of words of a text as numbers, which take less room than words."""
    words = _WORD.findall(fold(text))
    runs = range(len(words) - SHINGLE_WORDS + 1)
    return {_number(words[start : start + SHINGLE_WORDS]) for start in runs}


def _number(run: list[str]) -> int:
    return int.from_bytes(blake2b(" ".join(run).encode(), digest_size=8).digest())


def _shared(shingles: Mapping[ArticleKey, set[int]]) -> Counter[tuple[ArticleKey, ArticleKey]]:
    """Count the shingles that each two articles share."""
    having: defaultdict[int, list[ArticleKey]] = defaultdict(list)
    counts: Counter[tuple[ArticleKey, ArticleKey]] = Counter()
    for key, own in shingles.items():
        for shingle in own:
            anchors = having[shingle]
            counts.update((anchor, key) for anchor in anchors)
            if len(anchors) < _ANCHORS:
                anchors.append(key)
    return counts
