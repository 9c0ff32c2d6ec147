"""Finding fixed phrases in running text: names of a gazetteer, titles, demonyms."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Payload = TypeVar("Payload")

_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|\b(?:[\w-]+\.)+(?:com|org|net|hk|uk|cn)\b(?:/\S*)?",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+|[^\w\s]")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_FOLDED_MARKS = _DASHES | dict.fromkeys(map(ord, "’‘`"), "'")


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters and digits, or one other mark; addresses are never split into words."""

    start: int
    end: int
    text: str

    @property
    def is_capitalised(self) -> bool:
        """Say whether it begins with a capital letter."""
        return self.text[0].isupper()


def split_words(text: str) -> list[Word]:
    """Cut a text into words, leaving out web and e-mail addresses.

    >>> [word.text for word in split_words("Hong Kong’s UN-backed plan: see https://a.org/Lee")]
    ['Hong', 'Kong', '’', 's', 'UN', '-', 'backed', 'plan', ':', 'see']
    """
    found: list[Word] = []
    start = 0
    for address in [*_ADDRESS.finditer(text), None]:
        end = address.start() if address else len(text)
        found += [Word(m.start(), m.end(), m.group()) for m in _WORD.finditer(text, start, end)]
        start = address.end() if address else end
    return found


def fold_word(word: str) -> str:
    """Fold a word for comparison: no case, no accents, one kind of dash and of apostrophe."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.translate(_FOLDED_MARKS))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


@dataclass(slots=True)
class _Node(Generic[Payload]):
    """Where the phrases that share their first words part."""

    next: dict[str, _Node[Payload]] = field(default_factory=dict)
    ends: list[tuple[tuple[str, ...], Payload]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match(Generic[Payload]):
    """A phrase found: words ``first`` up to, not including, ``last``."""

    first: int
    last: int
    payload: Payload


class PhraseTable(Generic[Payload]):
    """Phrases with what they stand for.

    A word written in lower case matches any case. One with capitals matches only capitalised
    words, and one in capitals throughout (an acronym) only itself.
    """

    def __init__(self, phrases: Iterable[tuple[str, Payload]]) -> None:
        self._root: _Node[Payload] = _Node()
        for phrase, payload in phrases:
            self._add(tuple(word.text for word in split_words(phrase)), payload)

    def _add(self, pattern: tuple[str, ...], payload: Payload) -> None:
        node = self._root
        for word in pattern:
            node = node.next.setdefault(fold_word(word), _Node())
        if pattern:
            node.ends.append((pattern, payload))

    def matches(self, words: Sequence[Word]) -> Iterator[Match[Payload]]:
        """Give the longest phrase at each word where one begins; they may overlap."""
        folded = [fold_word(word.text) for word in words]
        for first in range(len(words)):
            if folded[first] in self._root.next:
                longest = self._longest(words, folded, first)
                if longest is not None:
                    yield longest

    def _longest(
        self, words: Sequence[Word], folded: list[str], first: int
    ) -> Match[Payload] | None:
        node, longest = self._root, None
        for index in range(first, len(words)):
            following = node.next.get(folded[index])
            if following is None:
                break
            node = following
            for pattern, payload in node.ends:
                if _same_case(pattern, words[first : index + 1]):
                    longest = Match(first=first, last=index + 1, payload=payload)
                    break
        return longest


def _same_case(pattern: tuple[str, ...], words: Sequence[Word]) -> bool:
    pairs = zip(pattern, words, strict=True)
    return all(_allows(expected, word.text) for expected, word in pairs)


def _allows(expected: str, found: str) -> bool:
    if expected == found or expected.islower() or not expected.isalpha():
        return True
    if expected.isupper() and len(expected) > 1:
        return False
    return found[0].isupper()
