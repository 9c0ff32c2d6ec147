"""Words that tell who somebody is, and which words of news stand for those of a description."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import yaml

from hkgraph.identity.linking.homes import split
from hkgraph.resources import resource
from hkgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHORTEST = 3


def telling_words(words: Iterable[str]) -> frozenset[str]:
    """Keep the words that tell something, folded, in the singular.

    >>> sorted(telling_words(["The", "lawmakers", "of", "the", "Council"]))
    ['council', 'lawmaker']
    """
    dull = _dull()
    kept = (word for word in map(str.lower, words) if len(word) >= _SHORTEST and word not in dull)
    return frozenset(map(_singular, kept))


@lru_cache(50_000)
def described_words(description: str) -> frozenset[str]:
    """Give the telling words of a description, and those that news say instead."""
    own = telling_words(split(fold(description)))
    return own | {other for word in own for other in _said_instead().get(word, ())}


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@cache
def public_words() -> frozenset[str]:
    """Give the words of public life."""
    return frozenset(map(_singular, _vocabulary()["public"]))


@cache
def _vocabulary() -> dict[str, Any]:
    path = resource("data") / "linking" / "vocabulary.yaml"
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


@cache
def _dull() -> frozenset[str]:
    return frozenset(word for words in _vocabulary()["dull"].values() for word in words)


@cache
def _said_instead() -> dict[str, frozenset[str]]:
    rows = _vocabulary()["instead"].items()
    return {word: frozenset(map(_singular, others)) for word, others in rows}
