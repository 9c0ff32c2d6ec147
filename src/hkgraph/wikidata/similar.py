"""Names like a name: what the index of trigrams is asked for, and how like a name is."""

from __future__ import annotations

from itertools import pairwise

from rapidfuzz import fuzz

#: Letters of the shortest text that has a trigram.
SHORTEST = 3
_MOST_EDITS = 2


def same_words(text: str) -> str:
    """Ask for names that have every word of a folded text, in whatever order; empty if too short.

    >>> same_words("roth ken")
    '("rot" AND "oth" AND "ken")'
    """
    return _all_of([gram for word in text.split() for gram in _trigrams(word)])


def close_names(text: str) -> str:
    """Ask for names that some letters tell from a folded text; empty if it is too short.

    A name that is one edit away from it has one of its halves as it is; one that is two edits
    away, one of its thirds. A piece must have a trigram: six letters bear one edit, nine two.

    >>> close_names("badger")
    '("bad") OR ("ger")'
    """
    count = min(_MOST_EDITS + 1, len(text) // SHORTEST)
    bounds = [round(i * len(text) / count) for i in range(count + 1)] if count else [0]
    pieces = [text[a:b] for a, b in pairwise(bounds)]
    return " OR ".join(_all_of(_trigrams(piece)) for piece in pieces)


def likeness(left: str, right: str) -> float:
    """Compare two folded names, 0 to 1; words in another order cost little.

    >>> likeness("kenneth roth", "kenneth roth")
    1.0
    """
    if left == right:
        return 1.0
    in_order = fuzz.ratio(left, right)
    sorted_ = fuzz.token_sort_ratio(left, right)
    return round(min(max(in_order, 0.99 * sorted_) / 100, 0.99), 4)


def _trigrams(text: str) -> list[str]:
    return [text[i : i + SHORTEST] for i in range(len(text) - SHORTEST + 1)]


def _all_of(trigrams: list[str]) -> str:
    quoted = (f'"{gram}"' for gram in dict.fromkeys(trigrams))
    return f"({' AND '.join(quoted)})" if trigrams else ""
