"""Where capitals name nobody: credits of pictures, links, titles of works, names of storms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words
from hkgraph.extraction.names.candidates import Candidate, Trust
from hkgraph.extraction.names.phrases import PhraseTable
from hkgraph.extraction.speech.quote_marks import find_quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.names.surface import Surface

#: "Photo: …", "(Photo by …)", "Image copyright …", up to the end of the sentence or bracket.
_CREDIT = re.compile(
    r"\b(?:(?i:file|stock|handout)\s+(?i:photo|picture|image)s?"
    r"|P(?i:hoto(?:graph)?s?|ictures?|ics?)|I(?i:mages?)|S(?i:creenshots?))"
    r"(?:\s+(?i:credits?|courtesy(?:\s+of)?|copyright|by)\s*:?|\s*:)[^\n.)]{2,100}"
)
#: "(ANSON LO / AFP)"
_BRACKETED_CREDIT = re.compile(r"\([^()\n.]{2,60}\s?/\s?[^()\n.]{2,40}\)")
_LINK = re.compile(
    r"^\W*(?:read (?:more|also|next)|also read|see also|related(?: stories| articles)?|more on this"
    r"|most (?:popular|read)|recommended(?: stories)?)\b\s*[:|>»–-].*$",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST_TITLE = 9
_NEAR = 4
_LONG_WORD = 3


def unnamed_words(surface: Surface) -> frozenset[int]:
    """Give the numbers of the words that stand in credits, links and titles of works."""
    text = surface.article.text
    patterns = (_CREDIT, _BRACKETED_CREDIT, _LINK)
    ranges = [match.span() for pattern in patterns for match in pattern.finditer(text)]
    ranges += _works(surface)
    starts = {word.start: number for number, word in enumerate(surface.words)}
    return frozenset(
        number for start, end in ranges for at, number in starts.items() if start <= at < end
    )


def storm_names(surface: Surface) -> Iterator[Candidate]:
    """Keep the names of storms from being taken for people's, here and wherever they recur."""
    nouns = words("storm-nouns")
    openers = [
        number
        for number, word in enumerate(surface.words[:-1])
        if word.text.lower() in nouns and _opens_storm(surface, number)
    ]
    names = {surface.words[number + 1].text for number in openers}
    for number, word in enumerate(surface.words):
        if word.text in names:
            first = number
            while first and surface.lower(first - 1) in nouns | {"severe", "tropical", "super"}:
                first -= 1
            yield Candidate(first=first, last=number + 1, kind=None, trust=Trust.GAZETTEER)


def vessel_names(surface: Surface) -> Iterator[Candidate]:
    """Keep the names of ships from being taken for people's or places' ("the ferry Sea Pearl")."""
    names: dict[str, None] = {}
    for number, word in enumerate(surface.words):
        if word.text not in words("vessel-nouns"):
            continue
        last = number + 1
        while last < len(surface.words) and surface.words[last].is_capitalised:
            last += 1
        if last - number > 1 and surface.same_block(number + 1):
            names[surface.text(number + 1, last)] = None
    for match in PhraseTable(names.items()).matches(surface.words):
        # "MV" belongs to the name.
        begins = match.first and surface.words[match.first - 1].text in words("vessel-nouns")
        yield Candidate(
            first=match.first - begins, last=match.last, kind=None, trust=Trust.GAZETTEER
        )


def _opens_storm(surface: Surface, number: int) -> bool:
    named, noun = surface.words[number + 1], surface.words[number]
    if not named.is_capitalised or number in surface.in_title_case:
        return False
    # "after the storm Hong Kong reopened": another name begins, in two words.
    behind = surface.words[number + 2] if number + 2 < len(surface.words) else None
    return noun.is_capitalised or behind is None or not behind.is_capitalised


def _works(surface: Surface) -> Iterator[tuple[int, int]]:
    """Find titles in quote marks behind "the film", and those listed with them."""
    last_end = -1
    for quoted in find_quoted(surface.article):
        inside = surface.article.text[quoted.start : quoted.end]
        before = surface.article.text[max(0, quoted.start - 60) : quoted.start]
        listed = last_end >= 0 and re.fullmatch(
            r"\W*(?:,|and|or)?\W*", surface.article.text[last_end : quoted.start]
        )
        if _is_title(inside) and (listed or _names_work(before)):
            last_end = quoted.outer_end
            yield quoted.start, quoted.end


def _is_title(inside: str) -> bool:
    parts = re.findall(r"\w+", inside)
    long = [part for part in parts if len(part) > _LONG_WORD]
    capitals = sum(part[0].isupper() or part[0].isdigit() for part in long)
    return bool(parts) and len(parts) <= _LONGEST_TITLE and 2 * capitals > len(long)


def _names_work(before: str) -> bool:
    near = re.findall(r"\w+", before.lower())[-_NEAR:]
    return not words("work-nouns").isdisjoint(near)
