"""Roles of people named in one list: what a title, a body or an office tells of each of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hkgraph.extraction.lexicon import words
from hkgraph.extraction.roles.title_words import is_plural_head
from hkgraph.extraction.roles.titles import title_before
from hkgraph.model import Kind, MentionForm

if TYPE_CHECKING:
    from hkgraph.extraction.reading import DraftMention, Reading
    from hkgraph.extraction.roles.titles import Title

_LISTING = frozenset({",", "and", "&"})
#: Heads that any body may have, so that one named for the first of a list holds for the others.
_SHARED = frozenset({"chief", "columnist", "correspondent", "editor", "founder", "general"})


def name_before(reading: Reading, index: int, floor: int) -> DraftMention | None:
    """Find the person whose name ends right before a token, over "and" or a comma."""
    place = index - 1
    passed = _LISTING | words("former-words") | words("coming-words")
    while place >= floor and reading.doc[place].lower_ in passed:
        place -= 1
    if place >= floor and reading.doc[place].text == ")":
        opening = (i for i in range(place, floor, -1) if reading.doc[i].text == "(")
        place = next(opening, floor) - 1
    if place < floor or not any(t.lower_ in _LISTING for t in reading.doc[place + 1 : index]):
        return None
    return person_at(reading, place)


def person_at(reading: Reading, index: int) -> DraftMention | None:
    """Find the person whose name covers a token."""
    if not 0 <= index < len(reading.doc):
        return None
    found = reading.mention_of(reading.doc[index])
    is_name = found is not None and found.form is MentionForm.NAME
    return found if found is not None and is_name and found.kind is Kind.PERSON else None


def plural_title(reading: Reading, start: int, floor: int) -> Title | None:
    """Find the plural title before the first name of a list that a name stands in."""
    first = start
    while (earlier := name_before(reading, first, floor)) is not None:
        first = reading.tokens(earlier.start, earlier.end).start
    if first == start:
        return None
    title = title_before(reading, first, floor)
    return title if title is not None and _is_plural(reading, title) else None


def plural_before_comma(reading: Reading, start: int, floor: int, end: int) -> Title | None:
    """Find the plural title before the comma of a list ("two other partners, A and B,")."""
    first = start
    while (earlier := name_before(reading, first, floor)) is not None:
        first = reading.tokens(earlier.start, earlier.end).start
    following = reading.doc[end : end + 2]
    goes_on = len(following) == 2 and following[0].lower_ in _LISTING
    is_list = first < start or (goes_on and person_at(reading, end + 1) is not None)
    comma = first - 1
    if not is_list or comma <= floor or reading.doc[comma].text not in {",", ":", "–", "—"}:
        return None
    title = title_before(reading, comma, floor)
    return title if title is not None and _is_plural(reading, title) else None


def with_shared_owner(reading: Reading, title: Title, floor: int) -> Title:
    """Give a title the body of the one before it ("Z's chair A, secretary B and treasurer C")."""
    own = words("unowned-titles") - _SHARED
    if title.organisations or title.is_occupation or title.head in own:
        return title
    earlier = name_before(reading, title.first, floor)
    if earlier is None:
        return title
    start = reading.tokens(earlier.start, earlier.end).start
    before = title_before(reading, start, floor)
    if before is None or before.is_occupation:
        return title
    return replace(title, organisations=with_shared_owner(reading, before, floor).organisations)


def _is_plural(reading: Reading, title: Title) -> bool:
    return any(is_plural_head(token) for token in reading.doc[title.first : title.last])
