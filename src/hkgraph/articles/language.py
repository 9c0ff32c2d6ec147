"""Which language a text is in, told by its most frequent words or characters."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from hkgraph.articles.word_tables import table

_SAMPLE = 20_000
_HAN_SHARE = 0.2


def language_of(text: str) -> str:
    """Give the BCP 47 tag; English where nothing tells.

    >>> language_of("Le gouvernement est contre la grève des agents dans la ville.")
    'fr'
    """
    sample = text[:_SAMPLE]
    letters = sum(char.isalpha() for char in sample)
    han = sum("\u4e00" <= char <= "\u9fff" for char in sample)
    if han and han >= _HAN_SHARE * letters:
        return _best({tag: _count_chars(sample, signs) for tag, signs in _signs("zh")}, "zh-Hant")
    words = Counter(re.findall(r"\w+", sample.casefold()))
    scores = {tag: sum(words[word] for word in signs.split()) for tag, signs in _signs("")}
    return _best(scores, "en")


def _count_chars(sample: str, signs: str) -> int:
    wanted = frozenset(signs)
    return sum(char in wanted for char in sample)


def _best(scores: dict[str, int], default: str) -> str:
    best = max(scores, key=lambda tag: (scores[tag], tag == default))
    return best if scores[best] else default


@cache
def _signs(prefix: str) -> tuple[tuple[str, str], ...]:
    rows = ((tag, signs) for tag, signs in table("languages"))
    return tuple(row for row in rows if row[0].startswith("zh") == (prefix == "zh"))
