"""Which countries a text names: "US", "American" and "Washington" are three names of one home."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import table
from hkgraph.extraction.names.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hkgraph.extraction.names.gazetteer import Gazetteer

HONG_KONG = "hong-kong"
#: What an article on Hong Kong names as a matter of course.
NEAR = frozenset([HONG_KONG, "china"])
_WORD = re.compile(r"\w+")
#: Ids of one state; its parts and its capital speak of it, too.
_STATES = {
    **dict.fromkeys(
        ["england", "scotland", "wales", "northern-ireland", "london"], "united-kingdom"
    ),
    **dict.fromkeys(["washington-dc", "white-house"], "united-states"),
    **dict.fromkeys(["beijing", "mainland-china"], "china"),
}
_LONGEST_ACRONYM = 4


def homes_in(words: Sequence[str]) -> frozenset[str]:
    """Find the homes that words name.

    Args:
        words: As printed: "US" names a state and "us" none.
    """
    return _homes_in(words, load_gazetteer())


def _homes_in(words: Sequence[str], gazetteer: Gazetteer) -> frozenset[str]:
    names, openings = _names(gazetteer)
    found = set()
    for index, word in enumerate(words):
        if (key := _fold(word)) in names:
            found.add(names[key])
        if key in openings and index + 1 < len(words):
            pair = f"{key} {_fold(words[index + 1])}"
            if pair in names:
                found.add(names[pair])
    return frozenset(found)


def homes_of(text: str) -> frozenset[str]:
    """Find the homes that a description names.

    >>> sorted(homes_of("political party in the United States"))
    ['united-states']
    """
    return _homes_of(text, load_gazetteer())


@lru_cache(50_000)
def _homes_of(text: str, gazetteer: Gazetteer) -> frozenset[str]:
    return _homes_in(split(text), gazetteer)


def split(text: str) -> list[str]:
    """Cut a text into words."""
    return _WORD.findall(text)


def _fold(word: str) -> str:
    return word if word.isupper() and len(word) <= _LONGEST_ACRONYM else word.lower()


@cache
def _names(gazetteer: Gazetteer) -> tuple[dict[str, str], frozenset[str]]:
    """Give homes by names of one or two words, and the words that longer names begin with."""
    rows = gazetteer.rows
    homes = {*table("demonyms").values(), *_STATES, HONG_KONG} & rows.keys()
    named = [(name, home) for name, home in table("demonyms").items() if home in rows]
    named += [(n, home) for home in homes for n in (rows[home].name, *rows[home].aliases)]
    names = {" ".join(map(_fold, split(name))): _STATES.get(home, home) for name, home in named}
    return names, frozenset(name.split()[0] for name in names if " " in name)
