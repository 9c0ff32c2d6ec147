"""What counts as the same when names are compared: no case, no accents, no punctuation.

A *token* is a word of letters and digits, or one Han or kana character: Chinese has no blanks
between words and many names of two characters, so a word is looked for as a run of characters.
Every character is folded by itself, so that a token's place in the text as written is known.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

#: What stands inside names and is left out as often as not: Cheuk-ting, O'Brien, J.K.
JOINERS = frozenset("-‐‑‒–'’‘ʼ`´.·・‧•")
#: Letters with a stroke or a ligature, which Unicode does not take apart.
_PLAIN = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}
_SINGLE = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A folded token and its half-open place in the text, in code points."""

    text: str
    start: int
    end: int


class _Table(dict[int, str]):
    """A table for ``str.translate`` that works out a character when it first meets it."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        super().__init__()
        self._fold = fold

    def __missing__(self, code: int) -> str:
        self[code] = self._fold(chr(code))
        return self[code]


def fold(text: str) -> str:
    """Give a text's tokens with one blank between them.

    >>> fold("Agnès O’Brien-LAM")
    'agnes o brien lam'
    >>> fold("鄧美寶 (Mabel)")
    '鄧 美 寶 mabel'
    """
    return " ".join(text.translate(_SPACED).split())


def joined(text: str) -> str:
    """Give the words that have joiners in them, as they are spelled without.

    >>> joined("Lam Cheuk-ting and O'Brien")
    'cheukting obrien'
    """
    found = (_bare(chunk) for chunk in chunks(text) if not JOINERS.isdisjoint(chunk))
    return " ".join(word for word in found if word)


def chunks(text: str) -> list[str]:
    """Part a text at blanks and at all signs that do not stand inside names.

    >>> chunks("Lam, Cheuk-ting (林卓廷)")
    ['Lam', 'Cheuk-ting', '林卓廷']
    """
    return unicodedata.normalize("NFKC", text).translate(_PARTED).split()


def units(text: str) -> list[str]:
    """Give a text's folded words; here a run of Han characters is one.

    >>> units("John Lee 李家超")
    ['john', 'lee', '李家超']
    """
    return text.translate(_FOLDED).split()


def tokens(text: str) -> list[Token]:
    """Give a text's tokens with their places."""
    found: list[Token] = []
    word, start, end = "", 0, 0
    for place, character in enumerate(text):
        for piece in _FOLDED[ord(character)]:
            single = bool(_SINGLE.match(piece))
            if word and (single or piece == " "):
                found.append(Token(word, start, end))
                word = ""
            if single:
                found.append(Token(piece, place, place + 1))
            elif piece != " ":
                word, start, end = word + piece, start if word else place, place + 1
    return [*found, Token(word, start, end)] if word else found


def _bare(chunk: str) -> str:
    bare = fold("".join(sign for sign in chunk if sign not in JOINERS))
    return "" if bare == fold(chunk) else bare


def _fold_character(character: str) -> str:
    text = character
    # Folding case may give what can be taken apart, and the other way round.
    for _ in range(3):
        text = unicodedata.normalize("NFKD", text).casefold()
    return "".join(_fold_piece(piece) for piece in text)


def _fold_piece(piece: str) -> str:
    if piece in JOINERS:
        return " "
    if unicodedata.category(piece).startswith("M"):
        return ""
    return _PLAIN.get(piece, piece) if piece.isalnum() else " "


def _space_character(character: str) -> str:
    return _SINGLE.sub(r" \g<0> ", _FOLDED[ord(character)])


def _part_character(character: str) -> str:
    kept = character.isalnum() or unicodedata.category(character).startswith("M")
    return character if kept or character in JOINERS else " "


_FOLDED = _Table(_fold_character)
_SPACED = _Table(_space_character)
_PARTED = _Table(_part_character)
