"""Offences by how they are told: "charged with …", "two counts of …", "on suspicion of …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words
from hkgraph.extraction.names.candidates import Candidate, Trust
from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.names.surface import Surface

#: What stands right before an offence: the last word, with those that may go before it.
_CUES = {
    "of": frozenset(
        "count counts charge charges offence offences suspicion guilty convicted acquitted cleared "
        "crime crimes".split()
    ),
    "to": frozenset(["guilty"]),
    "with": frozenset(["charged"]),
    "for": frozenset(["arrested", "prosecuted", "convicted"]),
}
_SKIPPED = re.compile(r"a|an|the|also|one|two|joint|allegedly|suspected")
#: Words behind which a preposition belongs to the offence ("taking part in", "wounding with").
_GOVERNING = {
    "in": frozenset(["part", "misconduct", "trafficking", "participating", "dealing", "engaging"]),
    "with": frozenset(["wounding", "collusion", "interfering", "tampering", "driving"]),
    "on": frozenset(["assault", "attack"]),
    "to": frozenset(
        "conspiracy incitement failing failure conspiring attempting refusing threatening "
        "pretending causing agent advantage".split()
    ),
    "for": frozenset(["conspiracy"]),
}
_WORK = frozenset(["being", "leading", "managing", "overseeing", "running", "ensuring", "having"])
_LONGEST = 9


def offences_told(surface: Surface) -> Iterator[Candidate]:
    """Find what somebody is said to be charged with, convicted of or suspected of."""
    for number in range(1, len(surface.words) - 1):
        before = _CUES.get(surface.lower(number))
        if before is None or surface.lower(number - 1) not in before:
            continue
        yield from _list_from(surface, number + 1)


def _list_from(surface: Surface, first: int) -> Iterator[Candidate]:
    """Find the offence that begins at a word, and what "and" joins to it."""
    while first < len(surface.words):
        while _SKIPPED.fullmatch(surface.lower(first)):
            first += 1
        last = _end(surface, first)
        if not _is_offence(surface, first, last):
            return
        yield Candidate(first=first, last=last, kind=Kind.OFFENCE, trust=Trust.SHAPE)
        joint = last + (surface.lower(last) == ",")
        if surface.lower(joint) != "and" and joint == last:
            return
        first = joint + (surface.lower(joint) == "and")
        if surface.lower(first) not in words("offence-heads"):
            return


def _end(surface: Surface, first: int) -> int:
    """Find where an offence ends that begins with a word."""
    last = first
    while last < min(first + _LONGEST, len(surface.words)):
        word = surface.words[last]
        if not re.fullmatch(r"[a-z][a-z’'-]*", word.text):
            break
        if last > first and not _is_next(surface, last):
            break
        if _ends(surface, last):
            break
        last += 1
    while last > first and surface.lower(last - 1) in {"a", "an", "the", "of", "in", "to"}:
        last -= 1
    return last


def _is_next(surface: Surface, number: int) -> bool:
    """Say whether only a space parts a word from the one before."""
    before = surface.words[number - 1]
    gap = surface.article.text[before.end : surface.words[number].start]
    return gap in {" ", "-"} or not gap


def _ends(surface: Surface, number: int) -> bool:
    word = surface.lower(number)
    if surface.lower(number - 1) in _GOVERNING.get(word, ()):
        return False
    token = surface.tokens[number]
    is_verb = token is not None and token.tag_ in {"VBD", "VBZ", "VBP", "MD"}
    return word in words("offence-enders") or word == "in" or is_verb


def _is_offence(surface: Surface, first: int, last: int) -> bool:
    """Say whether words are an offence: a known beginning, or a deed in "-ing"."""
    if first >= last:
        return False
    head = surface.lower(first)
    if head in words("offence-heads"):
        return last - first > 1 or head not in {"common", "public", "money", "criminal", "human"}
    return head.endswith("ing") and head not in _WORK and last - first > 1
