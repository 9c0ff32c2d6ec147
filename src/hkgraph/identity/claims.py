"""Statements of one article as judgements name them: by span, predicate and what they connect."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hkgraph.extraction.dates.edtf import of_day, of_days, of_month, of_year
from hkgraph.identity.judgements import Claim
from hkgraph.model import (
    Concept,
    LocalId,
    Predicate,
    RoleTitle,
    TextValue,
    TimeBasis,
    TimeValue,
)
from hkgraph.own_words.event_types import is_event_type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hkgraph.identity.keys import NodeKey
    from hkgraph.model import ArticleKey, Object, Span, Statement

_EVENT_TYPE = "event-type/"
_MONTH = re.compile(r"\d{4}-\d\d")
_YEAR = re.compile(r"\d{4}")
#: Folders of nodes that can stand for each other as the object of a statement.
_DOERS = frozenset(["person", "organisation", "place"])


@dataclass(frozen=True)
class Claims:
    """Names what one article says, and finds what it is named by.

    Args:
        own: From local id to the key that the article itself mints, as it was extracted.
    """

    article: ArticleKey
    own: Mapping[LocalId, NodeKey]

    def of(self, one: Statement) -> Claim:
        """Name a statement; of several spans by the first."""
        span = one.evidence[0]
        return Claim(
            article=self.article,
            start=span.start,
            end=span.end,
            subject=self.own[one.subject],
            predicate=one.predicate.value,
            object=self.spell(one.object),
        )

    def spell(self, value: Object) -> str:
        """Write an object down."""
        match value:
            case TimeValue():
                return value.edtf
            case Concept():
                return _EVENT_TYPE + value.slug
            case RoleTitle():
                return value.title
            case TextValue():
                return value.text
            case int():
                return str(value)
            case _:
                return self.own[value]

    def are(self, claim: Claim, one: Statement) -> bool:
        """Say whether a claim names a statement."""
        return self.own[one.subject] == claim.subject and self.are_but_for_subject(claim, one)

    def are_but_for_subject(self, claim: Claim, one: Statement) -> bool:
        """Say the same, whatever the statement is about.

        What names an event changes with what else is told of it; what one sentence says of it
        does not.
        """
        return (
            one.predicate.value == claim.predicate
            and any(_is_at(span, claim) for span in one.evidence)
            and folder_of(self.own[one.subject]) == folder_of(claim.subject)
            and self.spell(one.object) == claim.object
        )

    def find(self, key: str) -> LocalId | None:
        """Find what the article means by a key."""
        return min((local for local, own in self.own.items() if own == key), default=None)

    def parse(self, text: str, predicate: Predicate, former: Object) -> Object | None:
        """Read an object that is to stand in place of another; None if it cannot."""
        match former:
            case TimeValue():
                return parse_time(text, former.basis)
            case TextValue():
                return TextValue(text=text, language=former.language) if text else None
            case RoleTitle():
                return RoleTitle(title=text) if text else None
            case int():
                return int(text) if text.isascii() and text.isdigit() else None
            case Concept():
                slug = text.removeprefix(_EVENT_TYPE)
                known = predicate is Predicate.EVENT_TYPE and is_event_type(slug)
                return Concept(slug=slug) if known else None
            case _:
                return self.find(text) if _can_replace(text, self.own[former]) else None


def parse_time(text: str, basis: TimeBasis) -> TimeValue | None:
    """Read a day, month, year or stretch of days in EDTF; None for anything else.

    >>> parse_time("2021-10", TimeBasis.EXPLICIT).not_after
    datetime.date(2021, 10, 31)
    """
    try:
        if _YEAR.fullmatch(text):
            return of_year(int(text), basis)
        if _MONTH.fullmatch(text):
            return of_month(int(text[:4]), int(text[5:]), basis)
        first, _, last = text.partition("/")
        if last:
            return of_days(date.fromisoformat(first), date.fromisoformat(last), basis)
        return of_day(date.fromisoformat(first), basis)
    except ValueError:
        return None


def folder_of(key: str) -> str:
    """Give what kind of thing a key names.

    >>> folder_of("person/ada-lam")
    'person'
    """
    return key.partition("/")[0]


def _can_replace(key: str, former: str) -> bool:
    folders = {folder_of(key), folder_of(former)}
    return len(folders) == 1 or folders <= _DOERS


def _is_at(span: Span, claim: Claim) -> bool:
    return (span.start, span.end) == (claim.start, claim.end)
