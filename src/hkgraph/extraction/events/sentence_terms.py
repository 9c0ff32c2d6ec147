"""Terms of imprisonment, also in lists ("A was jailed for 10 years, B for six, and C for five")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from hkgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hkgraph.extraction.reading import DraftMention, Reading
    from hkgraph.model import LocalId, Span

_SMALL = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty"
)
_NUMBER = rf"(?:\d+(?:\.\d+)?|(?:{_SMALL})(?:-(?:{_SMALL}))?)(?:[ -]and[ -]a[ -]half|½)?"
_YEARS = rf"{_NUMBER}[ -]years?"
_DAYS = rf"{_NUMBER}[ -](?:weeks?|days?)"
_MONTHS = rf"(?:{_NUMBER}[ -]months?(?:(?:,| and|, and)? {_DAYS})?|{_DAYS})"
_TERM = re.compile(
    rf"\b(?:{_YEARS}(?:(?:,| and|, and)? {_MONTHS})?|{_MONTHS}"
    rf"|{_NUMBER}[ -]hours?[’']?(?: of)? (?:community service|unpaid work)"
    r"|life(?= imprisonment| in (?:prison|jail)))",
    re.IGNORECASE,
)
_LEADS_TO_TERM = re.compile(
    r"(?:\b(?:for|(?<!up )to|with|of|given|gave|handed|perform|received?|got|gets?|served?"
    r"|at least)|[:,])"
    r"\s+(?:an? |a total of )?$",
    re.IGNORECASE,
)
#: What makes a length of time tell when something was.
_LAPSE = re.compile(r"\s+(?:after|before|later|earlier|ago|since)\b")
_ROUND = re.compile(rf"\b((?:{_NUMBER}, )*{_NUMBER},? and {_NUMBER}) (years|months)\b")
#: What makes a length of time the name of a sentence ("his 20-month sentence").
_NAMED = re.compile(r"\s+(?:jail |prison |suspended |custodial )?(?:sentence|term)\b")
#: So many make a list.
_TWO = 2
_BETWEEN_TERMS = re.compile(
    r"[’']?(?:\s+(?:in )?(?:jail|prison|imprisonment))?(?:,? and |, )(?:to )?"
)
#: What may stand between a name in a list and the term that belongs to it.
_LIST_GAP = re.compile(
    r"(?:\s*\([^)]*\))?(?:, [^,;\d]{3,90},|,)?\s+"
    r"(?:(?:was|were|got|gets?|received|given|for|to|with|a)\s+){0,3}",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r",?\s+(?:and\s+)?(?:[a-z]+\s+){0,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedTerm:
    """Somebody's place in a list of terms.

    Attributes:
        span: The name and the term.
    """

    person: LocalId
    term: str
    span: Span


def first_term(reading: Reading, start: int, end: int) -> Span | None:
    """Find the first term of imprisonment in a stretch of text."""
    text = reading.article.text
    for found in _TERM.finditer(text, start, end):
        if _NAMED.match(text, found.end()):
            return reading.span(found.start(), found.end())
        lead = _LEADS_TO_TERM.search(text, start, found.start())
        is_lapse = _LAPSE.match(text, found.end()) is not None
        if lead is not None and not (is_lapse and lead.group()[0] in ",:"):
            return reading.span(found.start(), found.end())
    return None


def listed_terms(reading: Reading, start: int, end: int) -> list[ListedTerm]:
    """Find the pairs of a name and a term that stand side by side in a stretch of text."""
    text = reading.article.text
    people = [m for m in reading.mentions_in(start, end) if _is_person(reading, m)]
    found: list[ListedTerm] = []
    for term in _TERM.finditer(text, start, end):
        before = [m for m in people if m.end <= term.start()]
        if before and _LIST_GAP.fullmatch(text, before[-1].end, term.start()):
            found += _shared(reading, before, term)
    return found


def in_turn(reading: Reading, start: int, end: int, people: int) -> list[tuple[str, Span]]:
    """Give the terms of as many people in order, with where they stand.

    Without "respectively", they must stand in one list and be of one unit, since "four months and
    two weeks" is one term.
    """
    text = reading.article.text
    if people < _TWO:
        return []
    is_told = "respectively" in text[start:end]
    if (found := _ROUND.search(text, start, end)) is not None:
        span = reading.span(found.start(), found.end())
        terms = [(f"{n} {found.group(2)}", span) for n in re.split(r",? and |, ", found.group(1))]
    else:
        places = list(_TERM.finditer(text, start, end))
        is_told = is_told or _is_one_list(text, places)
        spans = [reading.span(m.start(), m.end()) for m in places]
        terms = [(span.text, span) for span in spans]
    return terms if is_told and len(terms) == people else []


def _is_one_list(text: str, terms: list[re.Match[str]]) -> bool:
    """Say whether terms follow each other directly and are of one unit."""
    units = {term.group().split()[-1].rstrip("s") for term in terms}
    pairs = pairwise(terms)
    return len(units) == 1 and all(
        _BETWEEN_TERMS.fullmatch(text, one.end(), other.start()) for one, other in pairs
    )


def _shared(
    reading: Reading, before: list[DraftMention], term: re.Match[str]
) -> Iterator[ListedTerm]:
    """Give a term to the last name and to those joined to it directly ("A and B five years")."""
    text = reading.article.text
    following: DraftMention | None = None
    for mention in reversed(before):
        if following is not None and not _are_joined(text, mention.end, following.start):
            return
        if mention.entity is not None:
            yield ListedTerm(
                person=mention.entity,
                term=term.group(),
                span=reading.span(mention.start, term.end()),
            )
        following = mention


def _are_joined(text: str, start: int, end: int) -> bool:
    """Say whether two names stand in one list, with no term of their own between them."""
    between = _BETWEEN_NAMES.fullmatch(text, start, end)
    return between is not None and _TERM.search(text, start, end) is None


def _is_person(reading: Reading, mention: DraftMention) -> bool:
    return mention.entity is not None and reading.entities[mention.entity].kind is Kind.PERSON
