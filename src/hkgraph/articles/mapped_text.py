"""Text that remembers, character by character, where in the decoded file it stands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from hkgraph.model import OffsetMap, Segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NOWHERE = -1

# Characters that print nothing: they would split words that readers see as whole.
_INVISIBLE = frozenset("\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff\ufffe\uffff") | frozenset(
    chr(code) for span in ((0x202A, 0x202F), (0x2066, 0x206A)) for code in range(*span)
)

_UNTIDY = re.compile(rf"[^\S ]|  |[\x00-\x1f\x7f-\x9f{''.join(sorted(_INVISIBLE))}]")


@dataclass(frozen=True, slots=True)
class MappedText:
    """A piece of text and its origin.

    Attributes:
        text: The characters.
        origin: For each character its place in the decoded file, or ``NOWHERE``.
    """

    text: str = ""
    origin: Sequence[int] = ()

    def __post_init__(self) -> None:
        """Refuse an origin of another length."""
        if len(self.text) != len(self.origin):
            raise ValueError(f"{len(self.text)} characters have {len(self.origin)} origins")

    @classmethod
    def of_file(cls, decoded: str, start: int = 0, end: int | None = None) -> MappedText:
        """Take a stretch of the decoded file as it is."""
        stop = len(decoded) if end is None else end
        return cls(decoded[start:stop], range(start, stop))

    @classmethod
    def own(cls, text: str) -> MappedText:
        """Take text that stands nowhere in the file."""
        return cls(text, (NOWHERE,) * len(text))

    def cut(self, start: int, end: int | None = None) -> MappedText:
        """Take a slice."""
        return MappedText(self.text[start:end], self.origin[start:end])

    def keep(self, indexes: Iterable[int]) -> MappedText:
        """Take the characters at the given places, in that order."""
        chosen = list(indexes)
        return MappedText(
            "".join(self.text[i] for i in chosen), tuple(self.origin[i] for i in chosen)
        )

    def strip(self) -> MappedText:
        """Take off white space at both ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, max(start, len(self.text.rstrip())))

    def tidy(self) -> MappedText:
        """Make it one line in NFC: runs of white space one space, invisible characters gone."""
        line = self.strip()
        if _UNTIDY.search(line.text) is None:
            return line.nfc()
        visible = [i for i, char in enumerate(line.text) if _is_visible(char)]
        kept = [
            index
            for before, index in pairwise([-1, *visible])
            if before < 0 or not (line.text[index].isspace() and line.text[before].isspace())
        ]
        bare = line.keep(kept) if len(kept) < len(line.text) else line
        spaced = "".join(" " if char.isspace() else char for char in bare.text)
        return MappedText(spaced, bare.origin).strip().nfc()

    def nfc(self) -> MappedText:
        """Compose; a composed character stands where its first part does."""
        if unicodedata.is_normalized("NFC", self.text):
            return self
        parts = [
            (composed, self.origin[start])
            for start, end in _clusters(self.text)
            for composed in unicodedata.normalize("NFC", self.text[start:end])
        ]
        return MappedText("".join(c for c, _ in parts), tuple(place for _, place in parts))


def join(parts: Iterable[MappedText], between: str = "") -> MappedText:
    """Put pieces one after the other; what stands between them has no origin."""
    text: list[str] = []
    origin: list[int] = []
    for number, part in enumerate(parts):
        if number and between:
            text.append(between)
            origin.extend([NOWHERE] * len(between))
        text.append(part.text)
        origin.extend(part.origin)
    return MappedText("".join(text), tuple(origin))


def offset_map(mapped: MappedText) -> OffsetMap:
    """Fold the origins into runs."""
    segments: list[Segment] = []
    start = 0
    origin = mapped.origin
    for here in range(1, len(origin) + 1):
        runs_on = here < len(origin) and origin[here] == origin[here - 1] + 1
        if runs_on and origin[here - 1] != NOWHERE:
            continue
        if origin[start] != NOWHERE:
            segments.append(
                Segment(text_start=start, file_start=origin[start], length=here - start)
            )
        start = here
    return OffsetMap(tuple(segments))


def align(wanted: str, found: MappedText) -> MappedText:
    """Find the characters of ``wanted`` in ``found``, in order; what is not there has no origin.

    White space matches white space of any length, so that folded lines still match.
    """
    origin = [NOWHERE] * len(wanted)
    at = 0
    for index, char in enumerate(wanted):
        place = _next(char, found.text, at)
        if place is not None:
            origin[index] = found.origin[place]
            at = place + 1
    return MappedText(wanted, tuple(origin))


def _next(char: str, text: str, at: int) -> int | None:
    if char.isspace():
        return at if at < len(text) and text[at].isspace() else None
    place = text.find(char, at, at + 200)
    return None if place < 0 else place


def _is_visible(char: str) -> bool:
    if char in _INVISIBLE:
        return False
    return char.isspace() or unicodedata.category(char) != "Cc"


def _clusters(text: str) -> Iterable[tuple[int, int]]:
    """Cut where composing the two sides apart gives the same as composing them together."""
    start = 0
    before = ""
    for index, char in enumerate(text):
        joined = unicodedata.combining(char) != 0 or _composes(before, char)
        if index > start and not joined:
            yield start, index
            start, before = index, char
        else:
            before += char
    if start < len(text):
        yield start, len(text)


def _composes(before: str, char: str) -> bool:
    together = unicodedata.normalize("NFC", before + char)
    return together != unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", char)
