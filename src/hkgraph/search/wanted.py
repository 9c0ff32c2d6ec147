"""What somebody looks for: a text becomes a question to the index, and marks in what was found.

Nothing of the text reaches the index's query language but folded letters and digits in quotes.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from hkgraph.search.folding import chunks, fold, tokens

if TYPE_CHECKING:
    from hkgraph.search.folding import Token

MOST_LETTERS = 200
#: Words and Chinese characters that are looked at; a longer text is looked for by its beginning.
MOST_TOKENS = 32


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text; ``found`` says whether it is what was looked for."""

    text: str
    found: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for: every chunk, and the last of them may be the beginning of a word.

    Attributes:
        chunks: For each chunk its tokens, which follow each other in what is found.
    """

    chunks: tuple[tuple[str, ...], ...]

    @classmethod
    def parse(cls, text: str) -> Wanted:
        """Read what somebody typed; nothing in it is an error."""
        found: list[tuple[str, ...]] = []
        room = MOST_TOKENS
        for chunk in chunks(text[:MOST_LETTERS]):
            parts = tuple(islice(fold(chunk).split(), room))
            room -= len(parts)
            if parts:
                found.append(parts)
        return cls(tuple(found))

    def __bool__(self) -> bool:
        return bool(self.chunks)

    @property
    def folded(self) -> str:
        """All tokens in one text, as ``fold`` gives them for a name."""
        return " ".join(token for chunk in self.chunks for token in chunk)

    def question(self) -> str:
        """Put it into FTS5's language: each chunk as it is or spelled in one, in any order."""
        last = len(self.chunks) - 1
        return " AND ".join(
            _either(chunk, "*" if place == last else "") for place, chunk in enumerate(self.chunks)
        )

    def mark(self, text: str) -> list[Piece]:
        """Part a text into what was looked for and what stands around it."""
        pieces: list[Piece] = []
        done = 0
        for start, end in self._places(text):
            pieces += [Piece(text[done:start]), Piece(text[start:end], found=True)]
            done = end
        pieces.append(Piece(text[done:]))
        return [piece for piece in pieces if piece.text]

    def snippet(self, text: str, length: int) -> list[Piece]:
        """Do as ``mark`` with a part of the text, cut at blanks, that has the first mark in it."""
        if len(text) <= length:
            return self.mark(text)
        first = next(iter(self._places(text)), (0, 0))[0]
        start = min(max(0, first - length // 3), len(text) - length)
        start = text.rfind(" ", max(0, start - 20), start) + 1 or start
        end = start + length
        end = end if end >= len(text) else max(text.rfind(" ", end - 20, end), end - 20)
        before, after = "…" if start else "", "…" if end < len(text) else ""
        return self.mark(f"{before}{text[start:end]}{after}")

    def _places(self, text: str) -> list[tuple[int, int]]:
        standing = tokens(text)
        *words, last = ["".join(chunk) for chunk in self.chunks] or [""]
        places: list[tuple[int, int]] = []
        for index, token in enumerate(standing):
            if places and token.start < places[-1][1]:
                continue
            numbers = [_number(standing, index, word) for word in words]
            if last:
                numbers.append(_number(standing, index, last, starts=True))
            if number := max(numbers, default=0):
                places.append((token.start, standing[index + number - 1].end))
        return places


def _either(chunk: tuple[str, ...], star: str) -> str:
    phrase = f'"{" ".join(chunk)}"{star}'
    one = "".join(chunk)
    # Han characters are tokens of their own whether or not a sign stands between them.
    return phrase if len(chunk) == 1 or fold(one) != one else f'({phrase} OR "{one}"{star})'


def _number(standing: list[Token], index: int, word: str, *, starts: bool = False) -> int:
    """Say how many of the tokens from here on make up the word, or begin with it; else 0."""
    text = ""
    for number, token in enumerate(islice(standing, index, None), 1):
        text += token.text
        if text == word or (starts and text.startswith(word)):
            return number
        if not word.startswith(text):
            break
    return 0
