"""Words as they count when two texts are compared: one spelling, no case, no marks, no formulas."""

from __future__ import annotations

import csv
import re
from functools import cache
from typing import TYPE_CHECKING

from hkgraph.resources import resource
from hkgraph.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_FOLDER = "corroboration"
_MARK = re.compile(r"['’‘`]")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ENDING = re.compile(r"(?<=\w{3})([iy])z(?=e|ing|ation|er)")
#: "size" and "prize" have no other spelling.
_KEEP_Z = re.compile(r"(?:re|down|over|out|cap)?siz|priz|seiz|maiz|bronz")
_ENDINGS = ("", "s", "ed", "ing")


def spelled_alike(text: str) -> list[str]:
    """Give the words of a text, folded; a word of two spellings comes in the British one.

    >>> spelled_alike("“Human-rights ORGANIZATIONS’ labor”")
    ['human', 'rights', 'organisations', 'labour']
    """
    plain = _MARK.sub("'", text)
    # Folding drops the apostrophe, so that "don't" and "don’t" and "dont" are one word.
    return [_one_spelling(fold(word)) for word in _WORD.findall(plain)]


def without_formulas(words: Sequence[str]) -> list[str]:
    """Leave out the phrases that anybody says on any day."""
    text = f" {' '.join(words)} "
    for phrase in _formulas():
        text = text.replace(f" {phrase} ", " ")
    return text.split()


def _one_spelling(word: str) -> str:
    if not _KEEP_Z.match(word):
        word = _ENDING.sub(r"\1s", word)
    table = _spellings()
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem in table and stem + ending == word:
            return table[stem] + ending
    return word


@cache
def _spellings() -> dict[str, str]:
    text = (resource("data") / _FOLDER / "spellings.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {other: one for one, other in csv.reader(lines, delimiter="\t")}


@cache
def _formulas() -> tuple[str, ...]:
    """Give the phrases, the longest first, spelled as the texts are."""
    text = (resource("data") / _FOLDER / "stock-phrases.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    found = (" ".join(spelled_alike(line)) for line in lines)
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))
